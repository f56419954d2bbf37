"""Made entries for tests, written through the one write path.

``maak()`` gives a published day nursery; every field of a photograph can be given by name.
"""

from itertools import count
from typing import Any

from organisaties.models import Organisatie, Ronde
from organisaties.schrijven import ronde

_nummer = count(1)
HOUTWIJK = {"lat": 52.0541868, "lon": 4.2481526}
SPOORWIJK = {"lat": 52.052538, "lon": 4.311777}
WALDECK = {"lat": 52.059573, "lon": 4.240794}


def velden(**waarden: Any) -> dict[str, Any]:
    number = next(_nummer)
    return {
        "naam": f"Opvang {number}",
        "soort": "kinderdagverblijf",
        "status": "gepubliceerd",
        **waarden,
    }


def maak(**waarden: Any) -> Organisatie:
    return maak_veel([waarden])[0]


def maak_veel(rijen: list[dict[str, Any]]) -> list[Organisatie]:
    with ronde(Ronde.Aard.BEWERKING, reden="test") as schrijver:
        ids = schrijver.nieuw([velden(**rij) for rij in rijen])
    found = Organisatie.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def algemeen(**waarden: Any) -> dict[str, Any]:
    """A general contact, as in a photograph."""
    return {"naam": "Algemeen", "email": "info@example.nl", "telefoon": "070-000 00 01", **waarden}


def persoon(zichtbaarheid: str, **waarden: Any) -> dict[str, Any]:
    """A contact person, as in a photograph."""
    return {
        "naam": "Voorbeeldpersoon",
        "functie": "Coach",
        "email": f"{zichtbaarheid}@example.nl",
        "zichtbaarheid": zichtbaarheid,
        "grondslag": "Voorbeeld",
        "bevestigd_op": "2026-09-01",
        **waarden,
    }
