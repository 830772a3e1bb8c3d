// Symbols of the page's sprite (templates/components/sprite.html), for marks made by scripts.

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element with attributes. */
export function svg(name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** The 16x16 symbol of a verdict's tone. */
export function symbol(tone) {
  const drawing = svg("svg", { class: "symbol", "aria-hidden": "true" });
  drawing.append(svg("use", { href: `#v-${tone}` }));
  return drawing;
}
