// Data: none. The Dutch sentences of the map: every number that the map shows, in words.

/**
 * @param {number} aantal
 * @param {string} een
 * @param {string} meer
 */
function telwoord(aantal, een, meer) {
  return `${aantal} ${aantal === 1 ? een : meer}`;
}

/** @param {number} aantal */
export const plekken = (aantal) => telwoord(aantal, "plek", "plekken");

/** @param {number} aantal */
function ookHier(aantal) {
  return telwoord(aantal, "organisatie werkt er ook", "organisaties werken er ook");
}

/**
 * What lies in an area and what works there too.
 * @param {number} ligt
 * @param {number} werkt
 */
export function inGebied(ligt, werkt) {
  if (!ligt) return werkt ? `geen plek, wel ${ookHier(werkt).replace(" ook", "")}` : "geen plek";
  return werkt ? `${plekken(ligt)}, ${ookHier(werkt)}` : plekken(ligt);
}

/**
 * The accessible name of a bubble.
 * @param {string} naam
 * @param {number} ligt
 * @param {number} werkt
 */
export function naamVanBol(naam, ligt, werkt) {
  return `${naam}: ${inGebied(ligt, werkt)}. Zoom in.`;
}

/** @param {number} aantal */
export const zonderAdres = (aantal) => `${aantal} zonder precies adres`;

/**
 * How the total of the list is made up, so that map and list visibly agree.
 * @param {import("./bron.js").Beeld} beeld
 */
export function telling(beeld) {
  if (!beeld.totaal) return "Geen resultaten op de kaart.";
  const delen = [
    [beeld.metPunt, "op de kaart"],
    [beeld.metWijk, "alleen bekend per wijk"],
    [beeld.zonderPlek, "zonder vaste plek"],
  ];
  const zinsdelen = delen.filter(([aantal]) => aantal).map(([aantal, tekst]) => `${aantal} ${tekst}`);
  return `${telwoord(beeld.totaal, "resultaat", "resultaten")}: ${opgesomd(zinsdelen)}.`;
}

/**
 * Where one entry lies.
 * @param {string} wijk its name, empty when unknown
 * @param {boolean} benaderd whether only its postcode is known
 */
export function plaats(wijk, benaderd) {
  const delen = [wijk && `In ${wijk}`, benaderd && "plek bij benadering"].filter(Boolean).join(", ");
  return delen && delen[0].toUpperCase() + delen.slice(1);
}

/** @param {string[]} delen */
export function opgesomd(delen) {
  if (delen.length < 2) return delen.join("");
  return `${delen.slice(0, -1).join(", ")} en ${delen.at(-1)}`;
}

/**
 * What the map shows now, for who cannot see it change.
 * @param {import("./bron.js").Beeld} beeld
 * @param {number} aantal places and bubbles on the map
 */
export function inBeeld(beeld, aantal) {
  if (beeld.niveau === "plek") return `De kaart toont ${telwoord(aantal, "plek", "plekken")}.`;
  const [een, meer] = beeld.niveau === "wijk" ? ["wijk", "wijken"] : ["stadsdeel", "stadsdelen"];
  return `De kaart toont ${telwoord(aantal, een, meer)}.`;
}

export const TOETSEN =
  "Pijltjestoetsen schuiven de kaart, plus en min zoomen. Tab gaat naar de plekken; " +
  "met de pijltjes loopt u erlangs en Enter opent er een. Alles op de kaart staat ook in de lijst.";
