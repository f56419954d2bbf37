"""Rows of a GeoJSON file: the properties of each feature, and the place of its point."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.tabel import Tabelrij

GROOTST = 50_000_000  # bytes; a country's schools take about five million
_GEEN_GEOJSON = "Dit is geen GeoJSON met punten. Kies een bestand met een lijst “features”."


def rijen_uit_geojson(pad: Path) -> tuple[tuple[str, ...], Iterator[Tabelrij]]:
    """Give the header and the rows as a table would; WGS84 as RFC 7946 says: lon, then lat."""
    features = _features(pad)
    properties = [f["properties"] for f in features if isinstance(f.get("properties"), dict)]
    header = dict.fromkeys(str(name) for row in properties for name in row)
    return (*header, "lon", "lat"), (_rij(n, f) for n, f in enumerate(features, start=1))


def _features(pad: Path) -> list[dict[str, Any]]:
    try:
        if pad.stat().st_size > GROOTST:
            raise BestandGeweigerd("Dit bestand is te groot. Kies een bestand tot 50 MB.")
        data = json.loads(pad.read_text(encoding="utf-8-sig"))
    except BestandGeweigerd:
        raise
    except (OSError, ValueError, RecursionError):
        raise BestandGeweigerd(_GEEN_GEOJSON) from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise BestandGeweigerd(_GEEN_GEOJSON)
    return features


def _rij(nummer: int, feature: dict[str, Any]) -> Tabelrij:
    properties, geometry = feature.get("properties"), feature.get("geometry")
    found = properties if isinstance(properties, dict) else {}
    cells = {str(k): "" if v is None else str(v) for k, v in found.items()}
    is_point = isinstance(geometry, dict) and geometry.get("type") == "Point"
    point = geometry.get("coordinates") if is_point else None
    if isinstance(point, list) and len(point) >= 2:
        cells |= {"lon": str(point[0]), "lat": str(point[1])}
    return Tabelrij(nummer, cells, "")
