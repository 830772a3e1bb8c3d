// A response that comes when what asked for it has been left. What it changed is told beside the
// panel (spans, counts, the offer to undo); the panel itself stays with what the person went on to.

const PLACE = ".panel-scroll";

/** What a panel's fragment is about, by the element in it: "claim 5", "mention 7", "thread 9", or the list. */
function subjectOf(element) {
  const { panelClaim, panelMention, panelThread } = element?.closest(PLACE)?.dataset ?? {};
  if (panelClaim) return `claim ${panelClaim}`;
  if (panelThread) return `thread ${panelThread}`;
  return panelMention ? `mention ${panelMention}` : "list";
}

// Whether the page still shows what the request came from, though it was drawn anew.
function isThere(target, elt) {
  if (!target.isConnected) return false;
  const place = target.querySelector(PLACE);
  return !place || subjectOf(place) === subjectOf(elt);
}

/** Where the answer to what `elt` asked for goes, as htmx has it: {target, swap}. */
export function swapOf(target, elt) {
  if (elt.isConnected || isThere(target, elt)) return { target, swap: "innerHTML" };
  return { target: document.getElementById("toasts"), swap: "none" };
}

// htmx looks for the places of an answer in the tree of what asked; that tree is off the page.
function answered({ detail }) {
  const { shouldSwap, target, xhr } = detail;
  const { elt } = detail.requestConfig;
  if (!shouldSwap || elt.isConnected) return;
  detail.shouldSwap = false;
  const place = swapOf(target, elt);
  const how = { swapStyle: place.swap, settleDelay: 0, ignoreTitle: true };
  window.htmx.swap(place.target, xhr.response, how, { eventInfo: detail });
}

// What becomes of a request htmx tells the element that asked: one that is off the page tells nobody.
function passOn({ type, target, detail }) {
  if (!target.isConnected) document.body.dispatchEvent(new CustomEvent(type, { detail }));
}

function asked({ detail: { elt } }) {
  for (const type of ["htmx:afterRequest", "htmx:sendError"]) elt.addEventListener(type, passOn);
}

/** After startDrafts and startSaving, which ask whether an answer is swapped. */
export function startLateResponses() {
  document.body.addEventListener("htmx:beforeSwap", answered);
  document.body.addEventListener("htmx:beforeRequest", asked);
}
