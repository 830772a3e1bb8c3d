// Signing in again in another tab makes a new token; #csrf is fetched anew with the jobs ring, and
// a page that was open all the while can save with it.

/** The token that stands now, or nothing. */
export function token() {
  return document.getElementById("csrf")?.dataset.token ?? "";
}

export function startCsrf() {
  document.body.addEventListener("htmx:configRequest", ({ detail }) => {
    if (!token()) return;
    detail.headers["X-CSRFToken"] = token();
    // Django looks at the form's own field first, and that one may be old.
    delete detail.parameters.csrfmiddlewaretoken;
  });
}
