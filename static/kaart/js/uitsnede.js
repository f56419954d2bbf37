// Data: the view of the map, and `kader`, `bij` and `gekozen` of punten.json. Which part of the city.

const RAND = 0.1; // ask a little more than the view, so that a small step shows no gap

/**
 * West, south, east, north as Leaflet writes a box.
 * @param {[number, number, number, number]} kader
 */
export function alsBounds([west, zuid, oost, noord]) {
  return L.latLngBounds([zuid, west], [noord, oost]);
}

/**
 * What of the city the map asks for.
 * @param {any} kaart Leaflet map
 * @returns {Record<string, string|number>}
 */
export function uitsnede(kaart) {
  const kader = ruim(kaart);
  const randen = [kader.getWest(), kader.getSouth(), kader.getEast(), kader.getNorth()];
  const bbox = randen.map((graad) => graad.toFixed(4)).join(",");
  return { bbox, zoom: Math.floor(kaart.getZoom()) };
}

/** @param {any} kaart Leaflet map */
export function ruim(kaart) {
  return kaart.getBounds().pad(RAND);
}

/**
 * The box that answers: the chosen areas, else around the asked place, else the results, else all.
 * @param {import("./bron.js").Beeld} beeld the whole answer
 * @param {import("./omtrekken.js").Omtrekken} omtrekken
 * @param {string} vraag
 */
export function passendKader(beeld, omtrekken, vraag) {
  const resultaten = vraag && beeld.kader ? alsBounds(beeld.kader) : omtrekken.alles;
  return omtrekken.kader(beeld.gekozen) ?? rondom(beeld.bij) ?? resultaten;
}

/** @param {[number, number, number|null, boolean]|null} bij */
function rondom(bij) {
  return bij && L.latLng(bij[0], bij[1]).toBounds((bij[2] ?? 1) * 2000);
}
