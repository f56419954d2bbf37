"""What the map shows for a question: bubbles far out, places near by; compact plain data.

Everything that is located counts once, in the bubble of its wijk; what also works in a wijk is a
second number beside it and adds to no total. At every level the numbers add up to the list's total:
bubbles, plus places that lie in no wijk, plus what has no fixed place.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Max, Min, Q
from django.utils.translation import gettext as _

from organisaties.filter import OrganisatieFilter
from organisaties.index import Index, antwoord, index
from organisaties.models import Organisatie
from organisaties.querysets import Gebied, OrganisatieQuerySet
from organisaties.woorden import keuzes
from wijken.boom import Boom, WijkKnoop, boom
from wijken.geheugen import per_versie
from wijken.vlakken import omtrekken

STADSDEEL_TOT = 12  # up to this zoom a bubble per stadsdeel
WIJK_TOT = 13  # up to this zoom a bubble per wijk; nearer the places themselves
WEINIG = 40  # so few places are shown themselves at any zoom
VEEL = {14: 2_000, 15: 8_000}  # with more than this in the whole answer a wijk keeps its bubble
MAX_ZOOM = 20
Kader = tuple[float, float, float, float]
Rij = tuple[Any, ...]


class KaderFout(ValueError):  # noqa: N818  (a Dutch name says it)
    """A ``bbox`` or ``zoom`` that cannot be read; the message is for the user."""

    def __init__(self, parameter: str, bericht: str) -> None:
        super().__init__(bericht)
        self.parameter = parameter


def lees_kader(text: str) -> Kader | None:
    """``minLon,minLat,maxLon,maxLat`` in WGS84 degrees. Raises ``KaderFout``."""
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise _kader_fout() from None
    # Not-a-number fails every comparison, infinity the outer ones.
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise _kader_fout()
    return west, south, east, north


def _kader_fout() -> KaderFout:
    return KaderFout("bbox", _("Schrijf bbox als west,zuid,oost,noord, in graden."))


def lees_zoom(text: str) -> int:
    """Give the zoom level of the map, 0 to 20; without one the places themselves."""
    if not text:
        return MAX_ZOOM
    # The length first: Python refuses to read thousands of digits as a number.
    if not (len(text) <= 2 and text.isascii() and text.isdigit() and int(text) <= MAX_ZOOM):
        raise KaderFout("zoom", _("Schrijf zoom als een getal van 0 tot en met 20."))
    return int(text)


def kaartbeeld(vraag: OrganisatieFilter, kader: Kader | None, zoom: int) -> dict[str, Any]:
    """Give the answer for the map: ``niveau``, totals, bubbles and places.

    Without ``kader`` the whole answer: also what has no place, the box around all places, and the
    kinds by their key.
    """
    idx, base = index(), antwoord(vraag)
    base &= idx.alles
    niveau = _niveau(zoom, (base & idx.punt).bit_count())
    return {
        "niveau": niveau,
        **_totalen(idx, base),
        "gebieden": _bollen(idx, base, niveau),
        "punten": _punten(vraag.qs, kader, niveau),
        "gekozen": _gekozen(vraag),
        "bij": _bij(vraag),
        **({} if kader else {"kader": _omvang(vraag.qs), "soorten": soorten()}),
    }


def _niveau(zoom: int, on_map: int) -> str:
    if on_map <= WEINIG or not _bolgebieden("wijk"):
        return "plek"
    if zoom > WIJK_TOT:
        return "wijk" if on_map > VEEL.get(zoom, on_map) else "plek"
    return "stadsdeel" if zoom <= STADSDEEL_TOT and _bolgebieden("stadsdeel") else "wijk"


def _totalen(idx: Index, base: int) -> dict[str, int]:
    """How the total is made up; the three parts exclude each other and together are everything."""
    in_wijk = reduce(or_, (idx.liggend_in(bol.kern) for bol in _bolgebieden("wijk")), 0)
    on_map, in_wijk = base & idx.punt, base & in_wijk & ~idx.punt
    return {
        "totaal": base.bit_count(),
        "metPunt": on_map.bit_count(),
        "metWijk": in_wijk.bit_count(),
        "zonderPlek": (base & ~on_map & ~in_wijk).bit_count(),
    }


# --- places -------------------------------------------------------------------------------------


def _punten(qs: OrganisatieQuerySet, kader: Kader | None, niveau: str) -> list[Rij]:
    """``uuid, lat, lon, kind (its key), name, slug, area that it counts in`` of each place in view.

    A place of which only the postcode is known has ``true`` behind these.

    With bubbles only the places that no bubble counts, because they lie in no wijk.
    """
    rows = qs.filter(_in_beeld(kader))
    if niveau != "plek":
        rows = rows.filter(lat__isnull=False, wijk=None, buurt=None)
    fields = ("uuid", "lat", "lon", "soort_id", "naam", "slug", "punt_kwaliteit")
    where = ("wijk_id", "buurt_id")
    areas, wijk_van = _bol_van_wijk(), boom().wijk_van
    return [
        (*row, areas.get(wijk or wijk_van(buurt)), *_BENADERD.get(quality, ()))
        for *row, quality, wijk, buurt in rows.order_by("pk").values_list(*fields, *where)
    ]


_BENADERD = {Organisatie.PuntKwaliteit.POSTCODE.value: (True,)}


def _in_beeld(kader: Kader | None) -> Q:
    """In the box, or without a point in a wijk whose label stands in the box."""
    if kader is None:
        return Q()
    west, south, east, north = kader
    labels = (
        bol.kern.wijken
        for bol in _bolgebieden("wijk")
        if west <= bol.lon <= east and south <= bol.lat <= north
    )
    loose = Q(lat__isnull=True, wijk_id__in=frozenset().union(*labels))
    return Q(lat__range=(south, north), lon__range=(west, east)) | loose


def _omvang(qs: OrganisatieQuerySet) -> Kader | None:
    """Give the box around all places of the answer; None when there are none."""
    ends = qs.aggregate(Min("lon"), Min("lat"), Max("lon"), Max("lat"))
    west, south, east, north = ends.values()
    return None if west is None else (west, south, east, north)


# --- what was asked about place -------------------------------------------------------------------


def _gekozen(vraag: OrganisatieFilter) -> list[str]:
    """Give the outlines that belong to the asked wijken, else stadsdelen, as ``level:slug``."""
    asked = vraag.gevraagd
    if slugs := asked.get("wijk"):
        tree, drawn = boom(), _labels("wijk")
        found = (_met_omtrek(tree, tree.wijk_op_slug[slug], drawn) for slug in slugs)
        return [f"wijk:{slug}" for slug in dict.fromkeys(s for slugs in found for s in slugs)]
    return [f"stadsdeel:{slug}" for slug in asked.get("stadsdeel", [])]


def _met_omtrek(tree: Boom, node: WijkKnoop, drawn: dict[str, Any]) -> list[str]:
    """Itself; without an outline its parts, or else the whole that it lies in."""
    whole = tree.wijken.get(node.deel_van_id or 0)
    for nodes in ([node], tree.delen(node.id), [whole] if whole else []):
        if found := [n.slug for n in nodes if n.slug in drawn]:
            return found
    return []


def _bij(vraag: OrganisatieFilter) -> Rij | None:
    """``lat, lon, distance in km or null, approximate`` of the asked place."""
    place = vraag.plek
    if place is None:
        return None
    return place.lat, place.lon, vraag.gevraagd.get("straal"), place.bij_benadering


# --- bubbles --------------------------------------------------------------------------------------


class Bol(NamedTuple):
    """Where a bubble stands and what it counts: ``kern`` for located, ``gebied`` for serving."""

    slug: str
    naam: str
    lat: float
    lon: float
    kern: Gebied
    gebied: Gebied


def _bollen(idx: Index, base: int, niveau: str) -> list[Rij]:
    """``slug, name, lat, lon, located, works there`` of each area with something to say.

    Near by, where the places themselves are shown, only what is located without a point counts.
    """
    rows = []
    for bol in _bolgebieden("stadsdeel" if niveau == "stadsdeel" else "wijk"):
        located = base & idx.liggend_in(bol.kern)
        works = base & idx.werkend_in(bol.gebied) & ~located
        shown = located & ~idx.punt if niveau == "plek" else located
        counts = (shown.bit_count(), works.bit_count())
        if counts[0] or (counts[1] and niveau != "plek"):
            rows.append((*bol[:4], *counts))
    return rows


@per_versie
def _bolgebieden(niveau: str) -> tuple[Bol, ...]:
    """Give the bubbles of a level; they cover every wijk exactly once, or there are none."""
    tree = boom()
    if niveau == "stadsdeel":
        return _stadsdeelbollen(tree)
    nodes = (n for n in tree.wijken.values() if not _telt_in_geheel(n))
    return tuple(_wijkbol(tree, node) for node in nodes) if _labels("wijk") else ()


@per_versie
def _bol_van_wijk() -> dict[int, str]:
    """For each wijk the slug of the bubble that counts it."""
    return {pk: bol.slug for bol in _bolgebieden("wijk") for pk in bol.kern.wijken}


@per_versie
def _labels(niveau: str) -> dict[str, dict[str, Any]]:
    """Tell what is known of each drawn area of a level, by slug."""
    features = (f["properties"] for f in omtrekken()["features"])
    return {f["slug"]: f for f in features if f["niveau"] == niveau}


def _telt_in_geheel(node: WijkKnoop) -> bool:
    """Say that a part without an outline of its own is counted with the whole that it lies in."""
    return node.deel_van_id is not None and node.slug not in _labels("wijk")


def _stadsdeelbollen(tree: Boom) -> tuple[Bol, ...]:
    if any(node.stadsdeel_id is None for node in tree.wijken.values()):
        return ()
    labels = _labels("stadsdeel")
    nodes = [node for node in tree.stadsdelen.values() if node.slug in labels]
    areas = [(node, Gebied.van_stadsdelen([node.id])) for node in nodes]
    return tuple(Bol(n.slug, n.naam, *_plek(labels[n.slug]), area, area) for n, area in areas)


def _wijkbol(tree: Boom, node: WijkKnoop) -> Bol:
    """Let a wijk count itself, and the parts that have no outline of their own."""
    parts = (part.id for part in tree.delen(node.id) if _telt_in_geheel(part))
    own = frozenset({node.id, *parts})
    core = Gebied(own, tree.buurten_van(own), frozenset(), frozenset())
    return Bol(node.slug, node.naam, *_midden(tree, node), core, Gebied.van_wijken([node.id]))


def _midden(tree: Boom, node: WijkKnoop) -> tuple[float, float]:
    """Its own label; between those of its parts; that of its stadsdeel; the middle of the map."""
    labels = _labels("wijk")
    if node.slug in labels:
        return _plek(labels[node.slug])
    parts = [labels[part.slug] for part in tree.delen(node.id) if part.slug in labels]
    district = tree.stadsdelen.get(node.stadsdeel_id or 0)
    around = _labels("stadsdeel").get(district.slug) if district else None
    return _gemiddeld(parts or ([around] if around else labels.values()))


def _gemiddeld(labels: Iterable[dict[str, Any]]) -> tuple[float, float]:
    places = [_plek(label) for label in labels]
    lat, lon = (sum(values) / len(places) for values in zip(*places, strict=True))
    return round(lat, 5), round(lon, 5)


def _plek(label: dict[str, Any]) -> tuple[float, float]:
    return label["lat"], label["lon"]


def soorten() -> list[tuple[int | str, str, str, str]]:
    """List the kinds for the map's signs: key, slug, name, group."""
    return [(k.id, k.slug, k.naam, k.groep) for k in keuzes("soort")]
