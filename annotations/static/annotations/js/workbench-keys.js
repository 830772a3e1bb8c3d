// j and k walk through the claims that count: in the list by focus, in an open claim to the one beside
// it;
// u takes back what the person did last here, step by step.

import { MentionKeys } from "./mention-keys.js";

export class WorkbenchKeys {
  constructor(panel, text, onKey) {
    this.panel = panel;
    this.text = text;
    this.mentions = new MentionKeys(panel, text, onKey);
    onKey("j", () => this.#step(1));
    onKey("k", () => this.#step(-1));
    onKey("Escape", () => {
      if (panel.shown.kind) panel.back();
    });
    onKey("Enter", () => this.#focused()?.click());
    // The last step; what was done just now has a button of its own (offer.html).
    onKey("u", () => {
      const { undoUrl, article } = document.getElementById("main").dataset;
      panel.post(undoUrl, { article });
    });
  }

  #step(by) {
    if (this.panel.shown.kind === "mention") {
      this.mentions.step(by);
      return;
    }
    if (this.panel.shown.kind) {
      this.panel.body.querySelector(`[data-panel-step="${by}"]`)?.click();
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

  #focused() {
    return this.panel.body.querySelector("[data-opens-claim]:focus");
  }
}
