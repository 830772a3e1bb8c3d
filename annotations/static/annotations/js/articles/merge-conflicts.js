// Places that two people changed, marked in a merged text: buttons put one side, or both, there.

import { gettext } from "../lib/translate.js";
import { blocks, pairs, sides } from "./conflict-markers.js";

const text = document.getElementById("id_text");
const places = [...document.querySelectorAll("[data-meeting]")];
const began = blocks(text.value);
const blockOf = () => pairs(began, blocks(text.value));

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
  const found = blockOf();
  for (const [i, place] of places.entries()) {
    const isOpen = Boolean(found[i]);
    place.toggleAttribute("data-done", !isOpen);
    place.querySelector(".meeting-tools").hidden = !isOpen;
    const words = isOpen ? "" : gettext("Decided. Undo (Ctrl Z) in the text brings the choice back.");
    const line = place.querySelector("[data-settled]");
    if (line.textContent !== words) line.textContent = words;
  }
}

/** To the next place that waits, else to what saves. */
function lead() {
  const next = document.querySelector("[data-meeting]:not([data-done]) [data-take]");
  (next ?? text.form.querySelector("button.primary")).focus();
}

function settle({ target }) {
  const button = target.closest("[data-take]");
  if (!button) return;
  const block = blockOf()[places.indexOf(button.closest("[data-meeting]"))];
  if (!block) return;
  replace(block, sides(block)[button.dataset.take]);
  draw();
  lead();
}

export function startMergeConflicts() {
  if (!places.length) return;
  document.addEventListener("click", settle);
  text.addEventListener("input", draw);
  text.form.addEventListener("refilled", draw);
  draw();
}
