"""The columns of the tables (CSV and XLSX): headings and how each value is written.

Everything is text in Dutch notation: a comma in decimals, ja/nee, several values with "; "
between them. Days are ISO 8601, which every spreadsheet reads as a day.
"""

from collections.abc import Callable, Iterable

from kaart.uitvoer.rijen import Bereik, Rij
from organisaties.telefoon import telefoon

JA_NEE = {True: "ja", False: "nee", None: ""}


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


KOLOMMEN: dict[str, Callable[[Rij], str]] = {
    "id": lambda r: r.id,
    "naam": lambda r: r.naam,
    "soort": lambda r: r.soort,
    "groep": lambda r: r.groep,
    "wijk": lambda r: r.wijk,
    "stadsdeel": lambda r: r.stadsdeel,
    "werkt in": lambda r: samen(r.werkt_in),
    "straat": lambda r: r.straat,
    "huisnummer": lambda r: r.huisnummer,
    "postcode": lambda r: r.postcode,
    "plaats": lambda r: r.plaats,
    "telefoon": lambda r: telefoon(eerste(r.algemeen, "telefoon")),
    "e-mail": lambda r: eerste(r.algemeen, "email"),
    "website": lambda r: r.website,
    "contactpersoon": lambda r: samen(p.naam for p in r.personen),
    "functie contactpersoon": lambda r: samen(p.functie for p in r.personen),
    "helpt bij": lambda r: samen(r.ondersteuning),
    "voor wie": lambda r: samen(r.doelgroepen),
    "leeftijd van (jaren)": lambda r: jaren(r.leeftijd_van),
    "leeftijd tot (jaren)": lambda r: jaren(r.leeftijd_tot),
    "talen": lambda r: samen(r.talen),
    "tolk": lambda r: JA_NEE[r.tolk],
    "kindplaatsen": lambda r: getal(r.kindplaatsen, 0),
    "voorschoolse educatie (VE)": lambda r: JA_NEE[r.ve],
    "kosten": lambda r: r.kosten,
    "toegang": lambda r: samen(r.toegang),
    "wachttijd (weken)": lambda r: str(r.wachttijd[0]) if r.wachttijd else "",
    "wachttijd gemeld op": lambda r: str(r.wachttijd[1]) if r.wachttijd else "",
    "status": lambda r: r.status,
    "voorbeeld": lambda r: JA_NEE[r.voorbeeld],
    "gecontroleerd op": lambda r: str(r.gecontroleerd_op or ""),
    "gecontroleerd door": lambda r: r.gecontroleerd_door,
    "bron": lambda r: r.bron,
    "webadres": lambda r: r.webadres,
    "lat": lambda r: getal(r.lat, 6),
    "lon": lambda r: getal(r.lon, 6),
    "plek bij benadering": lambda r: JA_NEE[r.plek_bij_benadering],
}
KOPPEN = tuple(KOLOMMEN)
_SCHRIJVERS = tuple(KOLOMMEN.values())


def cellen(rij: Rij) -> list[str]:
    """Give the texts of one row, a cell for each heading."""
    return [schrijf(rij) for schrijf in _SCHRIJVERS]
