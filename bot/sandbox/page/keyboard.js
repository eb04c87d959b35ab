// Inline keyboards: drawn in place, so that a menu which is edited keeps its focus and its spinner.

import * as api from "./api.js";
import { arrange, icon, make, setText } from "./dom.js";
import { alertBox, attempt, toast } from "./notices.js";
import { isSafe } from "./richtext.js";
import { say } from "./words.js";

const WAIT_SECONDS = 10;

/** Brings the rows under `box` in line with the markup. @param {HTMLElement} box @param {object[][]} rows */
export function drawKeyboard(box, rows) {
  const focused = box.contains(document.activeElement) ? document.activeElement : null;
  arrange(box, rows.map((row, at) => drawRow(box.children[at], row, at)));
  // The button that was pressed may be gone from a menu that has moved on.
  if (focused && !focused.isConnected) box.querySelector("button, a")?.focus();
}

function drawRow(old, row, at) {
  const node = old ?? make("div", { class: "key-row" });
  arrange(node, row.map((key, column) => drawKey(node.children[column], key, at, column)));
  return node;
}

function drawKey(old, key, row, column) {
  const tag = key.url === undefined ? "BUTTON" : "A";
  const node = old?.tagName === tag ? old : newKey(tag);
  setText(node.querySelector(".key-text"), key.text);
  node.classList.toggle("key-link", tag === "A");
  Object.assign(node.dataset, { row, column });
  if (tag === "A") drawLink(node, key);
  return node;
}

function newKey(tag) {
  const words = make("span", { class: "key-text" });
  if (tag === "BUTTON") return make("button", { type: "button", class: "key" }, words);
  return make("a", { class: "key", target: "_blank", rel: "noopener noreferrer" }, words, icon("link"));
}

function drawLink(node, key) {
  if (isSafe(key.url)) node.href = key.url;
  else node.removeAttribute("href");
  node.setAttribute("aria-label", `${key.text} (${say("opens_link")})`);
}

/**
 * Presses a key for a person and shows what the bot answers.
 * @param {HTMLElement} node the key
 * @param {{message: object, user: number}} pressed
 * @param {(url: string) => boolean} openOwn whether the page itself follows an address (deep links to the bot)
 */
export async function pressKey(node, { message, user }, openOwn) {
  if (node.getAttribute("aria-busy") === "true") return;
  const place = { row: Number(node.dataset.row), column: Number(node.dataset.column) };
  const key = message.reply_markup?.inline_keyboard?.[place.row]?.[place.column];
  if (!key || (await pressAlone(key, user))) return;
  node.setAttribute("aria-busy", "true");
  const pressed = { user, ...place, wait_seconds: WAIT_SECONDS };
  const answer = await attempt(() => api.press(message.chat.id, message.message_id, pressed));
  node.removeAttribute("aria-busy");
  if (answer) showAnswer(answer, openOwn);
}

/** Keys that never reach the bot. @returns {Promise<boolean>} whether this is one */
async function pressAlone(key, user) {
  const query = key.switch_inline_query_current_chat ?? key.switch_inline_query;
  if (query !== undefined) {
    document.dispatchEvent(new CustomEvent("inline-asked", { detail: query }));
    return true;
  }
  if (key.web_app) {
    const theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const app = await attempt(() => api.openApp(user, key.web_app.url, theme));
    if (app && isSafe(app.url)) window.open(app.url, "_blank", "noopener,noreferrer");
    return true;
  }
  if (key.copy_text) {
    await navigator.clipboard?.writeText(key.copy_text.text).catch(() => null);
    toast(say("copied"));
    return true;
  }
  if (key.callback_data === undefined) toast(say("unsupported_button"), "error");
  return key.callback_data === undefined;
}

function showAnswer(answer, openOwn) {
  if (answer.answered === false) toast(say("no_answer", { count: WAIT_SECONDS }), "error");
  if (answer.url && !openOwn(answer.url) && isSafe(answer.url)) window.open(answer.url, "_blank", "noopener,noreferrer");
  if (!answer.text) return;
  if (answer.show_alert) alertBox(answer.text);
  else toast(answer.text);
}
