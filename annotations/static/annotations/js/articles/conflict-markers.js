// The marked conflicts of a merged text (annotations/text/diff/merge3.py), by offsets in UTF-16.

const MINE = "⟦ yours";
const THEIRS = "⟦ theirs";
const END = "⟧";

/** [{start, end, mine, theirs}]: each whole conflict with its markers, and the lines of its sides. */
export function conflictsIn(text) {
  const found = [];
  let conflict = null;
  let side = "";
  let at = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const mark = line.trim();
    if (mark === MINE) {
      conflict = { start: at, mine: "", theirs: "" };
      side = "mine";
    } else if (mark === THEIRS && side === "mine") {
      side = "theirs";
    } else if (mark === END && side === "theirs") {
      found.push({ ...conflict, end: at + line.length });
      side = "";
    } else if (mark === THEIRS || mark === END) {
      side = "";
    } else if (side) {
      conflict[side] += line;
    }
    at += line.length;
  }
  return found;
}

/** What can stand in place of a conflict. */
export function resolutionsOf({ mine, theirs }) {
  return { mine, theirs, both: mine + theirs };
}

/**
 * For each conflict that was there the one that is there now, or undefined: it was decided. One of
 * which a side was edited by hand is still the same one.
 */
export function matched(before, now) {
  const left = new Set(now);
  const found = before.map(() => undefined);
  const isSame = (a, b) => a.mine === b.mine && a.theirs === b.theirs;
  const isLike = (a, b) => a.mine === b.mine || a.theirs === b.theirs;
  for (const fits of [isSame, isLike]) {
    for (const [i, conflict] of before.entries()) {
      if (found[i]) continue;
      found[i] = [...left].find((other) => fits(conflict, other));
      left.delete(found[i]);
    }
  }
  return found;
}
