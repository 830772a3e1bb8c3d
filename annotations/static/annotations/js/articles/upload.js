// Sending one file with its progress; XMLHttpRequest, because fetch tells none for uploads.

import { gettext } from "../lib/translate.js";
import { renew, token } from "../requests/csrf.js";
import { refusal } from "../requests/failure-words.js";

function answerOf(xhr) {
  try {
    return JSON.parse(xhr.responseText);
  } catch {
    return {};
  }
}

/** Why a file was not taken, in words for the person; whether sending it again can help. */
export class Refused extends Error {
  constructor(words, mayHelp) {
    super(words);
    this.mayHelp = mayHelp;
  }
}

/** From problem+json {detail, errors: [{field, message}]}: what was wrong with the file itself stays so. */
function refusedBy(xhr) {
  const { detail, errors = [] } = answerOf(xhr);
  const messages = errors.map(({ message }) => message).join(" ");
  const { words, href, retry } = refusal(xhr, document.body.dataset.loginUrl);
  const other = `${gettext("Not uploaded.")} ${words}`;
  return new Refused(messages || detail || other, retry || Boolean(href));
}

function send(form, file, key, onProgress) {
  const body = new FormData(form);
  const field = form.querySelector("input[type=file]").name;
  body.delete(field);
  body.append(field, file, file.name);
  if (token()) body.set("csrfmiddlewaretoken", token());
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", form.action);
    xhr.setRequestHeader("Accept", "application/json");
    xhr.setRequestHeader("Idempotency-Key", key);
    xhr.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    xhr.addEventListener("load", () => resolve(xhr));
    const fail = (words) => reject(new Refused(words, true));
    xhr.addEventListener("error", () => fail(gettext("The connection was lost.")));
    xhr.addEventListener("abort", () => fail(gettext("The upload was stopped.")));
    xhr.send(body);
  });
}

/**
 * POST `file` with the other fields of `form` to the form's action. `onProgress` gets 0 to 1;
 * `key` is the same each time this file is sent (requests/idempotency.js).
 * Resolves to {url, headline, left_out}; rejects with a Refused.
 */
export async function upload(form, file, key, onProgress) {
  let xhr = await send(form, file, key, onProgress);
  if (renew(xhr)) xhr = await send(form, file, key, onProgress);
  const isGood = xhr.status < 300 && !refusal(xhr, document.body.dataset.loginUrl).words;
  if (!isGood) throw refusedBy(xhr);
  return answerOf(xhr);
}
