"""Entries without any work, and small questions to the work list."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from organisaties.models import Organisatie
from organisaties.werkvoorraad.blik import Blik, alles
from organisaties.werkvoorraad.overzicht import stapels, tel_alles
from organisaties.werkvoorraad.soort import Item
from organisaties.werkvoorraad.soorten import SOORTEN
from tests.fabriek import HOUTWIJK, algemeen, maak


def dagen_terug(aantal: int) -> str:
    return (timezone.localdate() - timedelta(days=aantal)).isoformat()


def gaaf(**waarden: Any) -> dict[str, Any]:
    """The fields of an entry of which nothing has to be done."""
    return {
        "gecontroleerd_op": dagen_terug(1),
        "contacten": [algemeen()],
        "toegang": ["zelf"],
        "leeftijd_van": 0,
        "leeftijd_tot": 48,
        "openingstijden": [[1, "09:00", "17:00"]],
        **HOUTWIJK,
        **waarden,
    }


def maak_gaaf(**waarden: Any) -> Organisatie:
    return maak(**gaaf(**waarden))


def werk(blik: Blik | None = None) -> dict[str, int]:
    """How many of each kind wait; kinds without work are left out."""
    return {
        pile.soort.slug: pile.aantal
        for pile in stapels(tel_alles(), blik or alles())
        if pile.aantal
    }


def items(slug: str, blik: Blik | None = None) -> list[Item]:
    kind = SOORTEN[slug]
    return kind.items(kind.sleutels(blik or alles()))


def opdracht(item: Item, doe: str, **velden: Any) -> dict[str, Any]:
    """What the form of an item sends."""
    filled = {f"{item.kenmerk}-{name}": value for name, value in velden.items()}
    return {
        "soort": item.soort,
        "item": str(item.sleutel),
        "gezien": item.gezien,
        "doe": doe,
        **filled,
    }
