// A message's `html` as nodes. The sandbox has made it safe; it is checked again here, by building only what is known.

import { make } from "./dom.js";

const PLAIN = { B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", STRIKE: "s", DEL: "s", CODE: "code", PRE: "pre" };
const SCHEMES = new Set(["http:", "https:", "mailto:", "tg:"]);
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "SVG", "MATH"]);
const COMMAND = /(?<=^|\s)\/[A-Za-z0-9_]{1,32}(?:@\w+)?(?![\w/])/g;

/**
 * @param {string} html
 * @returns {DocumentFragment} of formatting, links and text only; commands are buttons with `data-command`
 */
export function richText(html) {
  // A parsed document of its own runs nothing and loads nothing.
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const into = document.createDocumentFragment();
  copyChildren(parsed.body, into, true);
  return into;
}

/** The words of `html` alone. */
export const plainText = (html) => richText(html).textContent.replace(/\s+/g, " ").trim();

function copyChildren(from, into, commands) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.append(...(commands ? withCommands(node.data) : [node.data]));
    else if (node.nodeType === Node.ELEMENT_NODE && !DROPPED.has(node.tagName.toUpperCase())) copyElement(node, into, commands);
  }
}

function copyElement(node, into, commands) {
  if (node.tagName === "BR") return into.append("\n");
  const known = element(node) ?? into;
  copyChildren(node, known, commands && !["A", "CODE", "PRE"].includes(node.tagName));
  if (known !== into) into.append(known);
}

/** The element that stands for `node`, null where only its content counts. */
function element(node) {
  const tag = node.tagName;
  if (Object.hasOwn(PLAIN, tag)) return make(PLAIN[tag]);
  if (tag === "BLOCKQUOTE") return make("blockquote");
  if (tag === "A") return link(node.getAttribute("href") ?? "");
  const spoiler = tag === "TG-SPOILER" || (tag === "SPAN" && node.classList.contains("tg-spoiler"));
  return spoiler ? make("span", { class: "spoiler", tabIndex: 0, role: "button", "aria-pressed": "false" }) : null;
}

/** An element for a safe address, null for any other. */
export function link(address) {
  if (!isSafe(address)) return null;
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
}

export function isSafe(address) {
  try {
    return SCHEMES.has(new URL(address).protocol);
  } catch {
    return false;
  }
}

function withCommands(text) {
  const pieces = [];
  let at = 0;
  for (const found of text.matchAll(COMMAND)) {
    pieces.push(text.slice(at, found.index), make("button", { type: "button", class: "command", data: { command: found[0] } }, found[0]));
    at = found.index + found[0].length;
  }
  return [...pieces, text.slice(at)].filter((one) => one !== "");
}
