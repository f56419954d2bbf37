// Data: /punten.json for the question in the address of the page, /gebieden.json for the outlines.

import { Ballon } from "./ballon.js";
import { tekenBij } from "./bij.js";
import { Puntenbron, Weigering, haal } from "./bron.js";
import { gebiedInhoud } from "./gebiedsballon.js";
import { bolItems, naamItems, plekItems, zonderAdresItems } from "./items.js";
import { maakKaart } from "./kaartvlak.js";
import { Laag } from "./laag.js";
import { Legenda } from "./legenda.js";
import { Melder } from "./melder.js";
import { Omtrekken } from "./omtrekken.js";
import { Rondgang } from "./rondgang.js";
import { Samenloop } from "./samenloop.js";
import { alsBounds, passendKader, ruim, uitsnede } from "./uitsnede.js";
import { huidigeVraag, plaatsVan } from "./vraag.js";
import { inBeeld } from "./woorden.js";

const RUST = 150; // ms without movement before asking
const NAMEN_VANAF = 11; // farther out the names would lie over each other
const DICHTBIJ = 16; // no view is closer than this by itself

/** The map of the search page: one question, one picture, in step with the list. */
export class Zoekkaart {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    const url = element.dataset.punten ?? "/punten.json";
    this.bron = new Puntenbron(url); // what this view shows
    this.overzicht = new Puntenbron(url); // the whole of a new question; panning must not break it off
    /** @type {import("./legenda.js").Soort[]} */
    const soorten = JSON.parse(element.dataset.soorten ?? "[]");
    this.soorten = new Map(soorten.map(([id, , naam, groep]) => [id, { naam, groep }]));
    this.kaart = maakKaart(element, {
      naam: "Kaart met de resultaten",
      helemaal: () => this.toonAlles(),
      helemaalTekst: "Terug naar hele stad",
    });
    this.legenda = new Legenda(element, soorten);
    this.laag = new Laag(this.kaart);
    this.rondgang = new Rondgang(this.kaart, this.laag);
    this.ballon = new Ballon(this.kaart);
    this.samenloop = new Samenloop(this.kaart, this.laag);
    this.melder = new Melder(this.kaart, () => this.begin());
    this.bij = L.layerGroup().addTo(this.kaart);
    /** @type {Omtrekken|null} */
    this.omtrekken = null;
    /** @type {import("./bron.js").Beeld|null} */
    this.beeld = null;
    /** @type {string|null} the question that the map shows */
    this.getoond = null;
    /** @type {string|null} the question that was asked last */
    this.gevraagd = null;
    this.klok = 0;
    this.omgeving = this.maakOmgeving();
    this.luister();
  }

  // --- asking ---------------------------------------------------------------------------------

  /** Outlines first: they are the map when no tile comes. Then the question. */
  async begin() {
    this.laadt();
    try {
      const url = this.element.dataset.gebieden ?? "/gebieden.json";
      if (!this.omtrekken) this.tekenOmtrekken(await haal(url));
      await this.nieuweVraag();
    } catch (fout) {
      this.misging(fout);
    }
  }

  /** @param {any} geojson */
  tekenOmtrekken(geojson) {
    const bijKlik = (/** @type {import("./omtrekken.js").Gebied} */ g, /** @type {any} */ plek) =>
      this.openGebied(g.niveau, g.slug, [plek.lat, plek.lng]);
    const omtrekken = new Omtrekken(this.kaart, geojson, bijKlik);
    this.kaart.fitBounds(omtrekken.alles, { animate: false });
    this.kaart.setMinZoom(Math.min(11, this.kaart.getZoom()) - 1);
    this.omtrekken = omtrekken;
    omtrekken.kiesNiveau();
    this.kaart.on("moveend", () => this.straks());
  }

  /** The question in the address of the page changed, or is new. */
  async nieuweVraag() {
    const vraag = huidigeVraag();
    if (vraag === this.gevraagd || !this.omtrekken) return;
    this.gevraagd = vraag;
    this.laadt();
    try {
      const overzicht = await this.overzicht.vraag(vraag, { zoom: 0 });
      if (overzicht) await this.toonVraag(vraag, overzicht);
    } catch (fout) {
      this.misging(fout);
    }
  }

  /**
   * @param {string} vraag
   * @param {import("./bron.js").Beeld} overzicht
   */
  toonVraag(vraag, overzicht) {
    const omtrekken = /** @type {Omtrekken} */ (this.omtrekken);
    const plaatsBleef = this.getoond !== null && plaatsVan(vraag) === plaatsVan(this.getoond);
    this.getoond = vraag;
    this.ballon.verdwijn();
    omtrekken.kies(overzicht.gekozen);
    this.legenda.toon(overzicht);
    tekenBij(this.bij, overzicht.bij);
    if (!plaatsBleef || !this.ziet(overzicht.kader)) {
      const kader = passendKader(overzicht, omtrekken, vraag);
      this.kaart.fitBounds(kader, { padding: [16, 16], maxZoom: DICHTBIJ, animate: false });
    }
    return this.ververs();
  }

  /** Is any result in view? @param {[number, number, number, number]|null} [kader] */
  ziet(kader) {
    return !kader || this.kaart.getBounds().intersects(alsBounds(kader));
  }

  straks() {
    clearTimeout(this.klok);
    if (this.getoond === null) return; // nothing to ask, so nothing would end the loading
    this.element.dataset.staat = "laadt";
    this.klok = window.setTimeout(() => this.ververs(), RUST);
  }

  /** Ask what this view shows, and show it. */
  async ververs() {
    clearTimeout(this.klok);
    if (this.getoond === null) return;
    this.laadt();
    try {
      const beeld = await this.bron.vraag(this.getoond, uitsnede(this.kaart));
      if (beeld) this.toon(beeld);
    } catch (fout) {
      this.misging(fout);
    }
  }

  /** @param {unknown} fout A refused question empties the map: the page says what is wrong. */
  misging(fout) {
    const geweigerd = fout instanceof Weigering;
    this.element.dataset.staat = geweigerd ? "klaar" : "stoort";
    if (geweigerd) return this.leeg();
    this.gevraagd = null; // so that trying again does ask again
    return this.melder.stoort();
  }

  /** Without an answer: what stood here belongs to another question than the list. */
  leeg() {
    clearTimeout(this.klok);
    this.bron.laatLos(); // a view still under way would fill the map again
    this.getoond = null;
    this.beeld = null;
    const hadFocus = document.activeElement?.closest("[data-sleutel], .kaart-ballon") != null;
    this.ballon.verdwijn();
    this.omtrekken?.kies([]);
    this.legenda.leeg();
    tekenBij(this.bij, null);
    this.laag.toon([]);
    this.samenloop.licht(null);
    this.rondgang.herstel(hadFocus);
    this.melder.klaar("");
  }

  laadt() {
    this.element.dataset.staat = "laadt";
    this.melder.laadt();
  }

  // --- showing --------------------------------------------------------------------------------

  /** @param {import("./bron.js").Beeld} beeld */
  toon(beeld) {
    this.beeld = beeld;
    const hadFocus = document.activeElement?.closest("[data-sleutel]") != null;
    this.legenda.toon(beeld);
    const dingen = this.dingen(beeld);
    this.laag.toon([...dingen, ...naamItems(this.namen(beeld), beeld, this.omgeving)]);
    this.rondgang.herstel(hadFocus);
    this.samenloop.herstel();
    this.melder.klaar(inBeeld(beeld, this.aantalInBeeld(beeld)));
    this.element.dataset.staat = "klaar";
  }

  /** @param {import("./bron.js").Beeld} beeld */
  dingen(beeld) {
    const plekken = plekItems(beeld.punten, this.omgeving);
    const maak = beeld.niveau === "plek" ? zonderAdresItems : bolItems;
    const rest = maak(beeld, this.omgeving);
    return [...plekken, ...rest.filter((item) => this.isInBeeld(item))];
  }

  /** @param {{lat: number, lon: number}} iets */
  isInBeeld({ lat, lon }) {
    return ruim(this.kaart).contains([lat, lon]);
  }

  /** @param {import("./bron.js").Beeld} beeld */
  aantalInBeeld({ niveau, punten, gebieden }) {
    if (niveau === "plek") return punten.filter((p) => p[1] !== null).length;
    return gebieden.filter(([, , lat, lon]) => this.isInBeeld({ lat, lon })).length;
  }

  /**
   * The names that belong to this picture; so far out that they overlap: none.
   * @param {import("./bron.js").Beeld} beeld
   */
  namen({ niveau }) {
    if (this.kaart.getZoom() < NAMEN_VANAF) return [];
    const ver = this.kaart.getZoom() < 13 && niveau !== "wijk";
    const gebieden = this.omtrekken?.gebieden(ver ? "stadsdeel" : "wijk") ?? [];
    return gebieden.filter((gebied) => this.isInBeeld(gebied));
  }

  toonAlles() {
    if (this.omtrekken) this.kaart.fitBounds(this.omtrekken.alles);
  }

  // --- what a marker does ---------------------------------------------------------------------

  /** @returns {import("./items.js").Omgeving} */
  maakOmgeving() {
    return {
      sprite: this.element.dataset.sprite ?? "",
      soorten: this.soorten,
      gebiedsnaam: (slug) => this.gebiedsnaam(slug),
      breedte: () => this.element.clientWidth,
      pagina: (pad) => this.bron.pagina(pad),
      openPlek: (...alles) => this.openPlek(...alles),
      zoomNaar: (niveau, slug, plek) => this.zoomNaar(niveau, slug, plek),
      openGebied: (niveau, slug, plek, sleutel) => this.openGebied(niveau, slug, plek, sleutel),
    };
  }

  /** @param {string|null} slug */
  gebiedsnaam(slug) {
    if (!slug) return "";
    return this.omtrekken?.naam(slug) || (this.beeld?.gebieden.find((g) => g[0] === slug)?.[1] ?? "");
  }

  /**
   * @param {Node[]} inhoud
   * @param {[number, number]} plek
   * @param {string} naam
   * @param {string} sleutel
   * @param {string} id uuid
   */
  openPlek(inhoud, plek, naam, sleutel, id) {
    this.ballon.open(plek, naam, inhoud, () => this.laag.element(sleutel));
    this.samenloop.kies(id, true);
  }

  /**
   * @param {string} niveau
   * @param {string} slug
   * @param {[number, number]} plek
   */
  zoomNaar(niveau, slug, plek) {
    this.ballon.verdwijn();
    const kader = this.omtrekken?.kader([`${niveau}:${slug}`]);
    const dieper = this.kaart.getZoom() + 1;
    const past = kader ? this.kaart.getBoundsZoom(kader) : dieper + 1;
    this.kaart.setView(kader?.getCenter() ?? plek, Math.max(past, dieper));
  }

  /**
   * @param {string} niveau
   * @param {string} slug
   * @param {[number, number]} plek
   * @param {string} [sleutel] of the name that was activated
   */
  openGebied(niveau, slug, plek, sleutel = `naam:${niveau}:${slug}`) {
    const gebied = this.omtrekken?.vlakken.get(`${niveau}:${slug}`)?.gebied;
    if (!gebied) return;
    const bollen = this.beeld?.niveau === niveau ? this.beeld.gebieden : [];
    const inhoud = gebiedInhoud(gebied, bollen.find((bol) => bol[0] === slug), this.omgeving);
    this.ballon.open(plek, gebied.naam, inhoud, () => this.laag.element(sleutel));
  }

  // --- in step with the list ------------------------------------------------------------------

  luister() {
    const nieuw = () => this.nieuweVraag();
    ["htmx:afterSettle", "htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore"]
      .forEach((naam) => document.addEventListener(naam, nieuw));
    document.addEventListener("htmx:afterSettle", () => this.samenloop.herstel());
    window.addEventListener("popstate", nieuw);
    this.kaart.on("popupclose", () => this.samenloop.kies(null));
    this.element.addEventListener("focusin", (e) => this.lichtGebied(e.target, true));
    this.element.addEventListener("focusout", (e) => this.lichtGebied(e.target, false));
    new ResizeObserver(() => this.kaart.invalidateSize({ pan: false })).observe(this.element);
  }

  /**
   * @param {EventTarget|null} doel
   * @param {boolean} aan
   */
  lichtGebied(doel, aan) {
    const sleutel = doel instanceof HTMLElement ? doel.dataset.sleutel ?? "" : "";
    if (/^(bol|naam):/.test(sleutel)) this.omtrekken?.licht(sleutel.replace(/^\w+:/, ""), aan);
  }
}
