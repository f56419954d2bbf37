// Data: none. Says what the map is doing: loading, not reachable, or what it shows now.

import { el, knop } from "./dom.js";
import { hoek } from "./hoek.js";

const WACHT = 400; // ms; a quick answer needs no word

/** One status line in the map, for eye and ear. */
export class Melder {
  /**
   * @param {any} kaart Leaflet map
   * @param {() => void} opnieuw
   */
  constructor(kaart, opnieuw) {
    this.kaart = kaart;
    this.tekst = el("span", { role: "status", class: "kaart-status__tekst" });
    this.knop = knop("Opnieuw proberen", opnieuw, { hidden: "" });
    this.vak = el("div", { class: "kaart-status" }, this.tekst, this.knop);
    this.klok = 0;
    hoek(kaart, "topleft", this.vak);
  }

  laadt() {
    clearTimeout(this.klok);
    this.klok = window.setTimeout(() => this.zeg("Kaart laadt …", "laadt"), WACHT);
  }

  stoort() {
    clearTimeout(this.klok);
    this.zeg("De kaart kan nu niet laden. De lijst werkt wel.", "stoort");
  }

  /**
   * What the map shows now; heard only by who is in the map, the page tells its own numbers.
   * @param {string} tekst
   */
  klaar(tekst) {
    clearTimeout(this.klok);
    this.zeg(this.kaart.getContainer().contains(document.activeElement) ? tekst : "", "stil");
  }

  /**
   * @param {string} tekst
   * @param {"laadt"|"stoort"|"stil"} stand
   */
  zeg(tekst, stand) {
    this.vak.dataset.stand = stand;
    this.knop.hidden = stand !== "stoort";
    if (this.tekst.textContent !== tekst) this.tekst.textContent = tekst;
  }
}
