"""Taking persons out of values, whatever their shape: a text, a list, a photograph.

A person in a list leaves it, and the others stay. A general contact stays, without what was the
person's. Anywhere else only the words that name the person go.
"""

from __future__ import annotations

import re
from typing import Any

from django.db import models

from .kenmerken import GEWIST, Kenmerken

# What places an entry among others is its own name, also when it is called after somebody.
NAAM_VAN_DE_INGANG = frozenset({
    "uuid", "naam", "slug", "soort", "koepel", "opgegaan_in", "sleutels", "website", "straat",
    "huisnummer", "toevoeging", "postcode", "plaats", "adres_id",
})  # fmt: skip
ALGEMEEN = "contacten"  # general contacts, in a photograph
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VAN_EEN_CONTACT = ("naam", "email", "telefoon")
_VAN_EEN_PERSOON = frozenset({"zichtbaarheid", "grondslag", "vertrokken_op"})
_BEREIKBAAR = ("naam", "functie", "email", "telefoon")


def schoon(waarde: Any, wie: Kenmerken, veld: str = "") -> Any:
    """Give the value without these persons; None for a person who stands by herself."""
    if isinstance(waarde, str):
        return waarde if _UUID.fullmatch(waarde) else wie.schoon(waarde)
    if isinstance(waarde, list):
        return _lijst(waarde, wie, veld)
    if isinstance(waarde, dict):
        if _VAN_EEN_PERSOON & waarde.keys() and _is_van(waarde, wie):
            return None
        return {wie.schoon(name): schoon(value, wie, name) for name, value in waarde.items()}
    return waarde


def schone_foto(waarde: Any, wie: Kenmerken) -> Any:
    """Do the same to a photograph, of which the name of the entry itself stays."""
    if not isinstance(waarde, dict):
        return schoon(waarde, wie)
    return {name: schoon_veld(name, value, wie) for name, value in waarde.items()}


def schoon_veld(veld: str, waarde: Any, wie: Kenmerken) -> Any:
    """Do the same to one field of a photograph; without a name it is the whole of it."""
    if not veld:
        return schone_foto(waarde, wie)
    return waarde if veld in NAAM_VAN_DE_INGANG else schoon(waarde, wie, veld)


def passend(kolom: models.Field, waarde: Any) -> Any:
    """Keep a text as long as its column allows: the word that replaces may be the longer one."""
    if isinstance(waarde, str) and isinstance(kolom, models.CharField) and kolom.max_length:
        return waarde[: kolom.max_length]
    return waarde


def _lijst(items: list[Any], wie: Kenmerken, veld: str) -> list[Any]:
    if veld == ALGEMEEN:
        rows = [_algemeen(item, wie) for item in items]
        return [row for row in rows if row is not None]
    return [schoon(item, wie) for item in items if not _is_van(item, wie)]


def _algemeen(item: Any, wie: Kenmerken) -> Any:
    """Empty what was the person's; None when the contact itself goes, or nothing is left of it."""
    if not isinstance(item, dict):
        return schoon(item, wie)
    if item.get("uuid") in wie.uuids:
        return None
    clean = {name: _of_leeg(name, value, schoon(value, wie)) for name, value in item.items()}
    return clean if clean == item or any(clean.get(name) for name in _BEREIKBAAR) else None


def _of_leeg(naam: str, oud: Any, nieuw: Any) -> Any:
    changed = oud != nieuw
    return "" if changed and (naam in ("email", "telefoon") or nieuw == GEWIST) else nieuw


def _is_van(item: Any, wie: Kenmerken) -> bool:
    if isinstance(item, str):
        return item in wie.uuids
    if not isinstance(item, dict) or not any(name in item for name in _VAN_EEN_CONTACT):
        return False
    texts = {name: _tekst(item.get(name)) for name in ("uuid", *_VAN_EEN_CONTACT)}
    return wie.is_van(**texts)


def _tekst(waarde: Any) -> str:
    return waarde if isinstance(waarde, str) else ""
