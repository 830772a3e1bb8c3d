// Sending one file with its progress; XMLHttpRequest, because fetch tells none for uploads.

import { token } from "./csrf.js";
import { refusal } from "./refusals.js";

function answerOf(xhr) {
  try {
    return JSON.parse(xhr.responseText);
  } catch {
    return {};
  }
}

/** What was wrong, from problem+json {detail, errors: [{field, message}]}. */
function reasonOf(xhr, loginUrl) {
  const { detail, errors = [] } = answerOf(xhr);
  const messages = errors.map(({ message }) => message).join(" ");
  return messages || detail || `Not uploaded: ${refusal(xhr, loginUrl).words}.`;
}

/**
 * POST `file` with the other fields of `form` to the form's action. `onProgress` gets 0 to 1;
 * `key` is the same each time this file is sent (attempts.js).
 * Resolves to {url, headline}; rejects with an Error whose message is for the person.
 */
export function upload(form, file, key, onProgress) {
  const body = new FormData(form);
  const field = form.querySelector("input[type=file]").name;
  body.delete(field);
  body.append(field, file, file.name);
  if (token()) body.set("csrfmiddlewaretoken", token());
  const { loginUrl } = document.body.dataset;
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", form.action);
    xhr.setRequestHeader("Accept", "application/json");
    xhr.setRequestHeader("Idempotency-Key", key);
    xhr.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    xhr.addEventListener("load", () => {
      const isGood = xhr.status < 300 && !refusal(xhr, loginUrl).words;
      if (isGood) resolve(answerOf(xhr));
      else reject(new Error(reasonOf(xhr, loginUrl)));
    });
    xhr.addEventListener("error", () => reject(new Error("The connection was lost.")));
    xhr.addEventListener("abort", () => reject(new Error("The upload was stopped.")));
    xhr.send(body);
  });
}
