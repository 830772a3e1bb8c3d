// What others say comes into the open conversations without taking away what is being typed: a
// thread that somebody is at gets only its comments, and of these none that is being edited.

import { isInUse } from "../live/in-use.js";
import { startMentions } from "./mentions.js";

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

function put(old, fresh) {
  const here = document.importNode(fresh, true);
  old.replaceWith(here);
  window.htmx.process(here);
}

function renew(thread, fresh) {
  if (!isInUse(thread)) {
    put(thread, fresh);
    return;
  }
  const comments = thread.querySelector("[data-comments]");
  if (!isInUse(comments)) put(comments, fresh.querySelector("[data-comments]"));
}

/** Put the threads of a fragment into `talk`: those that are there anew, the others after them. */
export function merge(talk, fragment) {
  const open = talk.querySelector("[data-threads]");
  for (const fresh of fragment.querySelectorAll("[data-thread]")) {
    const thread = talk.querySelector(`[data-thread="${fresh.dataset.thread}"]`);
    if (thread) {
      renew(thread, fresh);
      continue;
    }
    const here = document.importNode(fresh, true);
    open.append(here);
    window.htmx.process(here);
  }
}

/** Follow what is said in the conversations that the panel shows. */
export function startTalk(body) {
  startMentions();
  document.body.addEventListener("live:comment", async () => {
    const url = body.querySelector("#talk")?.dataset.talkUrl;
    if (!url) return;
    const response = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
    const talk = body.querySelector("#talk");
    // The person may have gone on to something else meanwhile.
    if (response?.ok && talk?.dataset.talkUrl === url) merge(talk, parsed(await response.text()));
  });
}
