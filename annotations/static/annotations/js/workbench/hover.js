// Under the pointer: a hand over whatever opens, and in a small label how much opens there, the kind of
// an entity, who says a quotation, or what the style list advises.

import { filled, gettext } from "../lib/translate.js";
import { openable, panelOf, spansAt } from "../spans/hit-test.js";

/** How many claims and names one place has, and which of them is open. */
function among(rows, { kind, id }) {
  const at = rows.findIndex((row) => panelOf(row) === kind && String(row.id) === String(id));
  const values = { number: at + 1, count: rows.length };
  if (at < 0) return filled(gettext("%(count)s here: click to open the first"), values);
  return filled(gettext("%(number)s of %(count)s here: click again for the next"), values);
}

const LONGEST = 80; // characters of a note
const shortened = (words) => (words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words);

function words(spans, opened) {
  const rows = openable(spans);
  if (rows.length > 1) return among(rows, opened);
  const [{ row: { kind, label, statement } }] = spans;
  if (kind === "mention") return label;
  if (kind === "loaded") return label;
  if (kind === "note") return filled(gettext("Note: %(words)s"), { words: shortened(statement) });
  return kind === "quote" ? `${statement}, ${label}` : null;
}

/** Follow the pointer over `text`; `tip` is the label, placed inside `scroller`. */
export function startHover(text, tip, scroller) {
  let frame = 0;

  function show(spans) {
    text.classList.toggle("over-mark", openable(spans.slice(0, 1)).length > 0);
    const said = spans.length > 0 && words(spans, text.opened);
    tip.hidden = !said;
    if (tip.hidden) return;
    const [span] = spans;
    const box = text.offsets.rangeAt(span.start, span.end).getClientRects()[0];
    const view = scroller.getBoundingClientRect();
    const isRtl = getComputedStyle(tip.parentElement).direction === "rtl";
    tip.textContent = said;
    tip.style.insetBlockStart = `${box.bottom - view.top + scroller.scrollTop + 2}px`;
    tip.style.insetInlineStart = `${isRtl ? view.right - box.right : box.left - view.left}px`;
  }

  let point = null; // Where the pointer rests, or a finger was.
  const look = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (point) show(spansAt(text.offsets, text.shownSpans, point.clientX, point.clientY));
    });
  };

  text.addEventListener("pointermove", (event) => {
    if (event.buttons || event.pointerType !== "mouse") return;
    point = event;
    look();
  });
  text.addEventListener("click", (event) => {
    point = event;
  });
  text.addEventListener("span-opened", look);
  text.addEventListener("pointerleave", () => {
    cancelAnimationFrame(frame);
    point = null;
    show([]);
  });
}
