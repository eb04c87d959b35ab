// Writing: the message field, files, answers and edits.

import * as api from "./api.js";
import { gist, nameOf, authorOf } from "./bubbles.js";
import { CommandMenu } from "./commands.js";
import { fileNote, note } from "./context.js";
import { arrange, byId, icon, make, soon } from "./dom.js";
import { Instead } from "./instead.js";
import { attempt } from "./notices.js";
import { contentOf, placeOf } from "./outgoing.js";
import { say } from "./words.js";
import { WritingAs } from "./writing_as.js";

const TALLEST = 160;
const PLACE = { latitude: 51.23, longitude: 51.37 };

export class Composer {
  /** @param {import("./store.js").Store} store @param {() => void} sent */
  constructor(store, sent) {
    this.store = store;
    this.sent = sent;
    this.form = byId("composer");
    this.drafts = new Map();
    this.chat = null;
    this.instead = new Instead(store, () => {
      this.begun = true; // the field appears with the first message, and takes over the focus then
      return this.say("/start");
    });
    this._reset();
    this._build();
    this.draw = soon(() => this._draw());
    for (const topic of ["open", "messages", "chats"]) store.on(topic, this.draw);
  }

  /** Writes the form in the language of the page. */
  redraw() {
    this._build();
    this.draw();
  }

  /** Sends a text as the one who speaks here. @param {string} text */
  async say(text) {
    const { chat } = this.store;
    const user = this.store.speaker(chat);
    if (chat === null || user === null) return;
    const group = this.store.chats.get(chat).type !== "private";
    // Telegram's apps name the bot when a command is chosen in a group.
    const whole = group && /^\/\w+$/.test(text) ? `${text}@${this.store.bot.username}` : text;
    this.sent();
    await attempt(() => api.say(chat, { user, text: whole, ...placeOf(undefined, this.store.topic(chat)) }));
  }

  reply = (message) => this._begin({ answered: message });

  edit = (message) => {
    this.field.value = message.text ?? "";
    this._begin({ edited: message });
  };

  _begin(context) {
    this.context = { ...context, file: context.edited ? undefined : this.context.file };
    this._drawContext();
    this._grow();
    this.field.focus();
  }

  _reset() {
    this.context = {};
  }

  // -- the form -----------------------------------------------------------------------------------------------------

  _build() {
    const text = this.field?.value ?? "";
    this.field = make("textarea", {
      id: "draft", rows: 1, maxLength: 4096, value: text, "aria-label": say("message"), enterKeyHint: "send",
      on: { input: () => this._typed(), keydown: (event) => this._key(event), paste: (event) => this._pasted(event) },
    });
    this.menu = new CommandMenu(this.field, () => this._where(), (command) => this._command(command));
    this.field.addEventListener("blur", () => this.menu.close());
    this.picker = make("input", { type: "file", class: "unseen", tabIndex: -1, "aria-hidden": "true" });
    this.picker.addEventListener("change", () => this._picked(this.picker.files[0]));
    this.bar = make("div", { class: "context", hidden: true });
    this.keys = make("div", { class: "reply-keys", role: "group", hidden: true });
    this.writingAs = new WritingAs(this.store);
    const button = (name, label, click) =>
      make("button", { type: "button", class: "icon-button", "aria-label": say(label), title: say(label), on: { click } }, icon(name));
    this.slash = button("slash", "commands", () => void this.menu.toggle());
    this.slash.addEventListener("mousedown", (event) => event.preventDefault());
    this.attach = button("attach", "attach", () => this.picker.click());
    const send = make("button", { type: "submit", class: "send", "aria-label": say("send"), title: say("send") }, icon("send"));
    this.row = make("div", { class: "write-row" }, this.slash, this.attach, this.picker, this.field, send);
    this.form.onsubmit = (event) => {
      event.preventDefault();
      void this._send();
    };
    this.parts = [this.menu.list, this.bar, this.keys, this.writingAs.node, this.row];
  }

  _where() {
    const { chat } = this.store;
    const user = this.store.speaker(chat);
    return chat === null || user === null ? null : { chat, user };
  }

  _draw() {
    if (this.chat !== this.store.chat) this._change();
    if (this.chat === null) return void (this.form.hidden = true);
    const instead = this.instead.node(this.chat);
    this.form.hidden = false;
    arrange(this.form, instead ? [instead] : this.parts);
    if (instead) return;
    if (this.begun) this.field.focus();
    this.begun = false;
    this._grow();
    const about = this.store.chats.get(this.chat);
    this.writingAs.draw(about);
    this._drawReplyKeys(about);
    this._drawContext();
    const hint = this.context.file ? "caption" : about.type === "channel" ? "write_channel" : "write";
    this.field.placeholder = say(hint);
  }

  _change() {
    if (this.chat !== null) this.drafts.set(this.chat, this.field.value);
    this.chat = this.store.chat;
    this._reset();
    this.menu.close();
    this.field.value = this.drafts.get(this.chat) ?? "";
    this._grow();
  }

  /** The keyboard of replies that the bot has put under the field. */
  _drawReplyKeys(about) {
    const rows = about.reply_keyboard?.keyboard ?? [];
    this.keys.hidden = rows.length === 0;
    const key = JSON.stringify(rows);
    if (this.keys.dataset.rows === key) return;
    this.keys.dataset.rows = key;
    const textOf = (one) => (typeof one === "string" ? one : one.text);
    const press = (one) => (one.request_location ? this._sendPlace() : this.say(textOf(one)));
    const draw = (one) => make("button", { type: "button", class: "key", on: { click: () => press(one) } }, textOf(one));
    this.keys.replaceChildren(...rows.map((row) => make("div", { class: "key-row" }, ...row.map(draw))));
  }

  /** A key that asks for a location sends that of Oral: the sandbox stands nowhere. */
  async _sendPlace() {
    const { chat } = this.store;
    const user = this.store.speaker(chat);
    if (chat === null || user === null) return;
    this.sent();
    await attempt(() => api.say(chat, { user, location: PLACE }));
  }

  _drawContext() {
    const { answered, edited, file } = this.context;
    const parts = [];
    if (edited) parts.push(note("edit", say("editing"), gist(edited), () => this._stopEditing()));
    if (answered) parts.push(note("reply", say("replying_to", { name: nameOf(authorOf(answered)) }), gist(answered), () => this._drop("answered")));
    if (file) parts.push(fileNote(file, () => this._drop("file")));
    const key = JSON.stringify([edited?.message_id, answered?.message_id, file?.file.name, file?.whole, say("close")]);
    this.bar.hidden = parts.length === 0;
    if (this.bar.dataset.key === key) return;
    this.bar.dataset.key = key;
    this.bar.replaceChildren(...parts);
  }

  _stopEditing() {
    this.field.value = "";
    this._grow();
    this._drop("edited");
  }

  _drop(part) {
    if (part === "file" && this.context.file?.address) URL.revokeObjectURL(this.context.file.address);
    delete this.context[part];
    this._drawContext();
    this.field.focus();
    this.draw();
  }

  // -- typing and sending -------------------------------------------------------------------------------------------

  _typed() {
    this._grow();
    void this.menu.follow();
  }

  /** As high as what is written needs. */
  _grow() {
    if (!this.field.isConnected) return;
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight + 2, TALLEST)}px`;
  }

  _key(event) {
    if (this.menu.heard(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void this._send();
    }
    if (event.key === "Escape") this.context.edited ? this._stopEditing() : this._drop("answered");
  }

  _pasted(event) {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    this._picked(file);
  }

  _picked(file) {
    if (!file) return;
    const address = /^image\/(png|jpeg|webp)$/.test(file.type) ? URL.createObjectURL(file) : null;
    this.context = { answered: this.context.answered, file: { file, address, whole: address === null } };
    this.picker.value = "";
    this.field.focus();
    this.draw();
  }

  _command(command) {
    this.field.value = "";
    this._grow();
    void this.say(command);
  }

  async _send() {
    const place = this._where();
    const text = this.field.value.trim();
    const { answered, edited, file } = this.context;
    if (!place || (!text && !file)) return;
    const content = { user: place.user, ...(await contentOf(text, file)), ...placeOf(answered, this.store.topic(place.chat)) };
    this._clear();
    this.sent();
    const done = await attempt(() =>
      edited ? api.rewrite(place.chat, edited.message_id, { user: place.user, text }) : api.say(place.chat, content));
    // What was refused is not lost: it comes back to be changed.
    if (!done && this.chat === place.chat && this.field.value === "") {
      this.field.value = text;
      this.context = { answered, edited, file };
    } else if (file?.address) URL.revokeObjectURL(file.address);
    this.draw();
  }

  _clear() {
    this.field.value = "";
    this._reset();
    this._grow();
    this.menu.close();
    this._drawContext();
  }
}
