// The form for a note, in a dialog of its own: whatever happens to the panel, it stays.

const PLACE = ["revision", "start", "end", "exact"];

export class NoteDialog {
  #dialog;
  #form;

  constructor(dialog, panel) {
    this.#dialog = dialog;
    this.#form = dialog.querySelector("form");
    dialog.querySelector("[data-closes]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("htmx:afterRequest", ({ detail }) => {
      if (!detail.successful) return;
      this.#form.reset();
      delete this.#form.dataset.dirty;
      this.#form.querySelector(".draft-note")?.remove();
      dialog.close();
    });
    panel.addEventListener("click", ({ target }) => {
      if (target.closest("[data-notes-article]")) this.open({});
    });
  }

  /** Ask for a note on words {revision, start, end, exact}; without any, on the article. */
  open(words) {
    for (const name of PLACE) this.#form.elements[name].value = words[name] ?? "";
    const quote = this.#dialog.querySelector(".noted");
    quote.textContent = words.exact ?? "";
    quote.hidden = !words.exact;
    this.#dialog.querySelector("#note-error").replaceChildren();
    this.#dialog.showModal();
    this.#form.elements.body.focus();
  }
}
