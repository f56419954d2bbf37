"""What every field that hangs on an entry shares: its four verbs, and small helpers for them.

``lees`` takes keys of entries and gives values; ``keur`` checks and tidies one value, raising
``ValueError`` with a sentence for the user; ``schrijf`` replaces the values of the entries given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

Waarden = Mapping[int, Any]
PORTIE = 2_000  # rows in one INSERT


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
    asked = waarden if veld != "uuid" else {v for v in waarden if als_uuid(v) is not None}
    rows = model._default_manager.filter(**{f"{veld}__in": asked}).values_list(veld, "pk")
    found = {str(value): pk for value, pk in rows}
    if missing := sorted(waarden - found.keys()):
        raise ValueError(f"{wat} “{missing[0]}” bestaat niet.")
    return found


def als_uuid(waarde: Any) -> UUID | None:
    """Read the uuid that is written there, None when it is none."""
    try:
        return UUID(waarde)
    except (TypeError, ValueError, AttributeError):
        return None


def vervang(model: type[models.Model], waarden: Waarden, rows: Any) -> None:
    """Remove what the entries had and insert what they get."""
    model._default_manager.filter(organisatie_id__in=list(waarden)).delete()
    model._default_manager.bulk_create(rows, batch_size=PORTIE)


def schoon(instance: models.Model, exclude: list[str]) -> None:
    """Django's own check of the fields, as one sentence that names the field.

    It leaves the length of a long text to forms; PostgreSQL and SQLite do not guard it either.
    """
    try:
        instance.clean_fields(exclude=exclude)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        label = instance._meta.get_field(name).verbose_name
        raise ValueError(f"{label}: {messages[0]}") from None
    for column in instance._meta.concrete_fields:
        if isinstance(column, models.TextField) and column.name not in exclude:
            keur_lengte(column, getattr(instance, column.attname) or "")


def keur_lengte(column: models.Field, text: str) -> None:
    """Refuse a long text over the length that its column names."""
    limit = column.max_length
    if limit is not None and len(text) > limit:
        raise ValueError(f"{column.verbose_name}: maak de tekst korter dan {limit} tekens.")


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
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def als_dag(waarde: Any) -> date | None:
    """Read an ISO date, None when empty; raises ``ValueError`` for anything else."""
    if not waarde:
        return None
    if not isinstance(waarde, str):
        raise ValueError("Schrijf een dag als 2026-09-01.")
    return date.fromisoformat(waarde)
