// Merge conflicts: places that two people changed, marked in a merged text; buttons put one side, or
// both, there.

import { gettext } from "../lib/translate.js";
import { conflictsIn, matched, resolutionsOf } from "./conflict-markers.js";

const text = document.getElementById("id_text");
const sections = [...document.querySelectorAll("[data-conflict]")];
const atFirst = conflictsIn(text.value);
const conflictsNow = () => matched(atFirst, conflictsIn(text.value));

/** As if it were typed: the browser can undo it, and whoever counts hears of it. */
function replace({ start, end }, words) {
  text.focus({ preventScroll: true });
  text.setSelectionRange(start, end);
  const command = words ? "insertText" : "delete";
  if (document.execCommand(command, false, words)) return;
  text.setRangeText(words, start, end, "end");
  text.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function draw() {
  const found = conflictsNow();
  for (const [i, section] of sections.entries()) {
    const isOpen = Boolean(found[i]);
    section.toggleAttribute("data-resolved", !isOpen);
    section.querySelector(".merge-conflict-tools").hidden = !isOpen;
    const words = isOpen ? "" : gettext("Decided. Undo (Ctrl Z) in the text brings the choice back.");
    const line = section.querySelector("[data-conflict-status]");
    if (line.textContent !== words) line.textContent = words;
  }
}

/** To the next section that waits, else to what saves. */
function focusNext() {
  const next = document.querySelector("[data-conflict]:not([data-resolved]) [data-take]");
  (next ?? text.form.querySelector("button.primary")).focus();
}

function resolve({ target }) {
  const button = target.closest("[data-take]");
  if (!button) return;
  const conflict = conflictsNow()[sections.indexOf(button.closest("[data-conflict]"))];
  if (!conflict) return;
  replace(conflict, resolutionsOf(conflict)[button.dataset.take]);
  draw();
  focusNext();
}

export function startMergeConflicts() {
  if (!sections.length) return;
  document.addEventListener("click", resolve);
  text.addEventListener("input", draw);
  text.form.addEventListener("refilled", draw);
  draw();
}
