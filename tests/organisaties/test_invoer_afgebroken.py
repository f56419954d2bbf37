"""A process that is killed while it applies a plan leaves all of it or nothing."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings

TABELLEN = [
    f"organisaties_{name}"
    for name in ("organisatie", "sleutel", "contact", "wijziging", "ronde", "invoerregel", "invoer")
] + ["wijken_inhoudsversie"]


@pytest.fixture
def database(tmp_path):
    """A database in a file, with a plan that waits; PostgreSQL knows the same one transaction."""
    path = tmp_path / "voor.sqlite3"
    run = voer_uit(path, "klaarzetten")
    assert run.returncode == 0, run.stderr.decode()
    return path


def voer_uit(database, *opdracht):
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "KAART_GEOCODER": ""}
    env |= {"DJANGO_SETTINGS_MODULE": "kaart.settings", "KAART_VAR": str(database.parent)}
    line = [sys.executable, "-m", "tests.organisaties.doodgaan", *map(str, opdracht)]
    return subprocess.run(line, env=env, cwd=settings.BASE_DIR, capture_output=True, check=False)


def pas_toe(database, *moment):
    """Apply in a copy of the database; gives the copy and the process."""
    copy = database.with_name(f"na{'-'.join(map(str, moment))}.sqlite3")
    shutil.copy(database, copy)
    return copy, voer_uit(copy, "toepassen", *moment)


def inhoud(path):
    with sqlite3.connect(path) as db:
        return {t: db.execute(f"SELECT * FROM {t} ORDER BY 1").fetchall() for t in TABELLEN}


def aantallen(path):
    return {table: len(rows) for table, rows in inhoud(path).items()}


def test_een_afgebroken_proces_laat_alles_of_niets_achter(database):
    before = inhoud(database)
    whole, run = pas_toe(database)
    assert run.returncode == 0, run.stderr.decode()
    last = int(run.stdout)
    assert aantallen(whole) != aantallen(database)
    for moment in (last // 3, last - 1):
        copy, run = pas_toe(database, moment)
        assert run.returncode == -signal.SIGKILL, run.stderr.decode()
        assert inhoud(copy) == before
    copy, run = pas_toe(database, 0)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    assert aantallen(copy) == aantallen(whole)
