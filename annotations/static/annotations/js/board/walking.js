// Cards by keys: arrows and j, k walk; Shift with an arrow moves the card to the column beside it;
// m opens its menu, a asks for its assignee. After a move the focus stays with the card.

import { onKey } from "../shell/keys.js";
import { columnsOf, focused, linksOf, move } from "./cards.js";

const isMirrored = () => document.documentElement.dir === "rtl";

function focus(link) {
  link?.focus();
  link?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** To the next card of the same column, else of the next column that has one. */
function step(board, by) {
  const all = columnsOf(board).flatMap(linksOf);
  const here = all.indexOf(focused(board)?.querySelector("[data-row-link]"));
  focus(all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by]);
}

function beside(board, card, by) {
  const columns = columnsOf(board);
  return columns[columns.indexOf(card.closest("[data-stage]")) + by];
}

/** To the card at the same height in the nearest column on that side that has any. */
function cross(board, card, by) {
  const at = linksOf(card.closest("[data-stage]")).indexOf(card.querySelector("[data-row-link]"));
  for (let n = by; beside(board, card, n); n += by) {
    const links = linksOf(beside(board, card, n));
    if (links.length) return focus(links[Math.min(at, links.length - 1)]);
  }
}

function arrow(board, event) {
  const card = focused(board);
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("details[open]")) return;
  const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const line = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!side && (!line || event.shiftKey)) return;
  event.preventDefault();
  const by = isMirrored() ? -side : side;
  if (line) step(board, line);
  else if (!event.shiftKey) cross(board, card, by);
  else if (!event.repeat && beside(board, card, by)) move(board, card, beside(board, card, by).dataset.stage);
}

export function startWalking(board) {
  let kept = null; // Whose card had the focus.
  onKey("j", () => step(board, 1));
  onKey("k", () => step(board, -1));
  onKey("m", () => {
    const summary = focused(board)?.querySelector(".board-menu > summary");
    summary?.click();
    summary?.parentElement.querySelector("button")?.focus();
  });
  onKey("a", () => {
    const card = focused(board);
    if (card) move(board, card, "assign");
  });
  board.addEventListener("keydown", (event) => arrow(board, event));
  board.addEventListener("focusin", (event) => {
    kept = event.target.closest("[data-card]")?.id ?? null;
  });
  board.addEventListener("htmx:afterSwap", () => {
    const link = kept && document.getElementById(kept)?.querySelector("[data-row-link]");
    if (link && document.activeElement === document.body) focus(link);
  });
}
