// <details class="menu">: one open at a time, closed by Esc, by a click elsewhere and by a choice.

import { firstField } from "./fields.js";

function close(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except && !menu.contains(except)) menu.open = false;
  }
}

export function startMenus() {
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener(
    "toggle",
    (event) => {
      if (event.target.matches?.("details:not([open])")) delete event.target.dataset.by;
      if (!event.target.matches?.("details.menu[open]")) return;
      close(event.target);
      firstField(event.target)?.focus();
    },
    { capture: true },
  );
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("details.menu[open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    // Whoever came by a key goes on by keys.
    if (menu.dataset.by === "key") document.activeElement.blur();
    else menu.querySelector("summary").focus();
    event.stopPropagation();
  }, { capture: true });
}
