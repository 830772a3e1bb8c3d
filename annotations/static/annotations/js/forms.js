// Small manners of forms: Ctrl+Enter sends, a refused field gets the focus. In a field of one line
// (data-sends="enter") Enter alone sends, and Shift+Enter makes a new line.

function sends(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  const isOneLine = event.target.dataset.sends === "enter" && !event.shiftKey;
  const isSend = event.ctrlKey || event.metaKey || isOneLine;
  if (!isSend || !event.target.form) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

/** Bring the first thing that needs the person into view: an error, or a conflict. */
function lead(root) {
  const place = root.querySelector?.("[data-takes-focus], .has-error :is(input, textarea, select)");
  place?.focus();
}

export function startForms() {
  document.addEventListener("keydown", (event) => {
    if (event.target.matches?.("[data-sends]")) sends(event);
  });
  document.body.addEventListener("htmx:afterSettle", (event) => lead(event.target));
  lead(document);
}
