// One real button at the line of each claim. Claims of one line stand side by side, outwards.

import { symbol } from "../lib/icons.js";
import { replaceChanged } from "../lib/keyed-children.js";
import { filled, gettext } from "../lib/translate.js";

const SAME_LINE = 12; // px
const SIZE = 24; // px

/** Places ({row, top}) grouped by line, in the order of the text: [[place, …], …]. */
export function byLine(places) {
  const lines = [];
  for (const place of [...places].sort((a, b) => a.top - b.top)) {
    const line = lines.at(-1);
    if (line && place.top - line[0].top < SAME_LINE) line.push(place);
    else lines.push([place]);
  }
  return lines;
}

function words({ label, statement }, more) {
  const values = { verdict: label || gettext("Unchecked"), statement, count: more };
  if (more === 0) return filled(gettext("%(verdict)s: %(statement)s"), values);
  return filled(gettext("%(verdict)s: %(statement)s, and %(count)s more at this line"), values);
}

/** The gutter of a workbench; a click on a mark calls `open(id)`. */
export class Gutter {
  #marks = new Map();

  constructor(element, open) {
    this.element = element;
    this.open = open;
  }

  /** Draw a mark for every place; `room` is how many fit side by side. */
  draw(places, room) {
    const held = document.activeElement?.dataset?.claim;
    const shares = byLine(places).flatMap((line) =>
      line.slice(0, room).map((place, index) => {
        return { index, shared: index === room - 1 ? line.slice(index) : [place] };
      }),
    );
    const marks = replaceChanged(this.element, shares.map(({ shared }) => this.#mark(shared)));
    this.#marks.clear();
    shares.forEach(({ index, shared }, i) => {
      const [{ top, lines }] = shared;
      marks[i].style.top = `${top + (lines[0].height - SIZE) / 2}px`;
      marks[i].style.setProperty("--index", index);
      for (const { row } of shared) this.#marks.set(String(row.id), marks[i]);
    });
    if (held) this.#marks.get(held)?.focus({ preventScroll: true });
  }

  /** Fill the mark of the open claim. */
  activate(id) {
    for (const [key, mark] of this.#marks) {
      if (key === String(id)) mark.setAttribute("aria-current", "true");
      else if (this.#marks.get(String(id)) !== mark) mark.removeAttribute("aria-current");
    }
  }

  #mark(shared) {
    const [{ row }] = shared;
    const mark = document.createElement("button");
    const tone = row.kind === "suggestion" ? "suggestion" : row.verdict || "unchecked";
    mark.type = "button";
    mark.className = `mark tone-${tone}`;
    mark.dataset.claim = row.id;
    mark.title = row.statement;
    mark.setAttribute("aria-label", words(row, shared.length - 1));
    mark.append(symbol(tone));
    if (shared.length > 1) mark.dataset.more = shared.length - 1;
    const places = shared.map(({ row: { id, start } }) => [id, start]);
    mark.key = JSON.stringify([tone, row.label, row.statement, places]);
    mark.addEventListener("click", () => this.open(this.#next(shared)));
    return mark;
  }

  // A mark that stands for several claims opens them in turn.
  #next(shared) {
    const ids = shared.map(({ row }) => row.id);
    const at = ids.findIndex((id) => String(id) === this.current);
    return ids[(at + 1) % ids.length];
  }
}
