// A message's `html` as nodes. The sandbox has made it safe; here it is never given to the browser as HTML at all:
// its few tags are read and built one by one, and what is unknown leaves only its words.

import { make } from "./dom.js";

const PLAIN = { b: "b", strong: "b", i: "i", em: "i", u: "u", ins: "u", s: "s", strike: "s", del: "s", code: "code", pre: "pre" };
const SCHEMES = new Set(["http:", "https:", "mailto:", "tg:"]);
const TOKEN = /<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const REFERENCE = /&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos));/gi;
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const COMMAND = /(?<=^|\s)\/[A-Za-z0-9_]{1,32}(?:@\w+)?(?![\w/])/g;

/**
 * @param {string} html
 * @returns {DocumentFragment} of formatting, links and text only; commands are buttons with `data-command`
 */
export function richText(html) {
  const root = document.createDocumentFragment();
  const opened = [{ tag: "", node: root }];
  let at = 0;
  for (const found of html.matchAll(TOKEN)) {
    const [token, slash, name, attributes] = found;
    write(opened, html.slice(at, found.index));
    at = found.index + token.length;
    const tag = name.toLowerCase();
    if (tag === "br") write(opened, "\n");
    else if (slash) close(opened, tag);
    else open(opened, tag, attributes);
  }
  write(opened, html.slice(at));
  return root;
}

/** The words of `html` alone, in one line. */
export const plainText = (html) => decode(html.replace(TOKEN, "")).replace(/\s+/g, " ").trim();

function open(opened, tag, attributes) {
  const node = element(tag, attributes);
  if (!node) return;
  opened.at(-1).node.append(node);
  opened.push({ tag, node });
}

/** Closes the tag and what was left open inside of it; one that was never opened closes nothing. */
function close(opened, tag) {
  const place = opened.findLastIndex((one) => one.tag === tag);
  if (place > 0) opened.length = place;
}

function write(opened, source) {
  const { node } = opened.at(-1);
  // A block ends its line by itself: the line break written after it would be a second one.
  const afterBlock = ["BLOCKQUOTE", "PRE"].includes(node.lastChild?.nodeName);
  const text = decode(afterBlock ? source.replace(/^\n/, "") : source);
  const literal = opened.some((one) => ["a", "code", "pre"].includes(one.tag));
  if (text) node.append(...(literal ? [text] : withCommands(text)));
}

/** The element for a tag, null where only its content counts. */
function element(tag, attributes) {
  if (Object.hasOwn(PLAIN, tag)) return make(PLAIN[tag]);
  if (tag === "blockquote") return make("blockquote");
  if (tag === "a") return link(attribute(attributes, "href"));
  const spoiler = tag === "tg-spoiler" || (tag === "span" && attribute(attributes, "class") === "tg-spoiler");
  return spoiler ? make("span", { class: "spoiler", tabIndex: 0, role: "button", "aria-pressed": "false" }) : null;
}

function attribute(source, name) {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, "i").exec(source);
  return decode(found?.[1] ?? found?.[2] ?? "");
}

function decode(text) {
  return text.replace(REFERENCE, (_, decimal, hex, name) => {
    if (name) return NAMED[name.toLowerCase()];
    const number = decimal ? Number(decimal) : parseInt(hex, 16);
    return number > 0 && number < 0x110000 ? String.fromCodePoint(number) : "";
  });
}

/** An element for a safe address, null for any other. */
function link(address) {
  if (!isSafe(address)) return null;
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
}

/** Whether an address may be opened: nothing that would run here. */
export function isSafe(address) {
  return URL.canParse(address) && SCHEMES.has(new URL(address).protocol);
}

function withCommands(text) {
  const pieces = [];
  let at = 0;
  for (const found of text.matchAll(COMMAND)) {
    const button = make("button", { type: "button", class: "command", data: { command: found[0] } }, found[0]);
    pieces.push(text.slice(at, found.index), button);
    at = found.index + found[0].length;
  }
  return [...pieces, text.slice(at)].filter((one) => one !== "");
}
