// A card dragged to another column. The board is not exchanged meanwhile (live/in-use.js knows
// [data-dragged]); where the card may not go, the server says why.

import { columnsOf, move, targetsOf } from "./cards.js";

export function startDragging(board) {
  let dragged = null;

  function aim(column, isOver) {
    for (const one of columnsOf(board)) one.classList.toggle("over", isOver && one === column);
  }

  function end() {
    if (!dragged) return;
    delete dragged.dataset.dragged;
    dragged = null;
    for (const column of columnsOf(board)) column.classList.remove("aim", "over");
  }

  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-card]") ?? null;
    if (!dragged) return;
    dragged.dataset.dragged = "";
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.querySelector("[data-row-link]").textContent);
    const targets = targetsOf(dragged);
    for (const column of columnsOf(board)) {
      column.classList.toggle("aim", targets.includes(column.dataset.stage));
    }
  });
  board.addEventListener("dragover", (event) => {
    const column = event.target.closest("[data-stage]");
    if (!dragged || !column) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    aim(column, true);
  });
  board.addEventListener("drop", (event) => {
    const column = event.target.closest("[data-stage]");
    if (!dragged || !column) return;
    event.preventDefault();
    const card = dragged;
    end();
    if (!column.contains(card)) move(board, card, column.dataset.stage);
  });
  board.addEventListener("dragend", end);
}
