// Handles at both ends of the words that are open: dragged, they put the claim or the name onto others.
// The same is done by the buttons and keys of workbench/ways.html, through whose form it is sent.

import { caretAt } from "../text/under-point.js";
import { snap } from "../text/words.js";

const SIDES = ["start", "end"];

export class Handles {
  #drag = null;

  /** `moved(form, words)` is called with the form and {start, end, exact}, in code points. */
  constructor(text, scroller, panel, moved) {
    Object.assign(this, { text, scroller, panel, moved });
    this.elements = SIDES.map((side) => this.#make(side));
    scroller.append(...this.elements);
    document.addEventListener("keydown", (event) => this.#key(event), { capture: true });
  }

  /** What can be adjusted: {form, start, end} in UTF-16 units, or null. */
  get span() {
    const form = this.panel.querySelector("form[data-words]");
    if (!form) return null;
    const { points, spans } = this.text;
    try {
      const [start, end] = [points.toUnits(+form.dataset.start), points.toUnits(+form.dataset.end)];
      // Not on a text that was corrected meanwhile: the words are others there.
      return spans.some((one) => one.start === start && one.end === end) ? { form, start, end } : null;
    } catch {
      return null;
    }
  }

  /** Put the handles at the ends of what is open; hidden when nothing is. */
  draw() {
    if (this.#drag) return;
    const span = this.span;
    for (const element of this.elements) element.hidden = !span;
    if (span) this.#place(span);
  }

  #make(side) {
    const element = document.createElement("span");
    element.className = `handle ${side}`;
    element.hidden = true;
    element.setAttribute("aria-hidden", "true");
    element.addEventListener("pointerdown", (event) => this.#begin(event, side));
    element.addEventListener("pointermove", (event) => this.#follow(event));
    element.addEventListener("pointerup", () => this.#end());
    element.addEventListener("pointercancel", () => this.#cancel());
    return element;
  }

  #place({ start, end }) {
    const boxes = [...this.text.offsets.rangeAt(start, end).getClientRects()].filter((box) => box.width);
    const view = this.scroller.getBoundingClientRect();
    const isRtl = getComputedStyle(this.text).direction === "rtl";
    const places = [boxes[0], boxes.at(-1)];
    this.edges = places.map((box, at) => ({
      x: (at === 0) === isRtl ? box.right : box.left,
      y: box.top + box.height / 2,
    }));
    this.edges[1].x = isRtl ? places[1].left : places[1].right;
    for (const [at, element] of this.elements.entries()) {
      element.style.insetBlockStart = `${places[at].top - view.top + this.scroller.scrollTop}px`;
      element.style.blockSize = `${places[at].height}px`;
      element.style.left = `${this.edges[at].x - view.left}px`;
    }
  }

  #begin(event, side) {
    const span = this.span;
    if (!span || event.button > 0) return;
    event.preventDefault();
    event.target.setPointerCapture(event.pointerId);
    const edge = this.edges[SIDES.indexOf(side)];
    // The edge moves as far as the pointer does, wherever the handle was taken hold of.
    const away = { x: edge.x - event.clientX, y: edge.y - event.clientY };
    this.#drag = { side, span, away, start: span.start, end: span.end };
    this.scroller.classList.add("adjusting");
  }

  #follow(event) {
    const drag = this.#drag;
    if (!drag) return;
    const place = caretAt(event.clientX + drag.away.x, event.clientY + drag.away.y);
    if (!place || !this.text.contains(place.node)) return;
    const at = this.text.offsets.offsetOf(place.node, place.offset);
    const { start, end } = drag.span;
    const isStart = drag.side === "start";
    if (isStart ? at >= end : at <= start) return;
    const options = { language: this.text.lang, exact: event.altKey };
    const [from, to] = snap(this.text.offsets.text, isStart ? at : start, isStart ? end : at, options);
    if (from === to) return;
    Object.assign(drag, isStart ? { start: from, end } : { start, end: to });
    this.text.mark(this.text.points.toPoints(drag.start), this.text.points.toPoints(drag.end));
    this.#place(drag);
  }

  #end() {
    const drag = this.#drag;
    if (!drag) return;
    this.#cancel();
    const { span, start, end } = drag;
    if (start === span.start && end === span.end) return;
    this.#place(drag); // Until the answer comes.
    const { points, offsets } = this.text;
    const exact = offsets.text.slice(start, end);
    this.moved(span.form, { start: points.toPoints(start), end: points.toPoints(end), exact });
  }

  #cancel() {
    this.#drag = null;
    this.scroller.classList.remove("adjusting");
    this.text.mark();
    this.draw();
  }

  #key(event) {
    if (event.key !== "Escape" || !this.#drag) return;
    event.stopImmediatePropagation();
    this.#cancel();
  }
}
