// Cards and columns of the board, and the request that moves a card.

/** The stages to which this person may move the card now. */
export const targetsOf = (card) => card.dataset.targets.split(" ");

/** The columns of the board, in their order. */
export const columnsOf = (board) => [...board.querySelectorAll("[data-stage]")];

/** The links of a column's cards, which take the focus. */
export const linksOf = (column) => [...column.querySelectorAll("[data-row-link]")];

/** The card that the focus is in. */
export const focused = (board) => document.activeElement?.closest("#board [data-card]") ?? null;

/** Ask the server to move a card to a stage; it answers with the columns, a form, or why not. */
export function move(board, card, to) {
  const values = { to, version: card.dataset.version };
  const how = { source: card, target: "#board", values };
  return window.htmx.ajax("POST", card.dataset.move, how).catch(() => {}); // Told by htmx:sendError.
}
