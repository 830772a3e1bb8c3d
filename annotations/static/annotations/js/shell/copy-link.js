// Buttons with data-copies-link="address": the whole address goes to the clipboard. Where the browser
// keeps that from pages (no TLS, no permission), it stands in the toast, selected, to be copied by hand.

import { gettext } from "../lib/translate.js";
import { toast } from "./toast.js";

async function copied(address) {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return false;
  }
}

/** The older way, which asks for no permission. */
function copiedBySelection(address) {
  const field = document.createElement("textarea");
  field.value = address;
  field.className = "visually-hidden";
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  let isDone = false;
  try {
    isDone = document.execCommand("copy");
  } catch {
    isDone = false;
  }
  field.remove();
  before?.focus?.({ preventScroll: true });
  return isDone;
}

function show(address) {
  const field = document.createElement("input");
  field.className = "input";
  field.readOnly = true;
  field.value = address;
  field.setAttribute("aria-label", gettext("Link: press Ctrl C to copy it"));
  toast(field);
  field.focus();
  field.select();
}

export function startCopyLinks() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copies-link]");
    if (!button) return;
    const address = new URL(button.dataset.copiesLink, location.href).href;
    if ((await copied(address)) || copiedBySelection(address)) toast(gettext("Link copied"));
    else show(address);
  });
}
