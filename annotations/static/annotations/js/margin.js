// Suggestions of the machine, each in the end margin at its line with its reason.

const HEIGHT = 52; // px that one suggestion takes

/** Draw a note for each place ({row, top}); they push each other down, never overlap. */
export function drawMargin(element, places, open) {
  let free = -Infinity;
  const notes = [...places]
    .sort((a, b) => a.top - b.top)
    .map(({ row, top }) => {
      const note = document.createElement("div");
      const reason = document.createElement("strong");
      const button = document.createElement("button");
      const at = Math.max(top + 4, free);
      free = at + HEIGHT;
      note.className = "suggestion";
      note.style.top = `${at}px`;
      reason.append(row.label || "Suggestion");
      button.type = "button";
      button.className = "link-button";
      button.append("Look at it");
      button.setAttribute("aria-label", `Look at the suggestion: ${row.exact}`);
      button.addEventListener("click", () => open(row.id));
      note.append(reason, button);
      return note;
    });
  element.replaceChildren(...notes);
}
