// The panel beside the text (a sheet from below on a phone): what it shows, and where focus goes.

import { gettext } from "../lib/translate.js";
import { ignorePresses, watchPointer, whenFree } from "../live/in-use.js";
import { PanelAddress } from "./address.js";
import { PanelNews } from "./news.js";
import { Sheet } from "./sheet.js";
import { captureState } from "./swap-state.js";

/** What a fragment says it shows: {kind: "claim"|"mention"|"thread"|null, id, version, question, place}. */
function shownIn(root) {
  const { panelClaim: id, ...claim } = root.querySelector("[data-panel-claim]")?.dataset ?? {};
  const { version, question, place } = claim;
  if (id) return { kind: "claim", id, version, question, place };
  const mention = root.querySelector("[data-panel-mention]");
  if (mention) return { kind: "mention", id: mention.dataset.panelMention };
  const thread = root.querySelector("[data-panel-thread]");
  if (thread) return { kind: "thread", id: thread.dataset.panelThread };
  return { kind: null, id: null };
}

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

export class Panel {
  #urls;
  #last = null;
  #asked = 0;
  #refreshed = null; // What is shown, while a fresh copy of it is asked for.
  #isWanted = false; // The person asked for that.
  #isGone = false; // What is shown was deleted.
  #restore = null;
  #replaces = false; // The list comes instead of what was deleted.

  /** `changed(shown)` is called after every swap. */
  constructor(element, urls, changed) {
    this.element = element;
    this.body = element.querySelector(".panel-body");
    this.changed = changed;
    this.#urls = urls;
    this.shown = shownIn(this.body);
    this.news = new PanelNews(element, this.body, () => this.#showNews());
    watchPointer(this.body);
    this.body.addEventListener("htmx:beforeSwap", (event) => {
      if (event.target !== this.body) return;
      if (this.#mayNot(event.detail)) event.detail.shouldSwap = false;
      else this.#leaving();
    });
    this.body.addEventListener("htmx:afterSwap", (event) => {
      if (event.target === this.body) this.#swapped();
    });
    this.body.addEventListener("htmx:responseError", ({ detail }) => {
      const { verb, target, path } = detail.requestConfig;
      if (verb !== "get" || target !== this.body || detail.xhr.status !== 404) return;
      // Without its list there is no article, or an embargo hides it: the page goes, too.
      if (path === this.#urls.list) location.reload();
      else this.#gone(path);
    });
    this.body.addEventListener("click", (event) => this.#follow(event));
    this.sheet = new Sheet(element);
    this.address = new PanelAddress(this);
  }

  // Rows of the list: htmx would prepare each of a thousand links before anybody has seen the page.
  #follow(event) {
    const link = event.target.closest("a[data-opens-claim]:not([hx-get])");
    const isForBrowser = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || isForBrowser || event.defaultPrevented) return;
    event.preventDefault();
    this.#load(this.#urls.claim.replace("/0/", `/${link.dataset.opensClaim}/`), link);
  }

  /** Load a claim (on one of its questions) a mention or a thread into the panel. */
  open(kind, id, question) {
    const url = this.#urls[kind].replace("/0/", `/${id}/`);
    return this.#ask("get", question ? `${url}?question=${question}` : url);
  }

  /** Load the next claim (by 1) or the one before (by -1), where there is one; false: it did not come. */
  async step(by) {
    const link = this.body.querySelector(`[data-panel-step="${by}"]`);
    const { shown } = this;
    if (link) await this.#load(link.getAttribute("hx-get"), link);
    return !link || this.shown !== shown;
  }

  /** Send something and show the panel that comes back. */
  post(url, values) {
    return this.#ask("post", url, values);
  }

  /** Load again what is shown, with its question; it is exchanged when nobody is at it.
   * What is asked for just now is fresh, and a refresh after it would bring back what was shown before.
   */
  refresh() {
    if (this.#asked) return;
    const { shown } = this;
    this.#refreshed = shown;
    const { kind, id, question } = shown;
    const answered = kind ? this.open(kind, id, question) : this.back();
    answered.finally(() => {
      this.#refreshed = null;
      this.#isWanted = false;
    });
  }

  #showNews() {
    this.news.clear();
    if (this.#isGone) this.#leaveGone();
    else {
      this.#isWanted = true;
      this.refresh();
    }
  }

  // A refresh was asked for, and the person went on before it came, or is at what it would exchange.
  #mayNot({ requestConfig, serverResponse }) {
    if (!this.#refreshed || requestConfig.elt !== this.body) return false;
    if (this.shown !== this.#refreshed) return true;
    if (this.#isWanted || this.news.admits(this.shown, shownIn(parsed(serverResponse)))) return false;
    if (this.news.isBusy(this.shown)) this.#later();
    return true;
  }

  #later() {
    const { shown } = this;
    whenFree(this.body, () => this.shown === shown && this.news.isBusy(shown), () => this.refresh());
  }

  /** Show the list of claims. */
  back() {
    return this.#ask("get", this.#urls.list);
  }

  #ask(verb, url, values) {
    this.#asked += 1;
    return this.#load(url, this.body, verb, values).finally(() => {
      this.#asked -= 1;
    });
  }

  // That the connection was lost, requests/saving.js hears from htmx and says.
  #load(url, source, verb = "get", values = undefined) {
    const how = { target: this.body, swap: "innerHTML", source, values };
    return window.htmx.ajax(verb, url, how).catch(() => {});
  }

  // A colleague deleted what is shown or asked for.
  async #gone(path) {
    await null; // htmx holds the element until its answer is dealt with.
    const isMention = path.startsWith(this.#urls.mention.split("0/")[0]);
    this.#isGone = isMention
      ? gettext("This mention was deleted.")
      : gettext("This claim was deleted.");
    if (this.#refreshed && this.news.isBusy(this.shown)) this.news.tell(gettext("Deleted"));
    else await this.#leaveGone();
  }

  async #leaveGone() {
    const words = this.#isGone;
    this.#replaces = true;
    await this.back();
    this.#replaces = false;
    if (this.shown.kind) return; // Not even the list can be had.
    const note = document.createElement("div");
    note.className = "form-error inset";
    note.setAttribute("role", "alert");
    note.append(words);
    this.body.querySelector(".panel-scroll").prepend(note);
  }

  #leaving() {
    this.news.clear();
    this.#isGone = false;
    this.#restore = this.#refreshed && this.shown.kind ? captureState(this.body) : null;
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
    const isSame = before.kind === this.shown.kind && before.id === this.shown.id;
    this.address.record(this.shown, isSame || Boolean(this.#refreshed) || this.#replaces);
    if (isSame) this.body.querySelector(".panel-scroll").scrollTop = this.scrolled ?? 0;
    if (this.#refreshed) {
      this.#restore?.();
      if (!this.#isWanted) ignorePresses(this.body);
    }
    this.#takeFocus(isSame);
    if (!isSame) this.sheet.open();
    this.changed(this.shown);
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
