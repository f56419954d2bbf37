"""Small words for the tests of the filter."""

from django.http import QueryDict

from organisaties.filter import OrganisatieFilter
from organisaties.models import Organisatie
from wijken.models import Buurt


def vraag(zoekreeks: str = "") -> OrganisatieFilter:
    """A valid question, as a query string."""
    asked = OrganisatieFilter(QueryDict(zoekreeks))
    assert asked.is_valid(), asked.errors
    return asked


def gevonden(zoekreeks: str = "") -> set[Organisatie]:
    return set(vraag(zoekreeks).qs)


def volgorde(zoekreeks: str = "") -> list[Organisatie]:
    return list(vraag(zoekreeks).op_volgorde())


def rij(zoekreeks: str, organisatie: Organisatie) -> Organisatie:
    """One entry of the answer, with what the list says about it."""
    return next(row for row in volgorde(zoekreeks) if row == organisatie)


def punt_in(wijk: str) -> dict[str, float]:
    """A point that lies in a wijk."""
    buurt = Buurt.objects.filter(wijk__slug=wijk).order_by("pk").first()
    return {"lat": buurt.lat, "lon": buurt.lon}
