// Many files at once: dropped anywhere on the page, or chosen. Each has a row of its own with its
// progress and its own error, so that a bad file never spoils the others.
// <form data-upload action enctype> holds the file field; [data-uploads] (a <ul>) takes the rows.

import { filled, gettext } from "../lib/translate.js";
import { newKey } from "../requests/idempotency.js";
import { upload } from "./upload.js";

const AT_ONCE = 2;

function element(tag, css, words = "") {
  const made = document.createElement(tag);
  made.className = css;
  made.append(words);
  return made;
}

class Row {
  constructor(list, file) {
    this.outcome = element("span", "outcome", gettext("Waiting"));
    this.line = element("li", "");
    this.line.append(element("span", "file-name", file.name), this.outcome);
    list.append(this.line);
    list.hidden = false;
  }

  progress(share) {
    this.bar ??= Object.assign(element("progress", "progress"), { max: 1 });
    this.bar.value = share;
    this.bar.setAttribute("aria-label", gettext("Sent"));
    this.outcome.className = "outcome";
    const words = share < 1 ? `${Math.round(share * 100)} %` : gettext("Reading …");
    this.outcome.replaceChildren(this.bar, words);
  }

  done({ url, headline, left_out: leftOut }) {
    const link = element("a", "", headline || gettext("Open"));
    link.href = url;
    this.outcome.replaceChildren(`${gettext("Added:")} `, link);
    if (!leftOut) return;
    const back = element("a", "", gettext("Put it back"));
    back.href = `${url}edit/?whole=1`;
    this.outcome.append(` ${filled(gettext("Left out: %(what)s."), { what: leftOut })} `, back);
  }

  failed({ message, mayHelp }, again) {
    this.outcome.className = "outcome failed";
    this.outcome.replaceChildren(element("span", "", message));
    if (!mayHelp) return;
    const retry = element("button", "button small", gettext("Try again"));
    retry.type = "button";
    retry.addEventListener("click", again);
    this.outcome.append(retry);
  }
}

export class UploadQueue {
  #waiting = [];
  #running = 0;

  constructor(form, list) {
    this.form = form;
    this.list = list;
  }

  add(files) {
    for (const file of files) {
      this.#waiting.push({ file, key: newKey(), row: new Row(this.list, file) });
    }
    this.#next();
  }

  #next() {
    while (this.#running < AT_ONCE && this.#waiting.length > 0) this.#send(this.#waiting.shift());
  }

  async #send(job) {
    this.#running += 1;
    try {
      job.row.progress(0);
      const tell = (share) => job.row.progress(share);
      job.row.done(await upload(this.form, job.file, job.key, tell));
      document.body.dispatchEvent(new CustomEvent("live:article"));
    } catch (error) {
      job.row.failed(error, () => {
        this.#waiting.push(job);
        this.#next();
      });
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }
}

const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

function takeDrops(queue) {
  const { body } = document;
  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    body.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) body.classList.remove("dropping");
  });
  addEventListener("drop", (event) => {
    body.classList.remove("dropping");
    if (!holdsFiles(event)) return;
    event.preventDefault();
    queue.add(event.dataTransfer.files);
  });
}

export function startUploads() {
  const form = document.querySelector("form[data-upload]");
  const list = document.querySelector("[data-uploads]");
  if (!form || !list) return;
  const queue = new UploadQueue(form, list);
  const field = form.querySelector("input[type=file]");
  takeDrops(queue);
  field.addEventListener("change", () => {
    queue.add([...field.files]);
    field.value = "";
  });
}
