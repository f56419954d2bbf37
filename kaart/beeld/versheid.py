"""How old is old: what a page says about when something was checked, and when to doubt it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from organisaties.bevestigen import CONTACT, TIJDEN
from organisaties.invoer.bekend import van_anderen
from organisaties.models import Invoer, Organisatie
from organisaties.termijnen import maanden_terug
from organisaties.wachttijd import getoonde, oud_voor

REGISTERS = ("lrk", "duo")
VAN_HET_REGISTER = {"contacten", "website"}  # of the block how to reach an entry


@dataclass(frozen=True)
class Controle:
    """When something was last checked and by whom; ``op`` is None when nobody ever did.

    ``oud``: longer ago than the ``maanden`` that a check holds for this kind. ``gelezen``: nobody
    checked it, it is what a register says, read on that day.
    """

    op: date | None
    door: str
    oud: bool
    maanden: int
    gelezen: bool = False


@dataclass(frozen=True)
class Wacht:
    """A waiting time as it was reported; ``oud``: more than ``oud_na`` weeks ago."""

    weken: int
    gemeld_op: date
    gemeld_door: str
    oud: bool
    oud_na: int


def controle(row: Organisatie) -> Controle:
    """Give the check of the entry as a whole."""
    return _controle(row, row.gecontroleerd_op, row.gecontroleerd_door)


def blokken(row: Organisatie) -> dict[str, Controle | None]:
    """Give the check of each block of the page; None when there is nothing to say.

    At most two queries, and only for an entry of a register that nobody checked.
    """
    return {
        CONTACT: _blok(row, CONTACT) or _uit_register(row),
        TIJDEN: _blok(row, TIJDEN),
    }


def wacht(row: Organisatie) -> Wacht | None:
    """Give the newest waiting time; after a while it is old, later it is no longer told."""
    reported = getoonde(row)
    if reported is None:
        return None
    day = reported.gemeld_op
    weeks = settings.WACHTTIJD_OUD_WEKEN
    return Wacht(reported.weken, day, reported.gemeld_door, day < oud_voor(), weeks)


def _controle(row: Organisatie, op: date | None, door: str) -> Controle:
    months = row.soort.controle_maanden
    old = op is not None and op < maanden_terug(timezone.localdate(), months)
    return Controle(op, door, old, months)


def _blok(row: Organisatie, naam: str) -> Controle | None:
    checked = getattr(row, f"{naam}_gecontroleerd_op")
    if checked is None:
        return None
    return _controle(row, checked, getattr(row, f"get_{naam}_gecontroleerd_door_display")())


def _uit_register(row: Organisatie) -> Controle | None:
    """Say from which day the register's word is, where it stands as the register gave it."""
    source = next((key.bron for key in row.sleutels.all() if key.bron in REGISTERS), None)
    if source is None or row.verdwenen_op:
        return None
    if VAN_HET_REGISTER & van_anderen(source, [row.pk]).get(row.pk, set()):
        return None
    read = Invoer.objects.filter(bron=source, stand=Invoer.Stand.TOEGEPAST)
    last = read.order_by("-gemaakt").values_list("gemaakt", flat=True).first()
    if last is None:
        return None
    day = timezone.localdate(last)
    return Controle(day, str(Organisatie.Wie.REGISTER.label), False, 0, gelezen=True)
