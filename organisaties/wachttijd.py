"""Waiting times: how long a report may be believed (in weeks, by the settings), and a new one."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from organisaties.foto import Foto, foto
from organisaties.models import Organisatie, Wachttijd


def oud_voor(dag: date | None = None) -> date:
    """Give the day before which a report is old, as seen on ``dag``."""
    return _terug(dag, settings.WACHTTIJD_OUD_WEKEN)


def getoond_vanaf(dag: date | None = None) -> date:
    """Give the first day of which a report is still shown: on pages, on cards and in files."""
    return _terug(dag, settings.WACHTTIJD_WEG_WEKEN)


def getoonde(organisatie: Organisatie) -> Wachttijd | None:
    """Give the newest report (the first, as they are ordered), when it is still shown."""
    newest = next(iter(organisatie.wachttijden.all()), None)
    return newest if newest and newest.gemeld_op >= getoond_vanaf() else None


def met_nieuwe(organisatie: Organisatie, weken: int, door: str) -> Foto:
    """Put a report of today before the older ones; of one day the last counts.

    ``door`` is who told it (``Organisatie.Wie``). Gives what the write path writes.
    """
    today = timezone.localdate().isoformat()
    earlier = [row for row in foto(organisatie)["wachttijden"] if row["gemeld_op"] != today]
    new = {"weken": weken, "gemeld_op": today, "gemeld_door": str(Organisatie.Wie(door).label)}
    return {"wachttijden": [new, *earlier]}


def _terug(dag: date | None, weken: int) -> date:
    return (dag or timezone.localdate()) - timedelta(weeks=weken)
