// Two revisions compared: the next claim that needs a person, the one asked for, the note copied.

import { gettext } from "./lib/translate.js";
import { onKey } from "./shell/keys.js";
import { toast } from "./shell/toast.js";

const cards = [...document.querySelectorAll("[data-fate]")];
let at = -1;

function next() {
  if (cards.length === 0) return;
  at = (at + 1) % cards.length;
  cards[at].scrollIntoView({ block: "center" });
  (cards[at].querySelector("a.button") ?? cards[at]).focus({ preventScroll: true });
}

document.querySelector("[data-next-fate]")?.addEventListener("click", next);
onKey("n", next);

const form = document.querySelector("[data-sends-itself]");
form?.addEventListener("change", () => form.requestSubmit());

const copy = document.querySelector("[data-copies]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy.parentElement.querySelector("textarea").value);
    toast(gettext("Note copied"));
  });
}

// The claim somebody came for: its words and its card, below what stays in sight.
const led = document.querySelector("[data-leads-here]");
if (led) {
  const row = led.closest(".compare-row");
  const words = row.querySelector(".new .leads, .old .leads");
  const fits = row.offsetHeight < window.innerHeight / 2;
  (fits || !words ? row : words).scrollIntoView({ block: fits ? "start" : "center" });
}
