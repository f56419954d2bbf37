"""Reading, applying and undoing an import, each in a process of its own.

A page does not wait for 32,000 rows, and a server that restarts does not end them. Whatever
happens to the process, the entries are as before or the work is done whole: applying and undoing
are one transaction each, and reading writes no entries. So trying again is always safe.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from organisaties.invoer import opslag, voortgang
from organisaties.invoer.bron import BestandGeweigerd, Lezing, lees
from organisaties.invoer.bronnen import BRONNEN
from organisaties.invoer.lezen.verbeterd import is_verbeterd
from organisaties.invoer.plan import maak_plan
from organisaties.invoer.terugdraaien import KanNietTerug, draai_invoer_terug
from organisaties.invoer.toepassen import PlanVerouderd, pas_toe
from organisaties.invoer.voortgang import Hartslag
from organisaties.keuring import Geweigerd
from organisaties.models import Gebruiker, Invoer, Invoerregel

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LEZEN, TOEPASSEN, TERUGDRAAIEN = "lezen", "toepassen", "terugdraaien"
Stand = Invoer.Stand
Lot = Invoerregel.Lot
log = logging.getLogger(__name__)


class NietNu(ValueError):  # noqa: N818 -- the Dutch words for what happened
    """The run is not in a state in which this can be done; the sentence says why."""


@dataclass(frozen=True)
class Taak:
    """What can be done with a run: from which states, what it is meanwhile, and what when it fails.

    ``fase`` says to the user what goes on.
    """

    vanuit: tuple[str, ...]
    tijdens: Invoer.Stand
    fase: str
    doe: Callable[[Invoer, Gebruiker | None, Hartslag], Any]

    @property
    def mislukt(self) -> str:
        return voortgang.TERUG[self.tijdens]


# --- starting -------------------------------------------------------------------------------------


def nieuw(
    bron: str, bestand: UploadedFile, *, wie: Gebruiker | None, peildatum: str = ""
) -> Invoer:
    """Keep an upload and begin to read it. Raises ``BestandGeweigerd``; nothing is kept then."""
    opslag.ruim_op()
    kept = opslag.bewaar(bestand, BRONNEN[bron].soorten_bestand)
    name = "".join(c for c in bestand.name or "" if c.isprintable())[-300:]
    run = Invoer.objects.create(bron=bron, bestand=name, opslag=kept, wie=wie, peildatum=peildatum)
    start(run, LEZEN, wie)
    return run


def start(invoer: Invoer, taak: str, wie: Gebruiker | None = None) -> None:
    """Begin the task, in a process of its own unless the settings say otherwise.

    Raises ``NietNu`` when the run is busy, or was done already: who clicks twice starts once.
    """
    task = TAKEN[taak]
    _mag(Invoer.objects.get(pk=invoer.pk), task)  # who is busy holds the row: do not wait for it
    with transaction.atomic():
        run = Invoer.objects.select_for_update().get(pk=invoer.pk)
        _mag(run, task)
        voortgang.begin(run, task.fase)
        run.stand, run.melding = task.tijdens, ""
        run.save(update_fields=["stand", "melding"])
    if settings.INVOER_IN_EIGEN_PROCES:
        _start_proces(invoer, taak, wie)
    else:
        voer_uit(invoer.pk, taak, wie)
    invoer.refresh_from_db()


def _mag(run: Invoer, task: Taak) -> None:
    if voortgang.loopt(run):
        raise NietNu(_("Dit is al bezig. Wacht tot het klaar is."))
    if run.stand not in task.vanuit:
        raise NietNu(_("Dit kan nu niet meer. Kijk hieronder hoe het ervoor staat."))


def hervat(invoer: Invoer) -> None:
    """After a process that died: put the run back to where it can be tried again.

    Raises ``NietNu`` when it did not die.
    """
    if voortgang.loopt(invoer):
        raise NietNu(_("Dit is al bezig. Wacht tot het klaar is."))
    voortgang.zet_terug(invoer)
    invoer.refresh_from_db()


def _start_proces(invoer: Invoer, taak: str, wie: Gebruiker | None) -> None:
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "voer_uit"]
    command += [str(invoer.pk), taak, *(["--wie", str(wie.pk)] if wie else [])]
    try:
        process = subprocess.Popen(  # noqa: S603 -- our own command, of numbers and fixed words
            command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, start_new_session=True
        )
    except OSError:
        log.exception("Kan geen proces beginnen voor invoer %s", invoer.pk)
        _zet_terug(invoer.pk, TAKEN[taak], _("De server kon hier niet aan beginnen."))
        return
    # Somebody has to wait for it, else it stays behind as a zombie that looks alive.
    threading.Thread(target=process.wait, daemon=True).start()


# --- doing ----------------------------------------------------------------------------------------


def voer_uit(pk: int, taak: str, wie: Gebruiker | None = None) -> bool:
    """Do the task here and now; False when it failed. The run itself tells how it ended."""
    task, run = TAKEN[taak], Invoer.objects.get(pk=pk)
    with Hartslag(run, task.fase) as heart:
        try:
            task.doe(run, wie, heart)
        except Exception as error:  # whatever it is: the run must say so
            _leg_uit(run, task, error)
            return False
    return True


def _leg_uit(run: Invoer, task: Taak, error: Exception) -> None:
    """Say with the run what went wrong, and leave it where it can be tried again."""
    if isinstance(error, PlanVerouderd):
        return  # the engine said so itself
    text = _("Er is niets veranderd. %s") % error
    if isinstance(error, BestandGeweigerd):
        opslag.verwijder(run)  # reading it again gives the same answer
        text = str(error)
    elif not isinstance(error, Geweigerd | KanNietTerug):
        log.error("Invoer %s mislukt: %s", run.pk, task.fase, exc_info=error)
        text = _(
            "Er ging iets mis. Er is niets veranderd. Probeer het opnieuw. "
            "Lukt het weer niet? Vraag dan de beheerder van de site om in het logboek te kijken."
        )
    if task.mislukt == Stand.MISLUKT:
        run.regels.all().delete()
    _zet_terug(run.pk, task, text)


def _zet_terug(pk: int, task: Taak, melding: str) -> None:
    failed = Invoer.objects.filter(pk=pk, stand__in=(task.tijdens, task.mislukt))
    failed.update(stand=task.mislukt, melding=melding)


def _lees(run: Invoer, wie: Gebruiker | None, heart: Hartslag) -> None:
    run.regels.all().delete()
    if not opslag.is_er_nog(run):
        raise BestandGeweigerd(_("Het bestand is er niet meer. Kies het opnieuw."))
    path = opslag.pad(run.opslag)
    part = is_verbeterd(path)
    reading = lees(BRONNEN[run.bron], path, run.bestand, run.peildatum, deel=part)
    heart.totaal = 0 if path.suffix == ".xlsx" else _aantal_regels(path)
    heart.teller = lambda: _overgeslagen(reading)
    maak_plan(reading, wie=wie, invoer=run, voortgang=heart.zet)


def _aantal_regels(path: Any) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def _overgeslagen(reading: Lezing) -> int:
    """Count the rows that are not ours; the thread that asks sees a report that still grows."""
    try:
        return sum(reading.verslag.overgeslagen.values())
    except RuntimeError:
        return 0


def _pas_toe(run: Invoer, wie: Gebruiker | None, heart: Hartslag) -> None:
    writing = (Lot.NIEUW, Lot.GEWIJZIGD, Lot.VERDWENEN, Lot.TERUG)
    heart.totaal = sum(run.tellingen.get(lot, 0) for lot in writing)
    pas_toe(run, wie=wie, voortgang=heart.zet)
    opslag.verwijder(run)


def _draai_terug(run: Invoer, wie: Gebruiker | None, heart: Hartslag) -> None:
    if run.ronde:
        changes = run.ronde.wijzigingen.order_by()
        heart.totaal = changes.values("organisatie_uuid").distinct().count()
    draai_invoer_terug(run, wie=wie, voortgang=heart.zet)


TAKEN = {
    LEZEN: Taak(
        vanuit=(Stand.LEZEN, Stand.PLAN, Stand.VERVALLEN, Stand.MISLUKT),
        tijdens=Stand.LEZEN,
        fase="Het bestand wordt gelezen en vergeleken",
        doe=_lees,
    ),
    TOEPASSEN: Taak(
        vanuit=(Stand.PLAN,),
        tijdens=Stand.TOEPASSEN,
        fase="De wijzigingen worden doorgevoerd",
        doe=_pas_toe,
    ),
    TERUGDRAAIEN: Taak(
        vanuit=(Stand.TOEGEPAST,),
        tijdens=Stand.HERSTELLEN,
        fase="De invoer wordt teruggedraaid",
        doe=_draai_terug,
    ),
}
