// Data: a row of punten.json and what gebieden.json tells of an area. What can be done with an area.

import { kop } from "./ballon.js";
import { el, knop } from "./dom.js";
import { filterOp } from "./vraag.js";
import { inGebied } from "./woorden.js";

const PAGINA = { wijk: "wijken", stadsdeel: "stadsdelen" };

/**
 * @param {import("./omtrekken.js").Gebied} gebied
 * @param {import("./bron.js").Gebiedrij|undefined} bol what its bubble counts, if it has one now
 * @param {import("./items.js").Omgeving} omgeving
 * @returns {HTMLElement[]}
 */
export function gebiedInhoud(gebied, bol, omgeving) {
  const { niveau, slug, naam, lat, lon } = gebied;
  const adres = omgeving.pagina(`${PAGINA[niveau]}/${slug}/`);
  return [
    kop(naam),
    ...regels(gebied, bol),
    knop(`Filter op ${naam}`, () => filterOp(niveau, slug), { class: "kaart-knop kaart-knop--vol" }),
    knop(`Zoom in op ${naam}`, () => omgeving.zoomNaar(niveau, slug, [lat, lon])),
    el("p", {}, el("a", { href: adres }, `Meer over ${naam}`)),
  ];
}

/**
 * @param {import("./omtrekken.js").Gebied} gebied
 * @param {import("./bron.js").Gebiedrij|undefined} bol
 * @returns {HTMLElement[]}
 */
function regels({ zekerheid }, bol) {
  const delen = [];
  if (bol) delen.push(el("p", {}, `${inGebied(bol[4], bol[5])}.`));
  if (zekerheid !== "zeker") delen.push(el("p", {}, "De grens is bij benadering."));
  return delen;
}
