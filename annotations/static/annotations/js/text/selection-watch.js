// Tells when a selection in an element has come to rest, by mouse, by finger or by keyboard.

const QUIET = 120; // ms without a change; touch handles send no pointerup
const MOVES = /^(Arrow|Home|End|Page)/;

/** Calls `report(range, exact)` for a settled selection inside `element`, `report(null)` for none. */
export class SelectionWatch {
  #held = false;
  #exact = false;
  #reported = false;
  #told = [null, 0, null, 0, false];
  #timer;

  constructor(element, report, signal) {
    this.element = element;
    this.report = report;
    const listen = (type, act) => document.addEventListener(type, act, { signal });
    listen("pointerdown", (event) => {
      if (event.defaultPrevented) return; // Such a press selects nothing.
      this.#held = event.pointerType === "mouse" && element.contains(event.target);
      this.#exact = event.altKey;
    });
    listen("pointerup", (event) => {
      this.#held = false;
      this.#exact ||= event.altKey;
      this.#soon(0);
    });
    // Only the keys that move a selection speak for it: a modifier may be let go before it is read.
    listen("keydown", (event) => {
      if (MOVES.test(event.key)) this.#exact = event.altKey;
    });
    element.addEventListener("caret-moved", ({ detail }) => (this.#exact = detail.exact), { signal });
    listen("selectionchange", () => this.#soon(QUIET));
    signal.addEventListener("abort", () => clearTimeout(this.#timer));
  }

  /** Report at once what would be reported soon: somebody acts on it. */
  settle() {
    if (!this.#told.every((part, i) => part === this.#ends()[i])) this.#settle();
  }

  /** What is selected, and how exactly. */
  #ends() {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection();
    return [anchorNode, anchorOffset, focusNode, focusOffset, this.#exact];
  }

  #soon(wait) {
    clearTimeout(this.#timer);
    if (!this.#held) this.#timer = setTimeout(() => this.#settle(), wait);
  }

  #settle() {
    clearTimeout(this.#timer);
    this.#told = this.#ends();
    const selection = document.getSelection();
    const range = selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
    const inside = range && !range.collapsed && range.intersectsNode(this.element);
    if (inside) this.report(range, this.#exact);
    else if (this.#reported) this.report(null);
    this.#reported = Boolean(inside);
  }
}
