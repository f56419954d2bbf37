"""Check one outline before it is kept."""

from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry import shape

WERELD = shapely.box(-180, -90, 180, 90)


def fout_in_omtrek(omtrek: Any) -> str:
    """Say in Dutch what is wrong with a GeoJSON geometry; empty when nothing is."""
    try:
        vlak = shape(omtrek)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, shapely.GEOSException):
        return _("Dit is geen GeoJSON-geometrie.")
    if vlak.geom_type not in ("Polygon", "MultiPolygon") or vlak.is_empty:
        return _("Een omtrek is een Polygon of MultiPolygon met punten.")
    if not WERELD.contains(vlak):
        return _("De punten horen lengte en breedte in graden te zijn (WGS84).")
    if not vlak.is_valid:
        return _("De omtrek snijdt zichzelf of is niet gesloten.")
    return ""
