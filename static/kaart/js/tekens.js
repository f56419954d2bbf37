// Data: rows of punten.json, already read by the caller. Makes the icons that stand on the map.

import { el, tekenMetRand } from "./dom.js";

const PLEK = 40;
const RAAK = 44; // a finger needs this much, however small the circle
const BOL_MIN = 30;
const BOL_VOL = 20; // below this count the largest circle is not yet full size

/**
 * @param {HTMLElement} inhoud
 * @param {string} klasse
 * @param {[number, number]} maat
 * @param {[number, number]} [anker]
 */
function icoon(inhoud, klasse, maat, anker) {
  return L.divIcon({ html: inhoud, className: klasse, iconSize: maat, iconAnchor: anker });
}

/**
 * A place: the sign of its group; several at one address carry their number.
 * @param {string} sprite
 * @param {string} groep
 * @param {number} aantal
 * @param {number} [maat]
 */
export function plekIcoon(sprite, groep, aantal, maat = PLEK) {
  const inhoud = el("span", { class: "kaart-plek__teken" }, tekenMetRand(sprite, groep));
  if (aantal > 1) inhoud.append(el("span", { class: "kaart-plek__aantal" }, String(aantal)));
  return icoon(inhoud, "kaart-plek", [maat, maat]);
}

/**
 * How to size circles so that their area follows the count.
 * @param {number} grootste the largest count
 * @param {number} breedte of the map, in pixels: on a small map they are smaller
 * @returns {(aantal: number) => number} the diameter for a count
 */
export function schaal(grootste, breedte) {
  const vol = Math.min(64, Math.max(42, breedte / 9));
  return (aantal) => Math.max(BOL_MIN, Math.round(vol * Math.sqrt(aantal / Math.max(grootste, BOL_VOL))));
}

/**
 * A bubble: what lies there in the circle, what also works there apart; hollow when nothing lies there.
 * @param {number} ligt
 * @param {number} werkt
 * @param {number} maat diameter
 */
export function bolIcoon(ligt, werkt, maat) {
  const cirkel = el("span", { class: "kaart-bol__cirkel" }, ligt ? String(ligt) : `+${werkt}`);
  cirkel.style.width = cirkel.style.height = `${maat}px`;
  const inhoud = el("span", { class: "kaart-bol__vlak" }, cirkel);
  if (ligt && werkt) inhoud.append(el("span", { class: "kaart-bol__ook" }, `+${werkt}`));
  const vlak = Math.max(maat, RAAK);
  return icoon(inhoud, ligt ? "kaart-bol" : "kaart-bol kaart-bol--hol", [vlak, vlak]);
}

/**
 * The name of an area, under its bubble or on its own.
 * @param {string} naam
 * @param {number} onder pixels below the middle
 */
export function naamIcoon(naam, onder) {
  const inhoud = el("span", { class: "kaart-naam__tekst", dir: "auto" }, naam);
  return icoon(inhoud, "kaart-naam", [128, 24], [64, onder ? -onder : 12]);
}

/**
 * What lies in a wijk without an address: a broken circle above the name of the wijk.
 * @param {number} aantal
 */
export function zonderAdresIcoon(aantal) {
  const inhoud = el("span", { class: "kaart-zonder__cirkel" }, String(aantal));
  return icoon(inhoud, "kaart-zonder", [RAAK, RAAK], [RAAK / 2, RAAK + 6]);
}

/** The place that distances are measured from. */
export function bijIcoon() {
  return icoon(el("span", { class: "kaart-bij__stip" }), "kaart-bij", [24, 24]);
}

/** A ring around the place of a card that has no sign of its own on the map now. */
export function ringIcoon() {
  return icoon(el("span", { class: "kaart-ring__rand" }), "kaart-ring", [52, 52]);
}
