"""The columns of the tables (CSV and XLSX): codes, headings and how each value is written.

Everything is text in Dutch notation: a comma in decimals, ja/nee, several values with "; "
between them. Days are ISO 8601, which every spreadsheet reads as a day. The codes stand in
addresses (``?kolommen=naam,telefoon``) and keep meaning what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kaart.uitvoer.rijen import Bereik, Rij
from organisaties.models import Contact
from organisaties.telefoon import telefoon

JA_NEE = {True: "ja", False: "nee", None: ""}
INGANG, PERSOON = "ingang", "persoon"  # what one row stands for


class Kolom(NamedTuple):
    """One column. ``schrijf`` takes the entry, and in a list per person the person as well.

    ``besloten``: only in the files of who takes addresses of persons along.
    """

    code: str
    kop: str
    schrijf: Callable[..., str]
    besloten: bool = False


def eerste(bereiken: Iterable[Bereik], naam: str) -> str:
    """Give the first number or mailbox: a cell with two is no use to a mail program."""
    return next((value for b in bereiken if (value := getattr(b, naam))), "")


def getal(waarde: float | None, decimalen: int) -> str:
    """Write a number as in "52,054187" and "2,5"; empty when unknown."""
    if waarde is None:
        return ""
    text = f"{waarde:.{decimalen}f}"
    return text.rstrip("0").rstrip(".").replace(".", ",") if decimalen else text


def jaren(maanden: int | None) -> str:
    """Write an age in months as years: 30 is "2,5"."""
    return "" if maanden is None else _JAREN.get(maanden) or getal(maanden / 12, 2)


_JAREN = {maanden: getal(maanden / 12, 2) for maanden in range(301)}


def samen(waarden: Iterable[str]) -> str:
    """Put several values in one cell; names of areas hold commas, so the semicolon separates."""
    return "; ".join(waarden)


def _per_persoon(waarden: Iterable[str]) -> str:
    """Put a value of each person in one cell, an empty place for who has none."""
    found = list(waarden)
    return samen(found) if any(found) else ""


def _adres(rij: Rij) -> str:
    parts = (f"{rij.straat} {rij.huisnummer}".strip(), f"{rij.postcode} {rij.plaats}".strip())
    return ", ".join(part for part in parts if part)


def _zichtbaar_voor(persoon: Bereik) -> str:
    level = persoon.zichtbaarheid
    return str(Contact.Zichtbaarheid(level).label) if level else ""


_INGANG = (
    Kolom("id", "id", lambda r: r.id),
    Kolom("naam", "naam", lambda r: r.naam),
    Kolom("soort", "soort", lambda r: r.soort),
    Kolom("groep", "groep", lambda r: r.groep),
    Kolom("wijk", "wijk", lambda r: r.wijk),
    Kolom("stadsdeel", "stadsdeel", lambda r: r.stadsdeel),
    Kolom("werkt_in", "werkt in", lambda r: samen(r.werkt_in)),
    Kolom("straat", "straat", lambda r: r.straat),
    Kolom("huisnummer", "huisnummer", lambda r: r.huisnummer),
    Kolom("postcode", "postcode", lambda r: r.postcode),
    Kolom("plaats", "plaats", lambda r: r.plaats),
    Kolom("telefoon", "telefoon", lambda r: telefoon(eerste(r.algemeen, "telefoon"))),
    Kolom("email", "e-mail", lambda r: eerste(r.algemeen, "email")),
    Kolom("website", "website", lambda r: r.website),
    Kolom("contactpersoon", "contactpersoon", lambda r: samen(p.naam for p in r.personen)),
    Kolom("functie", "functie contactpersoon", lambda r: samen(p.functie for p in r.personen)),
    Kolom("persoon_telefoon", "telefoon contactpersoon",
          lambda r: _per_persoon(telefoon(p.telefoon) for p in r.personen), besloten=True),
    Kolom("persoon_email", "e-mail contactpersoon",
          lambda r: _per_persoon(p.email for p in r.personen), besloten=True),
    Kolom("helpt_bij", "helpt bij", lambda r: samen(r.ondersteuning)),
    Kolom("voor_wie", "voor wie", lambda r: samen(r.doelgroepen)),
    Kolom("leeftijd_van", "leeftijd van (jaren)", lambda r: jaren(r.leeftijd_van)),
    Kolom("leeftijd_tot", "leeftijd tot (jaren)", lambda r: jaren(r.leeftijd_tot)),
    Kolom("talen", "talen", lambda r: samen(r.talen)),
    Kolom("tolk", "tolk", lambda r: JA_NEE[r.tolk]),
    Kolom("kindplaatsen", "kindplaatsen", lambda r: getal(r.kindplaatsen, 0)),
    Kolom("ve", "voorschoolse educatie (VE)", lambda r: JA_NEE[r.ve]),
    Kolom("kosten", "kosten", lambda r: r.kosten),
    Kolom("toegang", "toegang", lambda r: samen(r.toegang)),
    Kolom("wachttijd", "wachttijd (weken)", lambda r: str(r.wachttijd[0]) if r.wachttijd else ""),
    Kolom("wachttijd_op", "wachttijd gemeld op",
          lambda r: str(r.wachttijd[1]) if r.wachttijd else ""),
    Kolom("status", "status", lambda r: r.status),
    Kolom("voorbeeld", "voorbeeld", lambda r: JA_NEE[r.voorbeeld]),
    Kolom("gecontroleerd_op", "gecontroleerd op", lambda r: str(r.gecontroleerd_op or "")),
    Kolom("gecontroleerd_door", "gecontroleerd door", lambda r: r.gecontroleerd_door),
    Kolom("bron", "bron", lambda r: r.bron),
    Kolom("webadres", "webadres", lambda r: r.webadres),
    Kolom("lat", "lat", lambda r: getal(r.lat, 6)),
    Kolom("lon", "lon", lambda r: getal(r.lon, 6)),
    Kolom("plek_bij_benadering", "plek bij benadering", lambda r: JA_NEE[r.plek_bij_benadering]),
)  # fmt: skip
_PERSOON = (
    Kolom("naam", "naam", lambda _, p: p.naam),
    Kolom("functie", "functie", lambda _, p: p.functie),
    Kolom("rol", "rol in het netwerk", lambda _, p: p.rol, besloten=True),
    Kolom("email", "e-mail", lambda _, p: p.email, besloten=True),
    Kolom("telefoon", "telefoon", lambda _, p: telefoon(p.telefoon), besloten=True),
    Kolom("zichtbaar_voor", "zichtbaar voor", lambda _, p: _zichtbaar_voor(p), besloten=True),
    Kolom("bevestigd_op", "bevestigd op", lambda _, p: str(p.bevestigd_op or ""), besloten=True),
    Kolom("organisatie", "organisatie", lambda r, _: r.naam),
    Kolom("soort", "soort", lambda r, _: r.soort),
    Kolom("wijk", "wijk", lambda r, _: r.wijk),
    Kolom("adres", "adres", lambda r, _: _adres(r)),
    Kolom("algemeen_telefoon", "algemeen nummer",
          lambda r, _: telefoon(eerste(r.algemeen, "telefoon"))),
    Kolom("algemeen_email", "algemene e-mail", lambda r, _: eerste(r.algemeen, "email")),
    Kolom("voorbeeld", "voorbeeld", lambda r, _: JA_NEE[r.voorbeeld]),
    Kolom("webadres", "webadres", lambda r, _: r.webadres),
    Kolom("id", "id persoon", lambda _, p: str(p.uuid)),
    Kolom("organisatie_id", "id organisatie", lambda r, _: r.id),
)  # fmt: skip
_ALLE = {INGANG: _INGANG, PERSOON: _PERSOON}
KOPPEN = tuple(k.kop for k in _INGANG if not k.besloten)  # what everybody gets


def kolommen_van(per: str, *, open: bool) -> tuple[Kolom, ...]:
    """Give all columns that may be chosen; ``open``: also those for who sees addresses."""
    return tuple(kolom for kolom in _ALLE[per] if open or not kolom.besloten)
