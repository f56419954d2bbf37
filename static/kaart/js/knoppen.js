// Data: none. Buttons for everything that a drag, a pinch or the wheel can do.

import { el, knop } from "./dom.js";
import { hoek } from "./hoek.js";

const STAP = 120;
/** @type {[string, string, [number, number]][]} */
const RICHTINGEN = [
  ["Naar boven", "↑", [0, -STAP]],
  ["Naar links", "←", [-STAP, 0]],
  ["Naar rechts", "→", [STAP, 0]],
  ["Naar beneden", "↓", [0, STAP]],
];

/**
 * @param {any} kaart Leaflet map
 * @param {() => void} helemaal
 * @param {string} helemaalTekst
 */
export function zetKnoppen(kaart, helemaal, helemaalTekst) {
  const groep = el("div", { class: "kaart-knoppen", role: "group", "aria-label": "Kaart bedienen" });
  const inzoomen = tekenknop("Inzoomen", "+", () => kaart.zoomIn());
  const uitzoomen = tekenknop("Uitzoomen", "−", () => kaart.zoomOut());
  groep.append(inzoomen, uitzoomen, tekenknop(helemaalTekst, "⤢", helemaal), verschuiven(kaart));
  kaart.on("zoomend", () => {
    zetUit(inzoomen, kaart.getZoom() >= kaart.getMaxZoom());
    zetUit(uitzoomen, kaart.getZoom() <= kaart.getMinZoom());
  });
  hoek(kaart, "topright", groep);
}

/**
 * A disabled button would drop the focus of who just pressed it: it only says that it does nothing.
 * @param {HTMLElement} element
 * @param {boolean} uit
 */
function zetUit(element, uit) {
  element.setAttribute("aria-disabled", String(uit));
}

/**
 * @param {string} naam
 * @param {string} beeld
 * @param {() => void} bijKlik
 */
function tekenknop(naam, beeld, bijKlik) {
  const kenmerken = { class: "kaart-knop kaart-knop--teken", "aria-label": naam, title: naam };
  const element = knop("", bijKlik, kenmerken);
  element.append(el("span", { "aria-hidden": "true" }, beeld));
  return element;
}

/** @param {any} kaart */
function verschuiven(kaart) {
  const kruis = el("div", { class: "kaart-schuif__kruis" });
  for (const [naam, beeld, stap] of RICHTINGEN) {
    kruis.append(tekenknop(naam, beeld, () => kaart.panBy(stap)));
  }
  const titel = "Kaart verschuiven";
  const kenmerken = { class: "kaart-knop kaart-knop--teken", "aria-label": titel, title: titel };
  const open = el("summary", kenmerken);
  open.append(el("span", { "aria-hidden": "true" }, "✥"));
  return el("details", { class: "kaart-schuif" }, open, kruis);
}
