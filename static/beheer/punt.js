// A map to pick a point on, beside the two number fields, which stay the truth: they are what is
// sent. Without this script, or without tiles, they and the outlines of the areas remain.

import "../leaflet/leaflet.js";

const L = window.L;
const STAP = 0.00005; // degrees of latitude in one press of an arrow key: about 5 metres
const GROTE_STAP = 20; // times as far with Shift
const DECIMALEN = 6;
const PIJLEN = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const LAND = [[50.7, 3.3], [53.6, 7.2]]; // shown when there is neither a point nor an outline

function getal(tekst) {
  const waarde = Number.parseFloat(String(tekst).replace(",", "."));
  return Number.isFinite(waarde) ? waarde : null;
}

class Puntkiezer {
  constructor(blok) {
    this.blok = blok;
    this.stand = blok.querySelector(".puntkiezer-stand");
    this.velden = ["lat", "lon"].map((naam) => document.getElementById(`id_${naam}`));
    this.wijzigbaar = this.velden.every(Boolean);
    blok.hidden = false;
    this.kaart = this.maakKaart();
    this.speld = this.maakSpeld();
    this.luister();
    this.toon(this.gelezen(), true);
    this.tekenGebieden();
  }

  maakKaart() {
    const kaart = L.map(this.blok.querySelector(".puntkiezer-kaart"), { zoomControl: false });
    const { in: inzoomen, uit: uitzoomen } = this.stand.dataset;
    L.control.zoom({ zoomInTitle: inzoomen, zoomOutTitle: uitzoomen }).addTo(kaart);
    kaart.attributionControl.setPrefix("");
    L.tileLayer(this.blok.dataset.tegels, { attribution: this.blok.dataset.bron, maxZoom: 19 }).addTo(kaart);
    return kaart.fitBounds(LAND);
  }

  maakSpeld() {
    const icoon = L.divIcon({ className: "puntkiezer-speld", iconSize: [26, 26], iconAnchor: [13, 31] });
    return L.marker([0, 0], {
      icon: icoon,
      draggable: this.wijzigbaar,
      autoPan: true,
      keyboard: true,
      title: this.blok.dataset.naam,
      alt: this.stand.dataset.marker,
    });
  }

  luister() {
    if (!this.wijzigbaar) {
      this.blok.querySelector(".puntkiezer-knoppen").hidden = true;
      this.blok.querySelector(".puntkiezer-hulp").hidden = true;
      return;
    }
    this.kaart.on("click", (gebeurtenis) => this.zet(gebeurtenis.latlng));
    this.speld.on("dragend", () => this.zet(this.speld.getLatLng()));
    this.velden.forEach((veld) => veld.addEventListener("input", () => this.toon(this.gelezen(), true)));
    this.blok.addEventListener("click", (gebeurtenis) => this.knop(gebeurtenis.target.dataset?.doe));
  }

  knop(doe) {
    if (doe === "midden") {
      this.zet(this.kaart.getCenter());
      this.speld.getElement().focus();
    } else if (doe === "weg") {
      this.zet(null);
    }
  }

  // The point that the fields hold (or, when they may not be edited, the page); null when none.
  gelezen() {
    const bron = this.wijzigbaar
      ? this.velden.map((veld) => veld.value)
      : [this.blok.dataset.lat, this.blok.dataset.lon];
    const [lat, lon] = bron.map(getal);
    const binnen = lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
    return binnen ? L.latLng(lat, lon) : null;
  }

  zet(punt) {
    const waarden = punt ? [punt.lat, punt.wrap().lng].map((n) => n.toFixed(DECIMALEN)) : ["", ""];
    this.velden.forEach((veld, nummer) => { veld.value = waarden[nummer]; });
    this.toon(this.gelezen(), false);
  }

  toon(punt, schuif) {
    const { geen, punt: woord } = this.stand.dataset;
    this.stand.textContent = punt ? `${woord}: ${punt.lat.toFixed(5)}, ${punt.lng.toFixed(5)}` : geen;
    if (!punt) {
      this.speld.remove();
      return;
    }
    this.speld.setLatLng(punt);
    if (!this.kaart.hasLayer(this.speld)) {
      this.speld.addTo(this.kaart);
      this.speld.getElement().addEventListener("keydown", (toets) => this.pijl(toets));
    }
    if (schuif) this.kaart.setView(punt, Math.max(this.kaart.getZoom(), 16), { animate: false });
  }

  pijl(toets) {
    const richting = PIJLEN[toets.key];
    if (!richting || !this.wijzigbaar) return;
    toets.preventDefault();
    toets.stopPropagation();
    const stap = STAP * (toets.shiftKey ? GROTE_STAP : 1);
    const { lat, lng } = this.speld.getLatLng();
    const breedte = stap / Math.cos((lat * Math.PI) / 180); // as many metres east as north
    this.zet(L.latLng(lat + richting[0] * stap, lng + richting[1] * breedte));
    if (!this.kaart.getBounds().contains(this.speld.getLatLng())) {
      this.kaart.panTo(this.speld.getLatLng(), { animate: false });
    }
  }

  async tekenGebieden() {
    const antwoord = await fetch(this.blok.dataset.gebieden).catch(() => null);
    if (!antwoord?.ok) return;
    const gebieden = await antwoord.json();
    const laag = L.geoJSON(gebieden, {
      interactive: false,
      filter: (feature) => feature.properties.niveau === "wijk",
      style: { color: "#17624a", weight: 1, opacity: 0.7, fill: false },
    }).addTo(this.kaart);
    if (!this.gelezen() && laag.getBounds().isValid()) {
      this.kaart.fitBounds(laag.getBounds(), { animate: false });
    }
  }
}

document.querySelectorAll(".puntkiezer").forEach((blok) => new Puntkiezer(blok));
