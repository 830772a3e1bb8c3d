// The thin strip beside the text: every line, every claim, and what is in view. Where claims are so
// many that their marks run together, it shows how many begin at a place, by verdict.

import { svg } from "../lib/icons.js";
import { density, runsTogether } from "./density.js";

const WIDTH = 44;
const EDGE = 9; // px kept free at both sides
const LINE = 31; // px of text that one drawn line stands for
const CLAIM = 4; // px, height of a claim's mark
const ROW = 5; // px, of a bar of many claims with the gap below it

export class MapStrip {
  constructor(element, scroller) {
    this.element = element;
    this.scroller = scroller;
    this.view = svg("rect", { class: "view", x: 3.5, width: WIDTH - 7, rx: 4 });
    this.open = svg("path", { class: "open-row" });
    this.drawing = svg("svg", { preserveAspectRatio: "none" });
    element.replaceChildren(this.drawing);
    const scrolled = () => {
      this.#look();
      this.#follow();
    };
    scroller.addEventListener("scroll", scrolled, { passive: true });
    element.addEventListener("pointerdown", (event) => {
      element.setPointerCapture(event.pointerId);
      this.#go(event);
    });
    element.addEventListener("pointermove", (event) => {
      if (element.hasPointerCapture(event.pointerId)) this.#go(event);
    });
  }

  /** Read the sizes; apart from draw(), so that nothing is read after something was written. */
  measure() {
    this.height = this.element.clientHeight;
    this.scale = this.height / Math.max(this.scroller.scrollHeight, 1);
    this.#look();
  }

  /**
   * Draw blocks ({top, height}) and claims ({row, lines}) of a text `width` px wide that begins
   * `offset` px below the top of the scroller's content.
   */
  draw(blocks, claims, { width, offset }) {
    this.offset = offset;
    this.drawing.setAttribute("viewBox", `0 0 ${WIDTH} ${this.height}`);
    const lines = svg("path", { class: "line", d: blocks.map((block) => this.#lines(block)).join("") });
    const across = (WIDTH - 2 * EDGE) / Math.max(width, 1);
    this.begins = new Map(claims.map((claim) => [String(claim.row.id), this.#begin(claim)]));
    const all = [...this.begins.values()];
    this.isDense = runsTogether(all, ROW);
    const marks = this.isDense
      ? [...density(all, ROW).flatMap((bar) => this.#bar(bar)), this.open]
      : claims.map(({ row, lines: boxes }) => this.#mark(row, boxes, across));
    this.drawing.replaceChildren(this.view, lines, ...marks);
    this.#follow();
  }

  /** Show which claim is open. */
  activate(id) {
    if (this.isDense) {
      const begin = this.begins.get(String(id));
      const y = Math.floor((begin?.at ?? 0) / ROW) * ROW;
      this.open.setAttribute("d", begin ? `M3 ${y}h${WIDTH - 6}v${CLAIM}h-${WIDTH - 6}z` : "");
      return;
    }
    for (const mark of this.drawing.querySelectorAll(".mark")) {
      mark.classList.toggle("open", mark.dataset.claim === String(id));
    }
  }

  #begin({ row, top, lines: [line] }) {
    const at = (this.offset + top + line.height / 2) * this.scale;
    return { at, tone: row.verdict || "unchecked" };
  }

  #bar({ top, parts }) {
    const across = WIDTH - 2 * EDGE;
    return parts.map(({ tone, from, to }) => {
      const [x, long] = [EDGE + from * across, (to - from) * across].map((px) => px.toFixed(1));
      return svg("path", { class: `bar tone-${tone}`, d: `M${x} ${top}h${long}v${CLAIM}h-${long}z` });
    });
  }

  #lines({ top, height }) {
    const count = Math.max(1, Math.round(height / LINE));
    const rows = Array.from({ length: count }, (_, index) => {
      const y = ((this.offset + top + (index + 0.5) * (height / count)) * this.scale).toFixed(1);
      return `M${EDGE} ${y}h${WIDTH - 2 * EDGE}v1h-${WIDTH - 2 * EDGE}z`;
    });
    return rows.join("");
  }

  #mark(row, boxes, across) {
    const path = boxes.map(({ top, height, start, width }) => {
      const x = (EDGE + Math.max(0, start) * across).toFixed(1);
      const y = ((this.offset + top + height / 2) * this.scale - CLAIM / 2).toFixed(1);
      return `M${x} ${y}h${Math.max(3, width * across).toFixed(1)}v${CLAIM}h-${Math.max(3, width * across).toFixed(1)}z`;
    });
    const mark = svg("path", { class: `mark tone-${row.verdict || "unchecked"}`, d: path.join("") });
    mark.dataset.claim = row.id;
    return mark;
  }

  #look() {
    this.seen = { top: this.scroller.scrollTop, height: this.scroller.clientHeight };
  }

  #follow() {
    if (!this.scale) return; // Not drawn yet, or not shown (phone).
    this.view.setAttribute("y", Math.max(0.5, this.seen.top * this.scale));
    this.view.setAttribute("height", Math.max(8, this.seen.height * this.scale - 1));
  }

  #go(event) {
    const y = event.clientY - this.element.getBoundingClientRect().top;
    this.scroller.scrollTop = y / this.scale - this.scroller.clientHeight / 2;
  }
}
