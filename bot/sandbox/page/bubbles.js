// One message on the screen, and the lines between messages.

import { fileUrl } from "./api.js";
import { arrange, icon, make, setText } from "./dom.js";
import { drawKeyboard } from "./keyboard.js";
import { plainText, richText } from "./richtext.js";
import { timeOfDay } from "./time.js";
import { say } from "./words.js";

const LARGEST_SIDE = 420;

/** The name people see for a user or a chat. */
export const nameOf = (about) => about?.title ?? [about?.first_name, about?.last_name].filter(Boolean).join(" ");

export const authorOf = (message) => message.sender_chat ?? message.from ?? message.chat;

/** A few words that stand for the message in lists and quotes. */
export function gist(message) {
  const words = plainText(message.html ?? message.text ?? message.caption ?? "");
  if (words) return words;
  if (message.photo) return say("photo");
  if (message.document) return message.document.file_name ?? say("document");
  return eventText(message) ?? "";
}

/** The sentence for something that happened in a chat, null for what somebody said. */
export function eventText(message) {
  const name = nameOf(message.from ?? message.chat);
  if (message.new_chat_members) return say("joined", { name: message.new_chat_members.map(nameOf).join(", ") });
  if (message.left_chat_member) return say("left", { name: nameOf(message.left_chat_member) });
  if (message.migrate_to_chat_id) return say("upgraded");
  if (message.migrate_from_chat_id) return say("upgraded_from");
  if (message.pinned_message) return say("pinned", { name });
  if (message.forum_topic_created) return say("topic", { name: message.forum_topic_created.name });
  if (message.forum_topic_edited) return say("topic_edited", { name: message.forum_topic_edited.name });
  if (message.forum_topic_closed) return say("topic_closed");
  if (message.forum_topic_reopened) return say("topic_reopened");
  if (message.group_chat_created || message.supergroup_chat_created) return say("group_created");
  return null;
}

/** A centred line: a date or something that happened. */
export class Line {
  /** @param {string} kind */
  constructor(kind) {
    this.words = make("span", {});
    this.node = make("p", { class: `line line-${kind}` }, this.words);
  }

  /** @param {string} text */
  update(text) {
    setText(this.words, text);
  }
}

/** A message; `update` touches only what differs from before. */
export class Bubble {
  constructor() {
    this.author = make("p", { class: "author" });
    this.quote = make("div", { class: "quote-place" });
    this.media = make("div", { class: "media" });
    this.text = make("div", { class: "text" });
    this.meta = make("p", { class: "meta" });
    this.keys = make("div", { class: "keyboard", role: "group" });
    this.tools = make("div", { class: "tools" });
    this.body = make("div", { class: "bubble-body" });
    this.node = make("article", { class: "bubble" }, this.body, this.keys, this.tools);
    this.drawn = {};
  }

  /**
   * @param {object} message
   * @param {{own: boolean, first: boolean, group: boolean, topic?: string}} place own: written by the person who
   *   speaks here; first: nobody else's run of messages goes on; group: a chat in which names have to be shown
   */
  update(message, place) {
    const flashes = message.flash && this.message !== undefined && this.message !== message;
    this.message = message;
    this.node.dataset.id = message.message_id;
    this.node.className = `bubble ${place.own ? "bubble-own" : "bubble-other"} ${place.first ? "bubble-first" : ""}`;
    this._drawAuthor(message, place);
    this._once("quote", message.reply_to_message, (answered) => this._drawQuote(answered));
    this._once("media", [message.photo, message.document], () => this._drawMedia(message));
    this._once("text", textOf(message), (html) => this.text.replaceChildren(richText(html)));
    this._once("meta", [message.date, message.edit_date, place.topic, say("edited")], () => this._drawMeta(message, place.topic));
    const editable = place.own && Boolean(message.text) && !message.via_bot;
    this._once("tools", [editable, say("reply")], () => this._drawTools(editable));
    this._drawBody(place);
    const rows = message.reply_markup?.inline_keyboard ?? [];
    drawKeyboard(this.keys, rows);
    this.keys.hidden = rows.length === 0;
    if (flashes) this._flash();
  }

  /** Draws a part again only when what it shows has changed. */
  _once(part, value, draw) {
    const seen = JSON.stringify(value ?? null);
    if (this.drawn[part] === seen) return;
    this.drawn[part] = seen;
    draw(value);
  }

  _drawAuthor(message, place) {
    const via = message.via_bot ? ` ${say("via", { bot: message.via_bot.username })}` : "";
    setText(this.author, nameOf(authorOf(message)) + via);
    const shown = via !== "" || (place.group && place.first && !place.own);
    this.author.classList.toggle("unseen", !shown);
    this.author.dataset.hue = String(Math.abs(authorOf(message)?.id ?? 0) % 6);
  }

  _drawBody(place) {
    const parts = [this.author];
    if (this.quote.hasChildNodes()) parts.push(this.quote);
    if (this.media.hasChildNodes()) parts.push(this.media);
    if (this.text.hasChildNodes()) parts.push(this.text);
    arrange(this.body, [...parts, this.meta]);
    this.body.classList.toggle("has-picture", this.media.querySelector("img") !== null);
    this.node.classList.toggle("bubble-group", place.group);
  }

  _drawQuote(answered) {
    if (!answered || answered.forum_topic_created) return this.quote.replaceChildren();
    const name = make("b", {}, nameOf(authorOf(answered)));
    const words = make("span", {}, gist(answered));
    this.quote.replaceChildren(make("button", { type: "button", class: "quote", data: { quoted: answered.message_id } }, name, words));
  }

  _drawMedia(message) {
    if (message.photo?.length) return this.media.replaceChildren(picture(message));
    if (message.document) return this.media.replaceChildren(documentRow(message.document));
    this.media.replaceChildren();
  }

  _drawMeta(message, topic) {
    const where = topic === undefined ? null : make("span", { class: "topic-name" }, `# ${topic}`);
    const time = new Date(message.date * 1000);
    const edited = message.edit_date ? make("span", { class: "edited" }, say("edited")) : null;
    this.meta.replaceChildren(...[where, edited, make("time", { dateTime: time.toISOString() }, timeOfDay(time))].filter(Boolean));
  }

  _drawTools(editable) {
    const tool = (name, label) =>
      make("button", { type: "button", class: "tool", data: { tool: name }, title: say(label), "aria-label": say(label) }, icon(name));
    this.tools.replaceChildren(tool("reply", "reply"), ...(editable ? [tool("edit", "edit")] : []));
  }

  _flash() {
    this.node.classList.remove("flash");
    void this.node.offsetWidth; // so that the animation begins anew
    this.node.classList.add("flash");
    this.node.addEventListener("animationend", () => this.node.classList.remove("flash"), { once: true });
  }
}

function textOf(message) {
  if (message.html) return message.html;
  if (message.text || message.caption || message.photo || message.document) return "";
  return say("unsupported");
}

function picture(message) {
  const sizes = [...message.photo].sort((one, other) => one.width - other.width);
  const best = sizes[sizes.length - 1];
  const scale = Math.min(1, LARGEST_SIDE / Math.max(best.width, best.height, 1));
  const given = { src: fileUrl(best.file_id), alt: message.caption ?? say("photo"), decoding: "async" };
  // The size is known before the bytes are: nothing jumps when the picture arrives.
  const image = make("img", { ...given, width: Math.round(best.width * scale), height: Math.round(best.height * scale) });
  return make("button", { type: "button", class: "picture", "aria-label": say("photo") }, image);
}

function documentRow(file) {
  const name = file.file_name ?? say("document");
  const words = make("span", { class: "file-words" }, make("b", {}, name), make("small", {}, fileSize(file.file_size ?? 0)));
  return make("a", { class: "file", href: fileUrl(file.file_id), download: name }, icon("file"), words);
}

/** @param {number} bytes */
export function fileSize(bytes) {
  if (bytes < 1024) return say("bytes", { size: bytes });
  if (bytes < 1024 * 1024) return say("kilobytes", { size: Math.ceil(bytes / 1024) });
  return say("megabytes", { size: (bytes / 1024 / 1024).toFixed(1) });
}
