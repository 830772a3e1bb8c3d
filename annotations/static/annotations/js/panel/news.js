// The panel follows what others do to what it shows; it never exchanges what somebody is using.
// Then a line in the panel's bar says that there is something new, and a press shows it.

import { gettext } from "../lib/translate.js";
import { isInUse, isPointedAt } from "../live/in-use.js";

const DECIDES = "[data-decides]"; // Where a second person approves: what they read stays.

export class PanelNews {
  #body;
  #line;

  /** `show()` is called when the person wants to see it. */
  constructor(panel, body, show) {
    this.#body = body;
    this.#line = panel.querySelector(".panel-news");
    this.#line?.querySelector("button").addEventListener("click", show);
  }

  /** Whether somebody is at what is shown; lists keep the focus by themselves (panel.js). */
  isBusy(shown) {
    return shown.kind ? isInUse(this.#body) : isPointedAt(this.#body);
  }

  /** Whether it may be exchanged for what came, and the line says what may not. */
  admits(shown, fresh) {
    const isSame = shown.version === fresh.version;
    const isDecided = shown.kind === "claim" && this.#body.querySelector(DECIDES) !== null;
    if ((isSame || !isDecided) && !this.isBusy(shown)) return true;
    if (!isSame && shown.kind) this.tell(gettext("Changed"));
    return false;
  }

  tell(words) {
    if (!this.#line) return;
    this.#line.querySelector("span").textContent = words;
    this.#line.hidden = false;
  }

  clear() {
    if (this.#line) this.#line.hidden = true;
  }
}
