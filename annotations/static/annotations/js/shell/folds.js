// <details> with a form: whoever opens one with the mouse goes on in its first field for words, as
// after its key. A finger would bring up the keyboard over it, and from the keyboard one tabs on.

import { firstWritten } from "./fields.js";

export function startFolds() {
  let pressed = null; // Whose heading was clicked; it opens a moment later.
  document.addEventListener("click", ({ target, detail, pointerType }) => {
    const isByMouse = detail > 0 && pointerType !== "touch";
    pressed = isByMouse ? (target.closest?.("details:not(.menu) > summary")?.parentElement ?? null) : null;
  });
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (target !== pressed) return;
      pressed = null;
      if (target.open) firstWritten(target)?.focus();
    },
    { capture: true },
  );
}
