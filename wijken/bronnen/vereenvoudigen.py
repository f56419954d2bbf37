"""Simplify the outlines of a municipality together, so that neighbours keep one border.

The same measure as the supplied areas (`fixtures/bouw_gebieden.py`): bends under about 10 m are
dropped, five decimals remain. The same outline gives the same result, so importing what is there
already changes nothing.
"""

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import shapely

TOLERANTIE_METER = 10
DECIMALEN = 5
# Metres per degree (lon, lat) at latitude 52.07; anywhere in the country right within 4 percent.
SCHAAL = np.array([111_320 * math.cos(math.radians(52.07)), 111_250])
# Neighbours that share less than this (m2) only touch: rounding in the source.
RAAKVLAK = 1.0
# The part of an area that taking out a spike or a loop may cost.
KORREL = 1e-6


@dataclass(frozen=True, slots=True)
class Vereenvoudigd:
    """Outlines in the order they came; None for one that is too small to draw.

    `sluitend`: neighbours that met still meet. `overlap`: pairs of indexes, and the square metres
    that both lay claim to in the source.
    """

    vlakken: tuple[shapely.Geometry | None, ...]
    punten_voor: int
    punten_na: int
    sluitend: bool
    overlap: tuple[tuple[int, int, int], ...]


def vereenvoudig(vlakken: Sequence[shapely.Geometry]) -> Vereenvoudigd:
    """Simplify outlines (degrees) as one coverage; each result is a sound outline or None."""
    meters = shapely.transform(np.array(vlakken, dtype=object), lambda xy: xy * SCHAAL)
    grof = _rond_af(_grover(meters))
    fijn = _rond_af(meters)
    klaar = [_eerste_gave(paar) for paar in zip(grof, fijn, strict=True)]
    overlap = [] if shapely.coverage_is_valid(meters) else _overlap(meters)
    return Vereenvoudigd(
        tuple(klaar),
        int(shapely.get_num_coordinates(meters).sum()),
        sum(int(shapely.get_num_coordinates(vlak)) for vlak in klaar if vlak),
        bool(overlap) or bool(shapely.coverage_is_valid(klaar)),
        tuple(overlap),
    )


def _grover(meters: np.ndarray) -> np.ndarray:
    """Drop the bends; a spike may be too much for that, so then without spikes, else as it is."""
    for proef in (lambda: meters, lambda: shapely.make_valid(meters, method="structure")):
        with suppress(shapely.GEOSException):
            return shapely.coverage_simplify(proef(), TOLERANTIE_METER)
    return meters


def herstel(vlak: shapely.Geometry, *, korrel: float = KORREL) -> shapely.Geometry | None:
    """Take out spikes and loops; None when that costs more than a grain of the area."""
    try:
        delen = shapely.get_parts(shapely.get_parts(shapely.make_valid(vlak)))
    except shapely.GEOSException:  # beyond repair
        return None
    heel = shapely.union_all([deel for deel in delen if deel.area > vlak.area * korrel])
    te_veel = abs(heel.area - vlak.area) > heel.area * korrel
    return None if heel.is_empty or heel.area == 0 or te_veel else heel


def _rond_af(meters: np.ndarray) -> np.ndarray:
    graden = shapely.transform(meters, lambda xy: np.round(xy / SCHAAL, DECIMALEN))
    return shapely.orient_polygons(graden)


def _eerste_gave(kandidaten: Sequence[shapely.Geometry]) -> shapely.Geometry | None:
    """Give the first that is valid as it is, else the first that can be mended."""
    for vlak in kandidaten:
        if vlak.is_valid and vlak.area > 0:
            return vlak
    hersteld = (herstel(vlak, korrel=0.01) for vlak in kandidaten if vlak.area > 0)
    return next((shapely.orient_polygons(vlak) for vlak in hersteld if vlak), None)


def _overlap(meters: np.ndarray) -> list[tuple[int, int, int]]:
    gaaf = shapely.make_valid(meters)
    een, ander = shapely.STRtree(gaaf).query(gaaf, "intersects")
    een, ander = een[een < ander], ander[een < ander]
    samen = shapely.area(shapely.intersection(gaaf[een], gaaf[ander]))
    rijen = zip(een, ander, samen, strict=True)
    return [(int(a), int(b), round(m2)) for a, b, m2 in rijen if m2 > RAAKVLAK]
