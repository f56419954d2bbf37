"""What an organisation, or who speaks for it, answers; every answer is whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from organisaties.achterhaald import Achterhaald
from organisaties.bevestigen import bevestiging
from organisaties.foto import Foto
from organisaties.meldingen import meld_gestopt
from organisaties.models import Controle, Gebruiker, Organisatie, Ronde
from organisaties.schrijven import ronde, vergrendel
from organisaties.wachttijd import met_nieuwe

from .aan_de_beurt import LOPEND

BRON = "controle"
ZELF = Organisatie.Wie.ORGANISATIE
Stand = Controle.Stand


class NietMeerNodig(Achterhaald):
    """The question was answered before, or has lapsed; nothing was changed."""

    def __init__(self, controle: Controle) -> None:
        super().__init__(controle.stand)
        self.controle = controle


def bevestig(organisatie: Organisatie, door: str, wie: Gebruiker | None = None) -> None:
    """Write that somebody (``Organisatie.Wie``) says that the whole entry is still true.

    Whoever was asked need not answer any more.
    """
    with transaction.atomic():
        vergrendel([organisatie.pk])
        _schrijf(organisatie, bevestiging(door), "klopt nog", wie)
        waiting = Controle.objects.filter(organisatie=organisatie, aard=Controle.Aard.INGANG)
        waiting.filter(stand__in=LOPEND).update(stand=Stand.VERVALLEN)


def is_nodig(controle: Controle) -> bool:
    """Whether this question still waits for an answer, and its entry is still there."""
    row = controle.organisatie
    return controle.stand in LOPEND and row.status in (
        Organisatie.Status.GEPUBLICEERD,
        Organisatie.Status.TIJDELIJK_GESLOTEN,
    )


def klopt(controle: Controle, weken: int | None = None) -> None:
    """Confirm the entry as it is, with the waiting time when that was told."""
    with _antwoord(controle) as row:
        wait = {} if weken is None else met_nieuwe(row.organisatie, weken, ZELF)
        _schrijf(row.organisatie, {**bevestiging(ZELF), **wait}, "klopt nog, zegt de organisatie")
        row.stand = Stand.BEVESTIGD


def nagekeken(controle: Controle, *, gewijzigd: bool) -> None:
    """Close the question after the organisation saved the form: who looked at all has checked it.

    The form itself was saved before, in a round of its own.
    """
    with _antwoord(controle) as row:
        _schrijf(row.organisatie, bevestiging(ZELF), "nagekeken door de organisatie")
        row.stand = Stand.GEWIJZIGD if gewijzigd else Stand.BEVESTIGD


def gestopt(controle: Controle, tekst: str = "") -> None:
    """Report that the entry has stopped. Nothing is taken down: somebody looks first."""
    with _antwoord(controle) as row:
        meld_gestopt(row.organisatie, tekst)
        row.stand = Stand.GESTOPT


def wachttijd(controle: Controle, weken: int | None) -> None:
    """Write how long one waits now; None: they do not know, and what stands there fades."""
    with _antwoord(controle) as row:
        if weken is None:
            row.stand = Stand.VERVALLEN
            return
        before = row.organisatie.wachttijden.first()
        values = met_nieuwe(row.organisatie, weken, ZELF)
        _schrijf(row.organisatie, values, "wachttijd doorgegeven door de organisatie")
        same = before is not None and before.weken == weken
        row.stand = Stand.BEVESTIGD if same else Stand.GEWIJZIGD


@contextmanager
def _antwoord(controle: Controle) -> Iterator[Controle]:
    """Hold the entry and its question while the answer is written. Raises ``NietMeerNodig``.

    The entry first, as who sends the mail does, so that the two do not wait for each other.
    """
    with transaction.atomic():
        vergrendel([controle.organisatie_id])
        row = Controle.objects.select_related("organisatie__soort").get(pk=controle.pk)
        if not is_nodig(row):
            raise NietMeerNodig(row)
        yield row
        row.antwoord_op = timezone.now()
        row.save(update_fields=["stand", "antwoord_op"])


def _schrijf(
    organisatie: Organisatie, waarden: Foto, reden: str, wie: Gebruiker | None = None
) -> None:
    with ronde(Ronde.Aard.BEVESTIGING, wie=wie, bron=BRON, reden=reden) as schrijver:
        schrijver.wijzig({organisatie.pk: waarden})
