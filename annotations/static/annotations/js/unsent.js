// The list of what the person at hand has typed in this browser and not sent. Nothing of it is asked of
// the server or told to it; drafts of others who use the browser have other names (forms/drafts.js).

import { ago } from "./forms/draft-fields.js";
import { addressed, discard, unsent } from "./forms/drafts.js";
import { filled, gettext } from "./lib/translate.js";
import { toast } from "./shell/toast.js";

const LONGEST = 400; // Characters of a draft that are shown.
const list = document.getElementById("unsent");
const nothing = document.getElementById("nothing-unsent");

/** What a draft is, by the end of its key. */
const KINDS = [
  [/^article-new$/, gettext("New article")],
  [/^article-\d+-note$/, gettext("Note on an article")],
  [/^article-/, gettext("Correction of an article")],
  [/-statement$/, gettext("Statement of a claim")],
  [/-attribution$/, gettext("Who says it")],
  [/-external-check$/, gettext("Check by others")],
  [/-evidence(-\d+)?$/, gettext("Evidence")],
  [/-assessment$/, gettext("Verdict")],
  [/-review$/, gettext("Review of a verdict")],
  [/-talk$|-reply$|^comment-/, gettext("Comment")],
  [/-dismiss$|-reopen$|-withdrawn$/, gettext("Reason")],
  [/-decision$|-place$/, gettext("Decision about changed words")],
  [/^source-/, gettext("Source")],
];
const kindOf = (key) => KINDS.find(([pattern]) => pattern.test(key))?.[1] ?? gettext("Draft");

const PLACES = { article: "articles", claim: "claims", source: "sources" };

/** Where it belongs: the page on which it was typed, else that of what its key names. */
function addressOf({ key, place }) {
  if (typeof place === "string" && /^\/(?!\/)/.test(place)) return place;
  const [, kind, pk] = key.match(/^([a-z]+)-(\d+)/) ?? [];
  if (PLACES[kind]) return `/${PLACES[kind]}/${pk}/`;
  return key === "article-new" ? "/articles/new/" : "";
}

/** The longest of what was typed: choices and dates are short. */
function wordsOf({ values }) {
  const texts = values.map(([, value]) => String(value).trim());
  const longest = texts.reduce((one, other) => (other.length > one.length ? other : one), "");
  return longest.length > LONGEST ? `${longest.slice(0, LONGEST)}…` : longest;
}

function element(name, { text = "", ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(text, ...children);
  return made;
}

function buttonsOf(draft, kind) {
  const address = addressOf(draft);
  const away = element("button", { class: "button quiet small", type: "button", text: gettext("Discard") });
  away.setAttribute("aria-label", filled(gettext("Discard: %(what)s"), { what: kind }));
  away.addEventListener("click", () => {
    discard(draft.key);
    toast(gettext("Draft discarded"));
    draw();
    (list.querySelector("a, button") ?? document.querySelector("main h1")).focus?.();
  });
  const href = address && address + addressed(draft.key);
  const open = href && element("a", { class: "button small", href, text: gettext("Open") });
  if (open) open.setAttribute("aria-label", filled(gettext("Open: %(what)s"), { what: kind }));
  return element("span", { class: "button-row" }, ...(open ? [open] : []), away);
}

function rowOf(draft) {
  const kind = kindOf(draft.key);
  const title = draft.title ? element("bdi", { text: draft.title }) : "";
  const meta = element("span", { class: "meta dot-list" }, element("span", { text: kind }));
  if (title) meta.append(element("span", {}, title));
  meta.append(element("span", { text: ago(Date.now() - draft.at) }));
  const words = element("span", { class: "words", dir: "auto", text: wordsOf(draft) });
  return element("li", {}, words, meta, buttonsOf(draft, kind));
}

function draw() {
  const drafts = unsent();
  list.replaceChildren(...drafts.map(rowOf));
  nothing.hidden = drafts.length > 0;
}

if (list) {
  draw();
  addEventListener("storage", draw); // Another window typed, or sent.
}
