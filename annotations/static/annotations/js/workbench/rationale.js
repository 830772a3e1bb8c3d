// The rationale of a verdict from the answers of the check (templates/claims/check/rationale.html). What
// somebody typed is replaced only when they say so, and can be put back.

function put(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function act(tools, field, what) {
  const [ask] = tools.querySelector(".over").children;
  const back = tools.querySelector("[data-rationale=back]");
  const drafted = tools.querySelector("template").content.textContent;
  const typed = field.value.trimEnd();
  if (what === "write" && typed && typed !== drafted) {
    ask.hidden = false;
    ask.querySelector("button").focus();
    return;
  }
  ask.hidden = true;
  if (what === "back") {
    put(field, tools.before);
    back.hidden = true;
    return;
  }
  tools.before = field.value;
  back.hidden = !typed || typed === drafted;
  put(field, what === "add" ? `${typed}\n\n${drafted}` : drafted);
}

export function startRationale(panel) {
  panel.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-rationale]");
    if (!button) return;
    act(button.closest(".from-answers"), button.form.elements.rationale, button.dataset.rationale);
  });
}
