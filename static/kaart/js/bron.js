// Data: /punten.json (what to show for a question) and /gebieden.json (outlines), both our own.

/**
 * @typedef {[string, string, number, number, number, number]} Gebiedrij
 *   slug, name, lat, lon, located there, also working there
 * @typedef {[string, number|null, number|null, number, string, string, string|null, true?]} Puntrij
 *   uuid, lat, lon, kind, name, slug, slug of the area that it counts in, place is approximate
 * @typedef {object} Beeld
 * @property {"stadsdeel"|"wijk"|"plek"} niveau
 * @property {number} totaal
 * @property {number} metPunt
 * @property {number} metWijk
 * @property {number} zonderPlek
 * @property {Gebiedrij[]} gebieden
 * @property {Puntrij[]} punten
 * @property {string[]} gekozen outlines of the asked areas, as "level:slug"
 * @property {[number, number, number|null, boolean]|null} bij lat, lon, km, approximate
 * @property {[number, number, number, number]|null} [kader] west, south, east, north of all places; only
 *   when the whole answer was asked, as are the kinds
 * @property {[number, string, string, string][]} [soorten] key, slug, name, group
 */

/** The question itself is refused (4xx): the page says why, the map is empty. */
export class Weigering extends Error {}

/**
 * @param {string} url
 * @param {AbortSignal} [signaal]
 * @returns {Promise<any>}
 */
export async function haal(url, signaal) {
  const antwoord = await fetch(url, { signal: signaal, headers: { Accept: "application/json" } });
  if (antwoord.status >= 400 && antwoord.status < 500) throw new Weigering(url);
  if (!antwoord.ok) throw new Error(`${antwoord.status} ${url}`);
  return antwoord.json();
}

/** Asks for one picture at a time: a newer question lets go of the one that is still under way. */
export class Puntenbron {
  /** @param {string} url address of punten.json, possibly with a question of its own */
  constructor(url) {
    this.url = new URL(url, document.baseURI);
    this.bezig = new AbortController();
  }

  /**
   * @param {string} vraag query string
   * @param {Record<string, string|number>} uitsnede bbox and zoom
   * @returns {Promise<Beeld|null>} null when a newer question took its place
   */
  async vraag(vraag, uitsnede) {
    this.bezig.abort();
    this.bezig = new AbortController();
    const { signal } = this.bezig;
    try {
      return await haal(this.adres(vraag, uitsnede), signal);
    } catch (fout) {
      if (signal.aborted) return null;
      throw fout;
    }
  }

  /** Whatever is under way is no longer wanted. */
  laatLos() {
    this.bezig.abort();
  }

  /**
   * @param {string} vraag
   * @param {Record<string, string|number>} uitsnede
   */
  adres(vraag, uitsnede) {
    const adres = new URL(this.url);
    new URLSearchParams(vraag).forEach((waarde, naam) => adres.searchParams.append(naam, waarde));
    Object.entries(uitsnede).forEach(([naam, w]) => adres.searchParams.set(naam, String(w)));
    return adres.href;
  }

  /**
   * The address of another page of this site, in the language of this one.
   * @param {string} pad such as "organisaties/slug/"
   */
  pagina(pad) {
    return new URL(pad, this.url).pathname;
  }
}
