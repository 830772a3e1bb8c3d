// The small toolbar at selected words: claim `c`, entity `e` then its kind, note `n`, copy `q`, Esc;
// while a claim waits for its place, put it there `p`.
// Its markup is the server's (templates/workbench/toolbar.html); here it is placed and answered.

const ABOVE = 5; // px between toolbar and words
const BEFORE = 6; // px that its start edge stands before the words

export class SelectionToolbar {
  #span = null;

  /**
   * `act(name, span, label)` is called with "claim", "mention" (and its label), "note" or "copy"; `settle()`
   * before, so that it is about the words that are selected now.
   */
  constructor(element, scroller, { act, settle }) {
    Object.assign(this, { element, scroller, act, settle });
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      this.settle();
      if (this.isOpen) this.#press(button);
    });
    // A press on the toolbar must not take the selection away.
    element.addEventListener("pointerdown", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => this.#key(event), { capture: true });
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Stand at a span: {start, end, exact, box} as <annotated-text> reports it. `offers` says which
   * of the acts that are not always there can be taken now. */
  show(span, offers = {}) {
    this.#span = span;
    for (const name of ["place", "another"]) {
      this.element.querySelector(`[data-act=${name}]`).hidden = !offers[name];
    }
    this.#group("main");
    this.element.hidden = false;
    this.#place(span.box);
  }

  hide() {
    this.element.hidden = true;
    this.#span = null;
  }

  #place(box) {
    const { element, scroller } = this;
    const view = scroller.getBoundingClientRect();
    const isRtl = getComputedStyle(element.parentElement).direction === "rtl";
    const room = box.top - view.top - element.offsetHeight - ABOVE;
    const isBelow = room < 0;
    const top = isBelow ? box.bottom + ABOVE + 6 : box.top - element.offsetHeight - ABOVE;
    const start = (isRtl ? view.right - box.right : box.left - view.left) - BEFORE;
    const most = scroller.clientWidth - element.offsetWidth - 8;
    element.classList.toggle("below", isBelow);
    element.style.insetBlockStart = `${top - view.top + scroller.scrollTop}px`;
    element.style.insetInlineStart = `${Math.max(8, Math.min(start, most))}px`;
  }

  #group(name) {
    for (const group of this.element.querySelectorAll("[data-group]")) {
      group.hidden = group.dataset.group !== name;
    }
  }

  #press({ dataset }) {
    if (dataset.act === "kinds") {
      this.#group("kinds");
      this.#place(this.#span.box);
      return;
    }
    const span = this.#span;
    this.hide();
    this.act(dataset.act, span, dataset.label);
  }

  #means(key) {
    const buttons = [...this.element.querySelectorAll("[data-on]")];
    return key === "Escape" || buttons.some(({ dataset }) => dataset.on === key);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select")) return;
    if (this.#means(event.key)) this.settle();
    if (!this.isOpen) return;
    const button = [...this.element.querySelectorAll("[data-group]:not([hidden]) [data-on]:not([hidden])")].find(
      ({ dataset }) => dataset.on === event.key,
    );
    if (!button && event.key !== "Escape") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (button) this.#press(button);
    else {
      this.hide();
      document.getSelection().removeAllRanges();
    }
  }
}
