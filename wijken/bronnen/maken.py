"""Make the plan of an import of areas from a file or an address."""

import re
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from wijken.bestanden import BestandOngeldig
from wijken.bronnen.inlezen import Inhoud, lees_in
from wijken.bronnen.plan import Gebiedsplan
from wijken.bronnen.vereenvoudigen import Vereenvoudigd, vereenvoudig
from wijken.bronnen.vergelijken import Vergelijking
from wijken.ophalen import Client

GEMEENTE = re.compile(r"GM[0-9]{4}")
ADRES = "https://api.pdok.nl/cbs/wijken-en-buurten-{jaar}/ogc/v1"
JAAR = 2025


def standaard_adres(jaar: int | None = None) -> str:
    """Give where areas come from when nobody says: the CBS areas of a year at PDOK."""
    return ADRES.format(jaar=jaar or JAAR)


def maak_gebiedsplan(  # noqa: PLR0913  (each is a question of its own, by name)
    bron: str | Path,
    gemeente: str,
    *,
    jaar: int | None = None,
    bijwerken: bool = False,
    bronvermelding: str = "",
    client: Client | None = None,
) -> Gebiedsplan:
    """Read a file or an address and say what would change in a municipality; writes nothing.

    With `bijwerken` the source also wins over what a human changed. `jaar` is the year of the
    source, `bronvermelding` what is kept as origin. Raises `BestandOngeldig` and
    `OnbereikbareBron` with one Dutch sentence.
    """
    code = gemeente.strip().upper()
    if not GEMEENTE.fullmatch(code):
        tekst = _("‘%s’ is geen gemeentecode. Goed is GM en vier cijfers, zoals GM0344.")
        raise BestandOngeldig(tekst % gemeente[:20])
    inhoud = lees_in(bron, code, jaar or _jaar_in(str(bron)), client)
    klein = vereenvoudig([rij.vlak for rij in inhoud.buurten])
    plan = _begin(inhoud, code, klein)
    herkomst = (bronvermelding or _herkomst(inhoud))[:250]
    Vergelijking(plan, inhoud, herkomst, bijwerken).vul(klein.vlakken)
    return plan


def _begin(inhoud: Inhoud, code: str, klein: Vereenvoudigd) -> Gebiedsplan:
    plan = Gebiedsplan(
        bron=inhoud.naam,
        gemeente=code,
        gemeentenaam=inhoud.gemeentenaam or settings.KAART["plaats"],
        vingerafdruk=inhoud.vingerafdruk,
        jaar=inhoud.jaar,
        geweigerd=inhoud.geweigerd,
        overgeslagen=inhoud.overgeslagen,
        punten_voor=klein.punten_voor,
        punten_na=klein.punten_na,
    )
    plan.let_op += _over_omtrekken(inhoud, klein)
    return plan


def _over_omtrekken(inhoud: Inhoud, klein: Vereenvoudigd) -> Iterable[str]:
    if not klein.sluitend:
        yield _("Niet alle omtrekken sluiten na het vereenvoudigen nog precies op elkaar aan.")
    codes = [rij.kenmerk.code for rij in inhoud.buurten]
    for een, ander, m2 in klein.overlap:
        tekst = _("%(een)s en %(ander)s overlappen elkaar in de bron (%(m2)s m²).")
        yield tekst % {"een": codes[een], "ander": codes[ander], "m2": m2}


def _jaar_in(adres: str) -> int | None:
    """Read the year off an address; a file says it by itself."""
    if not adres.lower().startswith(("http://", "https://")):
        return None
    jaren = re.findall(r"(?<![0-9])20[0-9]{2}(?![0-9])", adres)
    return int(jaren[-1]) if jaren else JAAR


def _herkomst(inhoud: Inhoud) -> str:
    if "://api.pdok.nl/cbs/" in inhoud.naam:
        return _("CBS, wijken en buurten %s (CC BY 4.0), via PDOK") % inhoud.jaar
    return inhoud.naam[:200]
