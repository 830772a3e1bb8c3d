// What was done, at the bottom start of the page. Never for errors: those stay where they arose.

const SHOWN_FOR = 6000; // ms

function leaveSoon(toast) {
  let timer = setTimeout(() => toast.remove(), SHOWN_FOR);
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => {
    timer = setTimeout(() => toast.remove(), SHOWN_FOR / 2);
  });
}

/** Say something; `undo` ({label, act}) adds a button. */
export function toast(words, undo) {
  const box = document.createElement("div");
  box.className = "toast";
  box.append(words);
  if (undo) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(undo.label);
    button.addEventListener("click", () => {
      undo.act();
      box.remove();
    });
    box.append(button);
  }
  document.getElementById("toasts").append(box);
  leaveSoon(box);
}

/** Let the server's messages go after a while; `HX-Trigger: {"toast": "words"}` says more. */
export function startToasts() {
  for (const box of document.querySelectorAll("#toasts .toast")) leaveSoon(box);
  document.body.addEventListener("toast", (event) => toast(event.detail.value ?? event.detail));
}
