// The line at the top that says whose page this is no more: signed out, or somebody else's by now.

import { isSomebodyElse } from "./csrf.js";

function banner(words, label, href) {
  const box = document.getElementById("offline");
  box.hidden = !words;
  box.textContent = words;
  if (!href) return;
  const link = document.createElement("a");
  link.className = "button small";
  link.href = href;
  if (label === "Sign in") link.target = "_blank";
  link.append(label);
  box.append(" ", link);
}

/** The session has ended; `href` is where to sign in. */
export function tellSignedOut(href) {
  banner("You are signed out. What you typed is kept here.", "Sign in", href);
}

/** Say so when another person has signed in; else take back what was said. True in the first case. */
export function tellWhoseItIs() {
  const isOthers = isSomebodyElse();
  const words = "Somebody else is signed in here now. Nothing is saved in their name.";
  if (isOthers) banner(words, "Load the page anew", location.href);
  else banner("");
  return isOthers;
}
