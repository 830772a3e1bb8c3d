// The page counts UTF-16 units, as JavaScript strings do; everything else (API, database,
// exports) counts Unicode code points. This is the only place where one becomes the other.

const SURROGATE = /[\ud800-\udfff]/;

/** Both ways between the code points and the UTF-16 units of one text, in constant time. */
export class CodePoints {
  #unitOf; // unit offset of every code point, and of the end; of most texts nothing: they are the same
  #pointOf; // code point of every unit, and of the end

  constructor(text) {
    this.units = text.length;
    this.length = text.length;
    if (!SURROGATE.test(text)) return;
    this.#unitOf = new Uint32Array(text.length + 1);
    this.#pointOf = new Uint32Array(text.length + 1);
    let points = 0;
    for (let unit = 0; unit < text.length; points += 1) {
      const width = text.codePointAt(unit) > 0xffff ? 2 : 1;
      this.#unitOf[points] = unit;
      this.#pointOf.fill(points, unit, unit + width);
      unit += width;
    }
    this.#unitOf[points] = text.length;
    this.#pointOf[text.length] = points;
    this.length = points;
  }

  /** UTF-16 offset of a code-point offset; RangeError when it lies outside the text. */
  toUnits(point) {
    if (!Number.isInteger(point) || point < 0 || point > this.length) {
      throw new RangeError(`code point ${point} lies outside 0-${this.length}`);
    }
    return this.#unitOf ? this.#unitOf[point] : point;
  }

  /** Code-point offset of a UTF-16 offset; inside a surrogate pair, that of the pair. */
  toPoints(unit) {
    if (!Number.isInteger(unit) || unit < 0 || unit > this.units) {
      throw new RangeError(`unit ${unit} lies outside 0-${this.units}`);
    }
    return this.#pointOf ? this.#pointOf[unit] : unit;
  }
}
