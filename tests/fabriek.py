"""Made entries for tests, written through the one write path.

``maak()`` gives a published day nursery; every field of a photograph can be given by name.
"""

from itertools import count
from typing import Any

from organisaties.models import Gebruiker, Organisatie, Ronde
from organisaties.schrijven import ronde
from wijken.models import Stadsdeel, Wijk

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


def overleg(**waarden: Any) -> Organisatie:
    """A running consultation."""
    state = {"staat": "loopt", "doel": "Elkaar kennen", **waarden.pop("overleg", {})}
    return maak(**{"soort": "overleg", "overleg": state, **waarden})


def gebruiker(rol: str, **extra: Any) -> Gebruiker:
    """An account with a role; ``wijken``, ``stadsdelen`` and ``organisaties`` by name."""
    lists = {name: extra.pop(name) for name in ("wijken", "stadsdelen", "organisaties")
             if name in extra}  # fmt: skip
    email = extra.pop("email", f"{rol}{next(_nummer)}@example.nl")
    user = Gebruiker.objects.create_user(email, rol=rol, **extra)
    user.wijken.set(Wijk.objects.filter(slug__in=lists.get("wijken", [])))
    user.stadsdelen.set(Stadsdeel.objects.filter(slug__in=lists.get("stadsdelen", [])))
    user.organisaties.set(lists.get("organisaties", []))
    return user
