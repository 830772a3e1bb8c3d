// Small manners of forms: Ctrl+Enter sends, a refused field gets the focus.

function sends(event) {
  const isSend = event.key === "Enter" && (event.ctrlKey || event.metaKey);
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
