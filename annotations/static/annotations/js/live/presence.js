// Who else is on this article's page, and which claim they have open.

import { filled, gettext } from "../lib/translate.js";
import { token } from "../requests/csrf.js";
import { TAB } from "./tab.js";

const TELL_EVERY = 20_000; // ms
const FORGET_AFTER = 45_000; // ms; live/presence.py keeps them as long
const TELL_AFTER = 300; // ms; j and k walk through many claims

const initials = (name) =>
  name
    .split(/\s+/u)
    .slice(0, 2)
    .map(([first]) => first.toLocaleUpperCase())
    .join("");

export class Presence {
  #url;
  #list;
  #note;
  #open;
  #claim;
  #tabs = new Map(); // tab -> {person, name, claim, until}
  #telling = 0;

  /** `claim()` answers the id of the open claim or nothing; `open(id)` opens one. */
  constructor(page, claim, open) {
    this.#url = page.dataset.presenceUrl;
    this.#list = document.getElementById("people-here");
    this.#note = document.getElementById("same-claim");
    this.#claim = claim;
    this.#open = open;
  }

  start() {
    document.body.addEventListener("live:presence", ({ detail }) => this.#heard(detail));
    document.addEventListener("visibilitychange", () => this.tellSoon());
    // When its stream ended, others were told that this page is gone.
    document.body.addEventListener("live:open", () => this.tellSoon());
    setInterval(() => this.#tick(), TELL_EVERY);
    this.tellSoon();
  }

  /** What this page shows has changed. */
  tellSoon() {
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#tell(), TELL_AFTER);
    this.#draw();
  }

  #tick() {
    this.#tell();
    const now = performance.now();
    for (const [tab, { until }] of this.#tabs) if (until < now) this.#tabs.delete(tab);
    this.#draw();
  }

  #tell() {
    if (document.hidden) return;
    const body = new URLSearchParams({ tab: TAB, claim: this.#claim() ?? "" });
    const headers = { "X-CSRFToken": token(), "HX-Request": "true" };
    fetch(this.#url, { method: "POST", body, headers }).catch(() => {});
  }

  #heard({ tab, gone, person, name, claim }) {
    if (tab === TAB && gone) this.tellSoon();
    if (tab === TAB || String(person) === document.body.dataset.user) return;
    if (gone) this.#tabs.delete(tab);
    else this.#tabs.set(tab, { person, name, claim, until: performance.now() + FORGET_AFTER });
    this.#draw();
  }

  // One a person: the tab that was heard of last.
  #people() {
    return [...new Map([...this.#tabs.values()].map((one) => [one.person, one])).values()];
  }

  #draw() {
    const people = this.#people();
    const known = JSON.stringify([people.map(({ person, claim }) => [person, claim]), this.#claim()]);
    if (this.#list.dataset.drawn === known) return;
    this.#list.dataset.drawn = known;
    this.#list.replaceChildren(...people.map((one) => this.#chip(one)));
    const same = people.filter(({ claim }) => claim && String(claim) === String(this.#claim()));
    this.#note.hidden = same.length === 0;
    const names = same.map(({ name }) => name).join(", ");
    this.#note.textContent = names && filled(gettext("Also open for %(names)s"), { names });
  }

  #chip({ name, claim }) {
    const item = document.createElement("li");
    const face = document.createElement(claim ? "button" : "span");
    face.className = "avatar";
    const words = claim
      ? gettext("%(name)s is here, with a claim open: show it")
      : gettext("%(name)s is here");
    face.title = filled(words, { name });
    const shown = document.createElement("span");
    shown.ariaHidden = "true";
    shown.textContent = initials(name);
    const read = document.createElement("span");
    read.className = "visually-hidden";
    read.textContent = face.title;
    face.append(shown, read);
    if (claim) {
      face.type = "button";
      face.addEventListener("click", () => this.#open(claim));
    }
    item.append(face);
    return item;
  }
}
