// Whether the last save arrived, in the head: #saved. A save that did not is sent again.

import { filled, gettext } from "../lib/translate.js";
import { renew } from "./csrf.js";
import { isSame, newKey } from "./idempotency.js";
import { swapOf } from "./late-responses.js";
import { refusal } from "./failure-words.js";
import { tellSignedOut, tellWhoseItIs } from "./signed-out.js";

const RETRY_EVERY = 10_000; // ms
const KEY = "Idempotency-Key";

let waiting = null; // the requestConfig of the save that did not arrive
let isOut = false; // signed out: what waits is sent when the person has signed in again
let renewedFor = ""; // the key of the save that was sent again with a new token
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
  const minutes = Math.round(seconds / 60);
  if (seconds < 2) show("saved", gettext("Saved just now"));
  else if (seconds < 60) show("saved", filled(gettext("Saved %(seconds)s s ago"), { seconds }));
  else show("saved", filled(gettext("Saved %(minutes)s min ago"), { minutes }));
}

function failed(words, { config = null, href = "" } = {}) {
  savedAt = 0;
  waiting = config;
  const kept = config && !href ? gettext("It is kept here and sent again soon.") : gettext("It is kept here.");
  show("failed", [gettext("Not saved."), words, kept].join(" "));
  if (href) tellSignedOut(href);
}

function again() {
  if (!waiting || isOut || navigator.onLine === false || tellWhoseItIs()) return;
  const { elt, verb, path, parameters, target, headers } = waiting;
  waiting = null;
  const source = elt.isConnected ? elt : document.body;
  const values = Object.fromEntries(Object.entries(parameters));
  const key = { [KEY]: headers[KEY] };
  const how = { source, values, headers: key, ...swapOf(target, elt) };
  window.htmx.ajax(verb, path, how).catch(() => {}); // Told by htmx:sendError.
}

/** A resend keeps its key, whether this page or the person does it. */
function sign(event) {
  const { detail } = event;
  if (detail.verb === "get" || detail.elt.matches("[data-asks]")) return;
  if (tellWhoseItIs()) {
    event.preventDefault();
    failed(gettext("Somebody else is signed in here."));
    return;
  }
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

/** Somebody has signed in, perhaps again: what waits for that is sent. */
export function signedIn() {
  isOut = false;
  if (!tellWhoseItIs()) again();
}

// The token was an old one: once more with the new one.
function isSentAgain({ requestConfig }) {
  const key = requestConfig.headers[KEY];
  if (renewedFor === key) return false;
  renewedFor = key;
  waiting = requestConfig;
  setTimeout(again); // htmx holds the element until its answer is dealt with.
  return true;
}

function answered({ detail }) {
  const { words, href, retry } = refusal(detail.xhr, document.body.dataset.loginUrl);
  if (renew(detail.xhr) && isSave({ detail }) && isSentAgain(detail)) return;
  // A sign-in page must not be swapped into a panel.
  if (href) {
    detail.shouldSwap = false;
    isOut = true;
  }
  const config = retry || href ? detail.requestConfig : null;
  if (words && isSave({ detail })) failed(words, { href, config });
  else if (href) tellSignedOut(href);
}

export function startSaving() {
  const { body } = document;
  body.addEventListener("htmx:configRequest", sign);
  body.addEventListener("input", typed);
  body.addEventListener("htmx:beforeRequest", (event) => {
    if (!isSave(event)) return;
    savedAt = 0;
    show("saving", gettext("Saving …"));
  });
  body.addEventListener("htmx:sendError", (event) => {
    if (isSave(event)) failed(gettext("There is no connection."), { config: event.detail.requestConfig });
  });
  body.addEventListener("htmx:beforeSwap", answered);
  body.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) return;
    if (refusal(event.detail.xhr, body.dataset.loginUrl).words) return;
    const wasOut = isOut;
    isOut = false;
    tellWhoseItIs();
    if (!isSave(event)) {
      if (wasOut) again();
      return;
    }
    waiting = null;
    savedAt = Date.now();
    tick();
  });
  addEventListener("online", again);
  setInterval(again, RETRY_EVERY);
  setInterval(tick, 1000);
}
