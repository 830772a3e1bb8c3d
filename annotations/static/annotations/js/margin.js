// Suggestions of the machine, each in the end margin at its line with its reason.

const HEIGHT = 44; // px that one suggestion takes

function button(words, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link-button";
  made.append(words);
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function note({ id, label, exact }, top, act) {
  const made = document.createElement("div");
  const reason = document.createElement("strong");
  made.className = "suggestion";
  made.style.top = `${top}px`;
  reason.append(label || "Suggestion");
  made.append(
    reason,
    button("Take", `Take as a claim: ${exact}`, () => act("accept", id)),
    button("Look", `Look at the suggestion: ${exact}`, () => act("open", id)),
  );
  return made;
}

/**
 * Draw a note for each place ({row, top}); they push each other down, never overlap.
 * `act(action, id)` is called with "accept" or "open".
 */
export function drawMargin(element, places, act) {
  let free = -Infinity;
  const notes = [...places]
    .sort((a, b) => a.top - b.top)
    .map(({ row, top }) => {
      const at = Math.max(top + 4, free);
      free = at + HEIGHT;
      return note(row, at, act);
    });
  element.replaceChildren(...notes);
}
