// What a move asks for stands in the dialog; it closes once the board shows what became of it.

export function startDialog(board) {
  const dialog = document.getElementById("board-dialog");
  const form = document.getElementById("board-form");
  form.addEventListener("htmx:afterSwap", () => {
    for (const menu of board.querySelectorAll("details[open]")) menu.open = false;
    if (!dialog.open) dialog.showModal();
    form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
  board.addEventListener("htmx:afterSwap", ({ detail }) => {
    // News of others says nothing of what is being filled in.
    if (detail.requestConfig.verb !== "get" && dialog.open) dialog.close();
  });
  dialog.addEventListener("close", () => form.replaceChildren());
}
