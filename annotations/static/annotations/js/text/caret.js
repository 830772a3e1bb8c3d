// A caret in the article, which nobody can write into: arrows move it, Shift selects, so that a claim
// begins at any letter without a mouse. The document's selection is the one truth: what the mouse or the
// browser's own caret browsing did is where the next key goes on from.

import { takesKeys } from "../shell/keys.js";
import { meaningOf } from "./caret-keys.js";
import { caretBox, lineEdge, lineStep } from "./lines.js";
import { stepFrom } from "./steps.js";
import { offsetAt } from "./under-point.js";

const PROBE = 12; // px between two looks for a word
const LONGEST = 300; // characters that are said aloud

/** The UTF-16 offset of the first character in view. */
function firstVisible(text, scroller) {
  const view = scroller.getBoundingClientRect();
  const edge = text.getBoundingClientRect();
  const isRtl = getComputedStyle(text).direction === "rtl";
  const x = isRtl ? edge.right - 4 : edge.left + 4;
  for (let y = Math.max(view.top, edge.top) + 4; y < view.bottom; y += PROBE) {
    const at = offsetAt(text.offsets, x, y);
    if (at >= 0) return at;
  }
  return 0;
}

export class TextCaret {
  #at = null; // Where it was when it was last here.
  #goal = null; // px, the column that Up and Down keep.
  #exact = false;
  #isShown = false;

  /** `element` is the caret, in `scroller`; `status` says aloud where it went. */
  constructor(text, scroller, element, status) {
    Object.assign(this, { text, scroller, element, status });
    document.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("selectionchange", () => this.draw());
    text.addEventListener("pointerdown", () => this.#rest());
    document.addEventListener("focusin", ({ target }) => {
      if (!scroller.contains(target)) this.#rest();
    });
  }

  /** To the text, as to a field: from here on arrows move the caret. */
  focus() {
    this.scroller.focus({ preventScroll: true });
    if (this.#here === null) this.#go(this.#start(), false);
    this.#show();
  }

  draw() {
    const box = this.#isShown && this.#here !== null ? caretBox(this.text, this.#here) : null;
    this.element.hidden = !box;
    if (!box) return;
    const view = this.scroller.getBoundingClientRect();
    this.element.style.insetBlockStart = `${box.top - view.top + this.scroller.scrollTop}px`;
    this.element.style.blockSize = `${box.height}px`;
    this.element.style.left = `${box.x - view.left}px`;
  }

  #show() {
    this.#isShown = true;
    this.draw();
  }

  #rest() {
    this.#isShown = false;
    this.#goal = null;
    this.#exact = false;
    this.element.hidden = true;
  }

  /** Where the selection's moving end is in the text, or null. */
  get #here() {
    const { focusNode, focusOffset } = document.getSelection();
    if (!focusNode || !this.text.contains(focusNode)) return null;
    return this.text.offsets.offsetOf(focusNode, focusOffset);
  }

  /** Where it was, while that is in view; else at the first words that are. */
  #start() {
    const box = this.#at === null ? null : caretBox(this.text, this.#at);
    const view = this.scroller.getBoundingClientRect();
    const isInView = box && box.top >= view.top && box.top + box.height <= view.bottom;
    return isInView ? this.#at : firstVisible(this.text, this.scroller);
  }

  #key(event) {
    const { target } = event;
    const isHere = this.scroller.contains(target) || target === document.body;
    if (!isHere || event.defaultPrevented || takesKeys(target)) return;
    if (event.key === "Enter" && this.#isShown && target === this.scroller) {
      if (this.#here !== null && this.text.openAt(this.#here)) event.preventDefault();
      return;
    }
    const isRtl = getComputedStyle(this.text).direction === "rtl";
    const meaning = meaningOf(event, isRtl);
    if (!meaning) return;
    event.preventDefault();
    this.#move(meaning, event.shiftKey);
  }

  #move({ unit, way }, isExtending) {
    const from = this.#here;
    // The first key brings the caret; from there the next ones go on.
    if (from === null && !isExtending) {
      this.#go(this.#start(), false);
      this.#show();
      return;
    }
    const start = from ?? this.#start();
    if (from === null) this.#go(start, false);
    const to = this.#next(start, unit, way);
    // Who moves letter by letter means the letter; the other ways snap to whole words.
    this.#exact = unit === "letter" || (this.#exact && unit !== "line");
    this.text.dispatchEvent(new CustomEvent("caret-moved", { detail: { exact: this.#exact } }));
    this.#go(to, isExtending);
    this.#show();
    this.#follow();
    this.#say(start, to, unit, isExtending);
  }

  #next(from, unit, way) {
    if (unit !== "line") this.#goal = null;
    if (unit === "edge") return lineEdge(this.text, from, way);
    if (unit !== "line") return stepFrom(this.text.offsets.text, from, way, unit, this.text.lang);
    this.#goal ??= caretBox(this.text, from)?.x ?? 0;
    return lineStep(this.text, from, way, this.#goal);
  }

  #go(at, isExtending) {
    const { offsets } = this.text;
    // At the end of a paragraph it stands in that, not between two.
    const isEnd = at > 0 && (at >= offsets.text.length || offsets.text[at] === "\n");
    const points = isEnd ? offsets.pointsAt(at - 1, at) : offsets.pointsAt(at, at + 1);
    const [node, offset] = isEnd
      ? [points.endContainer, points.endOffset]
      : [points.startContainer, points.startOffset];
    const selection = document.getSelection();
    if (isExtending) selection.extend(node, offset);
    else selection.collapse(node, offset);
    this.#at = at;
  }

  /** Keep two lines of text around it in view. */
  #follow() {
    const box = caretBox(this.text, this.#at);
    if (!box) return;
    const view = this.scroller.getBoundingClientRect();
    const low = view.top + Math.min(view.height, this.text.visibleHeight ?? view.height);
    const room = 2 * box.height;
    if (box.top < view.top + room) this.scroller.scrollBy({ top: box.top - view.top - room });
    else if (box.top + box.height > low - room) {
      this.scroller.scrollBy({ top: box.top + box.height + room - low });
    }
    this.draw();
  }

  /** For who hears the page: what was passed, or the letter one stands before; what is selected. */
  #say(from, to, unit, isExtending) {
    const { text } = this.text.offsets;
    const next = stepFrom(text, to, 1, "letter", this.text.lang);
    const [start, end] = unit === "letter" ? [to, next] : [Math.min(from, to), Math.max(from, to)];
    const passed = text.slice(start, end).trim();
    const words = isExtending ? `Selected: ${document.getSelection()}` : passed || "blank";
    this.status.textContent = words.slice(0, LONGEST);
  }
}
