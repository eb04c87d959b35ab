// The menu of the bot's commands above the message field.

import * as api from "./api.js";
import { byId, make } from "./dom.js";
import { attempt } from "./notices.js";
import { say } from "./words.js";

const BEGUN = /^\/(\w*)$/;

export class CommandMenu {
  /**
   * @param {HTMLTextAreaElement} field
   * @param {() => {chat: number, user: number} | null} where
   * @param {(command: string) => void} chosen
   */
  constructor(field, where, chosen) {
    this.field = field;
    this.where = where;
    this.chosen = chosen;
    this.commands = [];
    this.found = [];
    this.at = 0;
    this.list = make("ul", { class: "commands", id: "commands", role: "listbox", hidden: true });
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option?.dataset.at) this._choose(Number(option.dataset.at));
    });
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", "commands");
    field.setAttribute("aria-autocomplete", "list");
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** Follows what is typed: open while it is the beginning of a command. */
  async follow() {
    if (!BEGUN.test(this.field.value)) return this.close();
    if (!this.isOpen) await this._read();
    const begun = BEGUN.exec(this.field.value);
    if (!begun) return this.close();
    const wanted = begun[1].toLowerCase();
    this.found = this.commands.filter((one) => one.command.startsWith(wanted));
    this.at = 0;
    if (this.found.length || wanted === "") this._show();
    else this.close();
  }

  /** All commands, from the button beside the field. */
  toggle() {
    if (this.isOpen) return this.close();
    this.field.value = "/";
    this.field.focus();
    return this.follow();
  }

  close() {
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was for the menu */
  heard(event) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.close();
    else if (step && this.found.length) this._mark((this.at + step + this.found.length) % this.found.length);
    else if (event.key === "Tab" && this.found.length) this._complete();
    else if (event.key === "Enter" && this.found.length && !event.shiftKey) this._choose(this.at);
    else return false;
    event.preventDefault();
    return true;
  }

  async _read() {
    const place = this.where();
    this.commands = (place && (await attempt(() => api.readCommands(place.chat, place.user)))) || [];
  }

  _show() {
    const nothing = make("li", { class: "command-none", role: "option", "aria-disabled": "true" }, say("no_commands"));
    const options = this.found.map((one, at) => this._option(one, at));
    this.list.replaceChildren(...(options.length ? options : [nothing]));
    this.list.setAttribute("aria-label", say("commands"));
    this.list.hidden = false;
    if (options.length) this._mark(0);
  }

  _option({ command, description }, at) {
    const given = { role: "option", id: `command-${at}`, class: "command-option", data: { at } };
    return make("li", given, make("b", {}, `/${command}`), make("span", {}, description));
  }

  _mark(at) {
    this.at = at;
    [...this.list.children].forEach((node, place) => node.setAttribute("aria-selected", String(place === at)));
    this.list.children[at].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", `command-${at}`);
  }

  _complete() {
    this.field.value = `/${this.found[this.at].command} `;
    this.close();
  }

  _choose(at) {
    const { command } = this.found[at];
    this.close();
    this.chosen(`/${command}`);
    byId("draft").focus();
  }
}
