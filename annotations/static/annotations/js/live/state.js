// Says while the page is behind: #live-state.

import { gettext } from "../lib/translate.js";

const SAY_AFTER = 2_000; // ms; a stream that is opened anew is back before that

let timer = 0;

/** The line is lost; said when it stays so. */
export function fellBehind() {
  timer ||= setTimeout(() => {
    const note = document.getElementById("live-state");
    if (!note) return;
    note.textContent = gettext("Connection lost. What others do will show up here once it is back.");
    note.hidden = false;
  }, SAY_AFTER);
}

/** What was missed has come. */
export function caughtUp() {
  clearTimeout(timer);
  timer = 0;
  const note = document.getElementById("live-state");
  if (note) note.hidden = true;
}
