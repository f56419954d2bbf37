"""What the small map on a page draws: a spot, outlines, or the places of a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from organisaties.models import Organisatie, Werkgebied
from wijken.boom import boom


@dataclass(frozen=True)
class Plekkaart:
    """Coordinates as plain text, so that no language turns the point into a comma."""

    naam: str
    groep: str = ""
    lat: str = ""
    lon: str = ""
    wijken: str = ""
    stadsdelen: str = ""
    punten: str = ""
    route: str = ""


def is_benaderd(row: Organisatie) -> bool:
    """Whether the spot on the map is only that of the postcode."""
    return row.heeft_punt and row.punt_kwaliteit == Organisatie.PuntKwaliteit.POSTCODE


def route(row: Organisatie) -> str:
    """Where to ask the way; only a link, so nobody is told before the visitor asks."""
    if not row.heeft_punt:
        return ""
    return f"https://www.openstreetmap.org/directions?to={row.lat:.6f},{row.lon:.6f}"


def kaart_van_organisatie(row: Organisatie) -> Plekkaart | None:
    """Give the spot and the area served, else the wijk it lies in; None when neither is known."""
    wijken, stadsdelen = _werkgebied(row.werkgebieden.all())
    if row.lat is None and not (wijken or stadsdelen) and row.ligt_in:
        wijken = _met_omtrek(row.ligt_in.pk)
    if row.lat is None and not (wijken or stadsdelen):
        return None
    return Plekkaart(
        row.naam,
        row.soort.groep.slug,
        "" if row.lat is None else f"{row.lat:.6f}",
        "" if row.lon is None else f"{row.lon:.6f}",
        " ".join(wijken),
        " ".join(stadsdelen),
        route=route(row),
    )


def kaart_van_wijk(wijk_id: int) -> Plekkaart:
    node = boom().wijken[wijk_id]
    outline = " ".join(_met_omtrek(wijk_id))
    return Plekkaart(node.naam, wijken=outline, punten=f"{reverse('punten')}?wijk={node.slug}")


def kaart_van_stadsdeel(stadsdeel_id: int) -> Plekkaart:
    node = boom().stadsdelen[stadsdeel_id]
    points = f"{reverse('punten')}?stadsdeel={node.slug}"
    return Plekkaart(node.naam, stadsdelen=node.slug, punten=points)


def _werkgebied(areas: Iterable[Werkgebied]) -> tuple[list[str], list[str]]:
    """Slugs of wijken and stadsdelen to outline; a whole municipality is all its stadsdelen."""
    wijken: dict[str, None] = {}
    stadsdelen: dict[str, None] = {}
    for area in areas:
        if area.wijk_id:
            wijken |= dict.fromkeys(_met_omtrek(area.wijk_id))
        elif area.stadsdeel_id:
            stadsdelen[area.stadsdeel.slug] = None
        else:
            nodes = boom().stadsdelen.values()
            stadsdelen |= dict.fromkeys(n.slug for n in nodes if n.gemeente_id == area.gemeente_id)
    return list(wijken), list(stadsdelen)


def _met_omtrek(wijk_id: int) -> list[str]:
    """List the wijken whose outlines show this one: its parts, or the whole it is part of."""
    tree = boom()
    node = tree.wijken[wijk_id]
    members = tree.met_delen(wijk_id)
    if not tree.buurten_van(members) and node.deel_van_id:
        members = frozenset({node.deel_van_id})
    return sorted(tree.wijken[pk].slug for pk in members if tree.buurten_van([pk]))
