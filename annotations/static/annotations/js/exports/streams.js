// Links with data-streams: their file is read here, so that its progress and what refused it can be
// said. Nobody knows its length beforehand. Without this the browser saves it by itself.

import { filled, gettext, ngettext } from "../lib/translate.js";

const FOLDED = 16 * 1024 * 1024; // Bytes; what is more goes into a Blob, which browsers keep on disk.

let stop = null;

const size = (bytes) =>
  bytes < 1_000_000
    ? filled(gettext("%(count)s kB"), { count: Math.ceil(bytes / 1000).toLocaleString(document.documentElement.lang) })
    : filled(gettext("%(count)s MB"), {
        count: (bytes / 1_000_000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }),
      });

/** The whole file; `onBytes` hears how many there are. Throws when the line breaks. */
async function received(response, onBytes) {
  let whole = new Blob([], { type: response.headers.get("Content-Type") ?? "" });
  let parts = [];
  let waiting = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (value) {
      parts.push(value);
      waiting += value.length;
      onBytes(whole.size + waiting);
    }
    if (done || waiting > FOLDED) {
      whole = new Blob([whole, ...parts], { type: whole.type });
      [parts, waiting] = [[], 0];
    }
    if (done) return whole;
  }
}

async function refusal(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return gettext("The export was refused. Reload the page.");
  }
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function saved(response, blob, name) {
  const told = filled(gettext("Saved as %(name)s, %(size)s."), { name, size: size(blob.size) });
  const missing = Number(response.headers.get("Names-Left-Out"));
  if (!missing) return told;
  const words = ngettext(
    "%(count)s name overlaps another and is left out.",
    "%(count)s names overlap others and are left out.",
    missing,
  );
  return `${told} ${filled(words, { count: missing })}`;
}

async function stream(link) {
  const place = link.parentElement;
  const [count, button] = ["[data-received]", "[data-stops]"].map((one) => place.querySelector(one));
  const told = place.parentElement.querySelector("[data-told]");
  const controller = new AbortController();
  stop = () => controller.abort();
  button.hidden = false;
  told.textContent = "";
  count.textContent = gettext("Waiting for the first bytes…");
  try {
    const response = await fetch(link.href, { signal: controller.signal });
    if (response.ok) {
      const blob = await received(response, (bytes) => (count.textContent = size(bytes)));
      save(blob, link.download);
      told.textContent = saved(response, blob, link.download);
    } else told.textContent = await refusal(response);
  } catch {
    told.textContent = controller.signal.aborted
      ? gettext("Stopped; nothing was saved.")
      : gettext("The export broke off; nothing was saved.");
  } finally {
    stop = null;
    button.hidden = true;
    count.textContent = "";
  }
}

export function startStreams() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-stops]")) stop?.();
    const link = event.target.closest("a[data-streams]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (!stop) stream(link);
  });
}
