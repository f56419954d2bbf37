"""Entries without any work, and small questions to the work list."""

from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from organisaties.models import Bericht, Controle, Gebruiker, Organisatie, Voorstel
from organisaties.werkvoorraad.blik import Blik, alles
from organisaties.werkvoorraad.oplossen import los_op
from organisaties.werkvoorraad.overzicht import stapels, tel_alles
from organisaties.werkvoorraad.soort import Item
from organisaties.werkvoorraad.soorten import SOORTEN
from tests.fabriek import HOUTWIJK, algemeen, maak

ADRES = {"straat": "Houtwijklaan", "huisnummer": "12", "postcode": "2552AB", "plaats": "Den Haag"}
GROND = "Toestemming van de persoon"


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


def een(slug: str) -> Item:
    """The only item of this kind."""
    (item,) = items(slug)
    return item


def doe(wie: Gebruiker, item: Item, knop: str, **velden: Any) -> str:
    """Press this button of an item."""
    data = QueryDict(mutable=True)
    for name, value in opdracht(item, knop, **velden).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return los_op(data, wie)


def bounce(*rijen: Organisatie, aan: str = "info@example.nl", stand: str = "terug") -> Bericht:
    """A mail about these entries that did not arrive."""
    row = Bericht.objects.create(soort="controle", aan=aan, onderwerp="Klopt dit nog?", stand=stand)
    row.controles.set(Controle.objects.create(organisatie=r, aan=aan, pogingen=1) for r in rijen)
    return row


def voorstel(row: Organisatie, veld: str = "naam", waarde: str = "Andere naam") -> Voorstel:
    return Voorstel.objects.create(organisatie=row, bron="duo-test", veld=veld, waarde=waarde)
