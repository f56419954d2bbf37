// Data: /gebieden.json, outlines of stadsdelen and wijken. They also stand in for the tiles.

const WIJKEN_VANAF = 12; // farther out only the stadsdelen are drawn

/**
 * @typedef {object} Gebied what gebieden.json tells of an area
 * @property {string} slug
 * @property {string} naam
 * @property {"stadsdeel"|"wijk"} niveau
 * @property {string} zekerheid
 * @property {string|null} [stadsdeel] slug of the stadsdeel that it lies in
 * @property {number} lat
 * @property {number} lon
 */

/** The outlines by level; quiet lines that light up and can be chosen. */
export class Omtrekken {
  /**
   * @param {any} kaart Leaflet map
   * @param {any} geojson
   * @param {(gebied: Gebied, plek: any) => void} bijKlik
   */
  constructor(kaart, geojson, bijKlik) {
    this.kaart = kaart;
    /** @type {Map<string, {gebied: Gebied, vlak: any}>} */
    this.vlakken = new Map();
    /** @type {Record<string, any>} */
    this.groepen = { stadsdeel: L.layerGroup(), wijk: L.layerGroup() };
    const voegToe = (/** @type {any} */ feature, /** @type {any} */ vlak) =>
      this.voegToe(feature.properties, vlak, bijKlik);
    L.geoJSON(geojson, { style: stijl, onEachFeature: voegToe });
    this.alles = L.featureGroup([...this.vlakken.values()].map((v) => v.vlak)).getBounds();
    kaart.on("zoomend", () => this.kiesNiveau());
  }

  /**
   * @param {Gebied} gebied
   * @param {any} vlak
   * @param {(gebied: Gebied, plek: any) => void} bijKlik
   */
  voegToe(gebied, vlak, bijKlik) {
    this.vlakken.set(`${gebied.niveau}:${gebied.slug}`, { gebied, vlak });
    this.groepen[gebied.niveau].addLayer(vlak);
    vlak.on("click", (/** @type {any} */ e) => bijKlik(gebied, e.latlng));
  }

  /** The level that fits the zoom. @returns {"stadsdeel"|"wijk"} */
  niveau() {
    const ver = this.kaart.getZoom() < WIJKEN_VANAF;
    return ver && this.groepen.stadsdeel.getLayers().length ? "stadsdeel" : "wijk";
  }

  /** Wijken below, stadsdelen as a line above them; only the level in use can be clicked. */
  kiesNiveau() {
    const niveau = this.niveau();
    this.kaart.getContainer().dataset.niveau = niveau;
    const aan = niveau === "wijk" ? ["wijk", "stadsdeel"] : ["stadsdeel"];
    for (const [naam, groep] of Object.entries(this.groepen)) {
      if (aan.includes(naam)) groep.addTo(this.kaart);
      else groep.remove();
    }
    this.legOpOrde();
  }

  /** Lines of stadsdelen over those of wijken, what was asked over both. */
  legOpOrde() {
    this.groepen.stadsdeel.invoke("bringToFront");
    this.vlakken.forEach(({ vlak }) => {
      if (vlak.getElement()?.classList.contains("is-gekozen")) vlak.bringToFront();
    });
  }

  /**
   * Strong outlines for what was asked; the rest pales, but not what lies inside.
   * @param {string[]} sleutels as "level:slug"
   */
  kies(sleutels) {
    this.kaart.getContainer().classList.toggle("heeft-keuze", sleutels.length > 0);
    this.vlakken.forEach(({ vlak }, sleutel) => {
      klasse(vlak, "is-gekozen", sleutels.includes(sleutel));
      klasse(vlak, "is-binnen", sleutels.includes(this.boven(sleutel)));
    });
    this.legOpOrde();
  }

  /** The stadsdeel around a wijk. @param {string} sleutel */
  boven(sleutel) {
    if (!sleutel.startsWith("wijk:")) return "";
    return `stadsdeel:${this.vlakken.get(sleutel)?.gebied.stadsdeel}`;
  }

  /**
   * Light up one outline, as when its name has focus.
   * @param {string} sleutel
   * @param {boolean} aan
   */
  licht(sleutel, aan) {
    const deel = this.vlakken.get(sleutel);
    if (deel) klasse(deel.vlak, "is-aan", aan);
  }

  /**
   * @param {string[]} sleutels
   * @returns {any} the box around these outlines, null when there are none
   */
  kader(sleutels) {
    const delen = sleutels.map((s) => this.vlakken.get(s)?.vlak).filter(Boolean);
    return delen.length ? L.featureGroup(delen).getBounds() : null;
  }

  /** @param {string} slug of a wijk */
  naam(slug) {
    return this.vlakken.get(`wijk:${slug}`)?.gebied.naam ?? "";
  }

  /** @param {"stadsdeel"|"wijk"} niveau */
  gebieden(niveau) {
    return [...this.vlakken.values()].map((v) => v.gebied).filter((g) => g.niveau === niveau);
  }
}

/** @param {any} feature */
function stijl(feature) {
  const { niveau, zekerheid } = feature.properties;
  const onzeker = zekerheid === "zeker" ? "" : " kaart-omtrek--benadering";
  return { className: `kaart-omtrek kaart-omtrek--${niveau}${onzeker}`, weight: 1 };
}

/**
 * Leaflet forgets classes when a layer is drawn anew: they are kept in its options too.
 * @param {any} vlak
 * @param {string} naam
 * @param {boolean} aan
 */
function klasse(vlak, naam, aan) {
  const klassen = new Set(vlak.options.className.split(" "));
  klassen[aan ? "add" : "delete"](naam);
  vlak.options.className = [...klassen].join(" ");
  vlak.getElement()?.classList.toggle(naam, aan);
}
