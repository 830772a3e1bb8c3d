// Work that may wait until the page has been seen.

const AT_LATEST = 200; // ms; a page that is busy without end is drawn all the same

/** Call `act()` once the browser has drawn what it has and has nothing to do. */
export function whenIdle(act) {
  if (window.requestIdleCallback) requestIdleCallback(() => act(), { timeout: AT_LATEST });
  else requestAnimationFrame(() => setTimeout(act));
}
