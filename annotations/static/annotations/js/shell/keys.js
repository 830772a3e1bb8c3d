// Keys. Most have a visible button: an element with data-key="x" is clicked (a field: focused) by x.
// A page's keys act only while nothing that takes keys itself has the focus (takesKeys); Ctrl+Z and
// Cmd+Z are `u`.

import { CHOICE, FIELD, firstField, isField, partOf, shown } from "./fields.js";

const OWN_KEYS = `${FIELD}, [contenteditable], dialog[open], details.menu`;

const actions = new Map();
let opened = null; // What was unfolded last.

/**
 * Does what has the focus take keys itself: a field, a choice, a menu, a dialog, or a button or the
 * heading of a form that is being filled in? Then no key of the page acts.
 */
export function takesKeys(element) {
  if (element?.closest?.(OWN_KEYS) || partOf(element)) return true;
  const form = element?.form;
  return Boolean(form && [...form.elements].some((one) => one.matches(FIELD) && shown(one)));
}

/** Let `act(event)` answer a key that has no button of its own. */
export function onKey(key, act) {
  actions.set(key, act);
}

/** The field to go on in, once a choice was made by its key. */
function fieldAfter(choice) {
  const fields = [...(choice.form?.elements ?? [])].filter((one) => isField(one) && shown(one));
  return fields.find((one) => choice.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function press(element) {
  if (isField(element)) {
    element.focus();
    element.select?.();
    return;
  }
  element.click();
  if (element.matches(CHOICE)) fieldAfter(element)?.focus();
  if (element.matches("summary") && element.parentElement.open) {
    element.parentElement.dataset.by = "key";
    firstField(element.parentElement)?.focus();
  }
}

/** What a key presses. Of several the one in what was unfolded last is meant. */
function buttonOf(key, within = document) {
  const buttons = [...within.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(shown);
  return (
    buttons.find((one) => opened?.open && opened.contains(one)) ??
    buttons.find((one) => one.closest("details[open]")) ??
    buttons[0]
  );
}

/** What a key chooses where keys are taken: in a choice's own group, or below the heading of a form. */
function choiceOf(key, target) {
  if (target.matches(CHOICE)) return buttonOf(key, target.closest("fieldset") ?? target);
  const own = target.matches("summary") && partOf(target) && buttonOf(key, target.parentElement);
  return own && own.matches(CHOICE) ? own : null;
}

const isUndo = ({ ctrlKey, metaKey, shiftKey, key }) =>
  ctrlKey !== metaKey && !shiftKey && key.toLowerCase() === "z";

/** Whether a modifier makes it another key. AltGr only writes: it is how many type a bracket. */
const isModified = (event) =>
  !event.getModifierState("AltGraph") && (event.ctrlKey || event.metaKey || event.altKey);

function leave(element) {
  if (element.closest("dialog[open], details.menu[open]")) return; // They close by Escape.
  element.blur();
}

function answer(event) {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing) return;
  const key = isUndo(event) && !event.altKey ? "u" : event.key;
  if (isModified(event) && key !== "u") return;
  if (document.querySelector("dialog[open]")) return;
  if (takesKeys(target)) {
    if (key === "Escape") leave(target);
    const own = choiceOf(key, target);
    if (!own) return;
    event.preventDefault();
    press(own);
    return;
  }

  const button = buttonOf(key);
  const act = actions.get(key);
  if (!button && !act) return;
  if (event.key === "Enter" && target.closest("a, button, summary, input")) return;
  event.preventDefault();
  // A key that is held presses once: what it would press next, nobody has read.
  if (button && !event.repeat) press(button);
  if (button) return;
  act(event);
}

/** Start listening; `?` and every [data-opens-keys] open the list of keys. */
export function startKeys() {
  const dialog = document.getElementById("keys");
  document.addEventListener("keydown", answer);
  document.addEventListener("toggle", ({ target }) => (opened = target.open ? target : opened), true);
  onKey("?", () => dialog?.showModal());
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens-keys]")) dialog?.showModal();
    if (event.target === dialog) dialog.close();
  });
}
