// Rows that are walked through by j and k: each [data-row] has one [data-row-link].

import { onKey } from "./keys.js";

/** The row that has the focus, or something in it. */
export const rowAtHand = () => document.activeElement.closest?.("[data-row]");

function step(list, by) {
  const all = [...list.querySelectorAll("[data-row-link]")];
  const row = rowAtHand();
  const here = row ? all.findIndex((link) => row.contains(link)) : -1;
  const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Let j and k walk through the list, and Enter open the row that has the focus. */
export function startWalking(list) {
  onKey("j", () => step(list, 1));
  onKey("k", () => step(list, -1));
  onKey("Enter", () => rowAtHand()?.querySelector("[data-row-link]")?.click());
}
