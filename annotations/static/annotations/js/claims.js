// The list of claims: j and k walk through the rows, x selects the one that has the focus, X all. What
// can be done with the selected ones stands below while some are.

import { filled, gettext, ngettext } from "./lib/translate.js";
import { onKey } from "./shell/keys.js";
import { rowAtHand, startWalking } from "./shell/walking.js";

const table = document.getElementById("claims-table");
const many = document.getElementById("claims-many");
const boxes = () => [...table.querySelectorAll("[data-selects]")];

/** How many are selected, in the bar and in the box that selects all. */
function tell() {
  const all = boxes();
  const count = all.filter((box) => box.checked).length;
  for (const box of all) box.closest("tr").toggleAttribute("data-selected", box.checked);
  const whole = table.querySelector("[data-selects-all]");
  if (whole) {
    whole.checked = count > 0 && count === all.length;
    whole.indeterminate = count > 0 && count < all.length;
  }
  if (!many) return;
  many.hidden = count === 0;
  const words = ngettext("%(count)s claim selected", "%(count)s claims selected", count);
  many.querySelector("[data-selected-count]").textContent = filled(words, { count });
}

function selectAll(isSelected) {
  for (const box of boxes()) box.checked = isSelected;
  tell();
}

function press(selector) {
  rowAtHand()?.querySelector(selector)?.click();
}

/** A verb without a claim would only be refused. */
function refuseNothing(event) {
  if (boxes().some((box) => box.checked)) return;
  event.preventDefault();
  many.querySelector("[data-selected-count]").textContent = gettext("Select claims first");
}

if (table) {
  startWalking(table);
  onKey("x", () => press("[data-selects]"));
  onKey("L", () => press("[data-copies-link]"));
  table.addEventListener("change", ({ target }) => {
    if (target.matches("[data-selects-all]")) selectAll(target.checked);
    else tell();
  });
  many?.addEventListener("submit", refuseNothing);
  addEventListener("pageshow", tell); // Going back, a browser fills the boxes in by itself.
  tell();
}
