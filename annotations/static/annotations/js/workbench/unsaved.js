// Rows of claims say when something typed into the claim was not saved.

import { hasDraft } from "../forms/drafts.js";
import { gettext } from "../lib/translate.js";

function mark(root) {
  for (const row of root.querySelectorAll("li[data-claim]")) {
    if (!hasDraft(`claim-${row.dataset.claim}-`)) continue;
    const words = document.createElement("span");
    words.className = "state waiting";
    words.append(gettext("not saved"));
    row.querySelector(".meta")?.append(words);
  }
}

export function startUnsaved(body) {
  mark(body);
  body.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target === body) mark(body);
  });
}
