// Where a caret goes in a text: by what a reader sees as one letter, by word, sentence or paragraph.
// Forward to the end of it, back to its beginning, so that what is selected has no blanks at its ends.
// Offsets are UTF-16 units; line breaks between paragraphs are passed over as one step.

import { segmenter } from "./words.js";

const isBreak = (letter) => letter === "\n";
const isBlank = (letter) => /\s/u.test(letter);

/** Over line breaks that begin (way 1) or end (way -1) at `at`; `at` itself when there are none. */
function overBreaks(text, at, way) {
  if (way > 0) while (isBreak(text[at])) at += 1;
  else while (isBreak(text[at - 1])) at -= 1;
  return at;
}

function letter(text, at, way, language) {
  const over = overBreaks(text, at, way);
  if (over !== at) return over;
  const parts = segmenter(language, "grapheme").segment(text);
  const { index, segment } = parts.containing(way > 0 ? at : at - 1);
  return way > 0 ? index + segment.length : index;
}

/** To the end or the beginning of the next segment that `trims` to something. */
function part(text, at, way, segments, trims) {
  for (let from = at; way > 0 ? from < text.length : from > 0; ) {
    const found = segments.containing(way > 0 ? from : from - 1);
    const bounds = trims(found);
    if (bounds && way > 0 && bounds[1] > at) return bounds[1];
    if (bounds && way < 0 && bounds[0] < at) return bounds[0];
    from = way > 0 ? found.index + found.segment.length : found.index;
  }
  return way > 0 ? text.length : 0;
}

function trimmed({ index, segment }) {
  let [start, end] = [0, segment.length];
  while (start < end && isBlank(segment[start])) start += 1;
  while (end > start && isBlank(segment[end - 1])) end -= 1;
  return start < end ? [index + start, index + end] : null;
}

const word = ({ index, segment, isWordLike }) => (isWordLike ? [index, index + segment.length] : null);

function paragraph(text, at, way) {
  const from = overBreaks(text, at, way);
  if (way > 0) {
    const end = text.indexOf("\n", from);
    return end < 0 ? text.length : end;
  }
  return text.lastIndexOf("\n", from - 1) + 1;
}

/** Where one step from `at` leads: way 1 is forward, -1 back; the end of the text is never passed. */
export function stepFrom(text, at, way, unit, language = "") {
  if (way > 0 ? at >= text.length : at <= 0) return at;
  if (unit === "letter") return letter(text, at, way, language);
  if (unit === "paragraph") return paragraph(text, at, way);
  if (unit === "text") return way > 0 ? text.length : 0;
  const segments = segmenter(language, unit).segment(text);
  return part(text, at, way, segments, unit === "word" ? word : trimmed);
}
