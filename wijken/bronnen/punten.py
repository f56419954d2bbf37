"""From the numbers of a source to an outline in degrees.

Which kind of coordinates a feature has follows from the numbers themselves: metres of the Dutch
grid (RD, EPSG:28992) and degrees (WGS84) lie so far apart that they cannot be confused, and a
`crs` member is sometimes wrong.
"""

from functools import cache
from typing import Any

import numpy as np
import pyproj
import shapely
from django.utils.translation import gettext as _
from shapely.geometry import shape

from wijken.bronnen.kenmerken import Geweigerd
from wijken.bronnen.vereenvoudigen import herstel

# x and y in metres; longitude and latitude of the European Netherlands in degrees.
RD = (0, 300_000, 300_000, 620_000)
NEDERLAND = (3.0, 50.5, 7.5, 54.0)
STUK = (AttributeError, LookupError, TypeError, ValueError, OverflowError, shapely.GEOSException)


def vlak_in_graden(geometrie: Any) -> shapely.Geometry:
    """Give a Polygon or MultiPolygon (lon, lat); raises `Geweigerd` for anything else.

    Published outlines have spots where rounding made two lines meet in a point or run back over
    each other. Such an outline passes as it is, so that its neighbours still fit; one that really
    crosses itself does not.
    """
    vlak = naar_graden(_vlak(geometrie))
    if not vlak.is_valid and herstel(vlak) is None:
        raise Geweigerd(
            _("De omtrek snijdt zichzelf of is niet gesloten."),
            _("Goed is een omtrek waarvan de lijnen elkaar niet kruisen."),
        )
    return vlak


def _vlak(geometrie: Any) -> shapely.Geometry:
    soort = geometrie.get("type") if isinstance(geometrie, dict) else None
    goed = _("Goed is een Polygon of MultiPolygon met punten.")
    if soort not in ("Polygon", "MultiPolygon"):
        reden = _("De omtrek is een %s.") % str(soort)[:30] if soort else _("Er is geen omtrek.")
        raise Geweigerd(reden, goed)
    try:
        with np.errstate(invalid="ignore"):  # not-a-number is looked for below
            vlak = shapely.force_2d(shape(geometrie))
    except STUK as fout:
        raise Geweigerd(_("De omtrek is niet te lezen."), goed) from fout
    if not np.isfinite(shapely.get_coordinates(vlak)).all():
        raise Geweigerd(_("De omtrek heeft een punt zonder getallen."), goed)
    if vlak.is_empty:
        raise Geweigerd(_("De omtrek is leeg."), goed)
    return vlak


def naar_graden(vlak: shapely.Geometry) -> shapely.Geometry:
    """Turn RD into degrees, leave degrees as they are, refuse what lies elsewhere or swapped."""
    randen = vlak.bounds
    if _binnen(randen, RD):
        return shapely.transform(vlak, _rd_naar_graden)
    if _binnen(randen, NEDERLAND):
        return vlak
    omgedraaid = (randen[1], randen[0], randen[3], randen[2])
    if _binnen(omgedraaid, RD) or _binnen(omgedraaid, NEDERLAND):
        raise Geweigerd(
            _("De twee getallen van elk punt staan omgewisseld."),
            _("Goed is eerst lengte (3 tot 8), dan breedte (50 tot 54); in RD eerst x, dan y."),
        )
    raise Geweigerd(
        _("Het gebied ligt niet in Nederland."),
        _("Goed zijn graden (WGS84, zoals 4.31, 52.08) of meters (RD, zoals 81000, 455000)."),
    )


def _binnen(randen: tuple[float, ...], vak: tuple[float, ...]) -> bool:
    (links, onder, rechts, boven), (x0, y0, x1, y1) = randen, vak
    return x0 <= links <= rechts <= x1 and y0 <= onder <= boven <= y1


def _rd_naar_graden(xy: np.ndarray) -> np.ndarray:
    return np.column_stack(_omzetter().transform(xy[:, 0], xy[:, 1]))


@cache
def _omzetter() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(28992, 4326, always_xy=True)
