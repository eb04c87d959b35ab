// What a message is written to or with: notes above the message field, each of which can be taken back.

import { fileSize } from "./bubbles.js";
import { icon, make } from "./dom.js";
import { say } from "./words.js";

/** @param {string} sign @param {string} title @param {string} words @param {() => void} drop */
export function note(sign, title, words, drop) {
  const close = make("button", { type: "button", class: "icon-button", "aria-label": say("cancel"), on: { click: drop } }, icon("close"));
  return make("div", { class: "note" }, icon(sign), make("p", {}, make("b", {}, title), make("span", {}, words)), close);
}

/** @param {{file: File, address: string | null, whole: boolean}} attached @param {() => void} drop */
export function fileNote(attached, drop) {
  const { file, address, whole } = attached;
  const node = note("file", file.name, fileSize(file.size), drop);
  node.querySelector(".icon-button").setAttribute("aria-label", say("remove_file"));
  if (!address) return node;
  node.firstElementChild.replaceWith(make("img", { src: address, alt: "" }));
  const box = make("input", { type: "checkbox", checked: whole, on: { change: () => (attached.whole = box.checked) } });
  node.lastElementChild.before(make("label", { class: "as-file" }, box, say("as_file")));
  return node;
}
