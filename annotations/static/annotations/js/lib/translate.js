// Sentences in the reader's language: Django's catalogue where the page has one, else as written.

/** The sentence in the reader's language. */
export const gettext = (sentence) => globalThis.django?.gettext?.(sentence) ?? sentence;

/** The same for a number of things; `%(count)s` stays in it. */
export function ngettext(one, many, count) {
  return globalThis.django?.ngettext?.(one, many, count) ?? (count === 1 ? one : many);
}

/** A sentence with its `%(name)s` filled in. */
export function filled(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}
