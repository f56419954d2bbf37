// Data: one answer of punten.json. Makes of it what stands on the map: places, bubbles and names.

import { kop, plekInhoud } from "./ballon.js";
import { bolIcoon, naamIcoon, plekIcoon, schaal, zonderAdresIcoon } from "./tekens.js";
import { naamVanBol, opgesomd, plaats, zonderAdres } from "./woorden.js";

/**
 * @typedef {import("./bron.js").Puntrij} Puntrij
 * @typedef {import("./bron.js").Gebiedrij} Gebiedrij
 * @typedef {import("./laag.js").Item} Item
 * @typedef {object} Omgeving what the items need to know and to do
 * @property {string} sprite
 * @property {number} [plekmaat] size of the sign of a place, in pixels
 * @property {Map<number, {naam: string, groep: string}>} soorten
 * @property {(slug: string|null) => string} gebiedsnaam
 * @property {() => number} breedte of the map, in pixels
 * @property {(pad: string) => string} pagina address of another page of this site
 * @property {OpenPlek} openPlek
 * @property {(niveau: string, slug: string, plek: [number, number]) => void} zoomNaar
 * @property {OpenGebied} openGebied
 */

/**
 * @callback OpenPlek
 * @param {Node[]} inhoud
 * @param {[number, number]} plek
 * @param {string} naam
 * @param {string} sleutel
 * @param {string} id uuid of the first entry
 * @returns {void}
 *
 * @callback OpenGebied
 * @param {string} niveau
 * @param {string} slug
 * @param {[number, number]} plek
 * @param {string} sleutel
 * @returns {void}
 */

/**
 * Places: one marker per spot, however many entries stand there.
 * @param {Puntrij[]} punten
 * @param {Omgeving} omgeving
 * @returns {Item[]}
 */
export function plekItems(punten, omgeving) {
  const perPlek = groepeer(punten.filter((p) => p[1] !== null), (p) => `plek:${p[1]},${p[2]}`);
  const items = [...perPlek].map(([sleutel, rijen]) => plekItem(sleutel, rijen, omgeving));
  return maakUniek(items);
}

/**
 * @param {string} sleutel
 * @param {Puntrij[]} rijen
 * @param {Omgeving} omgeving
 * @returns {Item}
 */
function plekItem(sleutel, rijen, omgeving) {
  const [, , , soort] = rijen[0];
  const [lat, lon] = [Number(rijen[0][1]), Number(rijen[0][2])];
  const { naam: soortnaam = "", groep = "" } = omgeving.soorten.get(soort) ?? {};
  const namen = rijen.map((r) => r[4]);
  const naam = rijen.length === 1 ? namen[0] : `${rijen.length} op dit adres: ${opgesomd(namen)}`;
  return {
    sleutel, naam, lat, lon,
    versie: rijen.map((r) => [r[0], r[3], r[4]]).join("|"),
    titel: rijen.length === 1 ? `${naam}, ${soortnaam}` : naam,
    waar: omgeving.gebiedsnaam(rijen[0][6]),
    ids: rijen.map((r) => r[0]),
    icoon: () => plekIcoon(omgeving.sprite, groep, rijen.length, omgeving.plekmaat),
    open: () => openRijen(rijen, [lat, lon], naam, sleutel, omgeving),
  };
}

/**
 * @param {Puntrij[]} rijen
 * @param {[number, number]} plek
 * @param {string} naam
 * @param {string} sleutel
 * @param {Omgeving} omgeving
 */
function openRijen(rijen, plek, naam, sleutel, omgeving) {
  const inhoud = plekInhoud(omgeving.sprite, rijen.map((rij) => regel(rij, omgeving)));
  const koppen = rijen.length > 1 ? [kop(naam.split(":")[0])] : [];
  omgeving.openPlek([...koppen, inhoud], plek, naam, sleutel, rijen[0][0]);
}

/**
 * @param {Puntrij} rij
 * @param {Omgeving} omgeving
 * @returns {import("./ballon.js").Regel}
 */
function regel([, , , soort, naam, slug, gebied, benaderd], omgeving) {
  const { naam: soortnaam = "", groep = "" } = omgeving.soorten.get(soort) ?? {};
  const waar = omgeving.gebiedsnaam(gebied);
  const adres = omgeving.pagina(`organisaties/${slug}/`);
  return { soort: soortnaam, groep, naam, adres, plaats: plaats(waar, Boolean(benaderd)) };
}

/**
 * Two places of the same name are told apart by their wijk, or else by a number.
 * @param {Item[]} items
 * @returns {Item[]}
 */
function maakUniek(items) {
  for (const gelijken of groepeer(items, (item) => item.naam).values()) {
    if (gelijken.length < 2) continue;
    const wijken = new Set(gelijken.map((item) => item.waar)).size === gelijken.length;
    gelijken.forEach((item, i) => {
      item.naam = `${item.naam} (${wijken ? item.waar : [item.waar, i + 1].filter(Boolean).join(" ")})`;
      item.versie += item.naam;
    });
  }
  return items;
}

/**
 * What lies in a wijk without an address: one sign beside the name of the wijk.
 * @param {import("./bron.js").Beeld} beeld
 * @param {Omgeving} omgeving
 * @returns {Item[]}
 */
export function zonderAdresItems(beeld, omgeving) {
  const perGebied = groepeer(beeld.punten.filter((p) => p[1] === null && p[6]), (p) => String(p[6]));
  return beeld.gebieden.filter(([slug]) => perGebied.has(slug)).map(([slug, gebied, lat, lon]) => {
    const rijen = perGebied.get(slug) ?? [];
    const sleutel = `zonder:${slug}`;
    const naam = `${zonderAdres(rijen.length)} in ${gebied}`;
    return {
      sleutel, naam, lat, lon, titel: naam,
      versie: rijen.map((r) => r[0]).join(),
      ids: rijen.map((r) => r[0]),
      icoon: () => zonderAdresIcoon(rijen.length),
      open: () => openRijen(rijen, [lat, lon], naam, sleutel, omgeving),
    };
  });
}

/**
 * @param {import("./bron.js").Beeld} beeld
 * @param {Omgeving} omgeving
 * @returns {Item[]}
 */
export function bolItems(beeld, omgeving) {
  const maatVan = maten(beeld, omgeving);
  return beeld.gebieden.map(([slug, gebied, lat, lon, ligt, werkt]) => {
    const naam = naamVanBol(gebied, ligt, werkt);
    const maat = maatVan(ligt);
    return {
      sleutel: `bol:${beeld.niveau}:${slug}`,
      versie: `${ligt} ${werkt} ${maat}`,
      naam, titel: naam, lat, lon, ids: [],
      icoon: () => bolIcoon(ligt, werkt, maat),
      open: () => omgeving.zoomNaar(beeld.niveau, slug, [lat, lon]),
    };
  });
}

/**
 * @param {import("./bron.js").Beeld} beeld
 * @param {Omgeving} omgeving
 */
function maten({ gebieden }, omgeving) {
  return schaal(Math.max(0, ...gebieden.map((g) => g[4])), omgeving.breedte());
}

/**
 * The names of the areas: under their bubble, or alone; each opens what can be done with its area.
 * @param {import("./omtrekken.js").Gebied[]} gebieden
 * @param {import("./bron.js").Beeld} beeld
 * @param {Omgeving} omgeving
 * @returns {Item[]}
 */
export function naamItems(gebieden, beeld, omgeving) {
  const maatVan = maten(beeld, omgeving);
  const bollen = beeld.niveau === "plek" ? [] : beeld.gebieden;
  const ruimte = new Map(bollen.map((g) => [g[0], maatVan(g[4]) / 2 + 2]));
  return gebieden.map((gebied) => naamItem(gebied, ruimte.get(gebied.slug) ?? 0, omgeving));
}

/**
 * @param {import("./omtrekken.js").Gebied} gebied
 * @param {number} onder how far below the label's spot, in pixels
 * @param {Omgeving} omgeving
 * @returns {Item}
 */
function naamItem({ niveau, slug, naam, lat, lon }, onder, omgeving) {
  const sleutel = `naam:${niveau}:${slug}`;
  return {
    sleutel, lat, lon, ids: [], pane: "namen",
    naam: `${naam}: filter of lees meer`,
    versie: `${naam} ${onder}`,
    icoon: () => naamIcoon(naam, onder),
    open: () => omgeving.openGebied(niveau, slug, [lat, lon], sleutel),
  };
}

/**
 * @template T
 * @param {T[]} rijen
 * @param {(rij: T) => string} sleutelVan
 * @returns {Map<string, T[]>}
 */
function groepeer(rijen, sleutelVan) {
  /** @type {Map<string, T[]>} */
  const groepen = new Map();
  for (const rij of rijen) {
    const sleutel = sleutelVan(rij);
    const groep = groepen.get(sleutel);
    if (groep) groep.push(rij);
    else groepen.set(sleutel, [rij]);
  }
  return groepen;
}
