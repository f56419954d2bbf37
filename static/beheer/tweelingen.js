// While somebody types a new entry: which entries look like it? The server compares what the form
// holds so far and answers with a list in words. Nothing typed comes in a web address.

const WACHT = 400; // milliseconds of rest before we ask
const VELDEN = ["naam", "soort", "postcode", "huisnummer", "toevoeging", "lat", "lon", "website"];
const BEREIK = /^contacten-\d+-(telefoon|email)$/;

class Tweelingen {
  constructor(blok) {
    this.blok = blok;
    this.formulier = blok.closest("form");
    this.formulier.elements.naam?.closest(".form-row")?.after(blok);
    this.formulier.addEventListener("input", (gebeurtenis) => this.getypt(gebeurtenis.target));
    this.formulier.addEventListener("change", (gebeurtenis) => this.getypt(gebeurtenis.target));
  }

  getypt(veld) {
    if (!telt(veld.name)) return;
    clearTimeout(this.klok);
    this.klok = setTimeout(() => this.vraag(), WACHT);
  }

  gegevens() {
    const alles = [...new FormData(this.formulier)];
    const gegevens = new URLSearchParams(alles.filter(([naam]) => telt(naam)));
    gegevens.set("csrfmiddlewaretoken", this.formulier.elements.csrfmiddlewaretoken.value);
    return gegevens;
  }

  async vraag() {
    this.bezig?.abort();
    this.bezig = new AbortController();
    try {
      const antwoord = await fetch(this.blok.dataset.adres, {
        method: "POST",
        body: this.gegevens(),
        signal: this.bezig.signal,
      });
      this.toon(antwoord.ok ? (await antwoord.text()).trim() : "");
    } catch (fout) {
      if (fout.name !== "AbortError") this.toon(""); // no network: the form asks again on saving
    }
  }

  // The same answer is not put there again: a screen reader would read it out again.
  toon(html) {
    if (html === this.getoond) return;
    this.getoond = html;
    this.blok.innerHTML = html;
  }
}

function telt(naam) {
  return VELDEN.includes(naam) || BEREIK.test(naam);
}

document.querySelectorAll(".tweelingen").forEach((blok) => new Tweelingen(blok));
