// The session's token and whose it is: #csrf. Signing in again, in whichever tab, makes a new one.
// Every page that opens tells it to the others; a save that came before is refused with the new one.

const CHANNEL = "newsroom-session";
const place = () => document.getElementById("csrf");

/** The token that stands now, or nothing. */
export function token() {
  return place()?.dataset.token ?? "";
}

/** Whether this browser has been signed in as another person since the page was opened. */
export function isSomebodyElse() {
  const now = place()?.dataset.user;
  return Boolean(now) && now !== document.body.dataset.user;
}

function take(value, user) {
  if (!place()) return;
  Object.assign(place().dataset, { token: value, user });
}

/** Take the token of an answer that refused the one that was sent; false where it has none. */
export function renew(xhr) {
  const value = xhr.getResponseHeader("X-CSRFToken");
  if (value) take(value, xhr.getResponseHeader("X-User") ?? "");
  return Boolean(value);
}

// Django looks at the form's own field first, and that one may be old.
function sign({ target, defaultPrevented }) {
  const field = target.elements?.namedItem("csrfmiddlewaretoken");
  if (field && token() && !defaultPrevented) field.value = token();
}

/** Start; `changed()` is called when a page that opened in another tab brought another token. */
export function startCsrf(changed) {
  document.body.addEventListener("htmx:configRequest", ({ detail }) => {
    if (!token()) return;
    detail.headers["X-CSRFToken"] = token();
    delete detail.parameters.csrfmiddlewaretoken;
  });
  document.addEventListener("submit", sign);
  const others = new BroadcastChannel(CHANNEL);
  others.addEventListener("message", ({ data }) => {
    take(data.token, data.user);
    changed();
  });
  const { user } = document.body.dataset;
  if (user && token()) others.postMessage({ token: token(), user });
}
