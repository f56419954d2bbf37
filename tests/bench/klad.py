"""A scratch place to measure in: SQLite in a temporary folder, or a database of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

NAAM = "kaart_bench"


@contextmanager
def klad() -> Iterator[None]:
    """Point the environment at an empty database; afterwards nothing of it is left."""
    url = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="kaart-bench-") as folder:
        os.environ |= {"KAART_VAR": folder, "DEBUG": "0", "PRODUCTIE": "0", "KAART_GEOCODER": ""}
        os.environ["DJANGO_SETTINGS_MODULE"] = "kaart.settings"
        if url.startswith("postgres"):
            with _op_postgres(url):
                yield
        else:
            os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
            yield


@contextmanager
def _op_postgres(url: str) -> Iterator[None]:
    """A fresh database beside the one that was named; that one is never written to."""
    with psycopg.connect(url, autocommit=True) as beheer:
        beheer.execute(f"DROP DATABASE IF EXISTS {NAAM}")
        beheer.execute(f"CREATE DATABASE {NAAM}")
        os.environ["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{NAAM}"))
        try:
            yield
        finally:
            _sluit_django()
            beheer.execute(f"DROP DATABASE IF EXISTS {NAAM} WITH (FORCE)")


def _sluit_django() -> None:
    from django.db import connections  # noqa: PLC0415 -- Django stands only inside the block

    connections.close_all()
