// In a chat of several: who writes, and in a forum in which topic.

import { nameOf } from "./bubbles.js";
import { make } from "./dom.js";
import { say } from "./words.js";

export class WritingAs {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.speakers = choice("speak_as", (value) => store.speakAs(store.chat, Number(value)));
    this.topics = choice("write_in", (value) => store.writeIn(store.chat, Number(value) || undefined));
    this.node = make("div", { class: "write-as" }, this.speakers.node, this.topics.node);
  }

  draw(about) {
    const { store } = this;
    this.node.hidden = about.type === "private";
    if (this.node.hidden) return;
    const members = about.members.filter((one) => store.users.has(one));
    // Only its admins may change a group's settings: who tries that wants to know whom to be.
    const title = (one) => nameOf(store.users.get(one).user) + (about.admins?.includes(one) ? ` · ${say("admin")}` : "");
    fill(this.speakers, members.map((one) => [one, title(one)]), store.speaker(about.id));
    this.topics.node.hidden = !about.is_forum;
    const name = (one) => (one.closed ? say("closed_topic", { name: one.name }) : one.name);
    const topics = (about.topics ?? []).map((one) => [one.message_thread_id, name(one)]);
    fill(this.topics, [["", say("general_topic")], ...topics], store.topic(about.id)?.message_thread_id ?? "");
  }
}

function choice(label, chosen) {
  const select = make("select", { on: { change: () => chosen(select.value) } });
  return { select, node: make("label", { class: "speak-as" }, make("span", {}, say(label)), select) };
}

/** The options are drawn again only when they differ, so that an open list stays open. */
function fill({ select }, options, value) {
  const key = JSON.stringify(options);
  if (select.dataset.key !== key) {
    select.dataset.key = key;
    select.replaceChildren(...options.map(([one, text]) => make("option", { value: String(one) }, text)));
  }
  select.value = String(value ?? "");
}
