"""The file of a source, whether it stands here or has to be fetched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from wijken.ophalen import haal_bestand, zonder_vraag


@dataclass(frozen=True)
class Gevonden:
    """A file to read: where it stands, its name for people, and its date when the sender says."""

    pad: Path
    naam: str
    peildatum: str = ""


@contextmanager
def bestand_van(plek: str) -> Iterator[Gevonden]:
    """Give the file at a path or a web address; a fetched one is removed afterwards.

    Raises ``wijken.ophalen.OnbereikbareBron`` when it cannot be fetched.
    """
    if not plek.startswith(("http://", "https://")):
        yield Gevonden(Path(plek), Path(plek).name)
        return
    with TemporaryDirectory() as folder:
        target = Path(folder) / "bron"
        limit = settings.INVOER_MAX_MB * 1_000_000
        fetched = haal_bestand(plek, target, max_bytes=limit)
        yield Gevonden(target, zonder_vraag(plek), fetched.laatst_gewijzigd)
