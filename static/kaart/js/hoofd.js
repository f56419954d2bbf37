// Data: none. Starts the map of the search page as soon as it can be seen, and the small maps.

import "./plek.js";
import { zodraZichtbaar } from "./zichtbaar.js";
import { Zoekkaart } from "./zoekkaart.js";

const vlak = document.querySelector("#kaart.kaartvlak");
if (vlak instanceof HTMLElement) zodraZichtbaar(vlak, () => new Zoekkaart(vlak).begin());
