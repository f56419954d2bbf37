"""What of the questions and the mail asks for somebody's attention: for the work list."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from organisaties.models import Bericht, Controle

from .aan_de_beurt import te_vragen

Stand = Controle.Stand


def onbeantwoord() -> QuerySet[Controle]:
    """Keep the questions that the kwartiermaker has to ask: no answer came, or no mail could go.

    What was put right meanwhile, in whatever way, is no longer among them.
    """
    rows = Controle.objects.filter(stand=Stand.OVERGEDRAGEN)
    found = Controle.objects.none()
    for aard in Controle.Aard.values:
        due = te_vragen(aard).order_by().values("pk")
        found = found | rows.filter(aard=aard, organisatie__in=due)
    return found.select_related("organisatie").order_by("gevraagd_op", "pk")


def teruggekomen() -> QuerySet[Bericht]:
    """Keep the mail that did not arrive, until somebody dealt with it."""
    failed = [Bericht.Stand.GEWEIGERD, Bericht.Stand.TERUG]
    return Bericht.objects.filter(stand__in=failed, opgelost_op=None)


def handel_af(wat: Controle | Bericht) -> bool:
    """Close a question or a returned mail that somebody dealt with; False when it was closed.

    A returned mail that is closed without another address means: try that address again. A
    question that is closed while the entry stays unchecked is asked again after a while.
    """
    now = timezone.now()
    if isinstance(wat, Bericht):
        return bool(teruggekomen().filter(pk=wat.pk).update(opgelost_op=now))
    waiting = Controle.objects.filter(pk=wat.pk, stand=Stand.OVERGEDRAGEN)
    return bool(waiting.update(stand=Stand.VERVALLEN, antwoord_op=now))
