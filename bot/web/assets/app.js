// Opened as a Mini App, Telegram tells its theme behind the "#": the page takes it over. Without it nothing happens.
"use strict";
(() => {
  const kept = new URLSearchParams(location.hash.slice(1)).get("tgWebAppThemeParams");
  let colours = {};
  try {
    colours = JSON.parse(kept || sessionStorage.getItem("theme") || "{}");
    if (kept) sessionStorage.setItem("theme", kept);
  } catch { return; }
  const paper = /^#([0-9a-f]{6})$/i.exec(colours.bg_color || "");
  if (!paper) return;
  const value = parseInt(paper[1], 16);
  const light = ((value >> 16) * 299 + ((value >> 8) & 255) * 587 + (value & 255) * 114) / 1000;
  document.documentElement.dataset.theme = light < 128 ? "dark" : "light";
})();
