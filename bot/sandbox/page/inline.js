// Inline mode: a query, the cards the bot answers with, and one of them sent to the open chat.

import * as api from "./api.js";
import { make, setText } from "./dom.js";
import { attempt } from "./notices.js";
import { say } from "./words.js";

export class InlineBox {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.hint = make("p", { class: "hint" });
    document.addEventListener("inline-asked", (event) => this._askedElsewhere(event.detail));
    store.on("open", () => this._drawHint());
  }

  /** The parts of the box, in the language of the page. */
  build() {
    const given = { type: "search", id: "inline-query", value: this.query?.value ?? "", "aria-label": say("inline_query") };
    this.query = make("input", { ...given, placeholder: say("inline_query"), autocomplete: "off" });
    this.button = make("button", { type: "submit", class: "action" }, say("search"));
    this.cards = make("ul", { class: "cards", "aria-live": "polite" });
    const form = make("form", { class: "inline-form" }, this.query, this.button);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this._ask("");
    });
    this._drawHint();
    return [this.hint, form, this.cards];
  }

  _drawHint() {
    setText(this.hint, say("inline_hint", { bot: this.store.bot.username || "bot" }));
  }

  _askedElsewhere(query) {
    this.query.value = query;
    this.query.scrollIntoView({ block: "center" });
    void this._ask("");
  }

  /** A person who asks: the one of the open chat, or the first of all. */
  _user() {
    const here = this.store.chat === null ? null : this.store.speaker(this.store.chat);
    return here ?? this.store.users.keys().next().value ?? 0;
  }

  async _ask(offset) {
    this.button.setAttribute("aria-busy", "true");
    const asked = { user: this._user(), query: this.query.value.trim(), offset };
    const answer = await attempt(() => api.askInline(asked));
    this.button.removeAttribute("aria-busy");
    if (answer) this._show(answer, asked);
  }

  _show({ results, next_offset: next }, asked) {
    const cards = results.map((one) => this._card(one, asked.query));
    if (asked.offset) this.cards.querySelector(".more")?.remove();
    else this.cards.replaceChildren();
    if (!cards.length && !asked.offset) cards.push(make("li", { class: "hint" }, say("inline_empty")));
    if (next) cards.push(make("li", { class: "more" }, this._more(next)));
    this.cards.append(...cards);
  }

  _more(next) {
    return make("button", { type: "button", class: "action", on: { click: () => this._ask(next) } }, say("inline_more"));
  }

  _card(result, query) {
    const words = [make("b", {}, result.title ?? result.caption ?? result.id)];
    if (result.description) words.push(make("span", {}, result.description));
    const choose = () => this._choose(result, query);
    const given = { type: "button", class: "inline-card", title: say("inline_send"), on: { click: choose } };
    return make("li", {}, make("button", given, ...words));
  }

  async _choose(result, query) {
    const { chat } = this.store;
    if (chat === null) return;
    await attempt(() => api.chooseInline({ user: this._user(), chat, result_id: result.id, query }));
  }
}
