// Data: the kinds in data-soorten of the map's element, and the totals of punten.json.

import { el, teken } from "./dom.js";
import { telling } from "./woorden.js";

/** @type {[string, string, string][]} class, what stands in it, what it means */
const CIJFERS = [
  ["kaart-legenda__bol", "12", "Zoveel plekken liggen in deze wijk of dit stadsdeel."],
  ["kaart-legenda__ook", "+3", "Zoveel organisaties werken er ook. Zij tellen mee waar zij liggen."],
  ["kaart-legenda__ook kaart-legenda__ook--stippel", "2", "Zoveel liggen hier zonder precies adres."],
  ["kaart-legenda__lijn", "", "Een stippellijn is een grens bij benadering."],
];

/**
 * @typedef {[number, string, string, string]} Soort key, slug, name, group
 */

/** Under the map: how the numbers add up, and what the signs mean. */
export class Legenda {
  /**
   * @param {HTMLElement} vlak the map's element
   * @param {Soort[]} soorten
   */
  constructor(vlak, soorten) {
    this.tekst = el("p", { class: "kaart-telling" });
    const sprite = vlak.dataset.sprite ?? "";
    const uitleg = el("details", { class: "kaart-legenda" }, el("summary", {}, "Uitleg bij de kaart"));
    uitleg.append(tekenlijst(sprite, soorten), cijferlijst());
    vlak.after(el("div", { class: "kaart-onder" }, this.tekst, uitleg));
  }

  /** @param {import("./bron.js").Beeld} beeld */
  toon(beeld) {
    this.tekst.textContent = telling(beeld);
  }

  /** No answer, so no sum. */
  leeg() {
    this.tekst.textContent = "";
  }
}

/**
 * Each group by its sign, with the kinds that it stands for.
 * @param {string} sprite
 * @param {Soort[]} soorten
 */
function tekenlijst(sprite, soorten) {
  /** @type {Map<string, string[]>} */
  const groepen = new Map();
  soorten.forEach(([, , naam, groep]) => groepen.set(groep, [...(groepen.get(groep) ?? []), naam]));
  const rijen = [...groepen].map(([groep, namen]) => rij(teken(sprite, groep), namen.join(", ")));
  return el("ul", { class: "kaart-legenda__lijst" }, ...rijen);
}

function cijferlijst() {
  const stip = (/** @type {string} */ klasse, /** @type {string} */ tekst) =>
    el("span", { class: klasse, "aria-hidden": "true" }, tekst);
  const rijen = CIJFERS.map(([klasse, cijfer, tekst]) => rij(stip(klasse, cijfer), tekst));
  return el("ul", { class: "kaart-legenda__lijst" }, ...rijen);
}

/**
 * @param {Element} beeld
 * @param {string} tekst
 */
function rij(beeld, tekst) {
  return el("li", {}, beeld, el("span", {}, tekst));
}
