"""A made-up municipality in the areas of the CBS, as a file and as an OGC API Features service.

``stad()`` gives GM9999 "Verzonnen": wijk 01 with three buurten, wijk 02 with two, all squares of
600 m in a row, in metres (RD). ``dienst()`` serves them in degrees, in pages, by links.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyproj
import shapely
from shapely.geometry import box, mapping, shape

from tests.standin import Antwoord, Functie

GEMEENTE = "GM9999"
BUURTEN = {
    "BU99990101": "Aan de Gracht",
    "BU99990102": "Bij de Kerk",
    "BU99990103": "Het Hof",
    "BU99990201": "Zuiderveld",
    "BU99990202": "Zuiderpolder",
}
WIJKEN = {"WK999901": "Wijk 01 Noord", "WK999902": "Wijk 02 Zuid"}
ZIJDE = 600
RIJ = list(BUURTEN)


def vak(x: float, y: float = 0, breed: float = ZIJDE, hoog: float = ZIJDE) -> dict[str, Any]:
    """A rectangle in RD, with its corner at x, y metres from the corner of the city."""
    return mapping(box(150_000 + x, 480_000 + y, 150_000 + x + breed, 480_000 + y + hoog))


def gebied(geometrie: Any, **eigenschappen: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": eigenschappen, "geometry": geometrie}


def buurt(code: str, **anders: Any) -> dict[str, Any]:
    """A buurt as "wijken en buurten" gives it; ``geometrie`` stands in for its place in the row."""
    plek = vak(RIJ.index(code) * ZIJDE) if code in BUURTEN else vak(9 * ZIJDE)
    wijk = f"WK{code[2:8]}"
    eigen = {
        "buurtcode": code,
        "buurtnaam": BUURTEN.get(code, "Nieuw"),
        "wijkcode": wijk,
        "wijknaam": WIJKEN.get(wijk),
        "gemeentecode": f"GM{code[2:6]}",
        "gemeentenaam": "Verzonnen",
    }
    return gebied(anders.pop("geometrie", plek), **{**eigen, **anders})


def stad(*zonder: str, **anders: dict[str, Any]) -> list[dict[str, Any]]:
    """All buurten but some; ``BU...={...}`` changes one."""
    return [buurt(code, **anders.get(code, {})) for code in BUURTEN if code not in zonder]


def schrijf(pad: Path, features: list[Any], **erbij: Any) -> Path:
    pad.write_text(json.dumps({"type": "FeatureCollection", "features": features, **erbij}))
    return pad


def graden(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same features in WGS84."""
    naar = pyproj.Transformer.from_crs(28992, 4326, always_xy=True)

    def punten(xy: Any) -> Any:
        return list(zip(*naar.transform(xy[:, 0], xy[:, 1]), strict=True))

    return [
        {**f, "geometry": mapping(shapely.transform(shape(f["geometry"]), punten))}
        for f in features
    ]


def dienst(*, bbox: str = "volgt", per_blad: int = 2) -> dict[str, Functie]:
    """Routes of a service. ``bbox``: "volgt" the question, is "genegeerd" or "geweigerd"."""
    elders = graden([buurt("BU99980101", geometrie=vak(-90_000), gemeentenaam="Elders")])
    land, zee = (
        gebied(plek, gemeentecode=GEMEENTE, gemeentenaam="Verzonnen", water=water)
        for plek, water in ((vak(0, breed=5 * ZIJDE), "NEE"), (vak(0, 40_000), "JA"))
    )
    buurten = graden(stad())
    for feature in buurten:
        del feature["properties"]["wijknaam"]  # as PDOK does: only the wijken name themselves
    wijken = [
        gebied(vak(0), wijkcode=code, wijknaam=naam, gemeentecode=GEMEENTE)
        for code, naam in WIJKEN.items()
    ]
    alles = {
        "gemeenten": graden([zee, land]),
        "wijken": graden(wijken),
        "buurten": [*elders, *buurten],
    }
    namen = {"collections": [{"id": naam} for naam in alles]}
    routes: dict[str, Functie] = {"/ogc/v1/collections": lambda *_: _json(namen)}
    for naam, features in alles.items():
        pad = f"/ogc/v1/collections/{naam}/items"
        routes[pad] = _items(features, bbox, per_blad)
    return routes


def _items(features: list[dict[str, Any]], bbox: str, per_blad: int) -> Functie:
    def antwoord(path: str, query: list[tuple[str, str]], headers: Any) -> Antwoord:
        vragen = dict(query)
        if vragen.keys() - {"f", "limit", "offset", "bbox"}:
            return _json({"title": "unknown query parameter"}, 400)
        if bbox == "geweigerd" and "bbox" in vragen:
            return _json({"title": "bbox not supported"}, 400)
        binnen = features
        if bbox == "volgt" and "bbox" in vragen:
            kader = box(*map(float, vragen["bbox"].split(",")))
            binnen = [f for f in features if shape(f["geometry"]).intersects(kader)]
        begin = int(vragen.get("offset", 0))
        eind = begin + min(per_blad, int(vragen["limit"]))
        links = []
        if eind < len(binnen):
            href = f"http://{headers['host']}{path}?{urlencode({**vragen, 'offset': eind})}"
            links = [{"rel": "next", "href": href}]
        blad = {"type": "FeatureCollection", "features": binnen[begin:eind], "links": links}
        return _json({**blad, "numberMatched": len(binnen)})

    return antwoord


def _json(waarde: Any, status: int = 200) -> Antwoord:
    return status, {"Content-Type": "application/geo+json"}, json.dumps(waarde).encode()
