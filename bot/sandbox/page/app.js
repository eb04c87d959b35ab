// Puts the page together: one store, and views that listen to it.

import { nameOf } from "./bubbles.js";
import { Composer } from "./composer.js";
import { Drawers } from "./drawers.js";
import { byId } from "./dom.js";
import { attempt } from "./notices.js";
import { Panel } from "./panel.js";
import { Roster } from "./roster.js";
import { Store } from "./store.js";
import { Head, Thread } from "./thread.js";
import { firstLocale, setLocale } from "./words.js";

setLocale(firstLocale());
const store = new Store();
const drawers = new Drawers();
const composer = new Composer(store, () => thread.followEnd());
const thread = new Thread(store, { send: (text) => composer.say(text), reply: composer.reply, edit: composer.edit, openOwn });
const head = new Head(store, nameOf);
const panel = new Panel(store);
const roster = new Roster(store, { opened, language });

byId("fault-flag").addEventListener("click", () => drawers.open("panel"));
document.addEventListener("visibilitychange", () => document.hidden || store.seen());
await begin();

async function begin() {
  await attempt(() => store.start());
  const first = [...store.chats.values()].find((one) => one.type === "private");
  if (first) await attempt(() => store.open(first.id));
}

/** After a chat was chosen: on a wide screen one can write at once, on a narrow one the chat comes to the front. */
function opened() {
  drawers.close();
  if (matchMedia("(hover: hover)").matches) requestAnimationFrame(() => byId("draft")?.focus());
}

function language() {
  roster.write();
  panel.write();
  composer.redraw();
  thread.redraw();
  head.draw();
}

/** Links to the bot itself are followed here: `t.me/bot?start=payload` says `/start payload` in the private chat. */
function openOwn(url) {
  const found = startOf(url);
  const user = store.chat === null ? null : store.speaker(store.chat);
  if (found === null || user === null) return false;
  void attempt(() => store.open(user)).then(() => composer.say(found ? `/start ${found}` : "/start"));
  return true;
}

/** The payload of a deep link to this bot, null for any other address. */
function startOf(url) {
  const { protocol, hostname, pathname, searchParams } = URL.canParse(url) ? new URL(url) : {};
  const name = store.bot.username?.toLowerCase();
  const web = ["t.me", "telegram.me"].includes(hostname) && pathname.slice(1).toLowerCase() === name;
  const own = protocol === "tg:" && hostname === "resolve" && searchParams.get("domain")?.toLowerCase() === name;
  return web || own ? (searchParams.get("start") ?? "") : null;
}
