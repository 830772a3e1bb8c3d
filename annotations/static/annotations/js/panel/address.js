// The address says what the panel shows: it opens the same again, after a reload or in a colleague's
// browser, and Back goes to what was shown before.

const KINDS = ["claim", "mention", "thread"];

/** What an address names, as Panel.shown has it. */
export function named(search) {
  const asked = new URLSearchParams(search);
  const kind = KINDS.find((one) => asked.has(one)) ?? null;
  return { kind, id: kind && asked.get(kind), question: asked.get("question") };
}

// Of a claim with several places also the one that is meant: what is asked from here on is about it.
function addressOf({ kind, id, question, place }) {
  if (!kind) return location.pathname;
  const parts = Object.entries({ [kind]: id, question, place }).filter(([, value]) => value);
  return `?${new URLSearchParams(parts)}`;
}

export class PanelAddress {
  #panel;
  #walks = 0; // Answers to Back and Forward that are on their way.

  constructor(panel) {
    this.#panel = panel;
    addEventListener("popstate", () => this.#walk());
  }

  /** Tell the address of `shown`; `isSame`: it stands in the place of what was shown before. */
  record(shown, isSame) {
    if (this.#walks || location.pathname + location.search === this.#whole(shown)) return;
    history[isSame ? "replaceState" : "pushState"](null, "", addressOf(shown));
  }

  #whole(shown) {
    return new URL(addressOf(shown), location.href.split(/[?#]/)[0]).href.slice(location.origin.length);
  }

  async #walk() {
    const { kind, id, question } = named(location.search);
    const { shown } = this.#panel;
    if (kind === shown.kind && id === shown.id && (!question || question === shown.question)) return;
    this.#walks += 1;
    await (kind ? this.#panel.open(kind, id, question) : this.#panel.back());
    this.#walks -= 1;
    // Something else came: what was asked for is gone.
    if (!this.#walks) this.record(this.#panel.shown, true);
  }
}
