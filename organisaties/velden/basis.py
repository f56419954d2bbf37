"""What every field that hangs on an entry shares: its four verbs, and small helpers for them.

``lees`` takes keys of entries and gives values; ``keur`` checks and tidies one value, raising
``ValueError`` with a sentence for the user; ``schrijf`` replaces the values of the entries given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from organisaties.invoegen import voeg_in
from wijken.porties import in_porties

Waarden = Mapping[int, Any]
PORTIE = 2_000  # values in one IN (...)


class Hangend:
    """A field that lives in rows of its own."""

    persoonlijk: ClassVar[bool] = False

    def leeg(self) -> Any:
        return []

    def lees(self, keys: Sequence[int]) -> dict[int, Any]:
        raise NotImplementedError

    def keur(self, waarde: Any) -> Any:
        raise NotImplementedError

    def schrijf(self, waarden: Waarden) -> None:
        raise NotImplementedError


def ids_van(model: type[models.Model], veld: str, waarden: set[str], wat: str) -> dict[str, int]:
    """Key by slug (or code, or uuid) for all that are asked; an unknown one is a ``ValueError``."""
    asked = waarden if veld != "uuid" else {als_uuid(v) for v in waarden} - {None}
    found: dict[str, int] = {}
    for portion in in_porties(asked, PORTIE):
        rows = model._default_manager.filter(**{f"{veld}__in": portion}).values_list(veld, "pk")
        found |= {str(value): pk for value, pk in rows}
    if missing := sorted(waarden - found.keys()):
        raise ValueError(f"{wat} “{missing[0]}” bestaat niet.")
    return found


def als_uuid(waarde: Any) -> UUID | None:
    """Read the uuid that is written there, None when it is none."""
    return _uuid(waarde) if isinstance(waarde, str) else None


@lru_cache(maxsize=4_000)  # on its way through plan or write path a uuid is read ten times
def _uuid(tekst: str) -> UUID | None:
    try:
        return UUID(tekst)
    except ValueError:
        return None


def vervang(
    model: type[models.Model], waarden: Waarden, kolommen: Sequence[str], rows: Iterable[Any]
) -> None:
    """Remove what the entries had and insert what they get."""
    model._default_manager.filter(organisatie_id__in=list(waarden)).delete()
    voeg_in(model, ("organisatie", *kolommen), rows)


_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAAM = "[a-z0-9]+(?:[._-][a-z0-9]+)*"
_ALLES = re.compile(".*", re.DOTALL)
# What is plainly right: Django's own check of these takes fifty times as long.
_GEWOON = {
    models.URLField: re.compile(rf"(?=.{{1,250}}\Z)https?://(?:{_LABEL}\.)+[a-z]{{2,6}}/?"),
    models.EmailField: re.compile(rf"{_NAAM}@(?:{_LABEL}\.)+[a-z]{{2,6}}"),
    models.SlugField: re.compile(r"[a-z0-9-]+"),
}


class _Vorm(NamedTuple):
    """What a column asks of a text; ``gewoon`` is a form that passes without a further look."""

    column: models.Field
    blank: bool
    limit: int | None
    choices: frozenset[str] | None
    gewoon: re.Pattern[str] | None


@cache
def _vorm(model: type[models.Model], naam: str) -> _Vorm:
    column = model._meta.get_field(naam)
    choices = frozenset(value for value, _ in column.flatchoices) if column.choices else None
    checks = [check for check in column.validators if not isinstance(check, MaxLengthValidator)]
    usual = checks == list(column.default_validators)
    plain = _GEWOON.get(type(column), _ALLES if not checks else None) if usual else None
    return _Vorm(column, column.blank, column.max_length, choices, plain)


def keur_tekst(model: type[models.Model], naam: str, text: str) -> None:
    """Django's own check of a text for this column; ``ValueError`` with its sentence.

    Most columns ask no more than a length: looking at that first is ten times as fast. Django
    leaves the length of a long text to forms; PostgreSQL and SQLite do not guard it either.
    """
    column, blank, limit, choices, plain = _vorm(model, naam)
    if not text and blank:
        return
    fits = (limit is None or len(text) <= limit) and (choices is None or text in choices)
    if text and fits and plain and plain.fullmatch(text):
        return
    try:
        column.clean(text, None)
    except ValidationError as error:
        raise ValueError(" ".join(error.messages)) from None
    if not fits:
        raise ValueError(f"Maak de tekst korter dan {limit} tekens.")


def keur_benoemd(model: type[models.Model], teksten: Mapping[str, str]) -> None:
    """Check texts of one row, each for its column; the sentence names the column."""
    for name, text in teksten.items():
        try:
            keur_tekst(model, name, text)
        except ValueError as error:
            column = model._meta.get_field(name)
            raise ValueError(f"{column.verbose_name}: {error}") from None


def lijst(waarde: Any, wat: str) -> list[Any]:
    if not isinstance(waarde, list | tuple):
        raise ValueError(f"Hier hoort een lijst van {wat}.")
    return list(waarde)


def lijst_van_tekst(waarde: Any) -> list[str]:
    if not isinstance(waarde, list | tuple | set) or any(not isinstance(v, str) for v in waarde):
        raise ValueError("Hier hoort een lijst van woorden.")
    return list(waarde)


def nette_tekst(waarde: Any) -> str:
    """One form for a text, as a form field would give it: no outer spaces, plain line ends."""
    text = "" if waarde is None else str(waarde)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def als_dag(waarde: Any) -> date | None:
    """Read an ISO date, None when empty; raises ``ValueError`` for anything else."""
    if not waarde:
        return None
    if not isinstance(waarde, str):
        raise ValueError("Schrijf een dag als 2026-09-01.")
    return date.fromisoformat(waarde)
