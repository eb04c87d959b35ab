// What the page knows. Views read it and listen to topics; only this module changes it.

import * as api from "./api.js";
import { HEARD } from "./heard.js";

const TYPING_MS = 5500; // Telegram shows an action for five seconds
const PREVIEWED_CHATS = 40; // a load test makes thousands of chats: their histories are read when they are opened
const SETTLE_MS = 700;
const OVERVIEW_MS = 20_000;
const RETRY_MS = 1500;

/** @typedef {"chats" | "messages" | "actions" | "clock" | "faults" | "open" | "link"} Topic */

export class Store extends EventTarget {
  constructor() {
    super();
    this.bot = { id: 0, first_name: "", username: "" };
    this.now = new Date(0);
    /** @type {Date | null} */
    this.nextStop = null;
    /** @type {Map<number, {user: object, role: string}>} */
    this.users = new Map();
    /** @type {Map<number, object>} */
    this.chats = new Map();
    this.faults = {};
    this.linked = true;
    /** @type {number | null} the chat on the screen */
    this.chat = null;
    this._messages = new Map();
    this._loaded = new Set();
    this._read = new Map();
    this._speakers = new Map();
    this._topics = new Map();
    this._actions = new Map();
    this._seq = 0;
    this._numbered = false;
    this._settled = false;
    this._due = Infinity;
  }

  /** @param {Topic} topic @param {() => void} heard */
  on(topic, heard) {
    this.addEventListener(topic, heard);
  }

  _tell(...topics) {
    for (const topic of topics) this.dispatchEvent(new Event(topic));
  }

  // -- reading ------------------------------------------------------------------------------------------------------

  /** The messages of a chat, oldest first. */
  messages(chat) {
    return [...(this._messages.get(chat)?.values() ?? [])].sort((one, other) => one.message_id - other.message_id);
  }

  /** Whether the history of the chat has been read; before that an empty list means nothing. */
  isLoaded = (chat) => this._loaded.has(chat);

  lastMessage(chat) {
    let last = null;
    for (const one of this._messages.get(chat)?.values() ?? []) if (!last || one.message_id > last.message_id) last = one;
    return last;
  }

  unread(chat) {
    const read = this._read.get(chat) ?? 0;
    const foreign = (one) => one.message_id > read && !this.users.has(one.from?.id);
    return [...(this._messages.get(chat)?.values() ?? [])].filter(foreign).length;
  }

  /** Who writes in this chat: its person, or the member who was chosen last; in a channel first an administrator. */
  speaker(chat) {
    const about = this.chats.get(chat);
    if (!about) return null;
    if (about.type === "private") return chat;
    const chosen = this._speakers.get(chat);
    if (about.members.includes(chosen)) return chosen;
    const first = about.type === "channel" ? [...(about.admins ?? []), ...about.members] : about.members;
    return first.find((one) => this.users.has(one)) ?? null;
  }

  /** The topic in which one writes here; undefined for the general one. */
  topic(chat) {
    const chosen = this._topics.get(chat);
    return this.chats.get(chat)?.topics?.find((one) => one.message_thread_id === chosen);
  }

  /** "typing" and the like, or null. */
  action(chat) {
    const found = this._actions.get(chat);
    return found && found.until > performance.now() ? found.action : null;
  }

  // -- what a person does on the page -------------------------------------------------------------------------------

  async open(chat) {
    if (!this.chats.has(chat)) return;
    this.chat = chat;
    this._markRead(chat);
    this._tell("open", "chats", "messages", "actions");
    if (!this._loaded.has(chat)) await this._load(chat);
  }

  /** The page has come back to the front: what waited in the open chat is read now. */
  seen() {
    if (this.chat !== null) this._markRead(this.chat);
    this._tell("chats");
  }

  speakAs(chat, user) {
    this._speakers.set(chat, user);
    this._tell("open", "messages");
  }

  /** @param {number | undefined} topic */
  writeIn(chat, topic) {
    this._topics.set(chat, topic);
    this._tell("open");
  }

  _markRead(chat) {
    const last = this.lastMessage(chat);
    if (last) this._read.set(chat, Math.max(last.message_id, this._read.get(chat) ?? 0));
  }

  // -- what the sandbox tells ---------------------------------------------------------------------------------------

  /** Reads everything, as soon as there is a sandbox to read from, then follows the events. */
  async start() {
    const overview = await this._firstOverview();
    this._seq = overview.seq ?? 0;
    await this._loadPreviews();
    this._settleSoon();
    api.follow({
      after: this._seq,
      heard: (event) => this._hear(event),
      linked: (on) => this._link(on),
      resume: () => this._resume(),
    });
    setInterval(() => document.hidden || this._refresh(), OVERVIEW_MS);
  }

  async _firstOverview() {
    for (;;) {
      try {
        return await this._overview();
      } catch (error) {
        if (!(error instanceof api.ApiError)) throw error;
        this._link(false);
        await new Promise((goOn) => setTimeout(goOn, RETRY_MS));
      }
    }
  }

  async _overview() {
    const given = await api.readState();
    this.bot = given.bot;
    this.users = new Map(given.users.map((one) => [one.user.id, one]));
    this.chats = new Map(given.chats.map((one) => [one.id, one]));
    this.faults = given.faults ?? {};
    this._numbered = given.seq !== undefined;
    this._setNow(given.now);
    this.nextStop = given.next_stop ? new Date(given.next_stop) : null;
    if (this.chat !== null && !this.chats.has(this.chat)) this.chat = null;
    this._tell("chats", "clock", "faults", "open");
    return given;
  }

  /** Reads the overview again. */
  refresh = () => this._overview();

  _refresh = quietly(this.refresh);

  /** Reads all messages again, after a reset. */
  forget = quietly(() => this._forgetMessages());

  /** An overview a moment later, once for many reasons; the most impatient one decides when. */
  _refreshSoon(after = 150) {
    const due = performance.now() + after;
    if (this._due <= due) return;
    this._due = due;
    clearTimeout(this._refreshing);
    this._refreshing = setTimeout(() => {
      this._due = Infinity;
      void this._refresh();
    }, after);
  }

  async _loadPreviews() {
    const first = [...this.chats.keys()].slice(0, PREVIEWED_CHATS);
    await Promise.all(first.map((chat) => this._load(chat)));
  }

  async _load(chat) {
    const seen = this._loaded.has(chat) || this._messages.has(chat);
    const messages = await api.readMessages(chat);
    this._messages.set(chat, new Map(messages.map((one) => [one.message_id, one])));
    this._loaded.add(chat);
    if (!seen || this.chat === chat) this._markRead(chat);
    this._tell("messages", "chats");
  }

  /** The number to follow after. A number that went back is a sandbox started anew: read all again. */
  async _resume() {
    const before = this._seq;
    const overview = await this._overview();
    if (overview.seq !== undefined && overview.seq >= before) return before;
    this._seq = overview.seq ?? 0;
    await this._forgetMessages();
    return this._seq;
  }

  async _forgetMessages() {
    this._settleSoon();
    this._messages.clear();
    this._loaded.clear();
    this._read.clear();
    this._actions.clear();
    await this._loadPreviews();
    if (this.chat !== null && !this._loaded.has(this.chat)) await this._load(this.chat);
  }

  /** A sandbox that does not number its overview tells old events again: until they are over, none flashes or types. */
  _settleSoon() {
    this._settled = this._numbered;
    clearTimeout(this._settling);
    this._settling = setTimeout(() => {
      this._settled = true;
    }, SETTLE_MS);
  }

  _link(on) {
    this.linked = on;
    this._tell("link");
  }

  _setNow(text) {
    this.now = new Date(text);
  }

  _hear(event) {
    this._seq = event.seq;
    const hear = HEARD[event.type];
    if (hear) hear(this, event);
  }

  _put(event) {
    const known = this._messages.get(event.chat) ?? new Map();
    this._messages.set(event.chat, known.set(event.message.message_id, event.message));
    if (event.message.date * 1000 > this.now.getTime()) this.now = new Date(event.message.date * 1000);
    if (event.chat === this.chat && !document.hidden) this._markRead(event.chat);
    if (!this.chats.has(event.chat)) this._refreshSoon();
    this._tell("messages", "chats", "clock");
  }

  _act(event) {
    if (!this._settled) return;
    this._actions.set(event.chat, { action: event.action, until: performance.now() + TYPING_MS });
    setTimeout(() => this._tell("actions"), TYPING_MS + 20);
    this._tell("actions", "chats");
  }
}

/** Runs `read`; when the sandbox is away the event stream will say so and read again. */
function quietly(read) {
  return () => read().catch((error) => {
    if (!(error instanceof api.ApiError)) throw error;
  });
}
