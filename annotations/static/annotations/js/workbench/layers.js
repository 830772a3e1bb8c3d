// Which kinds of marks are painted: checkboxes with data-layer; remembered in this browser. Those
// that are not checked in the page are hidden until somebody wants them.

import { keep, recall } from "../lib/storage.js";

function count(text) {
  for (const place of document.querySelectorAll("[data-counts]")) {
    const isOf = ({ row }) => (row.layer ?? row.kind) === place.dataset.counts && !row.uncounted;
    const rows = text.spans.filter(isOf);
    place.textContent = new Set(rows.map(({ row }) => row.id)).size;
  }
}

export function startLayers(text) {
  text.addEventListener("spans-painted", () => count(text));
  for (const box of document.querySelectorAll("input[data-layer]")) {
    const { layer } = box.dataset;
    box.checked = (recall(`layer:${layer}`) ?? (box.defaultChecked ? "shown" : "hidden")) !== "hidden";
    if (!box.checked) text.toggle(layer, false);
    box.addEventListener("change", () => {
      keep(`layer:${layer}`, box.checked ? "shown" : "hidden");
      text.toggle(layer, box.checked);
    });
  }
}
