// A long list comes with its first rows; the others are words of a <noscript> behind it, which a
// browser with scripts neither reads nor lays out before the page has been seen.

/** Put the rows below `root` that wait into their lists; returns them. */
export function addLateRows(root) {
  const added = [];
  for (const late of root.querySelectorAll("noscript.late-rows")) {
    const read = document.createElement("template");
    read.innerHTML = late.textContent;
    const list = late.previousElementSibling;
    const rows = [...read.content.firstElementChild.children];
    list.append(...rows);
    added.push(...rows);
    late.remove();
    window.htmx?.process(list); // Where it is still to come, it processes the whole page.
  }
  return added;
}
