"""What a source would say otherwise: kept for a human to take over or to turn down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from organisaties.achterhaald import Achterhaald
from organisaties.afdruk import afdruk
from organisaties.foto import GROEP, PERSOONLIJK, SAMEN, fotos
from organisaties.invoer.aanwezig import houd_stand
from organisaties.models import Gebruiker, Invoer, Ronde, Voorstel
from organisaties.models.invoer import AFDRUK
from organisaties.schrijven import ronde, vergrendel
from wijken.porties import in_porties

PORTIE = 1_000
_BESLUIT = ("besloten_op", "besloten_door")


class VoorstelVerouderd(Achterhaald):
    """The proposal was decided already, or its entry is gone."""


def openstaand() -> QuerySet[Voorstel]:
    """Give the proposals that wait for a human."""
    rows = Voorstel.objects.filter(stand=Voorstel.Stand.OPEN, organisatie__opgegaan_in=None)
    return rows.select_related("organisatie__soort")


def leg_vast(invoer: Invoer) -> None:
    """Keep the proposals of a plan: one a field, the latest value; an equal one is settled.

    For ``pas_toe``, which holds the entries.
    """
    rows = invoer.regels.exclude(voorstel={}).exclude(organisatie=None)
    for portion in in_porties(list(rows.values_list("pk", flat=True)), PORTIE):
        some = invoer.regels.filter(pk__in=portion)
        asked = dict(some.values_list("organisatie_id", "voorstel"))
        _leg_portie_vast(invoer, asked)


def _leg_portie_vast(invoer: Invoer, asked: Mapping[int, dict[str, Any]]) -> None:
    beelden = fotos(asked)
    before = {
        (row.organisatie_id, row.veld): row
        for row in Voorstel.objects.filter(bron=invoer.bron, organisatie_id__in=asked)
    }
    new, changed, settled = [], [], []
    for pk, values in asked.items():
        for name, value in values.items():
            row = before.get((pk, name))
            if beelden[pk].get(name) == value:
                settled += [row.pk] if row else []
            elif row is None:
                row = Voorstel(organisatie_id=pk, bron=invoer.bron, veld=name)
                new.append(_opnieuw(row, value, invoer))
            elif not row.zegt(value):
                changed.append(_opnieuw(row, value, invoer))
    Voorstel.objects.filter(pk__in=settled).delete()
    Voorstel.objects.bulk_create(new)
    Voorstel.objects.bulk_update(changed, ["waarde", "stand", "invoer", "gemaakt", *_BESLUIT])


def _opnieuw(row: Voorstel, waarde: Any, invoer: Invoer) -> Voorstel:
    """Let it say this, undecided."""
    row.waarde, row.invoer, row.gemaakt = waarde, invoer, timezone.now()
    row.stand, row.besloten_op, row.besloten_door = Voorstel.Stand.OPEN, None, None
    return row


def neem_over(voorstel: Voorstel, wie: Gebruiker) -> None:
    """Write the source's value: from now on it is what this person says.

    With it go the fields that mean something only together, such as those of one address.
    Raises ``VoorstelVerouderd``, and ``Geweigerd`` when the value no longer can be written.
    """
    reason = f"voorstel van {voorstel.bron} overgenomen"
    with ronde(Ronde.Aard.BEWERKING, wie=wie, bron=voorstel.bron, reden=reason) as schrijver:
        rows = _vergrendeld(voorstel)
        beeld = fotos([voorstel.organisatie_id]).get(voorstel.organisatie_id, {})
        values = houd_stand({row.veld: row.waarde for row in rows}, beeld)
        schrijver.wijzig({voorstel.organisatie_id: values})
        _besluit(rows, Voorstel.Stand.OVERGENOMEN, wie)


@transaction.atomic
def wijs_af(voorstel: Voorstel, wie: Gebruiker) -> None:
    """Leave the entry as it is; the same value is not proposed again. ``VoorstelVerouderd``."""
    _besluit(_vergrendeld(voorstel), Voorstel.Stand.AFGEWEZEN, wie)


def _vergrendeld(voorstel: Voorstel) -> list[Voorstel]:
    """Hold the proposal and the open ones that go with it."""
    vergrendel([voorstel.organisatie_id])
    group = SAMEN.get(GROEP.get(voorstel.veld, ""), (voorstel.veld,))
    rows = Voorstel.objects.select_for_update().filter(
        organisatie_id=voorstel.organisatie_id,
        bron=voorstel.bron,
        veld__in=group,
        stand=Voorstel.Stand.OPEN,
    )
    found = list(rows)
    if voorstel.pk not in {row.pk for row in found}:
        raise VoorstelVerouderd("Over dit voorstel is al besloten.")
    return found


def _besluit(rows: Iterable[Voorstel], stand: str, wie: Gebruiker) -> None:
    for row in rows:
        row.stand, row.besloten_op, row.besloten_door = stand, timezone.now(), wie
        if row.veld in PERSOONLIJK:
            row.waarde = {AFDRUK: afdruk(row.waarde)}
        row.save(update_fields=["stand", "waarde", *_BESLUIT])
