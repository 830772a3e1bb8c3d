// Which place in the text lies under a point.

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
