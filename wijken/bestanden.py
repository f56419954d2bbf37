"""Read the area files (GeoJSON, JSON, CSV) and say plainly what is wrong with one."""

import csv
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wijken.models import Onderwerp
from wijken.omtrek import fout_in_omtrek

Rij = dict[str, Any]


class BestandOngeldig(ValueError):  # noqa: N818  (a Dutch name says it)
    """An area file is missing or contradicts itself; the message names file and row."""


@dataclass(frozen=True, slots=True)
class Gebieden:
    """What the three files say, as rows. References between rows are by slug or code."""

    gemeente: Rij
    stadsdelen: list[Rij]
    wijken: list[Rij]
    buurten: list[Rij]
    cijfers: list[Rij]
    postcodes: list[Rij]


def lees_gebieden(map_: Path) -> Gebieden:
    """Read `gebieden/wijken.json`, `gebieden/buurten.geojson` and `postcodes.csv` under `map_`.

    Raises `BestandOngeldig` when a file is missing, is not what it should be, or names an area
    that is not there.
    """
    wijken = _lees_json(map_ / "gebieden" / "wijken.json")
    buurten = _lees_json(map_ / "gebieden" / "buurten.geojson")
    try:
        gebieden = Gebieden(
            gemeente={veld: wijken["gemeente"][veld] for veld in ("code", "naam", "slug")},
            stadsdelen=wijken["stadsdelen"],
            wijken=wijken["wijken"],
            buurten=[_buurt(f, buurten["bron"]) for f in buurten["features"]],
            cijfers=[c for f in buurten["features"] for c in _cijfers(f, buurten["bron"])],
            postcodes=_lees_postcodes(map_ / "postcodes.csv"),
        )
        _toets(gebieden)
    except KeyError as fout:
        raise BestandOngeldig(f"In {map_} mist het veld {fout}.") from fout
    return gebieden


def _lees_json(pad: Path) -> Any:
    try:
        return json.loads(pad.read_text("utf-8"))
    except OSError as fout:
        raise BestandOngeldig(f"{pad.name} is niet te lezen: {fout.strerror}.") from fout
    except ValueError as fout:
        raise BestandOngeldig(f"{pad.name} is geen geldige JSON: {fout}.") from fout


def _buurt(feature: Rij, bron: Rij) -> Rij:
    velden = {veld: feature["properties"][veld] for veld in ("code", "naam", "wijk", "lat", "lon")}
    return {**velden, "omtrek": feature["geometry"], "bron": bron["omtrekken"]}


def _cijfers(feature: Rij, bron: Rij) -> list[Rij]:
    """Give the figures of one buurt; an unknown figure gives no row."""
    eigenschappen = feature["properties"]
    vast = {"gebied_code": eigenschappen["code"], "jaar": bron["jaar"], "bron": bron["cijfers"]}
    return [
        {**vast, "onderwerp": onderwerp, "waarde": eigenschappen[onderwerp]}
        for onderwerp in Onderwerp.values
        if eigenschappen.get(onderwerp) is not None
    ]


def _lees_postcodes(pad: Path) -> list[Rij]:
    try:
        with pad.open(encoding="utf-8", newline="") as bestand:
            rijen = list(csv.DictReader(bestand, delimiter=";"))
    except OSError as fout:
        raise BestandOngeldig(f"{pad.name} is niet te lezen: {fout.strerror}.") from fout
    return [_postcode(pad.name, nummer, rij) for nummer, rij in enumerate(rijen, start=2)]


def _postcode(bestand: str, regel: int, rij: dict[str, str]) -> Rij:
    try:
        return {
            "postcode": rij["postcode"],
            "lat": float(rij["lat"]),
            "lon": float(rij["lon"]),
            "bij_benadering": rij["bij_benadering"] == "1",
            "bron": rij["bron"],
        }
    except (TypeError, ValueError) as fout:
        raise BestandOngeldig(
            f"{bestand}, regel {regel}: lat en lon moeten getallen zijn."
        ) from fout


def _toets(gebieden: Gebieden) -> None:
    """Check that keys are unique, that references lead somewhere, and that outlines are sound."""
    stadsdelen = _uniek("stadsdeel", [rij["slug"] for rij in gebieden.stadsdelen])
    wijken = _uniek("wijk", [rij["slug"] for rij in gebieden.wijken])
    _uniek("buurt", [rij["code"] for rij in gebieden.buurten])
    _uniek("postcode", [rij["postcode"] for rij in gebieden.postcodes])
    hele = {rij["slug"] for rij in gebieden.wijken if not rij["deel_van"]}
    for rij in gebieden.wijken:
        _verwijst(f"wijk {rij['slug']}", "stadsdeel", rij["stadsdeel"], stadsdelen)
        _verwijst(f"wijk {rij['slug']}", "hele wijk", rij["deel_van"], hele)
    for rij in gebieden.buurten:
        _verwijst(f"buurt {rij['code']}", "wijk", rij["wijk"] or "", wijken)
        if fout := fout_in_omtrek(rij["omtrek"]):
            raise BestandOngeldig(f"buurt {rij['code']}: {fout}")


def _uniek(soort: str, sleutels: list[str]) -> set[str]:
    dubbel = {sleutel for sleutel, aantal in Counter(sleutels).items() if aantal > 1}
    if dubbel:
        raise BestandOngeldig(f"{soort} komt twee keer voor: {', '.join(sorted(dubbel))}.")
    return set(sleutels)


def _verwijst(wie: str, soort: str, doel: str | None, bekend: set[str]) -> None:
    if doel is not None and doel not in bekend:
        raise BestandOngeldig(f"{wie} noemt {soort} '{doel}', maar die staat niet in de bestanden.")
