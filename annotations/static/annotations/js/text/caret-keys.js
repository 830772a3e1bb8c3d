// Which key moves the caret how; every unit has one key, with Shift it selects.

const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
const isMac = /Mac|iP(hone|ad)/u.test(navigator.platform);

/** What a key means: {unit, way}, or null for one that is the browser's. */
export function meaningOf(event, isRtl) {
  const { key, ctrlKey, altKey, metaKey } = event;
  if (!KEYS.includes(key) || (metaKey && !isMac)) return null;
  const way = ["ArrowDown", "End", isRtl ? "ArrowLeft" : "ArrowRight"].includes(key) ? 1 : -1;
  if (key === "Home" || key === "End") return altKey ? null : { unit: ctrlKey ? "text" : "edge", way };
  if (key === "ArrowUp" || key === "ArrowDown") {
    if (metaKey) return { unit: "text", way };
    return { unit: ctrlKey ? "paragraph" : altKey ? "sentence" : "line", way };
  }
  if (metaKey) return { unit: "edge", way };
  if (altKey && !isMac) return null; // Back and Forward.
  return { unit: ctrlKey || altKey ? "word" : "letter", way };
}
