"""Fill the scratch database, and open the bare connection beside it."""

from __future__ import annotations

import sqlite3
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection

from organisaties.invoer.inhoud import laad_vocabulaire
from tests.bench.kaal import Kaal
from wijken.laden import laad_gebieden

ZAAD = 1


def vul(size: int) -> None:
    """Grow the database to this many entries; the smaller set is part of the larger."""
    maak_klaar()
    call_command("genereer", size, zaad=ZAAD, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def maak_klaar() -> None:
    """Tables, areas and words, without entries."""
    call_command("migrate", verbosity=0)
    laad_gebieden()
    laad_vocabulaire()


def kale_verbinding() -> Kaal:
    """The same database through its own driver, with what the product sets on its connection."""
    settings: dict[str, Any] = connection.get_connection_params()
    if connection.vendor == "sqlite":
        return Kaal(sqlite3.connect(settings["database"]), postgres=False)
    wanted = {key: settings[key] for key in ("dbname", "user", "password", "host", "port")
              if settings.get(key)}  # fmt: skip
    return Kaal(psycopg.connect(**wanted, autocommit=True), postgres=True)
