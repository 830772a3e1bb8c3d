import { CodePoints } from "../text/code-points.js";
import { TextOffsets } from "../text/offsets.js";
import { SelectionWatch } from "../text/selection-watch.js";
import { snap } from "../text/words.js";
import { Highlights } from "./highlights.js";
import { openable, panelOf, spansAt, spansOver } from "./hit-test.js";
import { place, readRows, revisionOf } from "./rows.js";

/**
 * <annotated-text data-spans="ID" lang dir> wraps the server-rendered words of one revision. It
 * paints the rows of the JSON script ID and reports what is selected or clicked. It never changes
 * the text, so offsets stay true, and without JavaScript the article is still there to read.
 *
 * Rows: {kind: claim|mention|suggestion|quote|loaded|note, id, start, end, exact, verdict, label, statement}.
 * Offsets outside this element are code points; inside, UTF-16 units.
 *
 * @fires spans-painted - {spans, wrong}: what stands in the text, and rows that do not fit it
 * @fires text-outdated - rows of another revision than these words have come; nothing is repainted
 * @fires span-selected - {start, end, exact, box}: code points; box: first line on the screen
 * @fires span-deselected
 * @fires layer-toggled - {kind, shown}
 * @fires span-open - {kind, id}
 */
export class AnnotatedText extends HTMLElement {
  #leaving;
  #watch;
  #highlights = new Highlights();
  #hidden = new Set();
  spans = [];
  wrong = [];
  /** What is open beside the text, {kind, id}: the next of several at one place is opened after it. */
  opened = {};

  connectedCallback() {
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.offsets = new TextOffsets(this);
    this.points = new CodePoints(this.offsets.text);
    this.addEventListener("click", (event) => this.#open(event), { signal });
    this.#watch = new SelectionWatch(this, (range, exact) => this.#report(range, exact), signal);

    const holder = document.getElementById(this.dataset.spans)?.parentElement;
    const observer = new MutationObserver(() => this.paint());
    if (holder) observer.observe(holder, { childList: true });
    signal.addEventListener("abort", () => observer.disconnect());
    this.paint();
  }

  disconnectedCallback() {
    this.#leaving.abort();
    this.#highlights.clear();
  }

  /** Report a selection that has not come to rest yet: it is acted on. */
  settleSelection() {
    this.#watch.settle();
  }

  /** Draw every span anew; happens by itself when the JSON is swapped. */
  paint() {
    const revision = revisionOf(this.dataset.spans);
    if (revision && revision !== this.dataset.revision) return this.#say("text-outdated", {});
    const { fitting, wrong } = place(readRows(this.dataset.spans), this.offsets.text, this.points);
    this.spans = fitting;
    this.wrong = wrong;
    this.#draw();
    this.#say("spans-painted", { spans: fitting, wrong });
  }

  /** Show or hide a kind of span: claim, mention, suggestion, quote, loaded or note. */
  toggle(kind, shown) {
    if (shown) this.#hidden.delete(kind);
    else this.#hidden.add(kind);
    this.#draw();
    this.#say("layer-toggled", { kind, shown });
  }

  /** The spans of a row: a claim can have several anchors. */
  spansOf(kind, id) {
    const kinds = { claim: ["claim", "suggestion"], thread: ["note"] }[kind] ?? [kind];
    return this.spans.filter(({ row }) => kinds.includes(row.kind) && String(row.id) === String(id));
  }

  /** Tint the words of what is open; nothing takes the tint away. */
  activate(kind, id) {
    const spans = kind ? this.spansOf(kind, id) : [];
    this.#highlights.mark("active", spans.map((span) => this.#rangeOf(span)));
  }

  /** Scroll the anchor that begins at `start` (UTF-16 units; else the first) into the middle of its
   * scroller, unless it is in view already. */
  reveal(kind, id, start) {
    const spans = this.spansOf(kind, id);
    const span = spans.find((one) => one.start === start) ?? spans[0];
    if (!span) return;
    const box = this.offsets.rangeAt(span.start, span.end).getBoundingClientRect();
    const scroller = this.closest("[data-scroller]") ?? document.scrollingElement;
    const view = scroller.getBoundingClientRect();
    const low = view.top + Math.min(view.height, this.visibleHeight ?? view.height);
    if (box.top >= view.top + 40 && box.bottom <= low - 40) return;
    scroller.scrollBy({ top: box.top - (view.top + (low - view.top) * 0.35) });
  }

  /** Keep words marked while a toolbar stands at them; without offsets, no longer. */
  mark(start, end) {
    const ranges =
      start === undefined
        ? []
        : [new StaticRange(this.offsets.pointsAt(this.points.toUnits(start), this.points.toUnits(end)))];
    this.#highlights.mark("selection", ranges);
  }

  /** The spans of the layers that are not switched off; a row without a layer is of its kind's. */
  get shownSpans() {
    return this.spans.filter(({ row }) => !this.#hidden.has(row.layer ?? row.kind));
  }

  #draw() {
    this.#highlights.paint(this.shownSpans.map((span) => ({ ...span, range: this.#rangeOf(span) })));
  }

  #rangeOf({ start, end }) {
    return new StaticRange(this.offsets.pointsAt(start, end));
  }

  #open(event) {
    if (!document.getSelection().isCollapsed || event.ctrlKey || event.metaKey) return;
    const rows = openable(spansAt(this.offsets, this.shownSpans, event.clientX, event.clientY));
    // A link below a claim is followed with Ctrl.
    if (this.#openOne(rows)) event.preventDefault();
  }

  /** Open what stands at an offset (UTF-16 units), each time the next of several; false for none. */
  openAt(offset) {
    const here = spansOver(this.shownSpans, offset);
    return this.#openOne(openable(here));
  }

  #openOne(rows) {
    if (rows.length === 0) return false;
    const { opened } = this;
    const isOpen = (row) => panelOf(row) === opened.kind && String(row.id) === String(opened.id);
    const { kind, id } = rows[(rows.findIndex(isOpen) + 1) % rows.length];
    this.#say("span-open", { kind, id });
    return true;
  }

  #report(range, exact) {
    if (!range) return this.#say("span-deselected", {});
    const [from, to] = this.offsets.offsetsOf(range);
    const [start, end] = snap(this.offsets.text, from, to, { language: this.lang, exact });
    if (start === end) return this.#say("span-deselected", {});
    const box = this.offsets.rangeAt(start, end).getClientRects()[0];
    this.#say("span-selected", {
      start: this.points.toPoints(start),
      end: this.points.toPoints(end),
      exact: this.offsets.text.slice(start, end),
      box,
    });
  }

  #say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

customElements.define("annotated-text", AnnotatedText);
