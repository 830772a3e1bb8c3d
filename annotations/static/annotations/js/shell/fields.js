// Fields of forms, and in which of them one goes on.

export const FIELD = "input:not([type=hidden], [type=submit], [type=button]), textarea, select";
export const CHOICE = "input[type=radio], input[type=checkbox]";
const WRITTEN =
  "textarea, input:not([type]), input:is([type=text], [type=search], [type=email], [type=url], [type=number], [type=password])";

/** Is the person typing into this element? */
export function isField(element) {
  const typed = element?.closest?.(`${FIELD}, [contenteditable]`);
  return Boolean(typed && !typed.matches(CHOICE));
}

export function shown(element) {
  return element.checkVisibility?.() ?? element.offsetParent !== null;
}

/** The shown fields of <details> that unfold with it; those of a part in it unfold by themselves. */
function fieldsOf(part) {
  const own = (one) => one.closest("details") === part && !one.disabled && shown(one);
  return [...part.querySelectorAll(FIELD)].filter(own);
}

/** The first field of an open part: a choice, or what is written. */
export const firstField = (part) => fieldsOf(part)[0];

/** The first field of an open part that takes words; where it has none, its first field. */
export function firstWritten(part) {
  const fields = fieldsOf(part);
  return fields.find((one) => one.matches(WRITTEN)) ?? fields[0];
}

/** The open part with a form that the element folds or belongs to. */
export function partOf(element) {
  const part = element?.closest?.("details[open]");
  return part && fieldsOf(part).length ? part : null;
}
