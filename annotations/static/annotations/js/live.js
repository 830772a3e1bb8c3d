// Changes made elsewhere reach the page: by the events stream, or by asking now and then.
// Each becomes an event on <body> that fragments listen for: live:run, live:claim, live:article,
// and live:here for whatever concerns the article of this page.

const KINDS = ["run", "claim", "article", "resync"];
const POLL_EVERY = 10_000; // ms, while there is no stream
const GIVE_UP_AFTER = 3; // failures in a row

function tell(kind, detail = {}) {
  const page = document.querySelector("main[data-article]")?.dataset.article;
  const isHere = !detail.article || String(detail.article) === page;
  const names = kind === "resync" ? ["run", "claim", "article"] : [kind];
  for (const name of isHere && page ? [...names, "here"] : names) {
    document.body.dispatchEvent(new CustomEvent(`live:${name}`, { detail }));
  }
}

function details(event) {
  try {
    return JSON.parse(event.data || "{}");
  } catch {
    return {};
  }
}

function poll() {
  return setInterval(() => {
    if (!document.hidden) tell("resync");
  }, POLL_EVERY);
}

/** Open the stream that <body data-events-url> names; poll where it cannot be had. */
export function startLive() {
  const url = document.body.dataset.eventsUrl;
  if (!document.body.dataset.user) return;
  if (!url) {
    poll();
    return;
  }
  const stream = new EventSource(url, { withCredentials: true });
  let failures = 0;
  let polling = 0;
  for (const kind of KINDS) {
    stream.addEventListener(kind, (event) => tell(kind, details(event)));
  }
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
