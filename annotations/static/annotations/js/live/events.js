// Changes made elsewhere reach the page: by the events stream, or by asking now and then.
// Each becomes an event on <body> that fragments listen for: live:run, live:claim, live:mention,
// live:article, live:worker, and live:here for whatever concerns the article of this page.

const KINDS = ["run", "claim", "mention", "article", "worker"];
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
  const page = document.querySelector("main[data-article]")?.dataset.article;
  const isHere = kind === "resync" || String(detail.article) === page;
  const kinds = kind === "resync" ? KINDS : [kind];
  for (const name of page && isHere ? [...kinds, "here"] : kinds) {
    dispatch(name, detail);
  }
}

function poll() {
  return setInterval(() => {
    if (!document.hidden) tell({ kind: "resync" });
  }, POLL_EVERY);
}

/** The stream at `url`; each event is `{kind, desk, article, id}`, ids only. */
function listen(url) {
  const stream = new EventSource(url, { withCredentials: true });
  let failures = 0;
  let polling = 0;
  let isFirst = true;
  stream.addEventListener("message", ({ data }) => {
    const event = JSON.parse(data);
    // A stream begins with a resync; the first one may find a page that was rendered just now.
    const isNews = !isFirst || event.kind !== "resync" || performance.now() > JUST_NOW;
    isFirst = false;
    if (isNews) tell(event);
  });
  stream.addEventListener("open", () => {
    failures = 0;
    clearInterval(polling);
    polling = 0;
  });
  stream.addEventListener("error", () => {
    failures += 1;
    const isLost = failures >= GIVE_UP_AFTER || stream.readyState === EventSource.CLOSED;
    if (isLost && !polling) polling = poll();
  });
  addEventListener("pagehide", () => stream.close());
}

/** Open the stream that <body data-events-url> names; ask now and then where there is none. */
export function startLive() {
  const { eventsUrl, user } = document.body.dataset;
  if (!user) return;
  if (eventsUrl) listen(eventsUrl);
  else poll();
}
