// Data: items that the caller made from punten.json. Keeps the markers on the map in step with them.

import { zetKenmerken } from "./dom.js";

/**
 * @typedef {object} Item
 * @property {string} sleutel the same key is the same marker
 * @property {string} versie when this changes the icon is drawn anew
 * @property {number} lat
 * @property {number} lon
 * @property {string} naam accessible name
 * @property {string} [titel] tooltip
 * @property {string} [waar] name of the area, to tell equal names apart
 * @property {string[]} ids uuids of the entries that it stands for
 * @property {string} [pane]
 * @property {() => any} icoon
 * @property {(bron: HTMLElement) => void} open what a click or Enter does
 */

/** Markers by key. What stays is left alone, so focus and the eye keep their place. */
export class Laag {
  /** @param {any} kaart Leaflet map */
  constructor(kaart) {
    this.kaart = kaart;
    /** @type {Map<string, {item: Item, marker: any}>} */
    this.staat = new Map();
  }

  /** @param {Item[]} items */
  toon(items) {
    const sleutels = new Set(items.map((item) => item.sleutel));
    [...this.staat.keys()].filter((s) => !sleutels.has(s)).forEach((s) => this.haalWeg(s));
    items.forEach((item) => this.zet(item));
  }

  /** @param {string} sleutel */
  haalWeg(sleutel) {
    this.staat.get(sleutel)?.marker.remove();
    this.staat.delete(sleutel);
  }

  /** @param {Item} item */
  zet(item) {
    const bestaand = this.staat.get(item.sleutel);
    if (bestaand && bestaand.item.versie === item.versie) {
      bestaand.item = item;
      return;
    }
    this.haalWeg(item.sleutel);
    const marker = this.maak(item);
    this.staat.set(item.sleutel, { item, marker });
  }

  /** @param {Item} item */
  maak(item) {
    const opties = { icon: item.icoon(), keyboard: false, pane: item.pane ?? "markerPane" };
    const marker = L.marker([item.lat, item.lon], opties).addTo(this.kaart);
    const element = marker.getElement();
    zetKenmerken(element, {
      role: "button", tabindex: -1, "aria-label": item.naam, title: item.titel,
      "data-sleutel": item.sleutel,
    });
    marker.on("click", () => this.open(item.sleutel));
    return marker;
  }

  /** @param {string|undefined} sleutel */
  open(sleutel) {
    const deel = this.staat.get(sleutel ?? "");
    deel?.item.open(deel.marker.getElement());
  }

  /** @param {string} sleutel */
  element(sleutel) {
    return this.staat.get(sleutel)?.marker.getElement() ?? null;
  }

  /**
   * The marker that stands for an entry.
   * @param {string} id uuid
   */
  van(id) {
    return [...this.staat.values()].find(({ item }) => item.ids.includes(id)) ?? null;
  }

  /**
   * Mark the marker of one entry, and only that one.
   * @param {string} klasse
   * @param {string|null} id uuid
   * @returns {boolean} does a marker stand for it now?
   */
  merk(klasse, id) {
    const gevonden = id ? this.van(id) : null;
    for (const { marker } of this.staat.values()) {
      const aan = marker === gevonden?.marker;
      if (marker.getElement().classList.contains(klasse) !== aan) wijsAan(marker, klasse, aan);
    }
    return Boolean(gevonden);
  }
}

/**
 * Who is meant stands in front of the others.
 * @param {any} marker
 * @param {string} klasse
 * @param {boolean} aan
 */
function wijsAan(marker, klasse, aan) {
  const { classList } = marker.getElement();
  classList.toggle(klasse, aan);
  const vooraan = classList.contains("is-gekozen") || classList.contains("is-uitgelicht");
  marker.setZIndexOffset(vooraan ? 1000 : 0);
}
