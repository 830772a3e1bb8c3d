// Which painted spans lie under a point.

/** The UTF-16 offset in the text under a point, or -1. */
export function offsetAt(offsets, x, y) {
  const place = caretAt(x, y);
  if (!place || !offsets.root.contains(place.node)) return -1;
  const offset = offsets.offsetOf(place.node, place.offset);
  // A caret stands between two characters: the point is on the one whose box holds it.
  for (const start of [offset - 1, offset]) {
    if (start < 0 || start >= offsets.text.length) continue;
    for (const box of offsets.rangeAt(start, start + 1).getClientRects()) {
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return start;
    }
  }
  return -1;
}

/** The boundary point {node, offset} nearest to a point, or a falsy value. */
export function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y);
    return place && { node: place.offsetNode, offset: place.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/** The spans under a point, in the order of spansOver. */
export function spansAt(offsets, spans, x, y) {
  const at = offsetAt(offsets, x, y);
  return at < 0 ? [] : spansOver(spans, at);
}

/** Which panel shows a row: that of a suggestion is a claim's. */
export const panelOf = ({ kind }) => (kind === "suggestion" ? "claim" : kind);

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
  const rank = { claim: 0, suggestion: 1, mention: 2, loaded: 3, quote: 4 };
  return spans
    .filter((span) => span.start <= at && at < span.end)
    .sort(
      (a, b) =>
        rank[a.row.kind] - rank[b.row.kind] || a.end - a.start - (b.end - b.start),
    );
}
