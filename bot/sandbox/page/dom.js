// Making and changing elements: everything on the page is built here, never from strings of HTML.

const SVG = "http://www.w3.org/2000/svg";

/** Outlines on a 24x24 grid, drawn with the current colour. */
const OUTLINES = {
  attach: "M8 12.5l6-6a3.2 3.2 0 0 1 4.6 4.6l-7.8 7.8a5 5 0 0 1-7.1-7.1l7.3-7.3",
  bolt: "M13 3L5.5 13.5H12L11 21l7.5-10.5H12z",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9.5l6 6 6-6",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  file: "M7 3.5h7l4 4v13H7zM14 3.5v4h4",
  group: "M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c0-3 2.4-5 5.5-5s5.5 2 5.5 5M15.5 5.3a3 3 0 0 1 0 5.4M17 14.3c2.4.6 4 2.4 4 4.7",
  link: "M9 15l6-6M10.5 6.5l1.8-1.8a4 4 0 0 1 5.7 5.7l-2 2M13.5 17.5l-1.8 1.8A4 4 0 0 1 6 13.6l2-2",
  megaphone: "M4 10v4h3l8 4.5v-13L7 10zM18 9.5a3.5 3.5 0 0 1 0 5M8 14.5l1.2 5h2.3l-1-4",
  menu: "M4 7h16M4 12h16M4 17h10",
  plus: "M12 5v14M5 12h14",
  reply: "M9.5 6L4 11.5 9.5 17M4.5 11.5H14a6 6 0 0 1 6 6V19",
  send: "M4.5 12L20 4.5 15.5 20l-3.8-6.2zM11.7 13.8L20 4.5",
  slash: "M7.5 4.5h9a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-9a3 3 0 0 1-3-3v-9a3 3 0 0 1 3-3zM13.7 8.5l-3.4 7",
  sliders: "M4 8h9M17 8h3M4 16h3M11 16h9M15 5.8v4.4M9 13.8v4.4",
};

/**
 * An element with properties, listeners and children.
 * Keys: `class`, `data` (an object), `on` (listeners), `aria-*`/`role`/`for` as attributes, the rest as properties.
 * @param {string} tag
 * @param {Object<string, any>} [given]
 * @param {...(Node|string|null|undefined|false)} children
 */
export function make(tag, given = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    if (key === "class") node.className = value;
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "on") Object.entries(value).forEach(([kind, heard]) => node.addEventListener(kind, heard));
    else if (key.includes("-") || key === "role" || key === "for") node.setAttribute(key, String(value));
    else node[key] = value;
  }
  node.append(...children.filter((one) => one !== null && one !== undefined && one !== false));
  return node;
}

/** @param {keyof typeof OUTLINES} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", OUTLINES[name]);
  svg.append(path);
  return svg;
}

/** @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Change the text only if it differs, so that a reader in the middle of it is not disturbed. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Makes `parent` hold exactly these children in this order; those that stay keep focus and state. */
export function arrange(parent, children) {
  const kept = new Set(children);
  for (const old of [...parent.children]) if (!kept.has(old)) old.remove();
  children.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}

/** Runs `draw` once in the next frame, however often it was asked for. */
export function soon(draw) {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      draw();
    });
  };
}
