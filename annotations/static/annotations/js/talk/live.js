// What others say comes into the open conversations without taking away what is being typed: in a
// thread that somebody is at only what is new is put in, and an edited comment that somebody is at
// waits until they have gone on.

import { isInUse, whenFree } from "../live/in-use.js";
import { startMentions } from "./mentions.js";

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

/** Put a copy of `fresh` instead of `old`, or without one at the end of `parent`. */
function put(fresh, old, parent) {
  const here = document.importNode(fresh, true);
  if (old) old.replaceWith(here);
  else parent.append(here);
  window.htmx.process(here);
}

/** The lines of a thread one by one, by their ids and versions; those that have to wait are said. */
function renewLines(list, fresh) {
  const waiting = [];
  for (const line of [...list.children]) {
    if (!fresh.querySelector(`#${CSS.escape(line.id)}`)) line.remove();
  }
  for (const line of fresh.children) {
    const old = list.querySelector(`#${CSS.escape(line.id)}`);
    if (old && old.dataset.version === line.dataset.version) continue;
    if (old && isInUse(old)) waiting.push(old);
    else put(line, old, list);
  }
  return waiting;
}

/** Put the threads of a fragment into `talk`; says which comments have to wait. */
export function merge(talk, fragment) {
  const waiting = [];
  const open = talk.querySelector("[data-threads]");
  for (const fresh of fragment.querySelectorAll("[data-thread]")) {
    const thread = talk.querySelector(`[data-thread="${fresh.dataset.thread}"]`);
    if (!thread || !isInUse(thread)) {
      put(fresh, thread, open);
      continue;
    }
    const [list, lines] = [thread, fresh].map((one) => one.querySelector("[data-comments]"));
    waiting.push(...renewLines(list, lines));
  }
  return waiting;
}

/** Follow what is said in the conversations that the panel shows. */
export function startTalk(body) {
  startMentions();
  const follow = async () => {
    const url = body.querySelector("#talk")?.dataset.talkUrl;
    if (!url) return;
    const response = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
    const talk = body.querySelector("#talk");
    // The person may have gone on to something else meanwhile.
    if (!response?.ok || talk?.dataset.talkUrl !== url) return;
    const waiting = merge(talk, parsed(await response.text()));
    const isBusy = () => waiting.some((one) => one.isConnected && isInUse(one));
    if (waiting.length > 0) whenFree(talk, isBusy, follow);
  };
  document.body.addEventListener("live:comment", follow);
}
