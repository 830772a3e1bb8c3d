// The lines of the page's text, read from its boxes: no line is known before the browser broke it.

import { stepFrom } from "./steps.js";

const RTL = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LTR = /[\p{L}\p{N}]/u;
const FARTHEST = 3_000; // Steps; no line is so long.

/** Whether letters from one offset to another run from right to left. */
function isRtl(text, start, end) {
  const letters = text.offsets.text.slice(start, end);
  if (RTL.test(letters)) return true;
  return !LTR.test(letters) && getComputedStyle(text).direction === "rtl";
}

function edge(text, start, end, isStart) {
  const boxes = [...text.offsets.rangeAt(start, end).getClientRects()];
  const box = boxes.find(({ width }) => width > 0);
  if (!box) return null;
  const { top, height, left, right } = box;
  return { x: isStart === isRtl(text, start, end) ? right : left, top, height };
}

/** Where a caret at an offset stands on the screen: {x, top, height}, or null. */
export function caretBox(text, at) {
  const { text: all } = text.offsets;
  const next = all[at] === "\n" ? at : stepFrom(all, at, 1, "letter", text.lang);
  const before = at > 0 && all[at - 1] !== "\n" ? stepFrom(all, at, -1, "letter", text.lang) : at;
  return (
    (next > at && edge(text, at, next, true)) || (before < at && edge(text, before, at, false)) || null
  );
}

/** The offsets and boxes from `at` on, letter by letter. */
function* along(text, at, way) {
  const { text: all } = text.offsets;
  for (let steps = 0; steps < FARTHEST; steps += 1) {
    const next = stepFrom(all, at, way, "letter", text.lang);
    if (next === at) return;
    at = next;
    const box = caretBox(text, at);
    if (box) yield { at, box };
  }
}

const isSameLine = (one, other) => Math.abs(one.top - other.top) < one.height / 2;

/** The end (way 1) or the beginning (-1) of the line. */
export function lineEdge(text, at, way) {
  const here = caretBox(text, at);
  let last = at;
  for (const { at: next, box } of along(text, at, way)) {
    if (here && !isSameLine(here, box)) break;
    last = next;
  }
  return last;
}

/** The offset on the next line (way 1) or the one before (-1) that is nearest to `x` px. */
export function lineStep(text, at, way, x) {
  const here = caretBox(text, at);
  let line = null;
  let nearest = at;
  let distance = Infinity;
  for (const { at: next, box } of along(text, at, way)) {
    if (here && isSameLine(here, box)) {
      if (!line) nearest = next; // On the last line to its end, on the first to its beginning.
      continue;
    }
    line ??= box;
    if (!isSameLine(line, box)) break;
    if (Math.abs(box.x - x) < distance) [nearest, distance] = [next, Math.abs(box.x - x)];
  }
  return nearest;
}
