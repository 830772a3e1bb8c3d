// What was done, at the start of the page’s foot, on a phone of its head. Never for errors: those stay where they arose.

const SHOWN_FOR = 6000; // ms

/** They go one by one, and none while the pointer is at one: another would slip under it. */
function leaveSoon(toast, after = SHOWN_FOR) {
  setTimeout(() => {
    const isPointedAt = toast.parentElement?.closest("#toasts")?.matches(":hover");
    if (isPointedAt) leaveSoon(toast, SHOWN_FOR / 2);
    else toast.remove();
  }, after);
}

/** Say something. */
export function toast(words) {
  const box = document.createElement("div");
  box.className = "toast";
  box.append(words);
  document.getElementById("toasts").append(box);
  leaveSoon(box);
}

/** Let the server's messages go after a while; a write brings one of its own (offer.html). */
export function startToasts() {
  const leave = (root) => {
    for (const box of root.querySelectorAll(".toast")) leaveSoon(box);
  };
  leave(document.getElementById("toasts"));
  document.body.addEventListener("htmx:oobAfterSwap", ({ target }) => {
    if (target.id === "undo-offer") leave(target);
  });
}
