// What an answer that is not a success means, in words for the person.

const WORDS = {
  403: "you may not do this",
  404: "it is gone",
  409: "it is in another state by now",
  412: "somebody else changed it",
  413: "it is too large",
  422: "see the form",
  429: "too many at once",
};

/**
 * {words, href, retry} for a finished request; words are empty when it was a success. `href` is
 * where to sign in when the session has ended; `retry` says that sending it again can help.
 */
export function refusal(xhr, loginUrl) {
  const landed = xhr.responseURL ? new URL(xhr.responseURL).pathname : "";
  if (xhr.status === 401 || (loginUrl && landed === loginUrl)) {
    const next = encodeURIComponent(location.pathname + location.search);
    return { words: "you are signed out", href: `${loginUrl}?next=${next}`, retry: false };
  }
  if (xhr.status < 400) return { words: "", href: "", retry: false };
  const isOld = xhr.getResponseHeader("X-CSRFToken") !== null;
  const words = isOld ? "this page is too old, reload it" : WORDS[xhr.status];
  const retry = xhr.status >= 500 || xhr.status === 429;
  return { words: words ?? `the server answered ${xhr.status}`, href: "", retry };
}
