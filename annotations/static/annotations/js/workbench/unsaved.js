// Rows of claims say when something typed into the claim was not saved.

import { hasDraft } from "../forms/drafts.js";
import { gettext } from "../lib/translate.js";

/** Mark those of these rows. */
export function markUnsaved(rows) {
  for (const row of rows) {
    if (!hasDraft(`claim-${row.dataset.claim}-`)) continue;
    const words = document.createElement("span");
    words.className = "state waiting";
    words.append(gettext("not saved"));
    row.querySelector(".meta")?.append(words);
  }
}

export function startUnsaved(body) {
  const mark = () => markUnsaved(body.querySelectorAll("li[data-claim]"));
  mark();
  body.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target === body) mark();
  });
}
