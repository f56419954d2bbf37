"""A Maildir of returned mail: each message is read once, and said of which of our mails it was."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.text import Truncator

from organisaties.models import Bericht

from .bericht import MEESTE_BYTES, Aard, Retour, lees_retour

logger = logging.getLogger("kaart.mail")
ZOEK_TERUG = timedelta(days=30)  # for a mail that is only known by its address


class GeenPostvak(ValueError):  # noqa: N818 -- reads as what it is, in Dutch
    """The folder is no Maildir."""


@dataclass
class Telling:
    """What became of the messages; the last three stay as they were, for a human."""

    teruggekomen: int = 0
    later: int = 0  # the server tries again, or the fault passes: noted only
    automatisch: int = 0
    onbekend: int = 0  # returned, but no mail of ours is found
    anders: int = 0  # no returned mail
    onleesbaar: int = 0


def lees_postvak(map_: Path) -> Telling:
    """Read what is new; what was dealt with is marked as seen. Raises ``GeenPostvak``."""
    if not all((map_ / name).is_dir() for name in ("new", "cur")):
        raise GeenPostvak(map_)
    count = Telling()
    for path in _ongelezen(map_):
        what = _verwerk(path)
        setattr(count, what, getattr(count, what) + 1)
        if what in ("teruggekomen", "later", "automatisch"):
            _gezien(path, map_ / "cur")
    return count


def _ongelezen(map_: Path) -> list[Path]:
    return [
        *_bestanden(map_ / "new"),
        *(p for p in _bestanden(map_ / "cur") if "S" not in _vlag(p)),
    ]


def _bestanden(map_: Path) -> Iterator[Path]:
    return (p for p in sorted(map_.iterdir()) if p.is_file() and not p.name.startswith("."))


def _vlag(path: Path) -> str:
    return path.name.partition(":2,")[2]


def _verwerk(path: Path) -> str:
    """Deal with one message; gives the name of what it counts as."""
    try:
        with path.open("rb") as file:
            seen = lees_retour(file.read(MEESTE_BYTES))
    except Exception as error:
        logger.warning("teruggekomen mail %s onleesbaar: %s", path.name, type(error).__name__)
        return "onleesbaar"
    if seen.aard != Aard.RETOUR:
        return seen.aard.value
    row = _zoek(seen)
    if row is None:
        return "onbekend"
    _noteer(row, seen)
    return "teruggekomen" if seen.blijvend else "later"


def _zoek(seen: Retour) -> Bericht | None:
    """Find our mail: by its own mark, else the last one to that address."""
    if found := Bericht.objects.filter(uuid__in=seen.kenmerken).first():
        return found
    recent = Bericht.objects.filter(gestuurd_op__gte=timezone.now() - ZOEK_TERUG)
    known = recent.annotate(klein=Lower("aan")).filter(klein__in=seen.adressen)
    return known.exclude(stand=Bericht.Stand.GEWEIGERD).first()


def _noteer(row: Bericht, seen: Retour) -> None:
    """Keep what came back. A second note about the same mail changes nothing."""
    row.fout = Truncator(f"{seen.code} {seen.reden}".strip()).chars(300)
    still = Bericht.objects.filter(pk=row.pk, stand=Bericht.Stand.VERSTUURD)
    if seen.blijvend:
        still.update(stand=Bericht.Stand.TERUG, fout=row.fout)
    else:
        still.update(fout=row.fout)


def _gezien(path: Path, cur: Path) -> None:
    """Move to where a mail program keeps what was read; another reader may have been first."""
    flags = "".join(sorted({*_vlag(path), "S"}))
    name = f"{path.name.partition(':2,')[0]}:2,{flags}"
    try:
        path.rename(cur / name)
    except FileNotFoundError:
        logger.info("teruggekomen mail %s was al verplaatst", path.name)
