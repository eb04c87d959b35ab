// What appears above everything: short messages, the bot's alerts, and small forms.

import { ApiError } from "./api.js";
import { byId, icon, make } from "./dom.js";
import { say } from "./words.js";

const SHOWN_MS = 3500;
const MS_A_LETTER = 45;

/** A message at the top that goes by itself. @param {string} text @param {"plain" | "error"} kind */
export function toast(text, kind = "plain") {
  const box = byId("toasts");
  const node = make("div", { class: `toast toast-${kind}` }, text);
  box.append(node);
  while (box.children.length > 3) box.firstElementChild.remove();
  setTimeout(() => node.remove(), SHOWN_MS + text.length * MS_A_LETTER);
}

/** Runs something that talks to the sandbox; what it refuses is shown. @returns {Promise<any>} null when refused */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    toast(error.unreachable ? say("unreachable") : error.message, "error");
    return null;
  }
}

/** The modal of `show_alert`. */
export function alertBox(text) {
  const done = make("button", { class: "main-button", type: "submit", autofocus: true }, say("ok"));
  const words = make("p", { class: "alert-text", id: "alert-text" }, text);
  open(make("form", { method: "dialog" }, words, make("div", { class: "dialog-row" }, done)), {
    role: "alertdialog",
    "aria-labelledby": "alert-text",
  });
}

/**
 * A small form.
 * @param {{title: string, fields: {name: string, label: string, options?: [string, string][]}[]}} asked
 * @param {(values: Object<string, string>) => Promise<boolean>} done whether the form may close
 */
export function ask({ title, fields }, done) {
  const inputs = fields.map(field);
  const heading = make("h2", { id: "ask-title" }, title);
  const cancel = make("button", { class: "quiet-button", type: "button", on: { click: () => dialog.close() } }, say("cancel"));
  const create = make("button", { class: "main-button", type: "submit" }, say("create"));
  const form = make("form", {}, heading, ...inputs, make("div", { class: "dialog-row" }, cancel, create));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await done(Object.fromEntries(new FormData(form)))) dialog.close();
  });
  const dialog = open(form, { "aria-labelledby": "ask-title" });
}

function field({ name, label, options }) {
  const input = options
    ? make("select", { name }, ...options.map(([value, text]) => make("option", { value }, text)))
    : make("input", { name, required: true, maxLength: 60, autocomplete: "off" });
  return make("label", { class: "field" }, make("span", {}, label), input);
}

/** A picture over the whole page. */
export function lightbox(source, words) {
  const image = make("img", { src: source, alt: words });
  const close = make("button", { class: "icon-button", type: "submit", "aria-label": say("close") }, icon("close"));
  const dialog = open(make("form", { method: "dialog", class: "lightbox" }, close, image), { "aria-label": words });
  image.addEventListener("click", () => dialog.close());
}

function open(content, given) {
  const dialog = make("dialog", { class: "dialog", ...given }, content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
