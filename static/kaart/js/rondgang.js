// Data: the markers of one layer. One tab stop for all of them; the arrow keys walk along.

/** @type {Record<string, number>} */
const STAP = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Roving tabindex over the markers of a layer, from north to south. */
export class Rondgang {
  /**
   * @param {any} kaart Leaflet map
   * @param {import("./laag.js").Laag} laag
   */
  constructor(kaart, laag) {
    this.kaart = kaart;
    this.laag = laag;
    /** @type {string|null} */
    this.huidig = null;
    /** @type {HTMLElement} */
    const vlak = kaart.getContainer();
    vlak.addEventListener("keydown", (e) => this.toets(e));
    vlak.addEventListener("focusin", (e) => this.onthoud(e));
  }

  /** @returns {string[]} keys in walking order */
  volgorde() {
    const items = [...this.laag.staat.values()].map((deel) => deel.item);
    items.sort((a, b) => b.lat - a.lat || a.lon - b.lon || a.sleutel.localeCompare(b.sleutel));
    return items.map((item) => item.sleutel);
  }

  /**
   * After a change: exactly one marker is a tab stop. Who stood on one that went gets the nearest.
   * @param {boolean} hadFocus
   */
  herstel(hadFocus) {
    if (!this.huidig || !this.laag.element(this.huidig)) this.huidig = this.dichtstBij();
    this.laag.staat.forEach((deel, sleutel) => {
      deel.marker.getElement().tabIndex = sleutel === this.huidig ? 0 : -1;
    });
    if (hadFocus && !this.kaart.getContainer().contains(document.activeElement)) this.vangOp();
  }

  /** @returns {string|null} key of the marker nearest to the middle of the view */
  dichtstBij() {
    const midden = this.kaart.getCenter();
    let beste = null;
    let afstand = Infinity;
    this.laag.staat.forEach(({ marker }, sleutel) => {
      const ver = midden.distanceTo(marker.getLatLng());
      if (ver < afstand) [beste, afstand] = [sleutel, ver];
    });
    return beste;
  }

  vangOp() {
    const element = this.huidig ? this.laag.element(this.huidig) : null;
    (element ?? this.kaart.getContainer()).focus({ preventScroll: true });
  }

  /** @param {FocusEvent} e */
  onthoud(e) {
    const sleutel = sleutelVan(e.target);
    if (sleutel) this.maakHuidig(sleutel);
  }

  /** @param {string} sleutel */
  maakHuidig(sleutel) {
    const vorig = this.huidig ? this.laag.element(this.huidig) : null;
    if (vorig) vorig.tabIndex = -1;
    this.huidig = sleutel;
    this.laag.element(sleutel).tabIndex = 0;
  }

  /** @param {KeyboardEvent} e */
  toets(e) {
    const sleutel = sleutelVan(e.target);
    if (!sleutel || e.altKey || e.ctrlKey || e.metaKey) return;
    const doe = this.handeling(e.key, sleutel);
    if (!doe) return;
    e.preventDefault();
    e.stopPropagation();
    doe();
  }

  /**
   * @param {string} toets
   * @param {string} sleutel
   * @returns {(() => void)|null}
   */
  handeling(toets, sleutel) {
    if (toets === "Enter" || toets === " ") return () => this.laag.open(sleutel);
    if (toets === "+" || toets === "=") return () => this.kaart.zoomIn();
    if (toets === "-") return () => this.kaart.zoomOut();
    if (toets in STAP || toets === "Home" || toets === "End") return () => this.loop(toets, sleutel);
    return null;
  }

  /**
   * @param {string} toets
   * @param {string} sleutel
   */
  loop(toets, sleutel) {
    const rij = this.volgorde();
    const plaats = rij.indexOf(sleutel) + (STAP[toets] ?? 0);
    if (toets === "Home") this.ga(rij[0]);
    else if (toets === "End") this.ga(rij[rij.length - 1]);
    else this.ga(rij[(plaats + rij.length) % rij.length]);
  }

  /** @param {string} sleutel */
  ga(sleutel) {
    this.maakHuidig(sleutel);
    this.laag.element(sleutel).focus({ preventScroll: true });
    this.kaart.panInside(this.laag.staat.get(sleutel)?.marker.getLatLng(), { padding: [60, 60] });
  }
}

/**
 * @param {EventTarget|null} doel
 * @returns {string|null}
 */
function sleutelVan(doel) {
  return doel instanceof HTMLElement ? doel.dataset.sleutel ?? null : null;
}
