// Lists that follow what others do (data-live-rows, with hx-get and the trigger "free"): they wait
// while somebody is at one of their rows, so that no row slips away from the pointer.

import { ignorePresses, isInUse, watchPointer, whenFree } from "./in-use.js";

function follow(list) {
  let isDue = false; // News came by the list's own asking, not by something that was done in it.
  watchPointer(list);
  const isNews = ({ target, detail }) =>
    target === list && detail.requestConfig.verb === "get" && detail.requestConfig.elt === list;
  list.addEventListener("htmx:beforeSwap", (event) => {
    if (!isNews(event)) return;
    if (isInUse(list)) {
      event.detail.shouldSwap = false;
      whenFree(list, () => isInUse(list), () => window.htmx.trigger(list, "free"));
    } else {
      isDue = true;
    }
  });
  list.addEventListener("htmx:afterSwap", (event) => {
    if (event.target === list && isDue) ignorePresses(list);
    isDue = false;
  });
}

export function startLiveRows() {
  for (const list of document.querySelectorAll("[data-live-rows]")) follow(list);
}
