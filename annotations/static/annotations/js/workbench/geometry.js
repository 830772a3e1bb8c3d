// Where spans stand on the page: all boxes are read in one go, before anything is written, so that
// the browser lays the text out once however many spans there are.

/**
 * Boxes of spans ({row, start, end} in UTF-16 units) relative to the top of `frame`:
 * [{row, top, lines: [{top, height, start, width}]}]; `start` counts from the text's start edge.
 */
export function measure(text, spans, frame) {
  const top = frame.getBoundingClientRect().top;
  const edge = text.getBoundingClientRect();
  const isRtl = getComputedStyle(text).direction === "rtl";
  const range = document.createRange();
  const boxesOf = ({ start, end }) => {
    const points = text.offsets.pointsAt(start, end);
    range.setStart(points.startContainer, points.startOffset);
    range.setEnd(points.endContainer, points.endOffset);
    return [...range.getClientRects()].filter((box) => box.width > 0);
  };
  const relative = (box) => ({
    top: box.top - top,
    height: box.height,
    start: isRtl ? edge.right - box.right : box.left - edge.left,
    width: box.width,
  });
  return spans
    .map((span) => ({ row: span.row, lines: boxesOf(span).map(relative) }))
    .filter(({ lines }) => lines.length > 0)
    .map((place) => ({ ...place, top: place.lines[0].top }));
}

/** Top and height of every block of the text, relative to the top of `frame`. */
export function measureBlocks(text, frame) {
  const { top } = frame.getBoundingClientRect();
  return [...text.children].map((block) => {
    const box = block.getBoundingClientRect();
    return { top: box.top - top, height: box.height };
  });
}
