// Selections snap outwards to whole words, because claims are words and hands are not exact.

const BLANK = /\s/u;
const made = new Map();

/** What cuts a text of a language into its graphemes, words or sentences; made once each. */
export function segmenter(language, granularity) {
  const name = `${language} ${granularity}`;
  if (!made.has(name)) made.set(name, make(language, granularity));
  return made.get(name);
}

function make(language, granularity) {
  try {
    return new Intl.Segmenter(language || undefined, { granularity });
  } catch {
    return new Intl.Segmenter(undefined, { granularity }); // The page's tag is not a known one.
  }
}

/** [start, end] without white space at its ends. */
export function trim(text, start, end) {
  while (start < end && BLANK.test(text[start])) start += 1;
  while (end > start && BLANK.test(text[end - 1])) end -= 1;
  return [start, end];
}

/**
 * Widen [start, end) of `text` (UTF-16 units) to word edges of `language`; with `exact` only to
 * the edges of what a reader sees as one character. An empty selection stays empty.
 */
export function snap(text, start, end, { language = "", exact = false } = {}) {
  if (!exact) [start, end] = trim(text, start, end);
  if (start >= end) return [start, start];

  const parts = segmenter(language, exact ? "grapheme" : "word").segment(text);
  const first = parts.containing(start);
  const last = parts.containing(end - 1);
  const whole = (part) => exact || part.isWordLike;
  return [
    whole(first) ? first.index : start,
    whole(last) ? last.index + last.segment.length : end,
  ];
}
