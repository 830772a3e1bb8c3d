// Offsets here are UTF-16 units into root.textContent; code-points.js turns them into code points.

/** The text nodes below `root` with their offsets, read in one walk. */
export class TextOffsets {
  #nodes = [];
  #starts = [];
  #startOf = new Map();

  constructor(root) {
    this.root = root;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let at = 0;
    let text = "";
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.length === 0) continue;
      this.#nodes.push(node);
      this.#starts.push(at);
      this.#startOf.set(node, at);
      at += node.length;
      text += node.data;
    }
    this.text = text;
  }

  /** Where the boundary point (container, offset) lies; clamped to the text of `root`. */
  offsetOf(container, offset) {
    if (this.#startOf.has(container)) return this.#startOf.get(container) + offset;

    const whole = document.createRange();
    whole.selectNodeContents(this.root);
    const side = whole.comparePoint(container, offset);
    if (side !== 0) return side < 0 ? 0 : this.text.length;
    whole.setEnd(container, offset);
    return whole.toString().length;
  }

  /** [start, end] of a range, in the order of the text. */
  offsetsOf(range) {
    return [
      this.offsetOf(range.startContainer, range.startOffset),
      this.offsetOf(range.endContainer, range.endOffset),
    ];
  }

  /** Boundary points of [start, end) as StaticRange takes them; RangeError outside the text. */
  pointsAt(start, end) {
    if (!(start >= 0 && start < end && end <= this.text.length)) {
      throw new RangeError(`offsets ${start}-${end} lie outside 0-${this.text.length}`);
    }
    // A start belongs to the node that it begins, an end to the node that it closes.
    const first = this.#indexAt(start);
    const last = this.#indexAt(end - 1);
    return {
      startContainer: this.#nodes[first],
      startOffset: start - this.#starts[first],
      endContainer: this.#nodes[last],
      endOffset: end - this.#starts[last],
    };
  }

  /** A live range over [start, end). */
  rangeAt(start, end) {
    const points = this.pointsAt(start, end);
    const range = document.createRange();
    range.setStart(points.startContainer, points.startOffset);
    range.setEnd(points.endContainer, points.endOffset);
    return range;
  }

  #indexAt(offset) {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
