"""Which entries have to be asked."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.models import Controle, Organisatie
from organisaties.querysets import OrganisatieQuerySet
from organisaties.wachttijd import oud_voor

Aard, Stand = Controle.Aard, Controle.Stand
LOPEND = (Stand.OPEN, Stand.OVERGEDRAGEN)  # not answered yet; whoever answers late still may
RUST = timedelta(days=91)  # before asking again who does not know, or says it has stopped


def te_vragen(aard: str, dag: date | None = None) -> OrganisatieQuerySet:
    """Keep the published entries whose check, or whose waiting time, is too old.

    In production never the invented examples: their mailboxes are nobody's.
    """
    rows = Organisatie.objects.gepubliceerd().levend()
    if settings.PRODUCTIE:
        rows = rows.echt()
    day = dag or timezone.localdate()
    if aard == Aard.INGANG:
        return rows.buiten_termijn(day)
    return rows.met_laatste_wachttijd().filter(wacht_op__lt=oud_voor(day))


def lopend(aard: str) -> QuerySet[Controle]:
    """Keep the questions that still wait for somebody."""
    return Controle.objects.filter(aard=aard, stand__in=LOPEND)


def met_rust(aard: str) -> set[int]:
    """Give the entries that answered lately without making their entry true again.

    They do not know the waiting time, or they have stopped, which somebody has to judge first.
    """
    quiet = Controle.objects.filter(
        aard=aard,
        stand__in=[Stand.GESTOPT, Stand.VERVALLEN],
        antwoord_op__gte=timezone.now() - RUST,
    )
    return set(quiet.values_list("organisatie_id", flat=True))


def elders_gevraagd(aard: str) -> set[int]:
    """Give the entries that are asked for their waiting time along with all the rest."""
    if aard == Aard.INGANG:
        return set()
    asked = Controle.objects.filter(aard=Aard.INGANG, stand=Stand.OPEN)
    return set(asked.values_list("organisatie_id", flat=True))
