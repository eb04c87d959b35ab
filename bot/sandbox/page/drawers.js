// On narrow screens the outer columns are drawers over the chat.

import { byId, icon } from "./dom.js";

const NARROW = { roster: "(max-width: 760px)", panel: "(max-width: 1160px)" };

export class Drawers {
  constructor() {
    this.opened = null;
    for (const name of Object.keys(NARROW)) {
      byId(`open-${name}`).append(icon(name === "roster" ? "menu" : "sliders"));
      byId(`open-${name}`).addEventListener("click", () => (this.opened === name ? this.close() : this.open(name)));
      matchMedia(NARROW[name]).addEventListener("change", () => this.close());
    }
    for (const button of document.querySelectorAll("[data-close-drawer]")) {
      button.append(icon("close"));
      button.addEventListener("click", () => this.close());
    }
    byId("veil").addEventListener("click", () => this.close());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.opened) this.close();
    });
    this._mark();
  }

  /** @param {"roster" | "panel"} name */
  open(name) {
    if (!matchMedia(NARROW[name]).matches) return byId(name).querySelector("button, input")?.focus();
    this.opened = name;
    this._mark();
    byId(name).querySelector("[data-close-drawer]").focus();
  }

  close() {
    const name = this.opened;
    this.opened = null;
    this._mark();
    if (name) byId(`open-${name}`).focus();
  }

  /** Closed drawers are out of reach of keyboard and reader; while one is open, the chat is. */
  _mark() {
    for (const name of Object.keys(NARROW)) {
      const open = this.opened === name;
      byId(name).classList.toggle("drawer-open", open);
      byId(name).inert = matchMedia(NARROW[name]).matches && !open;
      byId(`open-${name}`).setAttribute("aria-expanded", String(open));
    }
    byId("chat").inert = this.opened !== null;
    byId("veil").hidden = this.opened === null;
  }
}
