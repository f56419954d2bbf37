// Data: the cards of the list, [data-id] elements inside #resultaten, and what the visitor does there.

import { graden, zonderBeweging } from "./dom.js";

const BEDIENING = "a, button, input, select, summary, label";

/**
 * @typedef {object} Kaartje
 * @property {string} id uuid
 * @property {number|null} lat
 * @property {number|null} lon
 */

/**
 * Tell what happens on the cards. Listens on the document: the cards themselves come and go.
 * @param {object} hoor
 * @param {(k: Kaartje|null) => void} hoor.bekijkt pointer or focus on a card, null when it leaves
 * @param {(k: Kaartje) => void} hoor.staatOp focus came to a card
 * @param {(k: Kaartje) => void} hoor.kiest click on a card, not on a link or button inside
 */
export function volgLijst({ bekijkt, staatOp, kiest }) {
  const wissel = (/** @type {EventTarget|null} */ van, /** @type {EventTarget|null} */ naar) => {
    const kaartje = kaartjeVan(naar);
    if (kaartje === kaartjeVan(van)) return null;
    bekijkt(kaartje && lees(kaartje));
    return kaartje;
  };
  document.addEventListener("pointerover", (e) => wissel(e.relatedTarget, e.target));
  document.addEventListener("focusout", (e) => !e.relatedTarget && wissel(e.target, null));
  document.addEventListener("focusin", (e) => {
    const kaartje = wissel(e.relatedTarget, e.target);
    if (kaartje?.querySelector(":focus-visible")) staatOp(lees(kaartje));
  });
  document.addEventListener("click", (e) => {
    const kaartje = kaartjeVan(e.target);
    if (kaartje && !(/** @type {Element} */ (e.target).closest(BEDIENING))) kiest(lees(kaartje));
  });
}

/**
 * @param {EventTarget|null} doel
 * @returns {HTMLElement|null}
 */
function kaartjeVan(doel) {
  return doel instanceof Element ? doel.closest("#resultaten [data-id]") : null;
}

/**
 * @param {HTMLElement} kaartje
 * @returns {Kaartje}
 */
function lees(kaartje) {
  const { id, lat, lon } = kaartje.dataset;
  return { id: id ?? "", lat: graden(lat), lon: graden(lon) };
}

/**
 * Show in the list which entry is chosen; only that one.
 * @param {string|null} id uuid
 * @param {boolean} [breng] bring it into view
 */
export function kiesInLijst(id, breng = false) {
  for (const kaartje of document.querySelectorAll("#resultaten [data-id]")) {
    const aan = kaartje.getAttribute("data-id") === id;
    kaartje.classList.toggle("is-gekozen", aan);
    if (aan) kaartje.setAttribute("aria-current", "true");
    else kaartje.removeAttribute("aria-current");
    if (aan && breng) brengInLijst(kaartje);
  }
}

/**
 * Scroll the list and nothing else: the page itself would take the map away from under the pointer.
 * @param {Element} kaartje
 */
function brengInLijst(kaartje) {
  const lijst = rolbaar(kaartje);
  if (!lijst) return;
  const [vak, plek] = [lijst.getBoundingClientRect(), kaartje.getBoundingClientRect()];
  if (plek.top >= vak.top && plek.bottom <= vak.bottom) return;
  lijst.scrollBy({ top: plek.top - vak.top - 16, behavior: zonderBeweging() ? "auto" : "smooth" });
}

/**
 * @param {Element} element
 * @returns {Element|null} the part of the page that it scrolls in
 */
function rolbaar(element) {
  const boven = element.parentElement;
  if (!boven || boven === document.body) return null;
  return /auto|scroll/.test(getComputedStyle(boven).overflowY) ? boven : rolbaar(boven);
}
