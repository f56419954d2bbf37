// Data: the data attributes of [data-kaart="plek"] on the pages of an entry or an area; /gebieden.json
// for outlines, and its own question to /punten.json where the page gives one.

import { Ballon } from "./ballon.js";
import { Puntenbron, haal } from "./bron.js";
import { graden } from "./dom.js";
import { plekItems } from "./items.js";
import { maakKaart } from "./kaartvlak.js";
import { Laag } from "./laag.js";
import { Omtrekken } from "./omtrekken.js";
import { Rondgang } from "./rondgang.js";
import { plekIcoon } from "./tekens.js";
import { alsBounds } from "./uitsnede.js";
import { zodraZichtbaar } from "./zichtbaar.js";

/** A small map: one spot, or the places of an area, with the outlines that belong to it. */
class Plekkaart {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.data = element.dataset;
    this.kaart = maakKaart(element, {
      naam: `Kaart: ${this.data.naam ?? ""}`,
      klein: true,
      helemaal: () => this.pasIn(),
      helemaalTekst: "Terug naar begin",
    });
    this.laag = new Laag(this.kaart);
    this.rondgang = new Rondgang(this.kaart, this.laag);
    this.ballon = new Ballon(this.kaart);
    /** @type {any} */
    this.kader = null;
    new ResizeObserver(() => this.kaart.invalidateSize({ pan: false })).observe(element);
  }

  async begin() {
    const geojson = await haal(this.data.gebieden ?? "/gebieden.json");
    const omtrekken = new Omtrekken(this.kaart, geojson, () => {});
    this.kaart.fitBounds(omtrekken.alles, { animate: false });
    const gekozen = this.sleutels();
    omtrekken.kies(gekozen);
    this.kader = this.kaderVan(omtrekken, gekozen);
    this.pasIn();
    omtrekken.kiesNiveau();
    this.zetPlek();
    if (this.data.punten) await this.zetPunten(this.data.punten, omtrekken);
    this.element.dataset.staat = "klaar";
  }

  /** @returns {string[]} the outlines of the page, as "level:slug" */
  sleutels() {
    const lees = (/** @type {string} */ niveau, /** @type {string} */ slugs = "") =>
      slugs.split(/\s+/).filter(Boolean).map((slug) => `${niveau}:${slug}`);
    return [...lees("wijk", this.data.wijken), ...lees("stadsdeel", this.data.stadsdelen)];
  }

  /** @returns {[number, number]|null} */
  plek() {
    const [lat, lon] = [graden(this.data.lat), graden(this.data.lon)];
    return lat === null || lon === null ? null : [lat, lon];
  }

  /**
   * Outlines and spot together; a spot alone with the streets around it; nothing: the whole map.
   * @param {Omtrekken} omtrekken
   * @param {string[]} gekozen
   */
  kaderVan(omtrekken, gekozen) {
    const plek = this.plek();
    const rondPlek = plek && L.latLng(plek).toBounds(700);
    const gebied = omtrekken.kader(gekozen);
    if (gebied && plek) return gebied.extend(plek);
    return gebied ?? rondPlek ?? omtrekken.alles;
  }

  pasIn() {
    const ruimte = { paddingTopLeft: [12, 12], paddingBottomRight: [12, 40] }; // below: the sources
    this.kaart.fitBounds(this.kader, { ...ruimte, maxZoom: 16, animate: false });
  }

  /** The spot of the entry: its page tells the rest, so the sign is an image and not a button. */
  zetPlek() {
    const plek = this.plek();
    if (!plek) return;
    const icon = plekIcoon(this.data.sprite ?? "", this.data.groep ?? "", 1);
    const marker = L.marker(plek, { icon, interactive: false, keyboard: false }).addTo(this.kaart);
    marker.getElement().setAttribute("role", "img");
    marker.getElement().setAttribute("aria-label", this.data.naam ?? "");
  }

  /**
   * @param {string} url
   * @param {Omtrekken} omtrekken
   */
  async zetPunten(url, omtrekken) {
    const bron = new Puntenbron(url);
    const beeld = await bron.vraag("", {});
    if (!beeld) return;
    this.laag.toon(plekItems(beeld.punten, this.omgeving(bron, omtrekken, beeld.soorten ?? [])));
    this.rondgang.herstel(false);
    if (!this.sleutels().length && beeld.kader) this.kaart.fitBounds(alsBounds(beeld.kader));
  }

  /**
   * @param {Puntenbron} bron
   * @param {Omtrekken} omtrekken
   * @param {[number, string, string, string][]} rijen kinds
   * @returns {import("./items.js").Omgeving}
   */
  omgeving(bron, omtrekken, rijen) {
    return {
      sprite: this.data.sprite ?? "",
      plekmaat: 30,
      soorten: new Map(rijen.map(([id, , naam, groep]) => [id, { naam, groep }])),
      gebiedsnaam: (slug) => omtrekken.naam(slug ?? ""),
      breedte: () => this.element.clientWidth,
      pagina: (pad) => bron.pagina(pad),
      openPlek: (inhoud, plek, naam, sleutel) =>
        this.ballon.open(plek, naam, inhoud, () => this.laag.element(sleutel)),
      zoomNaar: () => {},
      openGebied: () => {},
    };
  }
}

for (const element of document.querySelectorAll("[data-kaart='plek']")) {
  const vlak = /** @type {HTMLElement} */ (element);
  zodraZichtbaar(vlak, () => new Plekkaart(vlak).begin().catch(() => { vlak.dataset.staat = "stoort"; }));
}
