// Data: none. Makes elements; text only ever enters the page as text, never as HTML.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with attributes and children; a string among the children becomes text.
 * @param {string} naam
 * @param {Record<string, string|number|null|undefined>} [kenmerken] null and undefined are left out
 * @param {...(Node|string)} kinderen
 * @returns {HTMLElement}
 */
export function el(naam, kenmerken = {}, ...kinderen) {
  const element = document.createElement(naam);
  zetKenmerken(element, kenmerken);
  element.append(...kinderen);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, string|number|null|undefined>} kenmerken null takes the attribute away
 */
export function zetKenmerken(element, kenmerken) {
  for (const [naam, waarde] of Object.entries(kenmerken)) {
    if (waarde == null) element.removeAttribute(naam);
    else element.setAttribute(naam, String(waarde));
  }
}

/**
 * The sign of a group of kinds, from the sprite; decoration beside its name.
 * @param {string} sprite address of the sprite
 * @param {string} groep
 * @returns {SVGElement}
 */
export function teken(sprite, groep) {
  return tekening(`teken teken--${groep}`, 24, [gebruik(sprite, groep, 0, 24)]);
}

/**
 * The sign with a white edge and a dark outline, so that it stands on any background. Three copies
 * of one shape, each a little smaller, need no filter and no second drawing.
 * @param {string} sprite
 * @param {string} groep
 * @returns {SVGElement}
 */
export function tekenMetRand(sprite, groep) {
  const lijn = gebruik(sprite, groep, 0, 40);
  const rand = gebruik(sprite, groep, 1, 38);
  const kleur = gebruik(sprite, groep, 3.4, 33.2);
  zetKenmerken(lijn, { class: "teken-lijn" });
  zetKenmerken(rand, { class: "teken-rand" });
  return tekening(`teken teken--${groep}`, 40, [lijn, rand, kleur]);
}

/**
 * @param {string} klasse
 * @param {number} maat
 * @param {Node[]} delen
 */
function tekening(klasse, maat, delen) {
  const svg = document.createElementNS(SVG, "svg");
  const viewBox = `0 0 ${maat} ${maat}`;
  zetKenmerken(svg, { class: klasse, viewBox, "aria-hidden": "true", focusable: "false" });
  svg.append(...delen);
  return svg;
}

/**
 * @param {string} sprite
 * @param {string} groep
 * @param {number} begin
 * @param {number} maat
 */
function gebruik(sprite, groep, begin, maat) {
  const use = document.createElementNS(SVG, "use");
  zetKenmerken(use, { href: `${sprite}#teken-${groep}`, x: begin, y: begin, width: maat, height: maat });
  return use;
}

/**
 * A button that says what it does.
 * @param {string} tekst
 * @param {() => void} bijKlik
 * @param {Record<string, string>} [kenmerken]
 * @returns {HTMLElement}
 */
export function knop(tekst, bijKlik, kenmerken = {}) {
  const element = el("button", { type: "button", class: "kaart-knop", ...kenmerken }, tekst);
  element.addEventListener("click", bijKlik);
  return element;
}

/** @returns {boolean} does the visitor want no motion? */
export function zonderBeweging() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * A number of degrees from an attribute; templates may write it with a decimal comma.
 * @param {string|undefined} tekst
 * @returns {number|null}
 */
export function graden(tekst) {
  return tekst ? Number(tekst.replace(",", ".")) : null;
}
