"""Uploaded files of imports that nobody finished: which of them name a person, and dropping those.

A file is not rewritten: the import is dropped with its file, and whoever uploaded it does so again
without the person.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from organisaties.invoer import opslag
from organisaties.invoer.bron import BestandGeweigerd, lees
from organisaties.invoer.bronnen import BRONNEN
from organisaties.models import Invoer, Invoerregel

from .kenmerken import Kenmerken
from .waarden import schoon

MELDING = "Weggegooid: er stond een persoon in die van de kaart is gewist. Lees opnieuw in."
_ZO_GROOT = 200_000_000  # bytes of one part of a workbook; more is no table
_CODERINGEN = ("utf-8", "cp1252", "utf-16")


@dataclass(frozen=True)
class Bekeken:
    """Which kept files were read (``opslag``), and which of them name the person."""

    gelezen: frozenset[str]
    gevonden: frozenset[str]


def bekijk(wie: Kenmerken) -> Bekeken:
    """Read every kept file; what is in one never changes."""
    kept = _bewaard()
    named = frozenset(run.opslag for run in kept if _noemt(run, wie))
    return Bekeken(frozenset(run.opslag for run in kept), named)


def zoek(wie: Kenmerken, gezien: Bekeken, *, precies: bool = True) -> list[Invoer]:
    """Give the imports with a kept file that names the person; only files not read before are read.

    ``precies``: what was seen is of this person; else it may be of others and is read again.
    """
    return [run for run in _bewaard() if _is_van(run, wie, gezien, precies=precies)]


def _is_van(run: Invoer, wie: Kenmerken, gezien: Bekeken, *, precies: bool) -> bool:
    if run.opslag in gezien.gevonden:
        return precies or _noemt(run, wie)
    return run.opslag not in gezien.gelezen and _noemt(run, wie)


def _bewaard() -> list[Invoer]:
    kept = Invoer.objects.exclude(opslag="").order_by("pk")
    return [run for run in kept if opslag.is_er_nog(run)]


def wis(found: list[Invoer]) -> None:
    """Drop these imports; their files go when the transaction has come to its end."""
    Invoerregel.objects.filter(invoer__in=[r for r in found if _is_plan(r)]).delete()
    for run in found:
        values = {"opslag": ""}
        if _is_plan(run):
            values |= {"stand": Invoer.Stand.VERVALLEN, "melding": MELDING}
        Invoer.objects.filter(pk=run.pk).update(**values)
        file = opslag.pad(run.opslag)
        transaction.on_commit(lambda file=file: file.unlink(missing_ok=True))


def naam(run: Invoer, wie: Kenmerken) -> str:
    """Name an import for people; a file may be called after the person."""
    return wie.schoon(run.bestand) or str(run)


def _is_plan(run: Invoer) -> bool:
    return run.stand not in (Invoer.Stand.TOEGEPAST, Invoer.Stand.TERUGGEDRAAID)


def _noemt(run: Invoer, wie: Kenmerken) -> bool:
    path = opslag.pad(run.opslag)
    return any(wie.raakt(text) for text in _teksten(path)) or _in_rijen(run, path, wie)


def _in_rijen(run: Invoer, path: Path, wie: Kenmerken) -> bool:
    """Look at the rows as the source reads them: an address book breaks its lines."""
    if run.bron not in BRONNEN:
        return False
    try:
        for row in lees(BRONNEN[run.bron], path, run.bestand).rijen:
            seen = [row.waarden, row.aanvulling, row.cellen]
            if schoon(seen, wie) != seen:
                return True
    except (BestandGeweigerd, OSError, ValueError):
        return False
    return False


def _teksten(path: Path) -> Iterator[str]:
    for part in _delen(path):
        for coding in _CODERINGEN:
            yield part.decode(coding, "replace")


def _delen(path: Path) -> Iterator[bytes]:
    """Give the file itself, or what is packed in it."""
    if not zipfile.is_zipfile(path):
        yield path.read_bytes()
        return
    with zipfile.ZipFile(path) as book:
        for part in book.infolist():
            if part.file_size < _ZO_GROOT:
                try:
                    yield book.read(part)
                except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
                    continue
