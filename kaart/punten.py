"""What the map shows for a question: bubbles far out, places near by; compact plain data.

Everything that is located counts once, in the bubble of its wijk; what also works in a wijk is a
second number beside it and adds to no total.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from organisaties.filter import OrganisatieFilter
from organisaties.index import Index, antwoord, index
from organisaties.querysets import Gebied
from organisaties.woorden import keuzes
from wijken.boom import Boom, WijkKnoop, boom
from wijken.geheugen import per_versie
from wijken.vlakken import omtrekken

STADSDEEL_TOT = 12  # up to this zoom a bubble per stadsdeel
WIJK_TOT = 13  # up to this zoom a bubble per wijk; nearer the places themselves
WEINIG = 40  # so few places are shown themselves at any zoom
MAX_PUNTEN = 5_000
Kader = tuple[float, float, float, float]


class KaderFout(ValueError):
    """A ``bbox`` or ``zoom`` that cannot be read; the message is for the user."""


def lees_kader(text: str) -> Kader | None:
    """``minLon,minLat,maxLon,maxLat`` in WGS84 degrees. Raises ``KaderFout``."""
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise KaderFout("Schrijf bbox als west,zuid,oost,noord, in graden.") from None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise KaderFout("Schrijf bbox als west,zuid,oost,noord, in graden.")
    return west, south, east, north


def lees_zoom(text: str) -> int:
    """The zoom level of the map, 0 to 20; without one the places themselves."""
    if not text:
        return WIJK_TOT + 1
    if not (text.isascii() and text.isdigit() and int(text) <= 20):
        raise KaderFout("Schrijf zoom als een getal van 0 tot en met 20.")
    return int(text)


def kaartbeeld(vraag: OrganisatieFilter, kader: Kader | None, zoom: int) -> dict[str, Any]:
    """The answer for the map: ``niveau``, totals, bubbles and places."""
    idx, base = index(), antwoord(vraag)
    base &= idx.alles
    on_map = (base & idx.punt).bit_count()
    niveau = _niveau(zoom, on_map)
    beeld: dict[str, Any] = {
        "niveau": niveau,
        "totaal": base.bit_count(),
        "metPunt": on_map,
        "gebieden": _bollen(idx, base, niveau),
        "punten": [],
    }
    if niveau == "plek":
        beeld["punten"] = _plekken(vraag, kader)
    return beeld


def _niveau(zoom: int, on_map: int) -> str:
    if zoom > WIJK_TOT or on_map <= WEINIG:
        return "plek"
    return "wijk" if zoom > STADSDEEL_TOT else "stadsdeel"


def _plekken(vraag: OrganisatieFilter, kader: Kader | None) -> list[tuple[Any, ...]]:
    """``uuid, lat, lon, kind (place in the list of kinds), name, slug`` of each place in view."""
    inside = Q(lat__isnull=False)
    if kader:
        west, south, east, north = kader
        inside = Q(lat__range=(south, north), lon__range=(west, east))
    rows = vraag.qs.filter(inside).order_by("pk")
    return list(rows.values_list("uuid", "lat", "lon", "soort_id", "naam", "slug")[:MAX_PUNTEN])


def _bollen(idx: Index, base: int, niveau: str) -> list[tuple[Any, ...]]:
    """``slug, name, lat, lon, located, works there, level`` of each area with something to say.

    Near by, where the places themselves are shown, only what is located without a point counts.
    """
    rows = []
    for bol in _bol_gebieden("stadsdeel" if niveau == "stadsdeel" else "wijk"):
        located = base & idx.liggend_in(bol.kern)
        works = base & idx.werkend_in(bol.gebied) & ~located
        shown = located & ~idx.punt if niveau == "plek" else located
        counts = (shown.bit_count(), works.bit_count())
        if counts[0] or (counts[1] and niveau != "plek"):
            rows.append((bol.slug, bol.naam, bol.lat, bol.lon, *counts))
    return rows


class Bol:
    """Where a bubble stands and what it counts: ``kern`` for located, ``gebied`` for serving."""

    __slots__ = ("gebied", "kern", "lat", "lon", "naam", "slug")

    def __init__(self, feature: dict[str, Any], kern: Gebied, gebied: Gebied) -> None:
        for name in ("slug", "naam", "lat", "lon"):
            setattr(self, name, feature[name])
        self.kern, self.gebied = kern, gebied


@per_versie
def _bol_gebieden(niveau: str) -> tuple[Bol, ...]:
    tree = boom()
    features = [f["properties"] for f in omtrekken()["features"]]
    if niveau == "stadsdeel":
        return tuple(_stadsdeelbol(tree, f) for f in features if f["niveau"] == niveau)
    labels = {f["slug"]: f for f in features if f["niveau"] == "wijk"}
    return tuple(
        _wijkbol(tree, node, labels)
        for node in tree.wijken.values()
        if node.slug in labels or _alleen_als_geheel(tree, node)
    )


def _stadsdeelbol(tree: Boom, feature: dict[str, Any]) -> Bol:
    area = Gebied.van_stadsdelen([tree.stadsdeel_op_slug[feature["slug"]].id])
    return Bol(feature, area, area)


def _alleen_als_geheel(tree: Boom, node: WijkKnoop) -> bool:
    """A combined wijk whose parts carry the buurten: what is only known to lie in the whole."""
    return bool(tree.delen(node.id)) and any(tree.buurten_van([d.id]) for d in tree.delen(node.id))


def _wijkbol(tree: Boom, node: WijkKnoop, labels: dict[str, dict[str, Any]]) -> Bol:
    """A wijk counts itself, and the parts that have no outline of their own."""
    own = frozenset({node.id, *(d.id for d in tree.delen(node.id) if d.slug not in labels)})
    area = Gebied.van_wijken([node.id])
    kern = Gebied(own, tree.buurten_van(own), frozenset(), frozenset())
    return Bol(labels.get(node.slug) or _midden(tree, node, labels), kern, area)


def _midden(tree: Boom, node: WijkKnoop, labels: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Between the labels of its parts."""
    parts = [labels[d.slug] for d in tree.delen(node.id) if d.slug in labels]
    lat = sum(p["lat"] for p in parts) / len(parts)
    lon = sum(p["lon"] for p in parts) / len(parts)
    return {"slug": node.slug, "naam": node.naam, "lat": round(lat, 5), "lon": round(lon, 5)}


def soorten() -> list[tuple[int | str, str, str, str]]:
    """The kinds for the map's signs: key, slug, name, group."""
    return [(k.id, k.slug, k.naam, k.groep) for k in keuzes("soort")]
