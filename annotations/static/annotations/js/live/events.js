// Changes made elsewhere reach the page: by the events stream, or by asking now and then.
// Each becomes an event on <body> that fragments listen for: live:run, live:claim, live:mention,
// live:article, live:worker, live:comment, live:notification (of this person), and live:here for
// whatever concerns the article of this page;
// live:presence says who else is on it, live:open that the stream begins.

import { caughtUp, fellBehind } from "./state.js";
import { TAB, pageArticle } from "./tab.js";

const KINDS = ["run", "claim", "mention", "article", "worker", "comment", "notification"];
const POLL_EVERY = 10_000; // ms, while there is no stream
const GIVE_UP_AFTER = 3; // failures in a row
const JUST_NOW = 5_000; // ms; a page that is older may have missed something
const AT_MOST_EVERY = 500; // ms, for each kind: a thousand runs are not a thousand requests

const resting = new Map(); // name of an event just told -> the detail that waits, or null

/** Tell the page, at once or, when it was told just now, a little later: the last is never lost. */
function dispatch(name, detail) {
  if (resting.has(name)) {
    resting.set(name, detail);
    return;
  }
  resting.set(name, null);
  setTimeout(() => {
    const waiting = resting.get(name);
    resting.delete(name);
    if (waiting) dispatch(name, waiting);
  }, AT_MOST_EVERY);
  document.body.dispatchEvent(new CustomEvent(`live:${name}`, { detail }));
}

function tell({ kind, ...detail }) {
  if (kind === "presence") {
    document.body.dispatchEvent(new CustomEvent("live:presence", { detail }));
    return;
  }
  // Its id is the person's: the others of the desk need not ask.
  if (kind === "notification" && String(detail.id) !== document.body.dataset.user) return;
  const page = pageArticle();
  const isHere = kind === "resync" || String(detail.article) === page;
  // Of some kinds nothing more is known than that something may have been missed.
  const kinds = { resync: KINDS, runs: ["run", "comment", "notification"] }[kind] ?? [kind];
  for (const name of page && isHere ? [...kinds, "here"] : kinds) {
    dispatch(name, detail);
  }
}

function poll() {
  return setInterval(() => {
    if (!document.hidden) tell({ kind: "resync" });
  }, POLL_EVERY);
}

// What this page is, for the server to know what it has to hear; `last` is what it heard last.
function address(url, last) {
  const said = new URLSearchParams({ tab: TAB });
  if (pageArticle()) said.set("article", pageArticle());
  if (last) said.set("last", last);
  return `${url}?${said}`;
}

/** The stream at a URL; each event is `{kind, desk, article, id}`, ids only. */
class Listening {
  #url;
  #last = "";
  #failures = 0;
  #polling = 0;
  #isFirst = true;

  constructor(url) {
    this.#url = url;
    addEventListener("pagehide", () => this.stream.close());
    // A page that comes back from the browser's memory had its stream closed.
    addEventListener("pageshow", ({ persisted }) => persisted && this.open());
  }

  open() {
    this.stream = new EventSource(address(this.#url, this.#last), { withCredentials: true });
    this.stream.addEventListener("message", (event) => this.#heard(event));
    this.stream.addEventListener("open", () => {
      this.#failures = 0;
      clearInterval(this.#polling);
      this.#polling = 0;
      document.body.dispatchEvent(new CustomEvent("live:open"));
    });
    this.stream.addEventListener("error", () => this.#lost());
  }

  #heard({ data, lastEventId }) {
    const event = JSON.parse(data);
    this.#last = lastEventId || this.#last;
    if (event.kind !== "presence") caughtUp();
    // A stream begins with a resync; the first one may find a page that was rendered just now.
    const isNews = !this.#isFirst || event.kind !== "resync" || performance.now() > JUST_NOW;
    this.#isFirst = false;
    if (isNews) tell(event);
  }

  // The browser opens it again by itself, unless it was refused.
  #lost() {
    this.#failures += 1;
    const isClosed = this.stream.readyState === EventSource.CLOSED;
    fellBehind();
    if (!this.#polling && (isClosed || this.#failures >= GIVE_UP_AFTER)) this.#polling = poll();
    if (isClosed) setTimeout(() => this.open(), POLL_EVERY);
  }
}

/** Open the stream that <body data-events-url> names; ask now and then where there is none. */
export function startLive() {
  const { eventsUrl, user } = document.body.dataset;
  if (!user) return;
  if (eventsUrl) new Listening(eventsUrl).open();
  else poll();
}
