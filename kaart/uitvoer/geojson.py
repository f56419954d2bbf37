"""GeoJSON, RFC 7946: a FeatureCollection in WGS84, longitude first, at most six decimals.

Public fields only, the same for everybody: a layer in a map program gets passed on. A word that
is unknown is null, several are a list; ages are in months, as they are kept.
"""

from collections.abc import Iterator
from typing import Any

import orjson

from kaart.uitvoer.kolommen import eerste
from kaart.uitvoer.lijst import Lijst
from kaart.uitvoer.rijen import Rij
from organisaties.telefoon import telefoon
from wijken.porties import in_porties

MEDIATYPE = "application/geo+json"
STUKS = 250  # features in one piece of the answer
_ZO = (
    "naam", "slug", "soort", "groep", "wijk", "stadsdeel", "werkt_in", "samenvatting",
    "straat", "huisnummer", "postcode", "plaats", "website", "ondersteuning", "doelgroepen",
    "leeftijd_van", "leeftijd_tot", "talen", "tolk", "kindplaatsen", "ve", "kosten", "toegang",
    "status", "voorbeeld", "plek_bij_benadering",
    "gecontroleerd_op", "gecontroleerd_door", "bron", "gewijzigd", "webadres",
)  # fmt: skip


def maak(lijst: Lijst) -> Iterator[bytes]:
    """Write one feature a line, so that two files can be compared."""
    separator = b'{"type":"FeatureCollection","features":[\n'
    for regels in in_porties(lijst.regels(), STUKS):
        yield separator + b",\n".join(orjson.dumps(_feature(regel.rij)) for regel in regels)
        separator = b",\n"
    yield b"\n]}\n" if separator == b",\n" else separator + b"]}\n"


def _feature(rij: Rij) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": rij.id,
        "geometry": _punt(rij),
        "properties": _eigenschappen(rij),
    }


def _punt(rij: Rij) -> dict[str, Any] | None:
    if rij.lat is None or rij.lon is None:
        return None
    return {"type": "Point", "coordinates": [round(rij.lon, 6), round(rij.lat, 6)]}


def _eigenschappen(rij: Rij) -> dict[str, Any]:
    weeks, day = rij.wachttijd or (None, None)
    plain = {name: None if (value := getattr(rij, name)) == "" else value for name in _ZO}
    return plain | {
        "telefoon": telefoon(eerste(rij.algemeen, "telefoon")) or None,
        "email": eerste(rij.algemeen, "email") or None,
        "wachttijd_weken": weeks,
        "wachttijd_gemeld_op": day,
    }
