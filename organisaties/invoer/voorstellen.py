"""What a source would say otherwise: kept for a human to take over or to turn down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.foto import foto, fotos
from organisaties.models import Gebruiker, Invoer, Ronde, Voorstel
from organisaties.schrijven import ronde, vergrendel
from wijken.porties import in_porties

PORTIE = 1_000


class VoorstelVerouderd(ValueError):  # noqa: N818 -- the Dutch words for what happened
    """The proposal was decided already, or its entry is gone."""


def openstaand() -> QuerySet[Voorstel]:
    """Give the proposals that wait for a human."""
    rows = Voorstel.objects.filter(stand=Voorstel.Stand.OPEN, organisatie__opgegaan_in=None)
    return rows.select_related("organisatie__soort")


def leg_vast(invoer: Invoer) -> None:
    """Keep the proposals of a plan: one a field, the latest value; an equal one is settled."""
    rows = invoer.regels.exclude(voorstel={}).exclude(organisatie=None)
    for portion in in_porties(rows.values_list("organisatie_id", "voorstel"), PORTIE):
        _leg_portie_vast(invoer, portion)


def _leg_portie_vast(invoer: Invoer, portion: Iterable[tuple[int, dict[str, Any]]]) -> None:
    asked = {(pk, name): value for pk, values in portion for name, value in values.items()}
    beelden = fotos({pk for pk, _ in asked})
    Voorstel.objects.filter(bron=invoer.bron, organisatie_id__in=beelden).filter(
        pk__in=[
            row.pk
            for row in Voorstel.objects.filter(bron=invoer.bron, organisatie_id__in=beelden)
            if (row.organisatie_id, row.veld) in asked
        ]
    ).delete()
    Voorstel.objects.bulk_create(
        Voorstel(organisatie_id=pk, bron=invoer.bron, veld=name, waarde=value, invoer=invoer)
        for (pk, name), value in asked.items()
        if beelden[pk].get(name) != value
    )


def neem_over(voorstel: Voorstel, wie: Gebruiker) -> None:
    """Write the source's value: from now on it is what this person says.

    Raises ``VoorstelVerouderd``, and ``Geweigerd`` when the value no longer can be written.
    """
    reason = f"voorstel van {voorstel.bron} overgenomen"
    with ronde(Ronde.Aard.BEWERKING, wie=wie, bron=voorstel.bron, reden=reason) as schrijver:
        row = _vergrendeld(voorstel)
        schrijver.wijzig({row.organisatie_id: {row.veld: row.waarde}})
        _besluit(row, Voorstel.Stand.OVERGENOMEN, wie)


@transaction.atomic
def wijs_af(voorstel: Voorstel, wie: Gebruiker) -> None:
    """Leave the entry as it is; the same value is not proposed again. ``VoorstelVerouderd``."""
    _besluit(_vergrendeld(voorstel), Voorstel.Stand.AFGEWEZEN, wie)


def _vergrendeld(voorstel: Voorstel) -> Voorstel:
    vergrendel([voorstel.organisatie_id])
    row = Voorstel.objects.select_for_update().filter(pk=voorstel.pk).first()
    if row is None or row.stand != Voorstel.Stand.OPEN:
        raise VoorstelVerouderd("Over dit voorstel is al besloten.")
    return row


def _besluit(row: Voorstel, stand: str, wie: Gebruiker) -> None:
    row.stand, row.besloten_op, row.besloten_door = stand, timezone.now(), wie
    row.save(update_fields=["stand", "besloten_op", "besloten_door"])


def huidige_waarde(voorstel: Voorstel) -> Any:
    """Give what the entry says now, in the form of a photograph."""
    return foto(voorstel.organisatie)[voorstel.veld]
