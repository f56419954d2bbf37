// Data: `bij` of punten.json, the place that was asked.

import { bijIcoon } from "./tekens.js";

/**
 * The asked place, with a circle when a distance was asked.
 * @param {any} laag Leaflet layer group
 * @param {[number, number, number|null, boolean]|null} bij
 */
export function tekenBij(laag, bij) {
  laag.clearLayers();
  if (!bij) return;
  const [lat, lon, km] = bij;
  const stil = { interactive: false, keyboard: false };
  if (km) laag.addLayer(L.circle([lat, lon], { ...stil, radius: km * 1000, className: "kaart-straal" }));
  laag.addLayer(L.marker([lat, lon], { ...stil, icon: bijIcoon(), pane: "namen" }));
}
