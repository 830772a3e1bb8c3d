// Small manners of forms: Ctrl+Enter (Cmd+Enter) sends whichever form one is in, a refused field gets
// the focus. In a field of one line (data-sends="enter") Enter alone sends and leaves it, and
// Shift+Enter makes a new line. Where a form has two outcomes (data-outcomes) Ctrl+Enter takes the
// one that can do no harm (data-safe: a verdict goes back to its author, with the note); where there
// is none it goes to the buttons: which of them is meant, nobody can guess.

const presses = (form) =>
  [...form.elements].filter((one) => one.type === "submit" && !one.disabled);

/** The buttons beside the field: of a form with several parts only those of its own. */
function buttonsBeside(form, field) {
  const buttons = presses(form);
  for (let part = field.parentElement; part && part !== form; part = part.parentElement) {
    const own = buttons.filter((one) => part.contains(one));
    if (own.length) return own;
  }
  return buttons;
}

/** The button that Ctrl+Enter presses: the one that has the focus, the safe one, or the first. */
function senderOf(form, element) {
  const buttons = buttonsBeside(form, element);
  const safe = buttons.find((one) => one.matches("[data-safe]"));
  return buttons.find((one) => one === element) ?? safe ?? buttons[0];
}

/** Enter in a field of one line presses a form's first button, whatever part that belongs to. */
const pressesAnothers = (input) =>
  input.matches("input:not([type=checkbox], [type=radio], [type=submit])") &&
  senderOf(input.form, input) !== presses(input.form)[0];

function sends(event) {
  const { target } = event;
  if (event.key !== "Enter" || event.isComposing || event.repeat || !target.form) return;
  const isOneLine = target.dataset.sends === "enter" && !event.shiftKey;
  const isCtrl = event.ctrlKey || event.metaKey;
  if (!isCtrl && !isOneLine && (event.shiftKey || event.altKey || !pressesAnothers(target))) return;
  event.preventDefault();
  const { form } = target;
  const sender = senderOf(form, target);
  const isOpen = form.matches("[data-outcomes]") && !sender?.matches("[data-safe]");
  if (isOpen && sender !== target) sender.focus();
  else if (sender?.checkVisibility()) sender.click();
  else form.requestSubmit();
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
