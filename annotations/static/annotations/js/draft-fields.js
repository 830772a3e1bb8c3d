// Reading and writing the fields of a form for drafts.js.

const SKIPPED = new Set(["csrfmiddlewaretoken", "version"]);

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) =>
      field.name &&
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

function fill(form, values) {
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

function ago(milliseconds) {
  const minutes = Math.round(milliseconds / 60000);
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  if (minutes < 1) return "a moment ago";
  if (minutes < 60) return words.format(-minutes, "minute");
  if (minutes < 48 * 60) return words.format(-Math.round(minutes / 60), "hour");
  return words.format(-Math.round(minutes / 1440), "day");
}

/**
 * Put a draft ({at, values}) back into its form, with a line that says so and a button that takes
 * it out again. False when the form says the same already.
 */
export function restore(form, { at, values }, discard) {
  const before = valuesOf(form);
  if (JSON.stringify(before) === JSON.stringify(values)) return false;

  fill(form, values);
  if (form.closest("details")) form.closest("details").open = true;
  const note = document.createElement("div");
  note.className = "draft-note";
  note.setAttribute("role", "status");
  note.append(`Restored what you typed ${ago(Date.now() - at)}; it is not saved yet. `);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.append("Discard it");
  button.addEventListener("click", () => {
    fill(form, before);
    delete form.dataset.dirty;
    note.remove();
    discard();
  });
  note.append(button);
  form.prepend(note);
  return true;
}
