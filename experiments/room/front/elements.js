// The few ways in which this page makes elements.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (names that begin with "on") and children; text is always text. */
export function make(name, given = {}, ...children) {
  return fill(document.createElement(name), given, children);
}

/** The same for what is drawn as SVG. */
export function draw(name, given = {}, ...children) {
  return fill(document.createElementNS(SVG, name), given, children);
}

function fill(element, given, children) {
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * Keys pressed inside an element are its own, and nobody else hears of them: a notebook has shortcuts, and would take
 * arrows from a slider. What a browser does with a key by itself stays. Returns what ends this.
 */
export function ownKeys(element, heard) {
  const listen = (event) => {
    if (!element.contains(event.target)) return;
    event.stopPropagation();
    heard(event);
  };
  window.addEventListener("keydown", listen, true);
  return () => window.removeEventListener("keydown", listen, true);
}

/** Whole numbers as English readers write them. */
export function counted(number, one, many) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

/** A share in per cent. */
export function percent(share, digits = 1) {
  return `${(100 * share).toFixed(digits)} %`;
}
