// Buttons that copy: data-copies-link="address" the whole address, data-copies="id" the words of that element.
// Where the browser keeps the clipboard from pages (no TLS, no permission), they stand in the toast, selected, to be
// copied by hand.

import { gettext } from "../lib/translate.js";
import { toast } from "./toast.js";

async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}

/** The older way, which asks for no permission. */
function copiedBySelection(words) {
  const field = document.createElement("textarea");
  field.value = words;
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

function show(words, label) {
  const field = document.createElement("input");
  field.className = "input";
  field.readOnly = true;
  field.value = words;
  field.setAttribute("aria-label", label);
  toast(field);
  field.focus();
  field.select();
}

async function copy(words, done, label) {
  if ((await copied(words)) || copiedBySelection(words)) toast(done);
  else show(words, label);
}

export function startCopyLinks() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-copies-link], [data-copies]");
    if (!button) return;
    const { copiesLink, copies } = button.dataset;
    if (copies) {
      const words = document.getElementById(copies).innerText.trim();
      copy(words, gettext("Copied"), gettext("Press Ctrl C to copy it"));
    } else {
      const address = new URL(copiesLink, location.href).href;
      copy(address, gettext("Link copied"), gettext("Link: press Ctrl C to copy it"));
    }
  });
}
