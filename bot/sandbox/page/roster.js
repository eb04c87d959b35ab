// The left column: the people and the chats they share, with what was said last and what is unread.

import * as api from "./api.js";
import { gist, nameOf } from "./bubbles.js";
import { arrange, byId, icon, make, setText, soon } from "./dom.js";
import { ask, attempt } from "./notices.js";
import { daysAgo, dayName, timeOfDay } from "./time.js";
import { LOCALES, locale, say, setLocale } from "./words.js";

const SEARCH_FROM = 8;
const SHOWN = 60;

export class Roster {
  /** @param {import("./store.js").Store} store @param {{opened: () => void, language: () => void}} ways */
  constructor(store, ways) {
    this.store = store;
    this.ways = ways;
    this.rows = new Map();
    this.people = section();
    this.groups = section();
    this.more = make("p", { class: "roster-more" });
    byId("roster-lists").append(this.people.node, this.groups.node, this.more);
    this.draw = soon(() => this._draw());
    for (const topic of ["chats", "messages", "open", "actions"]) store.on(topic, this.draw);
    this._listen();
    this.write();
  }

  /** Writes what depends on the language. */
  write() {
    setText(this.people.title, say("people"));
    setText(this.groups.title, say("groups"));
    byId("new-person").replaceChildren(icon("plus"), say("new_person"));
    byId("new-group").replaceChildren(icon("plus"), say("new_group"));
    byId("languages").replaceChildren(...Object.keys(LOCALES).map((one) => this._language(one)));
    this.draw();
  }

  _language(one) {
    const change = () => {
      setLocale(one);
      this.ways.language();
      byId("languages").querySelector(`[lang="${one}"]`).focus();
    };
    const given = { type: "button", class: "language", lang: one, title: LOCALES[one].language_name, on: { click: change } };
    return make("button", { ...given, "aria-label": LOCALES[one].language_name, "aria-pressed": one === locale() }, one);
  }

  _listen() {
    byId("roster-lists").addEventListener("click", (event) => {
      const row = event.target.closest(".row");
      if (row) this._open(Number(row.dataset.chat));
    });
    byId("roster-lists").addEventListener("keydown", (event) => this._walk(event));
    byId("roster-filter").addEventListener("input", this.draw);
    byId("new-person").addEventListener("click", () => this._newPerson());
    byId("new-group").addEventListener("click", () => this._newGroup());
  }

  _open(chat) {
    void attempt(() => this.store.open(chat));
    this.ways.opened();
  }

  /** Arrows go through the rows as in a list. */
  _walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...byId("roster-lists").querySelectorAll(".row")];
    const at = rows.indexOf(event.target);
    if (!step || at < 0) return;
    event.preventDefault();
    rows[at + step]?.focus();
  }

  _draw() {
    const all = [...this.store.chats.values()];
    byId("roster-search").hidden = all.length < SEARCH_FROM;
    const wanted = byId("roster-filter").value.trim().toLowerCase();
    const found = all.filter((one) => this._title(one).toLowerCase().includes(wanted));
    const shown = found.slice(0, SHOWN);
    this._fill(this.people, shown.filter((one) => one.type === "private"));
    this._fill(this.groups, shown.filter((one) => one.type !== "private"));
    const count = found.length - shown.length;
    this.more.hidden = count === 0;
    if (count) setText(this.more, say("more_chats", { count }));
  }

  _fill({ node, list }, chats) {
    node.hidden = chats.length === 0;
    arrange(list, chats.map((one) => this._row(one)));
  }

  _title = (about) => nameOf(about);

  _row(about) {
    const known = this.rows.get(about.id) ?? new Row(about);
    this.rows.set(about.id, known);
    known.update(this.store, about);
    return known.item;
  }

  _newPerson() {
    const languages = Object.entries(LOCALES).map(([key, words]) => [key, words.language_name]);
    const roles = [["reader", say("reader")], ["admin", say("admin")]];
    const fields = [
      { name: "first_name", label: say("name") },
      { name: "language_code", label: say("telegram_language"), options: languages },
      { name: "role", label: say("role"), options: roles },
    ];
    ask({ title: say("new_person"), fields }, (values) => this._make(() => api.addUser(values)));
  }

  _newGroup() {
    const kinds = ["group", "supergroup", "forum", "channel"].map((one) => [one, say(one)]);
    const fields = [{ name: "title", label: say("name") }, { name: "type", label: say("chat_kind"), options: kinds }];
    // All who are listed are in it, the admins of the newsroom as its admins.
    const listed = [...this.store.users.values()].slice(0, SHOWN);
    const ids = (ones) => ones.map((one) => one.user.id);
    const admins = ids(listed.filter((one) => one.role === "admin"));
    ask({ title: say("new_group"), fields }, (values) => {
      const kind = values.type === "forum" ? { type: "supergroup", is_forum: true } : { type: values.type };
      const bot = values.type === "channel" ? "administrator" : "member";
      return this._make(() => api.addChat({ title: values.title, ...kind, members: ids(listed), admins, bot }));
    });
  }

  async _make(create) {
    const made = await attempt(create);
    if (!made) return false;
    await attempt(() => this.store.refresh());
    this._open(made.id);
    return true;
  }
}

function section() {
  const title = make("h3", { class: "roster-title" });
  const list = make("ul", { class: "rows" });
  return { title, list, node: make("section", {}, title, list) };
}

/** A chat in the list. */
class Row {
  constructor(about) {
    this.face = make("span", { class: "face", "aria-hidden": "true" });
    this.name = make("span", { class: "row-name" });
    this.role = make("span", { class: "role", hidden: true });
    this.time = make("time", { class: "row-time" });
    this.words = make("span", { class: "row-words" });
    this.count = make("span", { class: "row-count" });
    const top = make("span", { class: "row-line" }, this.name, this.role, this.time);
    const low = make("span", { class: "row-line" }, this.words, this.count);
    const body = make("span", { class: "row-body" }, top, low);
    this.button = make("button", { type: "button", class: "row", data: { chat: about.id } }, this.face, body);
    this.item = make("li", {}, this.button);
  }

  update(store, about) {
    const name = nameOf(about);
    const last = store.lastMessage(about.id);
    setText(this.name, name);
    this._drawFace(about, name);
    // Readers are most people, and the face of a chat says its kind: only admins are marked.
    const admin = store.users.get(about.id)?.role === "admin";
    this.role.hidden = !admin;
    if (admin) setText(this.role, say("admin"));
    setText(this.time, last ? when(last, store.now) : "");
    setText(this.words, this._preview(store, about, last));
    const count = store.unread(about.id);
    this.count.hidden = count === 0;
    setText(this.count, String(count));
    this.count.setAttribute("aria-label", say("unread", { count }));
    if (store.chat === about.id) this.button.setAttribute("aria-current", "true");
    else this.button.removeAttribute("aria-current");
  }

  _drawFace(about, name) {
    if (this.face.dataset.of === name) return;
    Object.assign(this.face.dataset, { of: name, hue: Math.abs(about.id) % 6 });
    this.face.classList.toggle("face-group", about.type !== "private");
    const sign = { group: "group", supergroup: "group", channel: "megaphone" }[about.type];
    this.face.replaceChildren(sign ? icon(sign) : initials(name));
  }

  _preview(store, about, last) {
    if (store.action(about.id)) return say("typing", { bot: store.bot.first_name });
    if (!last) return say("no_messages");
    const own = about.type === "private" && last.from?.id === about.id ? `${say("you")}: ` : "";
    return own + gist(last).slice(0, 80);
  }
}

function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return words.slice(0, 2).map((one) => [...one][0].toUpperCase()).join("");
}

function when(message, now) {
  const moment = new Date(message.date * 1000);
  const ago = daysAgo(moment, now);
  if (ago === 0) return timeOfDay(moment);
  return ago === 1 ? say("yesterday").toLowerCase() : dayName(moment, now, locale());
}
