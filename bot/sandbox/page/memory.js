// What the browser keeps for next time, as far as it is allowed to keep anything.

const PREFIX = "qogam-sandbox-";

/** @param {string} name @returns {Set<string>} empty when nothing was kept */
export function kept(name) {
  try {
    return new Set(JSON.parse(localStorage.getItem(PREFIX + name) ?? "[]"));
  } catch {
    return new Set();
  }
}

/** @param {string} name @param {Iterable<string>} values */
export function keep(name, values) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify([...values]));
  } catch {
    // Storage is full or forbidden: then this visit is the only one that knows.
  }
}
