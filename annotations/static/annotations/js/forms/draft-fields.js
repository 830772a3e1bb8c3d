// Reading and writing the fields of a form for drafts.js.

import { filled, gettext } from "../lib/translate.js";

const SKIPPED = new Set(["csrfmiddlewaretoken", "version"]);

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) =>
      field.name &&
      !field.readOnly &&
      !SKIPPED.has(field.name) &&
      !["hidden", "file", "password", "submit", "button", "fieldset"].includes(field.type),
  );
}

const isSwitch = (field) => field.type === "radio" || field.type === "checkbox";

/** What a person has typed and chosen: [name, value] pairs, in the order of the form. */
export function valuesOf(form) {
  return fieldsOf(form)
    .filter((field) => !isSwitch(field) || field.checked)
    .map((field) => [field.name, field.value]);
}

/** What the form began on: {version, base}, of most {version}. A decision (data-decides) is about what is shown now. */
export function beginningOf(form) {
  const { version, base } = form.elements;
  if (!version || form.dataset.decides !== undefined) return undefined;
  return { version: version.value, base: base?.value };
}

function begin(form, { version, base }) {
  form.elements.version.value = version;
  if (base !== undefined) form.elements.base.value = base;
}

// A text that is merged has its revision for a base: what was said about it since changes nothing.
const isSameBeginning = (one, other) =>
  one.base === undefined ? one.version === other.version : one.base === other.base;

/** Tell whoever counts what is in the form; fragments listen only when the page is loaded. */
function tell(form) {
  const event = () => form.dispatchEvent(new CustomEvent("refilled"));
  if (document.readyState === "complete") event();
  else addEventListener("load", event, { once: true });
}

/** Put values, as `valuesOf` gives them, into a form. */
export function fillIn(form, values) {
  const left = [...values];
  const take = (name) => {
    const index = left.findIndex((pair) => pair[0] === name);
    return index < 0 ? undefined : left.splice(index, 1)[0][1];
  };
  for (const field of fieldsOf(form)) {
    if (isSwitch(field)) {
      field.checked = values.some(([name, value]) => name === field.name && value === field.value);
    } else {
      field.value = take(field.name) ?? field.value;
    }
  }
}

/** The field that holds most of the words of a draft, what it is folded in unfolded. */
export function wordiest(form, values) {
  const typed = fieldsOf(form).filter(
    (field) =>
      !isSwitch(field) &&
      field.tagName !== "SELECT" &&
      values.some(([name, value]) => name === field.name && value === field.value),
  );
  const [first] = typed.sort((one, other) => other.value.length - one.value.length);
  for (let one = first?.closest("details"); one; one = one.parentElement.closest("details")) {
    one.open = true;
  }
  return first;
}

/** How long ago, in the reader's words. */
export function ago(milliseconds) {
  const minutes = Math.round(milliseconds / 60000);
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  if (minutes < 1) return gettext("a moment ago");
  if (minutes < 60) return words.format(-minutes, "minute");
  if (minutes < 48 * 60) return words.format(-Math.round(minutes / 60), "hour");
  return words.format(-Math.round(minutes / 1440), "day");
}

/**
 * Put a draft ({at, values, began}) back into its form, with a line that says so and a button that
 * takes it out again. False when the form says the same already. A draft of an older version keeps
 * its beginning: the server then merges it or shows both, as it does for a page that was left open.
 */
export function restore(form, { at, values, began }, discard) {
  const before = valuesOf(form);
  const present = beginningOf(form);
  if (JSON.stringify(before) === JSON.stringify(values)) return false;

  fillIn(form, values);
  const isOlder = began && present && !isSameBeginning(began, present);
  if (isOlder) begin(form, began);
  tell(form);
  if (form.closest("details")) form.closest("details").open = true;
  const note = document.createElement("div");
  note.className = "draft-note";
  note.setAttribute("role", "status");
  const restored = gettext("Restored what you typed %(ago)s; it is not saved yet.");
  note.append(`${filled(restored, { ago: ago(Date.now() - at) })} `);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.append(gettext("Discard it"));
  button.addEventListener("click", () => {
    fillIn(form, before);
    if (isOlder) begin(form, present);
    tell(form);
    delete form.dataset.dirty;
    note.remove();
    discard();
  });
  note.append(button);
  form.prepend(note);
  return true;
}
