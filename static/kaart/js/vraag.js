// Data: the address of the page, and the filter form on it.

const NIET_VAN_DE_VRAAG = ["pagina", "bbox", "zoom"];
const PLAATS = ["stadsdeel", "wijk", "bij", "straal"];

/** @returns {string} the question in the address of the page, without what is not part of it */
export function huidigeVraag() {
  const delen = [...new URLSearchParams(location.search)];
  const vraag = delen.filter(([naam, waarde]) => waarde && !NIET_VAN_DE_VRAAG.includes(naam));
  return String(new URLSearchParams(vraag));
}

/**
 * Only what a question says about place: when that stays the same, so does the view.
 * @param {string} vraag
 */
export function plaatsVan(vraag) {
  const delen = [...new URLSearchParams(vraag)].filter(([naam]) => PLAATS.includes(naam));
  return String(new URLSearchParams(delen));
}

/**
 * Ask for one area: through its box in the form, so that page and list follow; else by address.
 * @param {string} niveau "wijk" or "stadsdeel", also the name of the parameter
 * @param {string} slug
 */
export function filterOp(niveau, slug) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const alle = document.querySelectorAll("form :is([name='wijk'], [name='stadsdeel'])");
  const vakjes = [...alle];
  const gevraagd = vakjes.find((vakje) => vakje.name === niveau && vakje.value === slug);
  if (!gevraagd?.form) return gaNaar(niveau, slug);
  vakjes.forEach((vakje) => { vakje.checked = vakje === gevraagd; });
  gevraagd.form.requestSubmit();
}

/**
 * @param {string} niveau
 * @param {string} slug
 */
function gaNaar(niveau, slug) {
  const vraag = new URLSearchParams(huidigeVraag());
  ["wijk", "stadsdeel"].forEach((naam) => vraag.delete(naam));
  vraag.append(niveau, slug);
  location.search = String(vraag);
}
