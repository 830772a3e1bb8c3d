// What stands in the end margin at its line: the machine's suggestions, and who says a quotation.

import { replaceChanged } from "../lib/keyed-children.js";
import { filled, gettext } from "../lib/translate.js";

const GAP = 4; // px between two notes

function button(words, label, key, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link-button";
  made.append(words);
  made.setAttribute("aria-label", label);
  if (key) {
    const cap = document.createElement("kbd");
    cap.className = "key";
    cap.setAttribute("aria-hidden", "true");
    cap.append(key);
    made.dataset.key = key;
    made.append(" ", cap);
  }
  made.addEventListener("click", act);
  return made;
}

function suggestion({ id, label, exact }, { current, may }, act) {
  const isCurrent = String(id) === String(current);
  const made = document.createElement("div");
  made.className = "suggestion";
  if (isCurrent) made.setAttribute("aria-current", "true");
  const reason = label || gettext("Suggestion");
  const verb = (name, words, sentence, key) => {
    const whole = filled(sentence, { reason, words: exact });
    return button(words, whole, isCurrent ? key : null, () => act(name, id));
  };
  const look = verb("open", reason, gettext("%(reason)s, look at the suggestion: %(words)s"));
  look.className = "reason";
  made.append(look);
  const accept = gettext("Accept as a claim: %(words)s");
  const dismiss = gettext("Dismiss the suggestion: %(words)s");
  if (may.annotate) made.append(verb("accept", gettext("Accept"), accept, "y"));
  if (may.dismiss) made.append(verb("dismiss", gettext("Dismiss"), dismiss, "d"));
  return made;
}

function quote({ label, statement }) {
  const made = document.createElement("div");
  const speaker = document.createElement("bdi");
  made.className = "quote-note";
  speaker.append(statement);
  made.append(speaker, label);
  return made;
}

/** The first place of every row: a quotation in several stretches has one note. */
function once(places) {
  const seen = new Set();
  return places.filter(({ row }) => {
    const name = `${row.kind} ${row.id}`;
    const isFirst = !seen.has(name);
    seen.add(name);
    return isFirst;
  });
}

// Beside their lines; all heights are read in one go, for a reason or a name may take several lines.
function place(notes) {
  const heights = notes.map(({ made }) => made.offsetHeight);
  let free = -Infinity;
  notes.forEach(({ made, top }, i) => {
    const at = Math.max(top + GAP, free);
    free = at + heights[i] + GAP;
    made.style.top = `${at}px`;
  });
}

/**
 * Draw a note for each place ({row, top}); they push each other down, never overlap.
 * `shown` is {current, may}: the suggestion that keys mean, and what this person may do.
 * `act(action, id)` is called with "accept", "dismiss" or "open".
 */
export function drawMargin(element, places, shown, act) {
  const notes = once([...places].sort((a, b) => a.top - b.top)).map(({ row, top }) => {
    const made = row.kind === "quote" ? quote(row) : suggestion(row, shown, act);
    made.key = JSON.stringify([row, String(row.id) === String(shown.current)]);
    return { top, made };
  });
  const drawn = replaceChanged(element, notes.map(({ made }) => made));
  place(notes.map(({ top }, i) => ({ top, made: drawn[i] })));
}
