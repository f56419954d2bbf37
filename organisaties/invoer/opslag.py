"""Where uploaded files stay: until their plan is applied or dropped, and no longer.

A file gets a name of our own; the name that the user gave is only shown. What nobody finishes is
thrown away by ``ruim_op``: files and lines of a plan may hold persons.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.invoer import voortgang
from organisaties.invoer.bron import BestandGeweigerd
from organisaties.models import Invoer, Invoerregel

DAGEN = 30  # after that a plan that nobody finished, and refused rows, are thrown away
_MB = 1_000_000


def bewaar(bestand: UploadedFile, soorten: Iterable[str]) -> str:
    """Keep an upload and give the name under which it stands; ``BestandGeweigerd``."""
    suffix = _keur(bestand, tuple(soorten))
    name = f"{uuid4().hex}{suffix}"
    target = pad(name)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with target.open("xb") as file:
            file.writelines(bestand.chunks())
    except OSError:
        target.unlink(missing_ok=True)
        raise
    target.chmod(0o600)
    return name


def _keur(bestand: UploadedFile, soorten: tuple[str, ...]) -> str:
    suffix = Path(bestand.name or "").suffix.lower()
    if suffix not in soorten:
        raise BestandGeweigerd(f"Kies een bestand van deze soort: {' of '.join(soorten)}.")
    if not bestand.size:
        raise BestandGeweigerd("Dit bestand is leeg. Kies een ander bestand.")
    if bestand.size > settings.INVOER_MAX_MB * _MB:
        raise BestandGeweigerd(
            f"Dit bestand is groter dan {settings.INVOER_MAX_MB} MB. "
            "Verdeel het over meer dan één bestand."
        )
    return suffix


def pad(naam: str) -> Path:
    """Say where a kept file stands."""
    return Path(settings.INVOER_MAP) / Path(naam).name


def is_er_nog(invoer: Invoer) -> bool:
    return bool(invoer.opslag) and pad(invoer.opslag).is_file()


def verwijder(invoer: Invoer) -> None:
    """Throw the file away, when there is one."""
    if not invoer.opslag:
        return
    pad(invoer.opslag).unlink(missing_ok=True)
    Invoer.objects.filter(pk=invoer.pk).update(opslag="")
    invoer.opslag = ""


def gooi_weg(invoer: Invoer, melding: str) -> bool:
    """Drop a plan with its file and its lines; False when it is no plan any more."""
    waiting = (Invoer.Stand.PLAN, Invoer.Stand.VERVALLEN, Invoer.Stand.MISLUKT)
    found = Invoer.objects.filter(pk=invoer.pk, stand__in=waiting)
    if not found.update(stand=Invoer.Stand.VERVALLEN, melding=melding):
        return False
    invoer.regels.all().delete()
    verwijder(invoer)
    return True


def ruim_op(dagen: int = DAGEN) -> int:
    """Throw away what nobody finished, and rows refused long ago; gives the number of plans.

    What died while it was busy is put back first, so that it does not stay for ever. Files without
    a plan go too: a server that stopped in the middle of an upload leaves one.
    """
    limit = timezone.now() - timedelta(days=dagen)
    old = Invoer.objects.filter(gemaakt__lt=limit)
    for run in old.filter(stand__in=Invoer.BEZIG):
        if not voortgang.loopt(run):
            voortgang.zet_terug(run)
    dropped = old.filter(stand=Invoer.Stand.PLAN).update(stand=Invoer.Stand.VERVALLEN)
    _leeg_regels(old)
    for run in old.exclude(opslag="").exclude(stand__in=Invoer.BEZIG):
        verwijder(run)
    _verwijder_zonder_plan(limit.timestamp())
    return dropped


def _leeg_regels(old: QuerySet[Invoer]) -> None:
    """Throw away the lines of old plans; of an applied one those that were not refused stay."""
    lines = Invoerregel.objects.filter(invoer__in=old)
    lines.filter(invoer__stand=Invoer.Stand.VERVALLEN).delete()
    lines.filter(invoer__stand=Invoer.Stand.MISLUKT).delete()
    lines.filter(lot=Invoerregel.Lot.GEWEIGERD).exclude(invoer__stand__in=Invoer.BEZIG).delete()


def _verwijder_zonder_plan(limit: float) -> None:
    """Throw away old files that no plan names. ``limit``: seconds since 1970."""
    directory = Path(settings.INVOER_MAP)
    if not directory.is_dir():
        return
    kept = {Path(name).stem for name in Invoer.objects.values_list("opslag", flat=True)}
    for file in directory.iterdir():
        with suppress(FileNotFoundError):  # somebody else clears up at the same time
            if file.name.partition(".")[0] not in kept and file.stat().st_mtime < limit:
                file.unlink()
