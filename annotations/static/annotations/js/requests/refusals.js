// What an answer that is not a success means, in words for the person.

import { filled, gettext } from "../lib/translate.js";

const WORDS = {
  403: gettext("you may not do this"),
  404: gettext("it is gone"),
  409: gettext("it is in another state by now"),
  412: gettext("somebody else changed it"),
  413: gettext("it is too large"),
  422: gettext("see the form"),
  429: gettext("too many at once"),
};

/**
 * {words, href, retry} for a finished request; words are empty when it was a success. `href` is
 * where to sign in when the session has ended; `retry` says that sending it again can help.
 */
export function refusal(xhr, loginUrl) {
  const landed = xhr.responseURL ? new URL(xhr.responseURL).pathname : "";
  if (xhr.status === 401 || (loginUrl && landed === loginUrl)) {
    const next = encodeURIComponent(location.pathname + location.search);
    return { words: gettext("you are signed out"), href: `${loginUrl}?next=${next}`, retry: false };
  }
  if (xhr.status < 400) return { words: "", href: "", retry: false };
  const isOld = xhr.getResponseHeader("X-CSRFToken") !== null;
  const words = isOld ? gettext("this page is too old; reload it") : WORDS[xhr.status];
  const retry = xhr.status >= 500 || xhr.status === 429;
  const { status } = xhr;
  const other = filled(gettext("the server answered %(status)s"), { status });
  return { words: words ?? other, href: "", retry };
}
