// How many claims begin where: what the map strip draws when their marks would run together.

const MANY = 24; // Fewer marks can be told apart, wherever they stand.
const FULL = 4; // Claims of one row that fill the strip, unless some row has more.

/** Whether marks ({at, tone}; `at` is px from the top) fill more than half of the rows they span. */
export function runsTogether(marks, row) {
  if (marks.length < MANY) return false;
  const rows = new Set(marks.map(({ at }) => Math.floor(at / row)));
  const span = Math.max(...rows) - Math.min(...rows) + 1;
  return rows.size > span / 2;
}

/**
 * Rows `row` px high from the top down: [{top, count, parts: [{tone, from, to}]}]. A row's bar is as
 * long as it has claims (1 is the whole strip), each verdict's part as long as its share.
 */
export function density(marks, row) {
  const rows = new Map();
  for (const { at, tone } of marks) {
    const top = Math.floor(at / row) * row;
    if (!rows.has(top)) rows.set(top, new Map());
    rows.get(top).set(tone, (rows.get(top).get(tone) ?? 0) + 1);
  }
  const counts = [...rows.values()].map((tones) => [...tones.values()].reduce((a, b) => a + b, 0));
  const most = Math.max(FULL, ...counts);
  return [...rows].map(([top, tones], i) => {
    let from = 0;
    const parts = [...tones].sort().map(([tone, count]) => {
      const part = { tone, from, to: from + count / most };
      from = part.to;
      return part;
    });
    return { top, count: counts[i], parts };
  });
}
