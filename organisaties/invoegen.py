"""Many rows written at once, without an object for each.

What ``bulk_create`` and ``bulk_update`` do for a model whose rows are plain values: a register
brings 32,000 entries with their keys, contacts and history, and building a model instance for
every row took most of the time (``docs/prestaties.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, connections, models, transaction

from wijken.porties import in_porties

PORTIE = 2_000  # rows in one round trip
# Columns whose Python values no database driver takes as they are.
_OMGEZET = (
    models.JSONField,
    models.UUIDField,
    models.DateField,
    models.TimeField,
    models.DecimalField,
)


def voeg_in(
    model: type[models.Model], kolommen: Sequence[str], rijen: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of values in the order of ``kolommen``, which names every column but the key.

    Values must be checked already; the database's own constraints still hold.
    """
    convert = _omzetter(model, kolommen)
    _voer_uit(_opdracht(model, kolommen), map(convert, rijen))


def werk_bij(
    model: type[models.Model], kolommen: Sequence[str], rijen: Iterable[Sequence[Any]]
) -> None:
    """Update rows: each gives the new values in the order of ``kolommen``, then its key."""
    convert = _omzetter(model, kolommen)
    quote = connection.ops.quote_name
    columns = [quote(model._meta.get_field(name).column) for name in kolommen]
    sets = ", ".join(f"{column} = %s" for column in columns)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    statement = f"UPDATE {table} SET {sets} WHERE {key} = %s"  # noqa: S608 -- names of our own models
    _voer_uit(statement, map(convert, rijen))


def _voer_uit(statement: str, rijen: Iterable[Sequence[Any]]) -> None:
    # In one transaction: without it SQLite makes one of every row.
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        for portion in in_porties(rijen, PORTIE):
            cursor.executemany(statement, portion)


def _opdracht(model: type[models.Model], kolommen: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(model._meta.get_field(name).column) for name in kolommen)
    places = ", ".join(["%s"] * len(kolommen))
    # Only names of our own models go in; every value is a parameter.
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608


def _omzetter(
    model: type[models.Model], kolommen: Sequence[str]
) -> Callable[[Sequence[Any]], Sequence[Any]]:
    fields = [model._meta.get_field(name) for name in kolommen]
    special = [(n, _voor_kolom(f)) for n, f in enumerate(fields) if isinstance(f, _OMGEZET)]
    if not special:
        return tuple

    def convert(row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place, prepare in special:
            values[place] = prepare(values[place])
        return values

    return convert


def _voor_kolom(field: models.Field) -> Callable[[Any], Any]:
    """Give what makes a value fit for the driver; most JSON is empty, and always the same then."""
    database = connections[connection.alias]  # itself: the proxy is slow
    if isinstance(field, models.UUIDField):
        return lambda value: field.get_db_prep_save(value, database)
    if not isinstance(field, models.JSONField):  # days and times: of many rows the same
        return lru_cache(maxsize=100)(lambda value: field.get_db_prep_save(value, database))
    as_json, encoder = database.ops.adapt_json_value, field.encoder
    empty = {kind: as_json(kind(), encoder) for kind in (dict, list)}

    def prepare(value: Any) -> Any:
        if value is None:
            return None
        if not value and type(value) in empty:
            return empty[type(value)]
        return as_json(value, encoder)

    return prepare
