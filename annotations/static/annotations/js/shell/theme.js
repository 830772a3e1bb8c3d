// Light, dark, or as the system: buttons with data-theme-choice="light|dark|".

import { forget, keep, recall } from "../lib/storage.js";

const buttons = () => document.querySelectorAll("[data-theme-choice]");

function show() {
  const chosen = document.documentElement.dataset.theme ?? "";
  for (const button of buttons()) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === chosen));
  }
}

function choose(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme;
    keep("theme", theme);
  } else {
    delete document.documentElement.dataset.theme;
    forget("theme");
  }
  show();
}

/** Let the buttons of the page choose the colours. */
export function startTheme() {
  for (const button of buttons()) {
    button.addEventListener("click", () => choose(button.dataset.themeChoice));
  }
  addEventListener("storage", (event) => {
    if (event.key === "theme") choose(recall("theme") ?? "");
  });
  show();
}
