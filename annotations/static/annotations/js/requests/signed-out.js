// The line at the top that says whose page this is no more: signed out, or somebody else's by now.

import { gettext } from "../lib/translate.js";
import { isSomebodyElse } from "./csrf.js";

function banner(words, label = "", href = "", isApart = false) {
  const box = document.getElementById("offline");
  box.hidden = !words;
  box.textContent = words;
  if (!href) return;
  const link = document.createElement("a");
  link.className = "button small";
  link.href = href;
  if (isApart) link.target = "_blank";
  link.append(label);
  box.append(" ", link);
}

/** The session has ended; `href` is where to sign in. */
export function tellSignedOut(href) {
  const words = gettext("You are signed out. What you typed is kept here.");
  banner(words, gettext("Sign in"), href, true);
}

/** Say so when another person has signed in; else take back what was said. True in the first case. */
export function tellWhoseItIs() {
  const isOthers = isSomebodyElse();
  const words = gettext("Somebody else is signed in here now. Nothing is saved in their name.");
  if (isOthers) banner(words, gettext("Reload the page"), location.href);
  else banner("");
  return isOthers;
}
