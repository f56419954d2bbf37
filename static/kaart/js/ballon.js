// Data: rows of punten.json and gebieden.json, given by the caller. The popup, built as elements.

import { el, knop, teken } from "./dom.js";

/**
 * @typedef {object} Regel one entry in a popup
 * @property {string} soort
 * @property {string} groep
 * @property {string} naam
 * @property {string} adres address of its page
 * @property {string} plaats
 */

/** One popup at a time: focus goes in, Escape closes it and brings focus back. */
export class Ballon {
  /** @param {any} kaart Leaflet map */
  constructor(kaart) {
    this.kaart = kaart;
    const opties = { closeButton: false, maxWidth: 300, minWidth: 200, autoPanPadding: [16, 16] };
    this.popup = L.popup(opties);
    /** @type {() => HTMLElement|null} */
    this.terug = () => null;
    kaart.getContainer().addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => this.toets(e));
  }

  /**
   * @param {[number, number]} plek
   * @param {string} naam accessible name
   * @param {Node[]} inhoud
   * @param {() => HTMLElement|null} terug where focus goes afterwards
   */
  open(plek, naam, inhoud, terug) {
    const kenmerken = { class: "kaart-ballon", role: "dialog", "aria-label": naam, tabindex: -1 };
    const sluit = knop("Sluiten", () => this.sluit(), { class: "kaart-knop kaart-ballon__sluit" });
    const venster = el("div", kenmerken, ...inhoud, sluit);
    this.terug = terug;
    this.popup.setLatLng(plek).setContent(venster).openOn(this.kaart);
    venster.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} e */
  toets(e) {
    if (e.key !== "Escape" || !this.isOpen()) return;
    e.stopPropagation();
    this.sluit();
  }

  isOpen() {
    return Boolean(this.popup.isOpen());
  }

  sluit() {
    this.kaart.closePopup(this.popup);
    (this.terug() ?? this.kaart.getContainer()).focus({ preventScroll: true });
  }

  /** Let go without moving focus: what it told about is no longer asked. */
  verdwijn() {
    if (this.isOpen()) this.kaart.closePopup(this.popup);
  }
}

/**
 * The entries at one spot, as a list when there are more.
 * @param {string} sprite
 * @param {Regel[]} regels
 * @returns {HTMLElement}
 */
export function plekInhoud(sprite, regels) {
  const kenmerken = { class: "kaart-ballon__regel" };
  if (regels.length === 1) return el("div", kenmerken, ...regel(sprite, regels[0]));
  const rijen = regels.map((r) => el("li", kenmerken, ...regel(sprite, r)));
  return el("ul", { class: "kaart-ballon__lijst" }, ...rijen);
}

/**
 * @param {string} sprite
 * @param {Regel} r
 * @returns {HTMLElement[]}
 */
function regel(sprite, r) {
  const soort = el("p", { class: "kaart-ballon__soort" }, teken(sprite, r.groep), r.soort);
  const link = el("a", { href: r.adres, dir: "auto" }, r.naam);
  const naam = el("p", { class: "kaart-ballon__naam" }, link);
  return r.plaats ? [soort, naam, el("p", { class: "kaart-ballon__plaats" }, r.plaats)] : [soort, naam];
}

/**
 * @param {string} tekst
 * @returns {HTMLElement}
 */
export function kop(tekst) {
  return el("p", { class: "kaart-ballon__kop", dir: "auto" }, tekst);
}
