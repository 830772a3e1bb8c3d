// Under the pointer: a hand over whatever opens, and in a small label the kind of an entity, who
// says a quotation, or what the style list advises.

import { spansAt } from "./hit-test.js";

function words({ kind, label, statement }) {
  if (kind === "mention") return label;
  if (kind === "loaded") return label;
  return kind === "quote" ? `${statement}, ${label}` : null;
}

/** Follow the pointer over `text`; `tip` is the label, placed inside `scroller`. */
export function startHover(text, tip, scroller) {
  let frame = 0;

  function show(span) {
    text.classList.toggle("over-mark", Boolean(span) && !["quote", "loaded"].includes(span.row.kind));
    const said = span && words(span.row);
    tip.hidden = !said;
    if (tip.hidden) return;
    const box = text.offsets.rangeAt(span.start, span.end).getClientRects()[0];
    const view = scroller.getBoundingClientRect();
    const isRtl = getComputedStyle(tip.parentElement).direction === "rtl";
    tip.textContent = said;
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
