// What an answer that is not a success means, in a sentence for the person.

import { filled, gettext } from "../lib/translate.js";

const WORDS = {
  403: gettext("You may not do this."),
  404: gettext("It is gone."),
  409: gettext("It is in another state by now."),
  412: gettext("Somebody else changed it."),
  413: gettext("It is too large."),
  422: gettext("See the form."),
  429: gettext("Too many at once."),
};

/**
 * {words, href, retry} for a finished request; words are empty when it was a success. `href` is
 * where to sign in when the session has ended; `retry` says that sending it again can help.
 */
export function refusal(xhr, loginUrl) {
  const landed = xhr.responseURL ? new URL(xhr.responseURL).pathname : "";
  if (xhr.status === 401 || (loginUrl && landed === loginUrl)) {
    const next = encodeURIComponent(location.pathname + location.search);
    return { words: gettext("You are signed out."), href: `${loginUrl}?next=${next}`, retry: false };
  }
  if (xhr.status < 400) return { words: "", href: "", retry: false };
  const isOld = xhr.getResponseHeader("X-CSRFToken") !== null;
  const words = isOld ? gettext("This page is too old: reload it.") : WORDS[xhr.status];
  const retry = xhr.status >= 500 || xhr.status === 429;
  const { status } = xhr;
  const other = filled(gettext("The server answered %(status)s."), { status });
  return { words: words ?? other, href: "", retry };
}
