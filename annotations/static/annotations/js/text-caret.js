// Selecting without a mouse: Shift and an arrow in the text begin at its first visible words.

import { offsetAt } from "./hit-test.js";

const ARROWS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);
const PROBE = 12; // px between two looks for a word

/** The UTF-16 offset of the first character in view. */
function firstVisible(text, scroller) {
  const view = scroller.getBoundingClientRect();
  const edge = text.getBoundingClientRect();
  const isRtl = getComputedStyle(text).direction === "rtl";
  const x = isRtl ? edge.right - 4 : edge.left + 4;
  for (let y = Math.max(view.top, edge.top) + 4; y < view.bottom; y += PROBE) {
    const at = offsetAt(text.offsets, x, y);
    if (at >= 0) return at;
  }
  return 0;
}

/** Let Shift+arrow (with Ctrl by word) in `scroller` begin and extend a selection in `text`. */
export function startCaret(text, scroller) {
  scroller.addEventListener("keydown", (event) => {
    if (!event.shiftKey || !ARROWS.has(event.key)) return;
    const selection = document.getSelection();
    if (selection.anchorNode && text.contains(selection.anchorNode)) return; // The browser extends.
    event.preventDefault();
    const at = firstVisible(text, scroller);
    const { startContainer, startOffset } = text.offsets.pointsAt(at, at + 1);
    selection.collapse(startContainer, startOffset);
    const way = event.key === "ArrowLeft" || event.key === "ArrowUp" ? "backward" : "forward";
    selection.modify("extend", way, "word");
  });
}
