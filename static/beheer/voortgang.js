// How far a long import is. The server tells it in a small JSON answer; when the work is done or has
// stopped, the same page shows what came of it. So a reload at any moment shows what is true.

const WACHT = 1000; // milliseconds between two questions
const LANGST = 15000; // when the server does not answer
const VERTEL = 5000; // a screen reader hears the text no more often than this

class Voortgang {
  constructor(blok) {
    this.blok = blok;
    this.balk = blok.querySelector("progress");
    this.tekst = blok.querySelector(".voortgang-tekst");
    this.wacht = WACHT;
    this.verteld = 0;
    this.later();
  }

  later() {
    setTimeout(() => this.vraag(), this.wacht);
  }

  async vraag() {
    try {
      const antwoord = await fetch(this.blok.dataset.adres, { headers: { Accept: "application/json" } });
      if (!antwoord.ok || antwoord.redirected) throw new Error(antwoord.status);
      this.wacht = WACHT;
      this.toon(await antwoord.json());
    } catch {
      this.wacht = Math.min(this.wacht * 2, LANGST);
      this.zeg(this.blok.dataset.geenVerbinding, true);
      this.later();
    }
  }

  toon(stand) {
    if (stand.klaar || stand.gestopt) {
      window.location.reload();
      return;
    }
    if (stand.totaal) {
      this.balk.max = stand.totaal;
      this.balk.value = stand.gedaan;
    } else {
      this.balk.removeAttribute("value");
    }
    this.zeg(stand.tekst, false);
    this.later();
  }

  zeg(tekst, meteen) {
    if (tekst === this.tekst.textContent) return;
    if (!meteen && Date.now() - this.verteld < VERTEL) return;
    this.verteld = Date.now();
    this.tekst.textContent = tekst;
  }
}

document.querySelectorAll(".voortgang").forEach((blok) => new Voortgang(blok));
