// Opened as a Mini App, Telegram tells behind the "#" who opens the page, and its theme. Without it nothing happens.
"use strict";
(() => {
  const told = new URLSearchParams(location.hash.slice(1));
  const enter = document.getElementById("enter");
  const kept = told.get("tgWebAppThemeParams");
  let colours = {};
  try {
    colours = JSON.parse(kept || sessionStorage.getItem("theme") || "{}");
    if (kept) sessionStorage.setItem("theme", kept);
  } catch { /* no theme then */ }
  const paper = /^#([0-9a-f]{6})$/i.exec(colours?.bg_color || "");
  if (paper) {
    const value = parseInt(paper[1], 16);
    const light = ((value >> 16) * 299 + ((value >> 8) & 255) * 587 + (value & 255) * 114) / 1000;
    document.documentElement.dataset.theme = light < 128 ? "dark" : "light";
  }
  if (enter && told.get("tgWebAppData")) {
    enter.elements.init.value = told.get("tgWebAppData");
    enter.submit();
  }
})();
