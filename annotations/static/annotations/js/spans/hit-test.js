// Which painted spans lie under a point.

import { offsetAt } from "../text/under-point.js";

/** The spans under a point, in the order of spansOver. */
export function spansAt(offsets, spans, x, y) {
  const at = offsetAt(offsets, x, y);
  return at < 0 ? [] : spansOver(spans, at);
}

/** Which panel shows a row: that of a suggestion is a claim's, that of a note a thread's. */
export const panelOf = ({ kind }) => ({ suggestion: "claim", note: "thread" })[kind] ?? kind;

/** The rows among spans that open something, each once. */
export function openable(spans) {
  const rows = spans.map(({ row }) => row).filter(({ kind }) => !["quote", "loaded"].includes(kind));
  const isFirst = (row, at) => rows.findIndex((one) => one.id === row.id && one.kind === row.kind) === at;
  return rows.filter(isFirst);
}

/**
 * The spans over an offset: claims first, of those the shortest first, because a long one can also
 * be reached beside the short one. `spans` are {row, start, end} in UTF-16 units.
 */
export function spansOver(spans, at) {
  const rank = { claim: 0, suggestion: 1, mention: 2, note: 3, loaded: 4, quote: 5 };
  return spans
    .filter((span) => span.start <= at && at < span.end)
    .sort(
      (a, b) =>
        rank[a.row.kind] - rank[b.row.kind] || a.end - a.start - (b.end - b.start),
    );
}
