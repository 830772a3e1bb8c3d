// The marked places of a merged text (annotations/text/diff/merge3.py), by offsets in UTF-16.

const MINE = "⟦ yours";
const THEIRS = "⟦ theirs";
const END = "⟧";

/** [{start, end, mine, theirs}]: each whole block with its marks, and the lines of its sides. */
export function blocks(text) {
  const found = [];
  let block = null;
  let side = "";
  let at = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const mark = line.trim();
    if (mark === MINE) {
      block = { start: at, mine: "", theirs: "" };
      side = "mine";
    } else if (mark === THEIRS && side === "mine") {
      side = "theirs";
    } else if (mark === END && side === "theirs") {
      found.push({ ...block, end: at + line.length });
      side = "";
    } else if (mark === THEIRS || mark === END) {
      side = "";
    } else if (side) {
      block[side] += line;
    }
    at += line.length;
  }
  return found;
}

/** What can stand in place of a block. */
export function sides({ mine, theirs }) {
  return { mine, theirs, both: mine + theirs };
}

/**
 * For each block that was there the one that is there now, or undefined: it was decided. A block in
 * which one side was edited by hand is still the same one.
 */
export function pairs(before, now) {
  const left = new Set(now);
  const found = before.map(() => undefined);
  const isSame = (a, b) => a.mine === b.mine && a.theirs === b.theirs;
  const isLike = (a, b) => a.mine === b.mine || a.theirs === b.theirs;
  for (const fits of [isSame, isLike]) {
    for (const [i, block] of before.entries()) {
      if (found[i]) continue;
      found[i] = [...left].find((other) => fits(block, other));
      left.delete(found[i]);
    }
  }
  return found;
}
