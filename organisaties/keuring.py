"""The check on everything that is written: which field, what is wrong, what would be right.

SQLite takes a NUL byte and an over-long text that PostgreSQL refuses, so both are refused here,
before either database sees them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from organisaties.foto import DATUM, GETAL, KOLOMMEN, TEKST, VERWIJZING, VLAG, Foto
from organisaties.models import Organisatie
from organisaties.velden import HANGENDE
from organisaties.velden.basis import als_uuid, keur_tekst, nette_tekst

_HALF_TEKEN = re.compile("[\ud800-\udfff]")
_STUURTEKENS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_VERPLICHT = ("naam", "soort")
_PORTIE = 2_000  # values in one IN (...)


@dataclass(frozen=True)
class Fout:
    """One thing that is wrong: the row (0-based), the field, and a sentence in Dutch."""

    rij: int
    veld: str
    melding: str


class Geweigerd(ValueError):  # noqa: N818 -- the Dutch word for what happened
    """What was offered cannot be written; nothing was."""

    def __init__(self, fouten: list[Fout]) -> None:
        self.fouten = fouten
        super().__init__("; ".join(f"{f.veld}: {f.melding}" for f in fouten[:5]))


def keur(waarden: Foto, *, rij: int = 0) -> Foto:
    """Tidy the values, each field on its own. Raises ``Geweigerd`` with every fault at once."""
    clean: Foto = {}
    faults: list[Fout] = []
    for name, value in waarden.items():
        try:
            clean[name] = _keur_veld(name, value)
        except ValueError as error:
            faults.append(Fout(rij, name, str(error)))
    if faults:
        raise Geweigerd(faults)
    return clean


def keur_geheel(beeld: Foto, *, rij: int = 0) -> None:
    """Check what holds between fields, on the whole photograph. Raises ``Geweigerd``."""
    faults = [
        Fout(rij, name, "Dit veld is verplicht.") for name in _VERPLICHT if not beeld.get(name)
    ]
    if (beeld.get("lat") is None) != (beeld.get("lon") is None):
        faults.append(Fout(rij, "lat", "Een punt heeft een breedtegraad én een lengtegraad."))
    van, tot = beeld.get("leeftijd_van"), beeld.get("leeftijd_tot")
    if van is not None and tot is not None and van >= tot:
        faults.append(Fout(rij, "leeftijd_van", "De leeftijd “van” moet lager zijn dan “tot”."))
    if beeld.get("opgegaan_in") and beeld.get("status") != Organisatie.Status.GESTOPT:
        reason = "Deze ingang is opgegaan in een andere en blijft gestopt."
        faults.append(Fout(rij, "status", reason))
    if beeld.get("voorbeeld") and settings.PRODUCTIE:
        faults.append(Fout(rij, "voorbeeld", "Verzonnen voorbeelden mogen niet in productie."))
    if faults:
        raise Geweigerd(faults)


def keur_uniek(naam: str, waarden: Sequence[str], eigen: Sequence[int] = ()) -> None:
    """Refuse a ``slug`` or ``uuid`` that is wrong, twice in these rows, or another entry's.

    ``eigen`` are the keys of the entries that get the values, empty when the entries are new.
    """
    times = Counter(waarden)
    taken = _bezet(naam, waarden)
    faults = []
    for number, value in enumerate(waarden):
        own = eigen[number] if eigen else None
        if not value or (naam == "uuid" and als_uuid(value) is None):
            faults.append(Fout(number, naam, "Dit is leeg of klopt niet."))
        elif times[value] > 1 or taken.get(value, own) != own:
            faults.append(Fout(number, naam, f"“{value}” is al van een andere ingang."))
    if faults:
        raise Geweigerd(faults)


def _bezet(name: str, values: Sequence[str]) -> dict[str, int]:
    """Find which of these are kept already, and with which entry."""
    asked = [known for v in values if v and (known := als_uuid(v) if name == "uuid" else v)]
    found: dict[str, int] = {}
    for start in range(0, len(asked), _PORTIE):
        rows = Organisatie.objects.filter(**{f"{name}__in": asked[start : start + _PORTIE]})
        found |= {str(value): pk for value, pk in rows.values_list(name, "pk")}
    return found


def keur_kolom(kolom: models.Field, waarde: str) -> str:
    """Tidy a text that is no field of an entry, such as the reason of a round."""
    text = nette_tekst(waarde)
    try:
        zonder_stuurtekens(text)
        return kolom.clean(text, None)
    except ValidationError as error:
        raise Geweigerd([Fout(0, kolom.name, " ".join(error.messages))]) from None
    except ValueError as error:
        raise Geweigerd([Fout(0, kolom.name, str(error))]) from None


def _keur_veld(name: str, value: Any) -> Any:
    if check := _KEUR.get(name):
        return check(name, value)
    if field := HANGENDE.get(name):
        zonder_stuurtekens(value)
        return field.keur(value)
    if name in VERWIJZING:
        return _keur_verwijzing(value)
    raise ValueError("Dit veld kennen we niet.")


def _keur_verwijzing(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("Hier hoort een code, zoals die in het webadres staat.")
    zonder_stuurtekens(value)
    return value or None


def zonder_stuurtekens(value: Any) -> None:
    """Refuse control characters, at any depth."""
    if isinstance(value, str):
        if value.isprintable():  # as good as every text, and one look
            return
        if _STUURTEKENS.search(value):
            raise ValueError("Er staat een onzichtbaar stuurteken in de tekst. Haal het weg.")
        if _HALF_TEKEN.search(value):
            raise ValueError("De tekst bevat een half teken. Typ de tekst opnieuw.")
    elif isinstance(value, dict):
        zonder_stuurtekens(list(value.values()))
    elif isinstance(value, list | tuple | set):
        for item in value:
            zonder_stuurtekens(item)


def _keur_tekst(name: str, value: Any) -> str:
    if isinstance(value, str):
        return _kolomtekst(name, value)
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        raise ValueError("Hier hoort tekst.")
    return _kolomtekst(name, nette_tekst(value))


@lru_cache(maxsize=2_000)  # a register says the same of many: a street, a place, its own name
def _kolomtekst(name: str, value: str) -> str:
    text = nette_tekst(value)
    zonder_stuurtekens(text)
    if name == "postcode":
        text = text.replace(" ", "").upper()
    if text or name != "slug":  # an empty slug follows the name
        keur_tekst(Organisatie, name, text)
    return text


def _keur_getal(name: str, value: Any) -> Any:
    if value in (None, ""):
        return None
    number = _heel_getal(name, value) if type(value) is int else _django(name, value)
    if isinstance(number, float) and not math.isfinite(number):
        raise ValueError("Hier hoort een gewoon getal.")
    return number


@lru_cache(maxsize=2_000)  # ages and numbers of places: the same few all the time
def _heel_getal(name: str, value: int) -> Any:
    return _django(name, value)


def _keur_vlag(name: str, value: Any) -> bool | None:
    if value not in (True, False, None):
        raise ValueError("Hier hoort ja, nee of leeg.")
    return None if value is None and name != "voorbeeld" else bool(value)


def _keur_datum(name: str, value: Any) -> str | None:
    day = _django(name, value) if value else None
    return day.isoformat() if day else None


def _django(name: str, value: Any) -> Any:
    """Django's own check of the column: type and validators."""
    try:
        return _VELD[name].clean(value, None)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None
    except (OverflowError, TypeError):
        raise ValueError("Deze waarde past hier niet.") from None


_VELD: dict[str, models.Field] = {name: Organisatie._meta.get_field(name) for name in KOLOMMEN}
_KEUR = {
    **dict.fromkeys(TEKST, _keur_tekst),
    **dict.fromkeys(GETAL, _keur_getal),
    **dict.fromkeys(VLAG, _keur_vlag),
    **dict.fromkeys(DATUM, _keur_datum),
}
