// The machine's suggestions by keyboard: g to the next one, y takes it, d dismisses it, and the list
// shrinks as one works.

export class Suggestions {
  #panel;
  #text;
  #urls;
  current = null;

  /** `changed()` is called when another one is current. */
  constructor(panel, text, page, onKey, changed) {
    this.#panel = panel;
    this.#text = text;
    this.#urls = { accept: page.dataset.acceptUrl, dismiss: page.dataset.dismissUrl };
    this.may = { annotate: "mayAnnotate" in page.dataset, dismiss: "mayDismiss" in page.dataset };
    this.changed = changed;
    onKey("g", () => this.#step(1));
    onKey("G", () => this.#step(-1));
    // On a phone there is no margin with their buttons.
    onKey("y", () => this.#decideCurrent("accept"));
    onKey("d", () => this.#decideCurrent("dismiss"));
    panel.body.addEventListener("focusin", ({ target }) => {
      const row = target.closest("[data-claim]");
      if (row) this.#mean(row.dataset.suggested ?? null);
    });
  }

  /** Ids in the order of the text. */
  get #ids() {
    const rows = this.#text.spans.filter(({ row }) => row.kind === "suggestion");
    return [...new Set(rows.map(({ row }) => String(row.id)))];
  }

  /** Whether one in the text is not in the list that the panel shows. */
  get areMissing() {
    const rows = this.#panel.body.querySelectorAll("[data-suggested]");
    const listed = new Set([...rows].map((row) => row.dataset.suggested));
    return this.#ids.some((id) => !listed.has(id));
  }

  /** Accept or dismiss one and go on to the one after it. */
  async decide(action, id) {
    const ids = this.#ids;
    const at = ids.indexOf(String(id));
    const next = ids[at + 1] ?? ids[at - 1];
    await this.#panel.post(this.#urls[action].replace("/0/", `/${id}/`), { stay: "list" });
    if (this.#panel.shown.kind) return; // It was refused, or the connection was lost.
    this.#go(this.#ids.includes(next) ? next : null);
  }

  #decideCurrent(action) {
    const isAllowed = action === "accept" ? this.may.annotate : this.may.dismiss;
    if (this.current && isAllowed && !this.#panel.shown.kind) this.decide(action, this.current);
  }

  async #step(by) {
    if (this.#panel.shown.kind) await this.#panel.back();
    const ids = this.#ids;
    const at = ids.indexOf(this.current);
    this.#go(ids.at(at < 0 && by < 0 ? -1 : (at + by) % ids.length) ?? null);
  }

  #go(id) {
    this.#mean(id);
    if (!id) return;
    const row = this.#panel.body.querySelector(`[data-suggested="${id}"]`);
    row?.querySelector("a").focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
    this.#text.reveal("suggestion", id);
  }

  #mean(id) {
    if (this.current === id) return;
    this.current = id;
    this.changed();
  }
}
