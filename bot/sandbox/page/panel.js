// The right column: the clock, the open chat, trouble on the line, and what to try.

import * as api from "./api.js";
import { byId, icon, make, setText, soon } from "./dom.js";
import { InlineBox } from "./inline.js";
import { ask, attempt, toast } from "./notices.js";
import { dayName, daysAgo, timeOfDay, tomorrowAt, weekday } from "./time.js";
import { keep, kept } from "./memory.js";
import { locale, say } from "./words.js";

const FAULTS = {
  flood: { every: 3, retry_after: 2 },
  bad_gateway: { every: 3 },
  drop: { every: 4, when: "after" },
  latency: { seconds: 1 },
};
const TIPS = ["start", "language", "evidence", "stats", "clock", "announce", "faults", "block"];
const TRIED_AS = "tried";
const FOLDED_AS = "folded";

export class Panel {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.inline = new InlineBox(store);
    this.tried = kept(TRIED_AS);
    this.folded = kept(FOLDED_AS);
    this.write();
    this.drawClock = soon(() => this._drawClock());
    this.drawChat = soon(() => this._drawChat());
    this.drawFaults = soon(() => this._drawFaults());
    store.on("clock", this.drawClock);
    for (const topic of ["open", "chats"]) store.on(topic, this.drawChat);
    store.on("faults", this.drawFaults);
  }

  /** Writes the column in the language of the page. */
  write() {
    byId("panel-body").replaceChildren(this._clock(), this._tips(), this._chat(), this._trouble(), this._inline());
    this._drawClock();
    this._drawChat();
    this._drawFaults();
  }

  /** A part of the column, which can be folded away; that is kept for next time. */
  _card(title, ...content) {
    const summary = make("summary", {}, make("h3", {}, say(title)), icon("down"));
    const given = { class: "card", id: `card-${title}`, open: !this.folded.has(title) };
    const node = make("details", given, summary, make("div", { class: "card-body" }, ...content));
    node.addEventListener("toggle", () => {
      if (node.open) this.folded.delete(title);
      else this.folded.add(title);
      keep(FOLDED_AS, this.folded);
    });
    return node;
  }

  // -- the clock ----------------------------------------------------------------------------------------------------

  _clock() {
    this.time = make("p", { class: "clock-time", id: "clock-time" });
    this.day = make("p", { class: "clock-day" });
    this.stop = make("p", { class: "hint" });
    const { store } = this;
    this.toStop = action("next_digest", () => move({ to: store.nextStop.toISOString() }));
    this.toStop.id = "next-digest";
    const row = make(
      "div",
      { class: "actions" },
      action("hour_later", () => move({ advance_seconds: 3600 })),
      this.toStop,
      action("tomorrow_morning", () => move({ to: tomorrowAt(store.now, 9, 5).toISOString() })),
    );
    return this._card("clock", make("div", { class: "clock-face" }, this.time, this.day), row, this.stop, hint(say("clock_hint")));
  }

  _drawClock() {
    const { now, nextStop } = this.store;
    if (now.getTime() === 0) return;
    setText(this.time, timeOfDay(now));
    setText(this.day, `${weekday(now, locale())}, ${dayName(now, now, locale())}`);
    this.toStop.disabled = nextStop === null;
    setText(this.stop, nextStop ? say("next_digest_at", { when: this._moment(nextStop) }) : say("no_digest"));
  }

  _moment(moment) {
    const ahead = -daysAgo(moment, this.store.now);
    const day = ahead === 0 ? "" : ahead === 1 ? `${say("tomorrow")}, ` : `${dayName(moment, this.store.now, locale())}, `;
    return day + timeOfDay(moment);
  }

  // -- the open chat ------------------------------------------------------------------------------------------------

  _chat() {
    this.chatActions = make("div", { class: "actions" });
    return this._card("chat_actions", this.chatActions);
  }

  _drawChat() {
    const about = this.store.chats.get(this.store.chat);
    const topic = about && this.store.topic(about.id);
    const key = JSON.stringify([about?.id, about?.type, about?.bot_status, topic, this.store.speaker(about?.id), locale()]);
    if (this.chatActions.dataset.key === key) return;
    this.chatActions.dataset.key = key;
    this.chatActions.replaceChildren(...(about ? this._actionsOf(about) : [hint(say("no_actions"))]));
  }

  _actionsOf(about) {
    if (about.type === "private") {
      const blocked = about.bot_status === "kicked";
      return [action(blocked ? "unblock" : "block", () => (blocked ? api.unblock : api.block)(about.id, about.id))];
    }
    const bot = (status) => () => api.changeMember(about.id, { bot: status });
    const joined = about.type === "channel" ? "administrator" : "member";
    if (["left", "kicked"].includes(about.bot_status)) return [action("add_bot", bot(joined))];
    return [
      ...(about.is_forum ? this._actionsOfForum(about) : []),
      about.type === "group" && action("upgrade", () => this._upgrade(about.id)),
      about.bot_status !== "administrator" && action("promote_bot", bot("administrator")),
      action("remove_bot", bot("left")),
    ].filter(Boolean);
  }

  /** A new topic, and closing or reopening the one in which one writes. */
  _actionsOfForum(about) {
    const { store } = this;
    const user = store.speaker(about.id);
    const topic = store.topic(about.id);
    const change = (closed) => () => api.changeTopic(about.id, topic.message_thread_id, { user, closed });
    const made = [action("new_topic", async () => this._newTopic(about.id, user))];
    return topic ? [...made, topic.closed ? action("reopen_topic", change(false)) : action("close_topic", change(true))] : made;
  }

  _newTopic(chat, user) {
    ask({ title: say("new_topic"), fields: [{ name: "name", label: say("name") }] }, async ({ name }) => {
      const made = await attempt(() => api.addTopic(chat, { user, name }));
      if (!made) return false;
      await attempt(() => this.store.refresh());
      this.store.writeIn(chat, made.message_thread_id);
      return true;
    });
  }

  async _upgrade(chat) {
    const { migrate_to_chat_id: moved } = await api.upgrade(chat);
    await this.store.refresh();
    await this.store.open(moved);
    toast(say("upgraded_now"));
  }

  // -- trouble ------------------------------------------------------------------------------------------------------

  _trouble() {
    this.switches = make("div", { class: "switches" });
    this.off = action("all_off", () => api.setFaults({}));
    return this._card("faults", hint(say("faults_hint")), this.switches, this.off);
  }

  _drawFaults() {
    const { faults } = this.store;
    // Those that somebody switched on elsewhere are shown too, and can be switched off here.
    const names = [...Object.keys(FAULTS), ...Object.keys(faults).filter((one) => !(one in FAULTS))];
    const key = names.join(" ") + locale();
    if (this.switches.dataset.key !== key) {
      this.switches.dataset.key = key;
      this.switches.replaceChildren(...names.map((one) => this._switch(one)));
    }
    for (const input of this.switches.querySelectorAll("input")) input.checked = input.value in faults;
    this.off.disabled = Object.keys(faults).length === 0;
  }

  _switch(name) {
    const known = name in FAULTS;
    const title = make("b", {}, known ? say(`fault_${name}`) : name);
    const given = known ? say(`fault_${name}_hint`) : JSON.stringify(this.store.faults[name]);
    const input = make("input", { type: "checkbox", role: "switch", value: name, on: { change: () => this._toggle(input) } });
    return make("label", { class: "switch" }, make("span", { class: "switch-words" }, title, make("small", {}, given)), input);
  }

  async _toggle(input) {
    const { [input.value]: current, ...others } = this.store.faults;
    const wanted = input.checked ? { ...others, [input.value]: current ?? FAULTS[input.value] ?? {} } : others;
    const done = await attempt(() => api.setFaults(wanted));
    if (!done) this._drawFaults();
  }

  _inline() {
    return this._card("inline", ...this.inline.build());
  }

  // -- what to try --------------------------------------------------------------------------------------------------

  _tips() {
    const list = make("ol", { class: "tips" }, ...TIPS.map((one) => this._tip(one)));
    return this._card("tips", list);
  }

  /** A tip can be ticked off; that is kept for next time. */
  _tip(name) {
    const box = make("input", { type: "checkbox", checked: this.tried.has(name) });
    box.addEventListener("change", () => {
      if (box.checked) this.tried.add(name);
      else this.tried.delete(name);
      keep(TRIED_AS, this.tried);
    });
    return make("li", {}, make("label", { class: "tip" }, box, make("span", {}, ...withCode(say(`tip_${name}`)))));
  }
}


const hint = (words) => make("p", { class: "hint" }, words);

function action(label, act) {
  const click = async () => {
    button.setAttribute("aria-busy", "true");
    await attempt(act);
    button.removeAttribute("aria-busy");
  };
  const button = make("button", { type: "button", class: "action", data: { action: label }, on: { click } }, say(label));
  return button;
}

const move = (to) => api.moveClock(to);

/** Commands in a text as code. */
function withCode(text) {
  return text.split(/(\/\w+)/).map((one) => (one.startsWith("/") ? make("code", {}, one) : one));
}
