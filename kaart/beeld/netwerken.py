"""Networks, programmes and action lines: by their state, and within that by stadsdeel."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from kaart.beeld.kaartjes import werkgebied_in_woorden
from kaart.beeld.opsomming import opgesomd
from organisaties.models import Organisatie, Overleg, Werkgebied


@dataclass(frozen=True)
class Netwerk:
    """A network and where it works, in words."""

    organisatie: Organisatie
    plaats: str


@dataclass(frozen=True)
class Staat:
    """One state with its networks per stadsdeel."""

    slug: str
    naam: str
    aantal: int
    gebieden: list[tuple[str, list[Netwerk]]]


def per_staat() -> list[Staat]:
    """List the states that have networks, in their own order: running first."""
    rows = list(_rijen())
    states = [_staat(state, rows) for state in Overleg.Staat]
    return [state for state in states if state.aantal]


def _rijen() -> list[Organisatie]:
    areas = Werkgebied.objects.select_related("gemeente", "stadsdeel", "wijk__stadsdeel")
    return list(
        Organisatie.objects.gepubliceerd()
        .netwerken()
        .select_related("overleg", "soort__groep", "wijk__stadsdeel", "buurt__wijk__stadsdeel")
        .prefetch_related(Prefetch("werkgebieden", areas))
        .order_by("naam", "pk")
    )


def _staat(state: Overleg.Staat, rows: list[Organisatie]) -> Staat:
    found: dict[str, list[Netwerk]] = {}
    members = [row for row in rows if row.overleg.staat == state]
    for row in members:
        found.setdefault(_gebied(row), []).append(Netwerk(row, _plaats(row)))
    return Staat(state.value, str(state.label), len(members), sorted(found.items()))


def _gebied(row: Organisatie) -> str:
    """Name what it is listed under: the only stadsdeel it serves, or else a wider heading."""
    areas = list(row.werkgebieden.all())
    if any(area.gemeente_id for area in areas):
        return _("Hele stad")
    served = {area.stadsdeel or area.wijk.stadsdeel or area.wijk for area in areas}
    if not served and row.ligt_in:
        served = {row.ligt_in.stadsdeel or row.ligt_in}
    names = sorted(str(stadsdeel) for stadsdeel in served if stadsdeel)
    return opgesomd(names) if names else _("Zonder vast gebied")


def _plaats(row: Organisatie) -> str:
    if served := werkgebied_in_woorden(row):
        return served
    return _("In %s") % row.ligt_in if row.ligt_in else ""
