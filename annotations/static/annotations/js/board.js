// The board of a desk: cards are moved by dragging, by keys and by their menus; the server says
// where a card may go and asks for what a move needs.

import { startDragging } from "./board/dragging.js";
import { startDialog } from "./board/dialog.js";
import { startWalking } from "./board/walking.js";

const board = document.getElementById("board");

if (board) {
  startDragging(board);
  startDialog(board);
  startWalking(board);
}
