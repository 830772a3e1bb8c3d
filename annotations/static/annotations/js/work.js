// My work: j and k walk through the rows, letters press the buttons of the row that has the focus.

import { onKey } from "./shell/keys.js";

const list = document.getElementById("work-rows");
const links = () => [...list.querySelectorAll("[data-row-link]")];
let at = 0;
let told = null;

function step(by) {
  const all = links();
  const here = all.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
  const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const row = document.activeElement.closest?.("[data-row]");
  row?.querySelector(`[data-row-key="${key}"]`)?.click();
}

if (list) {
  onKey("j", () => step(1));
  onKey("k", () => step(-1));
  for (const key of ["y", "x", "t", "h", "1", "2", "3"]) onKey(key, () => press(key));
  onKey("Enter", () => document.activeElement.closest?.("[data-row]")?.querySelector("a")?.click());
  // A row that was dealt with goes; the focus stays at its place.
  list.addEventListener("htmx:beforeSwap", ({ detail }) => {
    // What was just decided stays to be taken back when news of it, or of others, come.
    told = detail.requestConfig.verb === "get" ? list.querySelector(".told") : null;
    at = links().findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
  });
  list.addEventListener("htmx:afterSwap", () => {
    if (told && !list.querySelector(".told")) {
      list.prepend(told);
      window.htmx.process(told);
    }
    const all = links();
    if (at >= 0 && document.activeElement === document.body) {
      all[Math.min(at, all.length - 1)]?.focus({ preventScroll: true });
    }
  });
}
