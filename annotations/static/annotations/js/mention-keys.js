// m and M walk through the names that are shown in the text, and j and k while one is open.

export class MentionKeys {
  #panel;
  #text;

  constructor(panel, text, onKey) {
    this.#panel = panel;
    this.#text = text;
    onKey("m", () => this.step(1));
    onKey("M", () => this.step(-1));
    panel.body.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-mention-step]");
      if (button) this.step(Number(button.dataset.mentionStep));
    });
  }

  /** Open the next name (by 1) or the one before (by -1); after the last comes the first. */
  step(by) {
    const rows = this.#text.shownSpans.map(({ row }) => row).filter(({ kind }) => kind === "mention");
    const row = this.#beside(rows, by) ?? rows.at(by > 0 ? 0 : -1);
    if (row) this.#panel.open("mention", row.id);
  }

  // By its place: a name that was rejected is no longer among the rows.
  #beside(rows, by) {
    const shown = this.#panel.body.querySelector("[data-panel-mention]");
    if (!shown) return null;
    const [start, id] = [Number(shown.dataset.start), Number(shown.dataset.panelMention)];
    const way = (row) => Math.sign(row.start - start || row.id - id);
    return by > 0 ? rows.find((row) => way(row) > 0) : rows.findLast((row) => way(row) < 0);
  }
}
