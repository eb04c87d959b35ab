// What stands in place of the message field where nobody can write: the first step, or the way back.

import * as api from "./api.js";
import { nameOf } from "./bubbles.js";
import { make } from "./dom.js";
import { attempt } from "./notices.js";
import { say } from "./words.js";

export class Instead {
  /** @param {import("./store.js").Store} store @param {() => void} start */
  constructor(store, start) {
    this.store = store;
    this.start = start;
  }

  /** The node for this chat, null where one can write. The same reason gives the same node, so that focus stays. */
  node(chat) {
    const reason = this._reason(chat);
    if (reason === null) return null;
    const key = `${reason} ${chat} ${say("start")}`;
    if (this.shown?.key !== key) this.shown = { key, node: this._build(reason, chat) };
    return this.shown.node;
  }

  _reason(chat) {
    const { store } = this;
    const about = store.chats.get(chat);
    if (!about) return null;
    if (about.type === "private" && about.bot_status === "kicked") return "blocked";
    if (store.speaker(chat) === null) return "nobody";
    const untouched = about.type === "private" && store.isLoaded(chat) && store.lastMessage(chat) === null;
    return untouched ? "start" : null;
  }

  _build(reason, chat) {
    if (reason === "nobody") return line(say("nobody"));
    if (reason === "start") return make("div", { class: "instead" }, button("start", this.start, "start"));
    const name = nameOf(this.store.chats.get(chat));
    const again = () => void attempt(() => api.unblock(chat, chat));
    return make("div", { class: "instead" }, line(say("blocked_line", { name })), button("restart", again));
  }
}

const line = (words) => make("p", { class: "instead-line" }, words);

function button(label, click, id) {
  return make("button", { type: "button", class: `main-button ${label}-button`, id, on: { click } }, say(label));
}
