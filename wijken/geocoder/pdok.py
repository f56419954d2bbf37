"""PDOK Locatieserver v3.1: the only code that talks to the geocoder.

Its rules are on https://github.com/PDOK/locatieserver/wiki/API-Locatieserver. A query parameter
that is not in its specification is refused, so nothing else is sent. Use is free within "fair
use"; no number is given for that, so there is always a pause between two questions.
"""

import math
import re
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.conf import settings

from wijken.geocoder.adres import Adres, Nummer, lees_nummer, nummer, plaats, postcode, vouw
from wijken.ophalen import Client, OnbereikbareBron, haal_json

BRON = "PDOK Locatieserver (BAG)"
PAUZE = 0.1  # seconds from the end of one question to the next
# Less patient than for a file: thousands of small questions, and a fallback for each of them.
GEDULD = {"verbinden": 5.0, "lezen": 10.0, "pogingen": 3, "geduld": 30.0, "hoogstens": 30.0}
MAX_BYTES = 1_000_000
VELDEN = (
    "id,weergavenaam,straatnaam,straatnaam_verkort,huis_nlt,postcode,woonplaatsnaam,"
    "gemeentecode,centroide_ll,score"
)
# The Netherlands in WGS84 degrees, with some room: a point outside is a broken answer.
BREEDTE = (50.7, 53.8)
LENGTE = (3.2, 7.3)
_PUNT = re.compile(r"POINT\s*\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)")
_GEMEENTE = re.compile(r"[0-9]{4}")


class GeenAntwoord(Exception):  # noqa: N818 -- the Dutch words for what happened
    """The geocoder cannot be reached, or what it says cannot be used; the message says which."""


class Treffer(NamedTuple):
    """One address of an answer; the point in WGS84 degrees, the score as the geocoder gives it."""

    adres_id: str
    weergave: str
    straat: str
    straat_kort: str
    nummer: Nummer
    postcode: str
    plaats: str
    gemeente: str
    lat: float
    lon: float
    score: float | None


class Locatieserver:
    """Asks, one question at a time. ``pauze`` in seconds; clock and sleep can be replaced."""

    def __init__(
        self,
        url: str,
        *,
        client: Client | None = None,
        pauze: float = PAUZE,
        klok: Callable[[], float] = time.monotonic,
        slaap: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = url.rstrip("/")
        self._client = client or Client(**GEDULD)
        self._pauze, self._klok, self._slaap = pauze, klok, slaap
        self._laatst = -math.inf

    def zoek(self, adres: Adres) -> Iterator[list[Treffer]]:
        """Give answers, the most certain way of asking first; stop when one is good enough.

        First everything at this postcode and number, so that one suffix among many is found; then
        the words alone, for when the postcode is wrong or unknown. Raises ``GeenAntwoord``.
        """
        number, code = nummer(adres), postcode(adres.postcode)
        words = _woorden(adres, code)
        if number and len(code) == 6:
            strict = [f"postcode:{code}", f"huisnummer:{number.cijfers}"]
            yield self._vraag(words, strict, rijen=50)
        yield self._vraag(words, [], rijen=10)

    def _vraag(self, woorden: str, filters: list[str], rijen: int) -> list[Treffer]:
        params = [("q", woorden), ("fl", VELDEN), ("rows", str(rijen))]
        params += [("fq", text) for text in ("type:adres", *filters)]
        self._wacht()
        try:
            answer = haal_json(f"{self.url}/free", params, client=self._client, max_bytes=MAX_BYTES)
        except OnbereikbareBron as error:
            raise GeenAntwoord(str(error)) from error
        finally:
            self._laatst = self._klok()
        return _lees(answer)

    def _wacht(self) -> None:
        rest = self._laatst + self._pauze - self._klok()
        if rest > 0:
            self._slaap(rest)


def _woorden(adres: Adres, code: str) -> str:
    """Write the address in plain words, without anything that the search language knows."""
    number = str(nummer(adres) or "").lower()
    return " ".join(w for w in (vouw(adres.straat), number, code, plaats(adres.plaats)) if w)


def ingesteld() -> Locatieserver | None:
    """Give the geocoder of the settings; None when there is none, or no network is wanted."""
    url = settings.KAART["geocoder"]
    return Locatieserver(url) if url else None


def _lees(antwoord: Any) -> list[Treffer]:
    try:
        return [_treffer(doc) for doc in antwoord["response"]["docs"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GeenAntwoord(f"De adreszoeker gaf een antwoord dat niet klopt: {error}.") from error


def _treffer(doc: Any) -> Treffer:
    lat, lon = _punt(doc["centroide_ll"])
    number = lees_nummer(str(doc["huis_nlt"]))
    if number is None:
        raise ValueError(f"huisnummer {doc['huis_nlt']!r}")
    return Treffer(
        adres_id=_tekst(doc, "id", 60),
        weergave=_tekst(doc, "weergavenaam", 200),
        straat=_tekst(doc, "straatnaam"),
        straat_kort=_tekst(doc, "straatnaam_verkort"),
        nummer=number,
        postcode=postcode(_tekst(doc, "postcode")),
        plaats=_tekst(doc, "woonplaatsnaam"),
        gemeente=_gemeente(_tekst(doc, "gemeentecode")),
        lat=lat,
        lon=lon,
        score=_score(doc.get("score")),
    )


def _tekst(doc: Any, naam: str, langste: int = 100) -> str:
    """Give a text that is printable and fits its column; some addresses have no postcode."""
    value = str(doc.get(naam) or "")
    return "".join(c for c in value if c.isprintable())[:langste]


def _gemeente(code: str) -> str:
    return f"GM{code}" if _GEMEENTE.fullmatch(code) else ""


def _score(waarde: Any) -> float | None:
    good = isinstance(waarde, int | float) and math.isfinite(waarde)
    return float(waarde) if good else None


def _punt(tekst: str) -> tuple[float, float]:
    """Read WKT "POINT(lon lat)"; raises ValueError when it is not a place in the Netherlands."""
    found = _PUNT.fullmatch(tekst)
    if not found:
        raise ValueError(f"geen punt: {tekst[:60]!r}")
    lon, lat = float(found[1]), float(found[2])
    if not (BREEDTE[0] <= lat <= BREEDTE[1] and LENGTE[0] <= lon <= LENGTE[1]):
        swapped = BREEDTE[0] <= lon <= BREEDTE[1] and LENGTE[0] <= lat <= LENGTE[1]
        why = "lengte en breedte zijn omgewisseld" if swapped else "ligt niet in Nederland"
        raise ValueError(f"{tekst[:60]!r} {why}")
    return lat, lon
