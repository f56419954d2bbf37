"""Terms in months: how long ago is too long. Reckoned in days of the calendar, here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.conf import settings
from django.utils import timezone


def maanden_terug(dag: date, maanden: int) -> date:
    """Give the same day so many months ago, the last of the month where it has no such day."""
    year, month = divmod(dag.year * 12 + dag.month - 1 - maanden, 12)
    return date(year, month + 1, min(dag.day, monthrange(year, month + 1)[1]))


def bevestigd_sinds(dag: date | None = None) -> date:
    """Give the first day on which a confirmation of a person still holds, as seen on ``dag``."""
    return maanden_terug(dag or timezone.localdate(), settings.BEWAAR_MAANDEN)
