// The page's own words in three languages. What the bot says is never translated here.

import { keep, kept } from "./memory.js";
import { EN } from "./words.en.js";
import { KK } from "./words.kk.js";
import { RU } from "./words.ru.js";

export const LOCALES = Object.freeze({ kk: KK, ru: RU, en: EN });
const KEPT_AS = "language";

let chosen = "en";

export const locale = () => chosen;

/**
 * The text for a key; `{name}` is replaced by a value, and a text of `|` forms is chosen by `count`.
 * @param {keyof typeof EN} key
 * @param {Object<string, string | number>} [values]
 */
export function say(key, values = {}) {
  const forms = LOCALES[chosen][key].split("|");
  const form = forms.length > 1 ? forms[formFor(values.count, forms.length)] : forms[0];
  return form.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Kazakh has one form after a number, English two, Russian three. */
function formFor(count, many) {
  if (many === 2) return count === 1 ? 0 : 1;
  const tens = count % 100;
  const ones = count % 10;
  if (ones === 1 && tens !== 11) return 0;
  return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? 1 : 2;
}

/** The language kept from last time, or the first one of the browser's that the page speaks, or English. */
export function firstLocale() {
  const wished = [...kept(KEPT_AS), ...navigator.languages.map((one) => one.slice(0, 2))];
  return wished.find((one) => Object.hasOwn(LOCALES, one)) ?? "en";
}

/** Switches the language and writes the texts that index.html carries. @param {string} wanted */
export function setLocale(wanted) {
  chosen = wanted;
  document.documentElement.lang = wanted;
  keep(KEPT_AS, [wanted]);
  writeStatic();
}

function writeStatic() {
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", say(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = say(node.dataset.label);
  }
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = say(node.dataset.hint);
}
