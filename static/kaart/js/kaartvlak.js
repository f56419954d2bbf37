// Data: the data attributes of the map's element; tiles from the configured address, if they come.

import { el, zonderBeweging } from "./dom.js";
import { hoek } from "./hoek.js";
import { zetKnoppen } from "./knoppen.js";
import { TOETSEN } from "./woorden.js";

const TEGELS_WEG = "De achtergrondkaart is nu niet bereikbaar.";
let nummer = 0;

/**
 * An empty Leaflet map with tiles, attribution and Dutch controls; still without a view.
 * @param {HTMLElement} element
 * @param {object} opties
 * @param {string} opties.naam accessible name
 * @param {boolean} [opties.klein] inside a page: the wheel and one finger scroll the page
 * @param {() => void} opties.helemaal back to the whole
 * @param {string} opties.helemaalTekst
 */
export function maakKaart(element, { naam, klein = false, helemaal, helemaalTekst }) {
  const kaart = L.map(element, { ...instellingen(), ...(klein ? kleineInstellingen() : {}) });
  if (zonderBeweging()) schuifZonderBeweging(kaart);
  benoem(element, naam);
  kaart.createPane("namen").style.zIndex = "550"; // under the markers
  kaart.createPane("aanwijzing").style.zIndex = "650"; // above them
  kaart.getPane("aanwijzing").style.pointerEvents = "none";
  zetTegels(kaart, element.dataset, zetBron(kaart, element.dataset));
  zetKnoppen(kaart, helemaal, helemaalTekst);
  return kaart;
}

function instellingen() {
  const beweegt = !zonderBeweging();
  return {
    zoomControl: false,
    attributionControl: false,
    minZoom: 9,
    maxZoom: 19,
    zoomSnap: 0.25, // whole steps would often leave half of the map empty around the city
    zoomAnimation: beweegt,
    fadeAnimation: beweegt,
    markerZoomAnimation: beweegt,
    inertia: beweegt,
    renderer: L.svg({ padding: 0.5 }),
  };
}

function kleineInstellingen() {
  return { scrollWheelZoom: false, dragging: matchMedia("(pointer: fine)").matches };
}

/**
 * Leaflet has no setting for this: panning asks for motion unless told otherwise each time.
 * @param {any} kaart
 */
function schuifZonderBeweging(kaart) {
  kaart.panBy = (/** @type {any} */ stap, /** @type {any} */ opties) =>
    L.Map.prototype.panBy.call(kaart, stap, { ...opties, animate: false });
}

/**
 * @param {HTMLElement} element
 * @param {string} naam
 */
function benoem(element, naam) {
  nummer += 1;
  const uitleg = el("p", { id: `kaart-toetsen-${nummer}`, class: "alleen-lezer" }, TOETSEN);
  element.append(uitleg);
  element.setAttribute("role", "application");
  element.setAttribute("aria-label", naam);
  element.setAttribute("aria-describedby", uitleg.id);
  element.dir = "ltr"; // Leaflet counts from the left; names inside are dir=auto
}

/**
 * Who made the map, and a line for when the tiles stay away.
 * @param {any} kaart
 * @param {DOMStringMap} data
 * @returns {HTMLElement} that line
 */
function zetBron(kaart, data) {
  const melding = el("p", { class: "kaart-tegels-weg", hidden: "" }, TEGELS_WEG);
  const bron = el("div", { class: "kaart-bron" }, melding);
  const maker = el("a", { href: data.tegelsBronUrl, rel: "noopener" }, data.tegelsBron ?? "");
  if (data.tegels) bron.append(maker, " · ");
  bron.append(data.grenzenBron ?? "");
  hoek(kaart, "bottomright", bron);
  return melding;
}

/**
 * Tiles lie under the outlines. When none comes the outlines alone are the map, and it says so.
 * @param {any} kaart
 * @param {DOMStringMap} data
 * @param {HTMLElement} melding
 */
function zetTegels(kaart, data, melding) {
  const { classList } = kaart.getContainer();
  classList.add("zonder-tegels");
  if (!data.tegels) return;
  const laag = L.tileLayer(data.tegels, { maxZoom: 19 });
  let gekomen = false;
  laag.on("tileload", () => {
    gekomen = melding.hidden = true;
    classList.remove("zonder-tegels");
  });
  laag.on("tileerror", () => { melding.hidden = gekomen; });
  laag.addTo(kaart);
}
