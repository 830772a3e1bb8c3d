// m and M walk through the names that are shown in the text, and j and k while one is open; after a
// decision the next one on which nobody has decided is opened.

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
    panel.body.addEventListener("htmx:configRequest", ({ target, detail }) => {
      if (!target.closest("[data-steps-on]")) return;
      const next = this.#beside(this.#rows.filter((row) => row.undecided), 1);
      if (next) detail.parameters.next = next.id;
    });
  }

  /** Open the next name (by 1) or the one before (by -1); after the last comes the first. */
  step(by) {
    const row = this.#beside(this.#rows, by);
    if (row) this.#panel.open("mention", row.id);
  }

  get #rows() {
    return this.#text.shownSpans.map(({ row }) => row).filter(({ kind }) => kind === "mention");
  }

  // By its place: a name that was rejected is no longer among the rows. After the last the first.
  #beside(rows, by) {
    const end = rows.at(by > 0 ? 0 : -1);
    const shown = this.#panel.body.querySelector("[data-panel-mention]");
    if (!shown) return end;
    const [start, id] = [Number(shown.dataset.start), Number(shown.dataset.panelMention)];
    const way = (row) => Math.sign(row.start - start || row.id - id);
    const found = by > 0 ? rows.find((row) => way(row) > 0) : rows.findLast((row) => way(row) < 0);
    return found ?? end;
  }
}
