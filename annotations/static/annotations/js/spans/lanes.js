// Claims may overlap. Each gets a lane, and a lane is an offset of its underline.

export const LANES = 3;

/**
 * A lane (1 to LANES) for each of `spans` ({start, end}, in any order), so that spans in one lane
 * do not overlap while there are lanes enough. Where more meet, the one that ends first shares.
 */
export function lanesOf(spans) {
  const lanes = new Map();
  const ends = new Array(LANES).fill(-1);
  const inOrder = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  for (const span of inOrder) {
    let lane = ends.findIndex((end) => end <= span.start);
    if (lane < 0) lane = ends.indexOf(Math.min(...ends));
    ends[lane] = Math.max(ends[lane], span.end);
    lanes.set(span, lane + 1);
  }
  return lanes;
}
