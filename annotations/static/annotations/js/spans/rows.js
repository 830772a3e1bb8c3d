// The rows of the page's JSON, compared with the words they claim to stand on.

import { lanesOf } from "./lanes.js";

/** The rows of the <script type="application/json"> with this id; none when it is missing. */
export function readRows(id) {
  const script = document.getElementById(id);
  return script ? JSON.parse(script.textContent) : [];
}

/** The revision in whose words the rows of this script stand, if the page says so. */
export const revisionOf = (id) => document.getElementById(`${id}-revision`)?.value;

/**
 * Rows with their place in UTF-16 units: `fitting` ones, and `wrong` ones whose words are others
 * in this text. A wrong row is never painted: a highlight on the wrong words is worse than none.
 */
export function place(rows, text, points) {
  const fitting = [];
  const wrong = [];
  for (const row of rows) {
    if (row.start === null || row.start === undefined) continue; // Orphaned: it has no place.
    try {
      const start = points.toUnits(row.start);
      const end = points.toUnits(row.end);
      const fits = start < end && text.slice(start, end) === row.exact;
      if (fits) fitting.push({ row, start, end });
      else wrong.push(row);
    } catch {
      wrong.push(row);
    }
  }
  const lanes = lanesOf(fitting.filter(({ row }) => row.kind === "claim"));
  for (const span of fitting) span.lane = lanes.get(span);
  return { fitting, wrong };
}
