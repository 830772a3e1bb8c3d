// SVG made by scripts; the verdicts' symbols are the server's (templates/workbench/symbols.html).

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element with attributes. */
export function svg(name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** The 16x16 symbol of a verdict's tone. */
export function symbol(tone) {
  const drawn = document.getElementById("symbols").content;
  return drawn.querySelector(`[data-tone="${CSS.escape(tone)}"]`).cloneNode(true);
}
