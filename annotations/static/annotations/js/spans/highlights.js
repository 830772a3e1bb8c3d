// Painting by the CSS Custom Highlight API: no element is put into the text, so offsets stay true.
// The registry belongs to the whole page: only names set here are ever removed.

const PRIORITY = { quote: 0, loaded: 0, note: 0, mention: 1, suggestion: 2, claim: 3, active: 8, selection: 9 };
const NAME = {
  quote: "quo",
  loaded: "loa",
  note: "note",
  mention: "ent",
  suggestion: "sug",
  active: "active",
  selection: "sel",
};

export const canPaint = "highlights" in CSS;

/** The highlight name of a span. */
export function nameOf({ kind, verdict }, lane = 1) {
  return kind === "claim" ? `v-${verdict || "unchecked"}-${lane}` : NAME[kind];
}

/** What one element has painted; `clear` takes back only that. */
export class Highlights {
  #own = new Map();

  /** Paint `ranges` under a name instead of what stood there; no ranges removes the name. */
  set(name, ranges, priority) {
    if (!canPaint) return;
    this.#remove(name);
    if (ranges.length === 0) return;
    const highlight = new Highlight(...ranges);
    highlight.priority = priority;
    this.#own.set(name, highlight);
    CSS.highlights.set(name, highlight);
  }

  /** Paint one layer for something that comes and goes: "active" or "selection". */
  mark(layer, ranges) {
    this.set(NAME[layer], ranges, PRIORITY[layer]);
  }

  /** Paint all spans: [{row, lane, range}]; names that are no longer used are removed. */
  paint(spans) {
    const groups = new Map();
    for (const { row, lane, range } of spans) {
      const name = nameOf(row, lane);
      if (!groups.has(name)) {
        groups.set(name, { ranges: [], priority: PRIORITY[row.kind] + (lane ?? 0) });
      }
      groups.get(name).ranges.push(range);
    }
    for (const name of [...this.#own.keys()]) {
      if (!groups.has(name) && name !== NAME.active && name !== NAME.selection) this.#remove(name);
    }
    for (const [name, { ranges, priority }] of groups) this.set(name, ranges, priority);
  }

  clear() {
    for (const name of [...this.#own.keys()]) this.#remove(name);
  }

  #remove(name) {
    if (CSS.highlights.get(name) === this.#own.get(name)) CSS.highlights.delete(name);
    this.#own.delete(name);
  }
}
