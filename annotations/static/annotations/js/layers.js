// Which kinds of marks are painted: checkboxes with data-layer; remembered in this browser.

import { keep, recall } from "./storage.js";

export function startLayers(text) {
  for (const box of document.querySelectorAll("input[data-layer]")) {
    const { layer } = box.dataset;
    box.checked = recall(`layer:${layer}`) !== "hidden";
    if (!box.checked) text.toggle(layer, false);
    box.addEventListener("change", () => {
      keep(`layer:${layer}`, box.checked ? "shown" : "hidden");
      text.toggle(layer, box.checked);
    });
  }
}
