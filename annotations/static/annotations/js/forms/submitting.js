// Small manners of forms: Ctrl+Enter (Cmd+Enter) sends whichever form one is in, a refused field gets
// the focus. In a field of one line (data-sends="enter") Enter alone sends and leaves it, and
// Shift+Enter makes a new line. Where a form has two verbs (approve, return) Ctrl+Enter goes to its
// buttons: which of them a note is for, nobody can guess.

/** The button that Ctrl+Enter presses: the one that has the focus, else the form's first. */
function senderOf(form, element) {
  const buttons = [...form.elements].filter((one) => one.type === "submit" && !one.disabled);
  return buttons.find((one) => one === element) ?? buttons[0];
}

function sends(event) {
  const { target } = event;
  if (event.key !== "Enter" || event.isComposing || event.repeat || !target.form) return;
  const isOneLine = target.dataset.sends === "enter" && !event.shiftKey;
  if (!event.ctrlKey && !event.metaKey && !isOneLine) return;
  event.preventDefault();
  const sender = senderOf(target.form, target);
  const decides = target.form.matches("[data-decides]:has([formaction])");
  if (decides && sender !== target) sender.focus();
  else if (sender?.checkVisibility()) sender.click();
  else target.form.requestSubmit();
  // To what the field stands in, so that the next key is the page's.
  if (isOneLine) (target.closest("[tabindex]") ?? document.body).focus({ preventScroll: true });
  if (isOneLine) target.blur();
}

/** Bring the first thing that needs the person into view: an error, or a conflict. */
function lead(root) {
  const place = root.querySelector?.("[data-takes-focus], .has-error :is(input, textarea, select)");
  place?.focus();
}

export function startForms() {
  document.addEventListener("keydown", sends);
  document.body.addEventListener("htmx:afterSettle", (event) => lead(event.target));
  lead(document);
}
