// Whether the last save arrived, in the head: #saved. A save that did not is sent again.

import { isSame, newKey } from "./attempts.js";
import { refusal } from "./refusals.js";

const RETRY_EVERY = 10_000; // ms
const KEY = "Idempotency-Key";

let waiting = null; // the requestConfig of the save that did not arrive
let savedAt = 0;

function show(state, words) {
  const line = document.getElementById("saved");
  if (!line) return;
  line.dataset.state = state;
  line.querySelector("span").textContent = words;
}

function tick() {
  if (!savedAt) return;
  const seconds = Math.round((Date.now() - savedAt) / 1000);
  if (seconds < 2) show("saved", "Saved just now");
  else if (seconds < 60) show("saved", `Saved ${seconds} s ago`);
  else show("saved", `Saved ${Math.round(seconds / 60)} min ago`);
}

function banner(words, href) {
  const box = document.getElementById("offline");
  box.hidden = !words;
  box.textContent = words;
  if (!href) return;
  const link = document.createElement("a");
  link.className = "button small";
  link.href = href;
  link.target = "_blank";
  link.append("Sign in");
  box.append(" ", link);
}

function failed(words, { config = null, href = "" } = {}) {
  savedAt = 0;
  waiting = config;
  show("failed", `Not saved: ${words}. Kept here.`);
  if (href) banner("You are signed out. What you typed is kept here.", href);
}

function again() {
  if (!waiting || navigator.onLine === false) return;
  const { elt, verb, path, parameters, target, headers } = waiting;
  waiting = null;
  const source = elt.isConnected ? elt : document.body;
  const values = Object.fromEntries(Object.entries(parameters));
  const key = { [KEY]: headers[KEY] };
  const how = { source, target, values, headers: key, swap: "innerHTML" };
  window.htmx.ajax(verb, path, how).catch(() => {}); // Told by htmx:sendError.
}

/** A resend keeps its key, whether this page or the person does it. */
function sign({ detail }) {
  if (detail.verb === "get" || detail.elt.matches("[data-asks]")) return;
  const before = waiting && isSame(waiting, detail) ? waiting.headers[KEY] : undefined;
  detail.headers[KEY] ??= before ?? newKey();
}

/** What is typed on must not be lost to the answer of what was sent before. */
function typed({ target }) {
  if (target.form && waiting?.elt.closest("form") === target.form) waiting = null;
}

// A part of a form that asks what saving would do (data-asks) saves nothing.
function isSave({ detail: { requestConfig: asked } }) {
  return (asked?.verb ?? "get") !== "get" && !asked.elt.matches("[data-asks]");
}

export function startSaving() {
  const { body } = document;
  body.addEventListener("htmx:configRequest", sign);
  body.addEventListener("input", typed);
  body.addEventListener("htmx:beforeRequest", (event) => {
    if (!isSave(event)) return;
    savedAt = 0;
    show("saving", "Saving …");
  });
  body.addEventListener("htmx:sendError", (event) => {
    if (isSave(event)) failed("no connection", { config: event.detail.requestConfig });
  });
  body.addEventListener("htmx:beforeSwap", (event) => {
    const { words, href, retry } = refusal(event.detail.xhr, body.dataset.loginUrl);
    // A sign-in page must not be swapped into a panel.
    if (href) event.detail.shouldSwap = false;
    if (words && isSave(event)) {
      failed(words, { href, config: retry ? event.detail.requestConfig : null });
    } else if (href) {
      banner("You are signed out. What you typed is kept here.", href);
    }
  });
  body.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    if (refusal(event.detail.xhr, body.dataset.loginUrl).words) return;
    banner("");
    if (!isSave(event)) return;
    waiting = null;
    savedAt = Date.now();
    tick();
  });
  addEventListener("online", again);
  setInterval(again, RETRY_EVERY);
  setInterval(tick, 1000);
}
