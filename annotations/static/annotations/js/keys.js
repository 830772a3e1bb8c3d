// Keys. Each has a visible button: an element with data-key="x" is clicked (a field: focused) by x.
// Single letters act only while no field has the focus; Ctrl+Z and Cmd+Z are `u`.

const actions = new Map();

/** Is the person typing into this element? */
export function isField(element) {
  return Boolean(
    element?.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]"),
  );
}

/** Let `act(event)` answer a key that has no button of its own. */
export function onKey(key, act) {
  actions.set(key, act);
}

function shown(element) {
  return element.checkVisibility?.() ?? element.offsetParent !== null;
}

function press(element) {
  if (isField(element)) {
    element.focus();
    element.select?.();
    return;
  }
  element.click();
  if (element.matches("summary") && element.parentElement.open) {
    element.parentElement.querySelector("textarea, input:not([type=hidden])")?.focus();
  }
}

const isUndo = ({ ctrlKey, metaKey, shiftKey, key }) =>
  ctrlKey !== metaKey && !shiftKey && key.toLowerCase() === "z";

function answer(event) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const key = isUndo(event) ? "u" : event.key;
  if ((event.ctrlKey || event.metaKey) && !isUndo(event)) return;
  if (event.key === "Escape" && isField(event.target)) {
    event.target.blur();
    return;
  }
  if (isField(event.target) || document.querySelector("dialog[open]")) return;

  const buttons = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(shown);
  // Of two with one key the one that was opened last is meant: it stands in what was unfolded.
  const button = buttons.find((one) => one.closest("details[open]")) ?? buttons[0];
  const act = actions.get(key);
  if (!button && !act) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary, input")) return;
  event.preventDefault();
  if (button) press(button);
  else act(event);
}

/** Start listening; `?` and every [data-opens-keys] open the list of keys. */
export function startKeys() {
  const dialog = document.getElementById("keys");
  document.addEventListener("keydown", answer);
  onKey("?", () => dialog?.showModal());
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens-keys]")) dialog?.showModal();
    if (event.target === dialog) dialog.close();
  });
}
