// The open chat: its messages in a log that grows in place, and its head.

import { Bubble, Line, authorOf, eventText } from "./bubbles.js";
import { arrange, byId, icon, make, setText, soon } from "./dom.js";
import { pressKey } from "./keyboard.js";
import { lightbox, toast } from "./notices.js";
import { dayKey, dayName, daysAgo } from "./time.js";
import { locale, say } from "./words.js";

const AT_END = 60; // pixels from the end that still count as being there
const RUN_SECONDS = 300;

export class Thread {
  /**
   * @param {import("./store.js").Store} store
   * @param {{send: (text: string) => void, reply: (message: object) => void, edit: (message: object) => void,
   *   openOwn: (url: string) => boolean}} ways
   */
  constructor(store, ways) {
    this.store = store;
    this.ways = ways;
    this.log = byId("log");
    this.toEnd = byId("to-end");
    this.drawn = new Map();
    this.chat = null;
    this.follows = true;
    this.below = 0;
    this.draw = soon(() => this._draw());
    for (const topic of ["messages", "open", "clock", "chats"]) store.on(topic, this.draw);
    this._listen();
  }

  /** In another language everything is written anew. */
  redraw() {
    this.drawn.clear();
    this.log.replaceChildren();
    this.draw();
  }

  /** The next draw goes to the end, wherever the reader is. */
  followEnd() {
    this.follows = true;
    this._goToEnd();
  }

  _listen() {
    this.log.addEventListener("click", (event) => this._clicked(event));
    this.log.addEventListener("keydown", (event) => {
      const spoiler = event.target.closest?.(".spoiler");
      if (spoiler && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        reveal(spoiler);
      }
    });
    this.log.addEventListener("scroll", () => {
      this.follows = this._isAtEnd();
      this._showBelow(this.follows ? 0 : this.below);
    }, { passive: true });
    this.toEnd.addEventListener("click", () => this.followEnd());
    // Fewer lines fit when the keyboard of a telephone opens or a window is made smaller.
    new ResizeObserver(() => this.follows && this._goToEnd()).observe(this.log);
  }

  _draw() {
    const { store } = this;
    const moved = this.chat !== store.chat;
    if (moved) this._leave();
    const items = store.chat === null ? [] : this._items(store.messages(store.chat));
    const fresh = items.filter((one) => one.message && !this.drawn.has(one.key)).length;
    const nodes = items.map((one) => this._item(one));
    const keys = new Set(items.map((one) => one.key));
    for (const key of this.drawn.keys()) if (!keys.has(key)) this.drawn.delete(key);
    arrange(this.log, nodes.length ? nodes : [this._emptyHint()]);
    if (this.follows) this._goToEnd();
    else if (fresh) this._showBelow(this.below + fresh);
  }

  _leave() {
    this.chat = this.store.chat;
    this.follows = true;
    this.drawn.clear();
    this.log.replaceChildren();
    this._showBelow(0);
  }

  _emptyHint() {
    const { store } = this;
    const key = store.chat === null ? "choose_chat_hint" : "start_hint";
    if (this.hint?.key !== say(key)) this.hint = { key: say(key), node: hint(say(key)) };
    this.hint.node.hidden = store.chat !== null && !store.isLoaded(store.chat);
    return this.hint.node;
  }

  /** What stands in the log: dates, events and messages, each with a key that lasts. */
  _items(messages) {
    const items = [];
    let day = "";
    let before = null;
    for (const message of messages) {
      const moment = new Date(message.date * 1000);
      if (dayKey(moment) !== day) {
        day = dayKey(moment);
        items.push({ key: `d${day}`, text: this._dateText(moment), kind: "date" });
        before = null;
      }
      const text = eventText(message);
      if (text === null) items.push({ key: `m${message.message_id}`, message, first: !continues(before, message) });
      else items.push({ key: `e${message.message_id}`, text, kind: "event" });
      before = text === null ? message : null;
    }
    return items;
  }

  _dateText(moment) {
    const name = dayName(moment, this.store.now, locale());
    const ago = daysAgo(moment, this.store.now);
    if (ago === 0) return `${say("today")}, ${name}`;
    return ago === 1 ? `${say("yesterday")}, ${name}` : name;
  }

  _item({ key, message, first, text, kind }) {
    const known = this.drawn.get(key) ?? (message ? new Bubble() : new Line(kind));
    this.drawn.set(key, known);
    if (!message) known.update(text);
    else known.update(message, this._place(message, first));
    return known.node;
  }

  _place(message, first) {
    const own = message.from?.id !== undefined && message.from.id === this.store.speaker(this.chat);
    const topics = this.store.chats.get(this.chat)?.topics ?? [];
    const topic = topics.find((one) => one.message_thread_id === message.message_thread_id)?.name;
    return { own, first, topic, group: message.chat.type !== "private" };
  }

  _clicked(event) {
    const target = event.target;
    const key = target.closest("button.key");
    const message = this._messageOf(target);
    if (key && message) return void pressKey(key, { message, user: this._presser() }, this.ways.openOwn);
    const link = target.closest("a");
    if (link && this.ways.openOwn(link.href)) return event.preventDefault();
    const command = target.closest(".command");
    if (command) return this.ways.send(command.dataset.command);
    const spoiler = target.closest(".spoiler");
    if (spoiler) return reveal(spoiler);
    const quote = target.closest(".quote");
    if (quote) return this._show(quote.dataset.quoted);
    const picture = target.closest(".picture")?.querySelector("img");
    if (picture) return lightbox(picture.src, picture.alt);
    const tool = target.closest(".tool");
    if (tool && message) this.ways[tool.dataset.tool](message);
  }

  _presser() {
    const user = this.store.speaker(this.chat);
    if (user === null) toast(say("nobody"), "error");
    return user ?? 0;
  }

  _messageOf(target) {
    const node = target.closest(".bubble");
    return node ? this.drawn.get(`m${node.dataset.id}`)?.message : undefined;
  }

  _show(id) {
    const node = this.drawn.get(`m${id}`)?.node;
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.classList.add("flash");
    node.addEventListener("animationend", () => node.classList.remove("flash"), { once: true });
  }

  _isAtEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < AT_END;
  }

  _goToEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this._showBelow(0);
  }

  _showBelow(count) {
    this.below = count;
    const away = !this.follows && this.log.scrollHeight > this.log.clientHeight;
    this.toEnd.hidden = count === 0 && !away;
    const words = count ? say("new_below", { count }) : say("to_end");
    this.toEnd.replaceChildren(icon("down"), make("span", { class: count ? "" : "unseen" }, words));
  }
}

function continues(before, message) {
  return before !== null && authorOf(before)?.id === authorOf(message)?.id && message.date - before.date < RUN_SECONDS;
}

function reveal(spoiler) {
  const shown = spoiler.classList.toggle("spoiler-shown");
  spoiler.setAttribute("aria-pressed", String(shown));
}

function hint(words) {
  const mark = make("img", { src: "mark.svg", alt: "", width: 56, height: 56 });
  return make("div", { class: "log-hint" }, mark, make("p", {}, words));
}

/** The head of the chat: its name, who is in it, and what the bot is doing. */
export class Head {
  /** @param {import("./store.js").Store} store @param {(about: object) => string} nameOf */
  constructor(store, nameOf) {
    this.store = store;
    this.nameOf = nameOf;
    this.draw = soon(() => this._draw());
    for (const topic of ["open", "chats", "actions", "faults", "link"]) store.on(topic, this.draw);
  }

  _draw() {
    const about = this.store.chats.get(this.store.chat);
    const bot = this.store.bot.first_name;
    setText(byId("chat-name"), !about ? say("choose_chat") : about.type === "private" ? bot : this.nameOf(about));
    setText(byId("chat-line"), about ? this._line(about) : "");
    const action = about ? this.store.action(about.id) : null;
    const shown = ["upload_photo", "upload_document"].includes(action) ? action : "typing";
    setText(byId("chat-action"), action ? say(shown, { bot }) : "");
    byId("chat-line").hidden = action !== null;
    this._drawFlags();
  }

  _line(about) {
    const status = ["left", "kicked", "administrator"].includes(about.bot_status) ? say(`bot_status_${about.bot_status}`) : "";
    if (about.type === "private") return [say("private_line", { name: this.nameOf(about) }), status].filter(Boolean).join(" · ");
    return [say(about.type), say("members", { count: about.members.length }), status].filter(Boolean).join(" · ");
  }

  _drawFlags() {
    const count = Object.keys(this.store.faults).length;
    const flag = byId("fault-flag");
    flag.hidden = count === 0;
    if (count) flag.replaceChildren(icon("bolt"), make("span", {}, say("faults_on", { count })));
    const line = byId("link-line");
    line.hidden = this.store.linked;
    setText(line, say("link_lost"));
  }
}
