"""What is made of several columns of one row: an address, a network, a number, a person.

Each function changes what was read in place and gives what is wrong (Dutch), empty when nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from organisaties.invoer.bron import vaste_uuid
from organisaties.invoer.lezen.waarden import straat_en_nummer
from organisaties.models import Contact
from organisaties.velden.overleg import TEKST

from .kolom import Ingelezen
from .kolommen import OVERLEG
from .notatie import TE_LANG

CODE = "tabel"  # of the source
GRONDSLAG = "Opgegeven door een coördinator, in een tabel"
_BEREIKBAAR = ("naam", "functie", "email", "telefoon")
_POSTCODE = re.compile(r"[ ,]+(\d{4} ?[A-Za-z]{2})(?:[ ,]+|$)")


def adres(gelezen: Ingelezen) -> str:
    """Take an address that stands in one cell apart; beside a number it is the street alone."""
    values = gelezen.waarden
    text = values.pop("adres", None)
    if text is None:
        return ""
    if "straat" in values:
        return "Vul Adres in, of Straat en Huisnummer, maar niet allebei."
    if "huisnummer" in values:
        values["straat"] = text
        return ""
    if match := _POSTCODE.search(text):
        values.setdefault("postcode", match[1].replace(" ", "").upper())
        if place := text[match.end() :]:
            values.setdefault("plaats", place)
        text = text[: match.start()]
    return _splits(values, text)


def _splits(values: dict[str, Any], text: str) -> str:
    try:
        values["straat"], number, addition = straat_en_nummer(text)
    except ValueError as error:
        return str(error)
    if number or not text:
        values |= {"huisnummer": number, "toevoeging": values.get("toevoeging") or addition}
    return ""


def huisnummer(gelezen: Ingelezen) -> None:
    """Take "12A" apart when the addition has no cell of its own."""
    values = gelezen.waarden
    number = values.get("huisnummer", "")
    if number and not number.isdigit() and not values.get("toevoeging"):
        whole: dict[str, Any] = {}
        _splits(whole, f"Straat {number}")
        values |= {name: whole[name] for name in ("huisnummer", "toevoeging") if name in whole}


def overleg(gelezen: Ingelezen, row: Mapping[str, str]) -> str:
    """Make one value of the six columns; one of them filled makes all six count."""
    parts = gelezen.delen.get("overleg")
    if parts is None or any(row.get(name, "").strip().casefold() == TE_LANG for name in OVERLEG):
        return ""
    if missing := [name for name in OVERLEG if name not in row]:
        return f"Zet ook deze kolommen in de tabel, al zijn ze leeg: {', '.join(missing)}."
    lists = {name: parts.get(name) or [] for name in ("leden", "personen")}
    value = {name: parts.get(name, "") for name in TEKST} | lists
    gelezen.waarden["overleg"] = value if any(value.values()) else None
    return ""


def algemeen(gelezen: Ingelezen, sleutel: str) -> list[dict[str, Any]]:
    """Give the general contact that stands in columns of its own."""
    parts = gelezen.delen.get("algemeen", {})
    return [{"uuid": vaste_uuid(CODE, f"{sleutel}/algemeen"), **parts}] if parts else []


def persoon(gelezen: Ingelezen, sleutel: str) -> list[dict[str, Any]]:
    """Give the person who stands in columns of her own: for coordinators, and with a ground."""
    parts = gelezen.delen.get("persoon", {})
    if not any(parts.get(name) for name in _BEREIKBAAR):
        return []
    return [
        {
            "uuid": vaste_uuid(CODE, f"{sleutel}/persoon"),
            "zichtbaarheid": Contact.Zichtbaarheid.COORDINATOREN.value,
            "grondslag": GRONDSLAG,
            **parts,
        }
    ]


def geef_kenmerken(gelezen: Ingelezen, sleutel: str) -> None:
    """Give a line without ``kenmerk`` one by its place, so that it is the same one next time."""
    for name in ("contacten", "personen"):
        rows = gelezen.waarden.get(name) or []
        taken = {row.get("uuid") for row in rows}
        number = 0
        for row in rows:
            while not row.get("uuid"):
                identity = vaste_uuid(CODE, f"{sleutel}/{name}/{number}")
                number += 1
                if identity not in taken:
                    row["uuid"] = identity
