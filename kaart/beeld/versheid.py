"""How old is old: the one place that says when an answer about an entry should be doubted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from organisaties.models import Organisatie, Wachttijd

WACHTTIJD_OUD = timedelta(weeks=12)
CONTROLE_OUD = timedelta(days=183)  # half a year


@dataclass(frozen=True)
class Controle:
    """When an entry was last checked and by whom; ``op`` is None when nobody ever did."""

    op: date | None
    door: str
    oud: bool


@dataclass(frozen=True)
class Wacht:
    """A waiting time as it was reported, and whether that was too long ago to trust."""

    weken: int
    gemeld_op: date
    gemeld_door: str
    oud: bool


def controle(row: Organisatie) -> Controle:
    checked = row.gecontroleerd_op
    old = checked is not None and _ouder(checked, CONTROLE_OUD)
    return Controle(checked, row.gecontroleerd_door, old)


def wacht(row: Organisatie) -> Wacht | None:
    """Give the newest waiting time: the first, for that is how they are ordered."""
    reported: Wachttijd | None = next(iter(row.wachttijden.all()), None)
    if reported is None:
        return None
    day = reported.gemeld_op
    return Wacht(reported.weken, day, reported.gemeld_door, _ouder(day, WACHTTIJD_OUD))


def _ouder(day: date, than: timedelta) -> bool:
    return timezone.localdate() - day > than
