// Under the pointer: a hand over whatever opens, and the kind of an entity in a small label.

import { spansAt } from "./hit-test.js";

/** Follow the pointer over `text`; `tip` is the label, placed inside `scroller`. */
export function startHover(text, tip, scroller) {
  let frame = 0;

  function show(span) {
    text.classList.toggle("over-mark", Boolean(span));
    tip.hidden = span?.row.kind !== "mention";
    if (tip.hidden) return;
    const box = text.offsets.rangeAt(span.start, span.end).getClientRects()[0];
    const view = scroller.getBoundingClientRect();
    const isRtl = getComputedStyle(tip.parentElement).direction === "rtl";
    tip.textContent = span.row.label;
    tip.style.insetBlockStart = `${box.bottom - view.top + scroller.scrollTop + 2}px`;
    tip.style.insetInlineStart = `${isRtl ? view.right - box.right : box.left - view.left}px`;
  }

  text.addEventListener("pointermove", ({ clientX, clientY, buttons, pointerType }) => {
    if (buttons || pointerType !== "mouse") return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      show(spansAt(text.offsets, text.shownSpans, clientX, clientY)[0]);
    });
  });
  text.addEventListener("pointerleave", () => {
    cancelAnimationFrame(frame);
    show(null);
  });
}
