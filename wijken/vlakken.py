"""Outlines: which buurt a point lies in, and the outline of a wijk or stadsdeel.

An outline is always the union of buurten, so it cannot disagree with where a point is found.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape

from wijken.boom import StadsdeelKnoop, WijkKnoop, boom
from wijken.geheugen import per_versie
from wijken.models import Buurt

# The stored outlines are simplified: the outer edge moved by at most 7.8 m, rounding included. A
# point this near the edge still belongs to the nearest buurt; farther out it lies outside.
SPELING_METER = 10
DECIMALEN = 5
METER_PER_GRAAD = 111_250


@dataclass(frozen=True, slots=True)
class Vlakken:
    """The outlines of all buurten, and a search tree over them in metres."""

    buurt_ids: tuple[int, ...]
    omtrekken: tuple[shapely.Geometry, ...]
    zoekboom: shapely.STRtree
    schaal: tuple[float, float]

    def plaats(self, lat: float, lon: float) -> shapely.Point:
        """Turn degrees into metres on a flat plane: true enough for the size of a city."""
        return shapely.Point(lon * self.schaal[0], lat * self.schaal[1])


@per_versie
def _vlakken() -> Vlakken:
    rijen = list(Buurt.objects.order_by("id").values_list("id", "omtrek", "lat"))
    omtrekken = tuple(shape(omtrek) for _, omtrek, _ in rijen)
    breedte = sum(lat for *_, lat in rijen) / len(rijen) if rijen else 0.0
    schaal = METER_PER_GRAAD * math.cos(math.radians(breedte)), METER_PER_GRAAD
    in_meters = [shapely.transform(vlak, lambda xy: xy * schaal) for vlak in omtrekken]
    ids = tuple(id_ for id_, *_ in rijen)
    return Vlakken(ids, omtrekken, shapely.STRtree(in_meters), schaal)


def buurt_van_punt(lat: float, lon: float) -> int | None:
    """Give the id of the buurt that a point (WGS84 degrees) lies in; None when in none.

    On a shared border the buurt with the lowest id wins. Just outside the outer edge the nearest
    buurt counts, up to `SPELING_METER`. Not-a-number and infinity lie nowhere.
    """
    if not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    vlakken = _vlakken()
    punt = vlakken.plaats(lat, lon)
    treffers = vlakken.zoekboom.query(punt, predicate="intersects")
    if not treffers.size:
        treffers = vlakken.zoekboom.query_nearest(punt, max_distance=SPELING_METER)
    return vlakken.buurt_ids[treffers.min()] if treffers.size else None


def omtrek_van_wijk(wijk_id: int) -> dict[str, Any] | None:
    """Give the GeoJSON geometry of a wijk with its parts; None when it has no own outline."""
    bos = boom()
    return _geojson(bos.buurten_van(bos.met_delen(wijk_id)))


def omtrek_van_stadsdeel(stadsdeel_id: int) -> dict[str, Any] | None:
    """Give the GeoJSON geometry of a stadsdeel; None when it has no buurten."""
    bos = boom()
    return _geojson(bos.buurten_van(bos.wijken_van(stadsdeel_id)))


@per_versie
def _geojson(buurt_ids: frozenset[int]) -> dict[str, Any] | None:
    vlak = _vereniging(buurt_ids)
    return None if vlak is None else mapping(vlak)


def _vereniging(buurt_ids: Iterable[int]) -> shapely.Geometry | None:
    """Join buurten into one outline: 5 decimals, outer rings counter-clockwise (RFC 7946)."""
    vlakken = _vlakken()
    op_id = dict(zip(vlakken.buurt_ids, vlakken.omtrekken, strict=True))
    delen = [op_id[id_] for id_ in sorted(buurt_ids)]
    if not delen:
        return None
    geheel = shapely.transform(shapely.union_all(delen), lambda xy: np.round(xy, DECIMALEN))
    return shapely.orient_polygons(geheel)


@per_versie
def omtrekken() -> dict[str, Any]:
    """Give what the map draws: a GeoJSON FeatureCollection of all stadsdelen and wijken.

    A wijk is drawn with the buurten it carries itself: a combined wijk whose parts carry them has
    no feature, so on each level every spot is covered exactly once.
    """
    bos = boom()
    features = [
        *(_feature(s, _van_stadsdeel) for s in bos.stadsdelen.values()),
        *(_feature(w, _van_wijk) for w in bos.wijken.values()),
    ]
    return {"type": "FeatureCollection", "features": [f for f in features if f is not None]}


Knoop = StadsdeelKnoop | WijkKnoop
Beschrijving = tuple[frozenset[int], dict[str, Any]]


def _van_stadsdeel(stadsdeel: StadsdeelKnoop) -> Beschrijving:
    buurten = boom().buurten_van(boom().wijken_van(stadsdeel.id))
    return buurten, {"niveau": "stadsdeel", "zekerheid": "zeker", "stadsdeel": stadsdeel.slug}


def _van_wijk(wijk: WijkKnoop) -> Beschrijving:
    stadsdeel = boom().stadsdelen.get(wijk.stadsdeel_id)
    geheel = boom().wijken.get(wijk.deel_van_id)
    return boom().buurten_van([wijk.id]), {
        "niveau": "wijk",
        "zekerheid": wijk.zekerheid,
        "stadsdeel": stadsdeel.slug if stadsdeel else None,
        "deel_van": geheel.slug if geheel else None,
    }


def _feature(knoop: Knoop, beschrijf: Callable[[Any], Beschrijving]) -> dict[str, Any] | None:
    buurten, eigen = beschrijf(knoop)
    vlak = _vereniging(buurten)
    if vlak is None:
        return None
    label = vlak.representative_point()
    eigenschappen = {
        "slug": knoop.slug,
        "naam": knoop.naam,
        **eigen,
        "lat": round(label.y, DECIMALEN),
        "lon": round(label.x, DECIMALEN),
    }
    return {"type": "Feature", "properties": eigenschappen, "geometry": mapping(vlak)}
