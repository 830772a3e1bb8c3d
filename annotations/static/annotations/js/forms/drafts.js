// What is typed into a form with data-draft="key" survives a reload, a lost connection and an
// expired session: it is kept in this browser until the server has accepted it.

import { forget, keep, names, recall } from "../lib/storage.js";
import { beginningOf, restore, valuesOf, wordiest } from "./draft-fields.js";

const OLDEST = 30 * 24 * 3600 * 1000; // ms

// One person's drafts are not shown to the next one at the same machine.
const nameOf = (key) => `draft:${document.body.dataset.user}:${key}`;

function read(key) {
  try {
    return JSON.parse(recall(nameOf(key)));
  } catch {
    return null;
  }
}

/** Whether there is a draft under a key that begins so. */
export const hasDraft = (beginning) => names(nameOf(beginning)).length > 0;

/** What an address of the form's page ends with, to lead to the form itself. */
export const addressed = (key) => `#draft-${key}`;

/** Forget what was typed under a key: it is accepted, or discarded. */
export function discard(key) {
  forget(nameOf(key));
}

/** The page on which it was typed, for the list of what is not sent. */
function whereIs() {
  const [title] = document.title.split(" · ");
  return { place: location.pathname + location.search, title };
}

function remember(form, extra = {}) {
  form.dataset.dirty = "";
  const began = beginningOf(form);
  const draft = { at: Date.now(), values: valuesOf(form), began, ...whereIs(), ...extra };
  keep(nameOf(form.dataset.draft), JSON.stringify(draft));
}

/** What the person at hand has typed and not sent, newest first: [{key, at, values, place, title}]. */
export function unsent() {
  const prefix = nameOf("");
  const keys = names(prefix).map((name) => name.slice(prefix.length));
  const drafts = keys.map((key) => ({ key, ...read(key) })).filter((draft) => draft.values);
  return drafts.sort((one, other) => other.at - one.at);
}

function offer(form) {
  if (form.dataset.watched !== undefined) return;
  form.dataset.watched = "";
  // The server's answer to what was sent says more than what was typed: both texts, merged.
  if (form.dataset.answered !== undefined) return;
  const key = form.dataset.draft;
  const draft = read(key);
  if (draft && restore(form, draft, () => discard(key))) form.dataset.dirty = "";
  if (draft && location.hash === addressed(key)) lead(form, draft);
}

/** Where the person came for: the words that they left. Once, whatever else the page does first. */
function lead(form, { values }) {
  history.replaceState(history.state, "", location.pathname + location.search);
  const go = () => wordiest(form, values)?.focus();
  if (document.readyState === "complete") go();
  else addEventListener("load", () => setTimeout(go), { once: true });
}

function offerAll(root) {
  const forms = root.querySelectorAll?.("form[data-draft]") ?? [];
  for (const form of forms) offer(form);
  if (root.matches?.("form[data-draft]")) offer(root);
}

/** The address of the plain form that the server has taken; asked for once. */
function taken() {
  const value = document.cookie.match(/(?:^|; )newsroom_taken="?([^;"]*)/)?.[1];
  if (value) document.cookie = "newsroom_taken=; max-age=0; path=/; samesite=strict";
  return value;
}

/** Forget what the server says it has taken (web/shell/policy.py) or what was taken down there
 *  (templates/errors/410.html), and what is very old. */
function cleanUp() {
  const address = taken();
  const gone = document.querySelector("[data-taken-down]")?.dataset.takenDown;
  if (gone) for (const name of names(nameOf(gone))) forget(name);
  const prefix = nameOf("");
  for (const name of names(prefix)) {
    const key = name.slice(prefix.length);
    const draft = read(key);
    const isOld = !draft || Date.now() - draft.at > OLDEST;
    if (isOld || (address && draft.sentTo === address)) forget(name);
  }
}

/** An answer that leads to another page is swapped nowhere. */
function ledOn(event) {
  if (event.detail.xhr.getResponseHeader("HX-Redirect")) accepted(event);
}

function accepted(event) {
  const { xhr, requestConfig } = event.detail;
  const { elt } = requestConfig; // The event's own element is the one that is swapped.
  if (xhr.status >= 300 || event.detail.shouldSwap === false) return;
  const clears = elt.closest("[data-clears]")?.dataset.clears;
  if (clears) discard(clears);
  // Only the form and its buttons save; other parts of it may ask what saving would do.
  const form = elt.matches("form, button") && elt.closest("form[data-draft]");
  if (form && requestConfig.verb !== "get") discard(form.dataset.draft);
}

/** A plain link away from what was typed; others clear by their answer (accepted). */
function left({ target }) {
  const link = target.closest("a[data-clears]:not([hx-get])");
  if (link) discard(link.dataset.clears);
}

export function startDrafts() {
  // Nobody is signed in on the sign-in page: whatever waits there, waits on.
  if (!document.body.dataset.user) return;
  cleanUp();
  offerAll(document);
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.dataset.draft !== undefined) remember(form);
  });
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (target.dataset.draft === undefined || defaultPrevented) return;
    // Not `target.action`: that is the field of this name, where there is one.
    const address = target.getAttribute("action") ?? "";
    remember(target, { sentTo: new URL(address, location.href).pathname });
  });
  document.addEventListener("click", left);
  document.body.addEventListener("htmx:load", (event) => offerAll(event.target));
  document.body.addEventListener("htmx:beforeSwap", accepted);
  document.body.addEventListener("htmx:beforeOnLoad", ledOn);
}
