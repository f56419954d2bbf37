// Data: the cards of the list and the markers of one layer. Shows in both which entry is meant.

import { kiesInLijst, volgLijst } from "./lijst.js";
import { ringIcoon } from "./tekens.js";

/** What is pointed at or chosen in the list lights up on the map, and the other way round. */
export class Samenloop {
  /**
   * @param {any} kaart Leaflet map
   * @param {import("./laag.js").Laag} laag
   */
  constructor(kaart, laag) {
    this.kaart = kaart;
    this.laag = laag;
    this.ring = maakRing();
    /** @type {string|null} uuid */
    this.gekozen = null;
    volgLijst({
      bekijkt: (kaartje) => this.licht(kaartje),
      staatOp: (kaartje) => this.brengInBeeld(kaartje),
      kiest: (kaartje) => this.kiesKaartje(kaartje),
    });
  }

  /**
   * @param {string|null} id uuid
   * @param {boolean} [breng] bring its card into view
   */
  kies(id, breng = false) {
    this.gekozen = id;
    this.herstel(breng);
  }

  /**
   * After markers or cards were made anew.
   * @param {boolean} [breng]
   */
  herstel(breng = false) {
    this.laag.merk("is-gekozen", this.gekozen);
    kiesInLijst(this.gekozen, breng);
  }

  /** @param {import("./lijst.js").Kaartje} kaartje */
  kiesKaartje(kaartje) {
    this.kies(kaartje.id);
    this.licht(kaartje);
    this.brengInBeeld(kaartje);
  }

  /**
   * Light up the place of a card; a ring where no marker stands for it now.
   * @param {import("./lijst.js").Kaartje|null} kaartje
   */
  licht(kaartje) {
    const staat = this.laag.merk("is-uitgelicht", kaartje?.id ?? null);
    if (!kaartje || staat || kaartje.lat === null) this.ring.remove();
    else this.ring.setLatLng([kaartje.lat, kaartje.lon]).addTo(this.kaart);
  }

  /**
   * Only when it is out of view, and only for focus and a click: a map that runs after the pointer
   * makes dizzy.
   * @param {import("./lijst.js").Kaartje} kaartje
   */
  brengInBeeld({ lat, lon }) {
    if (lat === null) return;
    this.kaart.whenReady(() => this.kaart.panInside([lat, lon], { padding: [48, 48] }));
  }
}

/** A ring that points and cannot be pointed at. */
function maakRing() {
  const opties = { icon: ringIcoon(), interactive: false, keyboard: false, pane: "aanwijzing" };
  return L.marker([0, 0], opties);
}
