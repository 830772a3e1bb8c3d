// What is done with selected words: a claim, another place of the open one, a note, a name, a copy.

import { gettext } from "../lib/translate.js";
import { toast } from "../shell/toast.js";
import { SelectionToolbar } from "./selection-toolbar.js";

export class SelectedWords {
  /** Of a workbench's `page`, `panel`, `text`, `scroller`, `caret` and `notes`; without `toolbar` one may only read. */
  constructor({ page, panel, text, scroller, caret, notes }, toolbar) {
    Object.assign(this, { page, panel, text, caret, notes });
    const act = (name, span, label) => this.#act(name, span, label);
    const settle = () => this.text.settleSelection();
    this.toolbar = toolbar && new SelectionToolbar(toolbar, scroller, { act, settle });
  }

  start() {
    this.text.addEventListener("span-selected", ({ detail }) => this.#selected(detail));
    this.text.addEventListener("span-deselected", () => this.#deselected());
    this.panel.body.addEventListener("click", ({ target }) => {
      if (target.closest("[data-adds-place]")) this.#leadToText();
    });
  }

  /** Where the open claim is placed anew, when its words changed or are gone. */
  get #placeUrl() {
    return this.panel.body.querySelector("[data-place-url]")?.dataset.placeUrl;
  }

  /** Where the open claim is given one more place. */
  get #anotherUrl() {
    return this.panel.body.querySelector("[data-adds-place]")?.dataset.addsPlace;
  }

  #selected(span) {
    this.text.mark(span.start, span.end);
    this.toolbar?.show(span, { place: Boolean(this.#placeUrl), another: Boolean(this.#anotherUrl) });
  }

  #deselected() {
    this.text.mark();
    this.toolbar?.hide();
  }

  #leadToText() {
    this.caret.focus();
    toast(gettext("Select the words in the article, then press p"));
  }

  async #act(name, { start, end, exact }, label) {
    if (name === "copy") {
      await navigator.clipboard.writeText(exact);
      this.#deselected();
      toast(gettext("Words copied"));
      return;
    }
    document.getSelection().removeAllRanges();
    const { revision, claimsUrl, mentionsUrl } = this.page.dataset;
    const values = { revision, start, end, exact };
    if (name === "note") {
      this.notes.open(values);
    } else if (name === "place") {
      await this.panel.post(this.#placeUrl, values);
    } else if (name === "another") {
      const { version, question } = this.panel.shown;
      await this.panel.post(this.#anotherUrl, { ...values, version, question });
    } else if (name === "claim") {
      await this.panel.post(claimsUrl, values);
      this.panel.body.querySelector("#statement")?.select();
    } else {
      await this.panel.post(mentionsUrl, { ...values, label });
    }
  }
}
