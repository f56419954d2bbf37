"""Read every export back, each with a reader that is not ours."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import openpyxl
import vobject

from kaart.uitvoer import vcard
from kaart.uitvoer.lijst import BEIDE, Lijst
from kaart.uitvoer.rijen import Bereik, Rij

ADRESSEN = {
    "csv": "/uitvoer/contacten.csv",
    "xlsx": "/uitvoer/contacten.xlsx",
    "vcf": "/uitvoer/contacten.vcf",
    "geojson": "/uitvoer/organisaties.geojson",
}
UUID = "11111111-2222-4333-8444-555555555555"


@dataclass
class NepBron:
    """Rows without a database, for the formats alone."""

    _rijen: Iterable[Rij]
    toont_adressen: bool = False

    def rijen(self) -> Iterable[Rij]:
        return iter(self._rijen)


def een_rij(**waarden: Any) -> Rij:
    leeg = dict.fromkeys(Rij._fields, "")
    lijsten = ("werkt_in", "algemeen", "personen", "ondersteuning", "doelgroepen", "talen")
    leeg |= {name: [] for name in (*lijsten, "toegang")}
    leeg |= dict.fromkeys(("lat", "lon", "leeftijd_van", "leeftijd_tot", "tolk", "wachttijd"))
    leeg |= dict.fromkeys(("kindplaatsen", "ve", "plek_bij_benadering"))
    leeg |= {"gecontroleerd_op": None, "voorbeeld": False, "id": UUID, "naam": "Naam"}
    leeg |= {"gewijzigd": datetime(2026, 9, 1, 12, 0, 5, tzinfo=UTC)}
    leeg |= {"webadres": "https://kaart.example.nl/organisaties/naam/"}
    return Rij(**{**leeg, **waarden})


def bereik(**waarden: Any) -> Bereik:
    leeg = {"uuid": UUID, "persoon": False, "naam": "", "functie": "", "email": "", "telefoon": ""}
    return Bereik(**{**leeg, **waarden})


def gemaakt(vorm: ModuleType, *rijen: Rij, **lijst: Any) -> bytes:
    """The bytes of a file with these rows; of a visiting card file with the cards of persons."""
    if vorm is vcard:
        lijst = {"per": BEIDE, "kaarten": True, **lijst}
    return b"".join(vorm.maak(Lijst(NepBron(rijen), **lijst)))


def inhoud(response: Any) -> bytes:
    """The body, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def breek_af(response: Any) -> None:
    """End a download that began, as a server does for a visitor who leaves.

    Not by ``response.close()``: that also closes the connection of a test on PostgreSQL.
    """
    response._iterator.close()


def haal(client: Any, soort: str, zoekreeks: str = "") -> bytes:
    response = client.get(f"{ADRESSEN[soort]}?{zoekreeks}")
    assert response.status_code == 200, response.content[:500]
    return inhoud(response)


def lees_csv(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def lees_xlsx(data: bytes) -> list[dict[str, str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    koppen, *rijen = sheet.iter_rows(values_only=True)
    return [{k: "" if v is None else v for k, v in zip(koppen, r, strict=True)} for r in rijen]


def lees_vcf(data: bytes) -> list[Any]:
    return list(vobject.readComponents(data.decode()))


def lees_geojson(data: bytes) -> list[dict[str, Any]]:
    return json.loads(data)["features"]


def ids(soort: str, data: bytes) -> list[str]:
    """The uuids of the entries in a file, in its order."""
    if soort == "geojson":
        return [feature["id"] for feature in lees_geojson(data)]
    if soort == "vcf":
        cards = [c for c in lees_vcf(data) if "x-sociale-kaart-organisatie" not in c.contents]
        return [card.uid.value.removeprefix("urn:uuid:") for card in cards]
    return [row["id"] for row in (lees_csv if soort == "csv" else lees_xlsx)(data)]
