// The panel beside the text (a sheet from below on a phone): what it shows, and where focus goes.

import { Sheet } from "./sheet.js";

/** What the panel's fragment says it shows: {kind: "claim"|"mention"|null, id, version}. */
function shownIn(body) {
  const claim = body.querySelector("[data-panel-claim]");
  if (claim) return { kind: "claim", id: claim.dataset.panelClaim, version: claim.dataset.version };
  const mention = body.querySelector("[data-panel-mention]");
  if (mention) return { kind: "mention", id: mention.dataset.panelMention };
  return { kind: null, id: null };
}

export class Panel {
  #urls;
  #last = null;
  #asked = 0;
  #refreshed = null;

  /** `changed(shown)` is called after every swap. */
  constructor(element, urls, changed) {
    this.element = element;
    this.body = element.querySelector(".panel-body");
    this.changed = changed;
    this.#urls = urls;
    this.shown = shownIn(this.body);
    this.body.addEventListener("htmx:beforeSwap", (event) => {
      if (event.target !== this.body) return;
      if (this.#isLate(event.detail)) event.detail.shouldSwap = false;
      else this.#leaving();
    });
    this.body.addEventListener("htmx:afterSwap", (event) => {
      if (event.target === this.body) this.#swapped();
    });
    this.body.addEventListener("htmx:responseError", ({ detail }) => {
      const { verb, target, path } = detail.requestConfig;
      const isMine = verb === "get" && target === this.body && path !== this.#urls.list;
      if (isMine && detail.xhr.status === 404) this.#gone(path);
    });
    this.sheet = new Sheet(element);
  }

  /** Load a claim or a mention into the panel. */
  open(kind, id) {
    const url = this.#urls[kind].replace("/0/", `/${id}/`);
    return this.#ask("get", url);
  }

  /** Send something and show the panel that comes back. */
  post(url, values) {
    return this.#ask("post", url, values);
  }

  /** Load again what is shown, unless the person is in the middle of something.
   * What is asked for just now is fresh, and a refresh after it would bring back what was shown before.
   */
  refresh() {
    if (this.#asked) return;
    const { shown } = this;
    if (shown.kind && this.#isBusy()) return;
    this.#refreshed = shown;
    const answered = shown.kind ? this.open(shown.kind, shown.id) : this.back();
    answered.finally(() => {
      this.#refreshed = null;
    });
  }

  #isBusy() {
    return this.body.querySelector("form[data-dirty], details[open], :focus") !== null;
  }

  // A refresh was asked for, and the person has begun something or went on before it came.
  #isLate({ requestConfig }) {
    if (!this.#refreshed || requestConfig.elt !== this.body) return false;
    return this.shown !== this.#refreshed || Boolean(this.shown.kind && this.#isBusy());
  }

  /** Show the list of claims. */
  back() {
    return this.#ask("get", this.#urls.list);
  }

  // That the connection was lost, saving.js hears from htmx and says.
  #ask(verb, url, values) {
    const { body } = this;
    const how = { target: body, swap: "innerHTML", source: body, values };
    this.#asked += 1;
    return window.htmx
      .ajax(verb, url, how)
      .catch(() => {})
      .finally(() => {
        this.#asked -= 1;
      });
  }

  // A colleague deleted what is shown or asked for.
  async #gone(path) {
    await null; // htmx holds the element until its answer is dealt with.
    await this.back();
    if (this.shown.kind) return; // Not even the list can be had.
    const note = document.createElement("div");
    note.className = "form-error inset";
    note.setAttribute("role", "alert");
    const isMention = path.startsWith(this.#urls.mention.split("0/")[0]);
    note.append(isMention ? "This mention was deleted." : "This claim was deleted.");
    this.body.querySelector(".panel-scroll").prepend(note);
  }

  #leaving() {
    // A refresh keeps what was just decided, to be taken back.
    this.told = this.#refreshed ? this.body.querySelector(".told") : null;
    const row = document.activeElement.closest("#panel [data-claim]");
    this.scrolled = this.body.querySelector(".panel-scroll")?.scrollTop;
    if (this.shown.kind === "claim") this.#last = this.shown.id;
    else if (!this.shown.kind) this.#last = row?.dataset.claim;
  }

  #swapped() {
    const before = this.shown;
    this.shown = shownIn(this.body);
    if (this.told && !this.body.querySelector(".told")) {
      this.body.querySelector(".panel-scroll").prepend(this.told);
      window.htmx.process(this.told);
    }
    this.#address();
    const isSame = before.kind === this.shown.kind && before.id === this.shown.id;
    if (isSame) this.body.querySelector(".panel-scroll").scrollTop = this.scrolled ?? 0;
    this.#takeFocus(isSame);
    if (!isSame) this.sheet.open();
    this.changed(this.shown);
  }

  // The address opens the same again, after a reload or in a colleague's browser.
  #address() {
    const { kind, id } = this.shown;
    if (kind && new URLSearchParams(location.search).get(kind) === id) return;
    const address = kind ? `?${kind}=${id}` : location.pathname;
    history.replaceState(history.state, "", address);
  }

  // What had the focus went away with the swap: the reader goes on at the same place.
  #takeFocus(isSame) {
    const row = this.body.querySelector(`[data-claim="${this.#last}"] a`);
    if (!this.shown.kind && row) row.focus({ preventScroll: isSame });
    else if (!isSame && document.activeElement === document.body) {
      this.body.focus({ preventScroll: true });
    }
  }
}
