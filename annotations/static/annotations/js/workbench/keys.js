// j and k walk through the claims that count: in the list by focus, in an open claim to the one beside
// it;
// Alt makes of the keys that move an end by a word (workbench/ways.html) steps of a letter;
// u takes back what the person did last here, step by step.

import { takesKeys } from "../shell/keys.js";
import { MentionKeys } from "./mention-keys.js";

const BRACKETS = { BracketLeft: ["[", "{"], BracketRight: ["]", "}"] };

export class WorkbenchKeys {
  #owed = 0; // Steps that were asked for while a claim was on its way.
  #isWalking = false;
  #waiting = []; // Keys that were pressed meanwhile.

  constructor(panel, text, onKey) {
    this.panel = panel;
    this.text = text;
    this.mentions = new MentionKeys(panel, text, onKey);
    onKey("j", ({ repeat }) => this.#step(1, repeat));
    onKey("k", ({ repeat }) => this.#step(-1, repeat));
    onKey("Escape", () => {
      if (panel.shown.kind) panel.back();
    });
    onKey("Enter", () => this.#focused()?.click());
    document.addEventListener("keydown", (event) => this.#hold(event), true);
    document.addEventListener("keydown", (event) => this.#byLetter(event));
    // The last step; what was done just now has a button of its own (offer.html).
    onKey("u", () => {
      const { undoUrl, article } = document.getElementById("main").dataset;
      panel.post(undoUrl, { article });
    });
  }

  // Read by where the key is: Alt writes other signs on many keyboards. AltGr is how some write these.
  #byLetter(event) {
    const { altKey, ctrlKey, metaKey, shiftKey, code, target } = event;
    if (!altKey || ctrlKey || metaKey || event.getModifierState("AltGraph")) return;
    const key = BRACKETS[code]?.[shiftKey ? 1 : 0];
    const form = this.panel.body.querySelector("form[data-words]");
    if (!key || !form || takesKeys(target)) return;
    event.preventDefault();
    const { value: way } = form.querySelector(`[data-key="${key}"]`);
    this.panel.post(form.action, { ...Object.fromEntries(new FormData(form)), way, unit: "letter" });
  }

  #step(by, isHeld) {
    if (this.panel.shown.kind === "mention") {
      this.mentions.step(by);
      return;
    }
    if (this.panel.shown.kind) {
      this.#walk(by, isHeld);
      return;
    }
    const links = [...this.panel.body.querySelectorAll("[data-counted] [data-opens-claim]")];
    if (links.length === 0) return;
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 && by < 0 ? links.length - 1 : at + by];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    this.text.activate("claim", next.dataset.opensClaim);
    this.text.reveal("claim", next.dataset.opensClaim);
  }

  // Claim by claim, as each says what is beside it: no press is lost. A key that is held owes nothing.
  async #walk(by, isHeld) {
    if (this.#isWalking && isHeld) return;
    this.#owed += by;
    if (this.#isWalking) return;
    this.#isWalking = true;
    while (this.#owed && this.panel.shown.kind) {
      const way = Math.sign(this.#owed);
      this.#owed -= way;
      if (await this.panel.step(way)) continue;
      this.#waiting = [];
      break;
    }
    this.#owed = 0;
    this.#isWalking = false;
    for (const key of this.#waiting.splice(0)) {
      const again = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(again);
    }
  }

  // What is pressed while a claim is on its way is meant for that claim, not for the one before.
  #hold(event) {
    const { altKey, ctrlKey, metaKey, key, target } = event;
    if (!this.#isWalking || key === "j" || key === "k") return;
    if (altKey || ctrlKey || metaKey || key.length > 1 || takesKeys(target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#waiting.push(key);
  }

  #focused() {
    return this.panel.body.querySelector("[data-opens-claim]:focus");
  }
}
