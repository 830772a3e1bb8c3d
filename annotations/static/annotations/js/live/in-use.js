// What somebody is using is not exchanged: they would press what they have not seen.

const CONTROLS = ":is(a, button, summary, label, input, select, textarea)";
const MOVED_LATELY = 1000; // ms
const LOOK_EVERY = 400; // ms
const PRESSES_IGNORED_FOR = 500; // ms; a finger has no hover to be seen by

const moved = new WeakMap(); // element -> when the pointer last moved over it

/** Begin to notice the pointer over `element`. */
export function watchPointer(element) {
  const note = () => moved.set(element, performance.now());
  element.addEventListener("pointermove", note);
  element.addEventListener("pointerdown", note);
}

/** Whether the pointer is at a control in `element`, or on its way there. */
export function isPointedAt(element) {
  const last = moved.get(element) ?? -Infinity;
  if (performance.now() - last < MOVED_LATELY) return true;
  return matchMedia("(hover: hover)").matches && element.querySelector(`${CONTROLS}:hover`) !== null;
}

/** Whether it is pointed at, or the focus is there, something is unfolded or dragged, or something typed is not sent. */
export function isInUse(element) {
  return (
    isPointedAt(element) ||
    element.querySelector("form[data-dirty], details[open], [data-dragged], :focus") !== null
  );
}

const waiting = new WeakSet();

/** Call `act` once when `isBusy()` is no longer so; of several calls for an element the first counts. */
export function whenFree(element, isBusy, act) {
  if (waiting.has(element)) return;
  waiting.add(element);
  const look = () => {
    if (!element.isConnected) return;
    if (isBusy()) {
      setTimeout(look, LOOK_EVERY);
      return;
    }
    waiting.delete(element);
    act();
  };
  setTimeout(look, LOOK_EVERY);
}

/** What was exchanged just now takes no press for a moment: the one on its way was meant for what stood there. */
export function ignorePresses(element) {
  element.dataset.justSwapped = "";
  setTimeout(() => delete element.dataset.justSwapped, PRESSES_IGNORED_FOR);
}
