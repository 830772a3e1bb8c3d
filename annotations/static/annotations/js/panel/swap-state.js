// What a person has reached, opened and typed in a part of the page, put back after it was swapped.

import { fillIn, valuesOf } from "../forms/draft-fields.js";

/** A fold by what it is: its id, the form in it, or its words. */
function nameOf(fold) {
  const form = fold.querySelector("form");
  return fold.id || form?.getAttribute("action") || fold.querySelector("summary")?.textContent.trim();
}

function typedIn(root) {
  return [...root.querySelectorAll("form[data-draft][data-dirty]")].map((form) => ({
    key: form.dataset.draft,
    values: valuesOf(form),
    // A decision is about what is shown now; anything else was begun on the version it was typed on.
    version: form.dataset.decides === undefined ? form.elements.version?.value : undefined,
  }));
}

function retype(root, { key, values, version }) {
  const form = root.querySelector(`form[data-draft="${CSS.escape(key)}"]`);
  if (!form) return;
  fillIn(form, values);
  if (version !== undefined) form.elements.version.value = version;
  form.dataset.dirty = "";
}

/** Remember `root` as it is; the answer puts that back into what stands there by then. */
export function captureState(root) {
  const open = [...root.querySelectorAll("details[open]")].map(nameOf);
  const shut = [...root.querySelectorAll("details:not([open])")].map(nameOf);
  const typed = typedIn(root);
  const top = root.querySelector(".panel-scroll")?.scrollTop ?? 0;
  const { id, selectionStart: start, selectionEnd: end } = document.activeElement;
  const had = root.contains(document.activeElement) ? id : "";
  return () => {
    for (const fold of root.querySelectorAll("details")) {
      const name = nameOf(fold);
      if (open.includes(name)) fold.open = true;
      else if (shut.includes(name)) fold.open = false;
    }
    for (const one of typed) retype(root, one);
    const scroll = root.querySelector(".panel-scroll");
    if (scroll) scroll.scrollTop = top;
    const field = had && root.querySelector(`#${CSS.escape(had)}`);
    if (!field) return;
    field.focus({ preventScroll: true });
    if (typeof start === "number") field.setSelectionRange?.(start, end);
  };
}
