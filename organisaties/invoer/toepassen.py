"""Apply a plan: check that it still fits, then write it in one transaction."""

from __future__ import annotations

from django.db import transaction

from organisaties.foto import PERSOONLIJK, fotos, vingerafdruk
from organisaties.models import Gebruiker, Invoer, Invoerregel, Ronde, Sleutel
from organisaties.schrijven import Schrijver, ronde, vergrendel

Lot = Invoerregel.Lot
_SCHRIJVEND = (Lot.GEWIJZIGD, Lot.VERDWENEN, Lot.TERUG)


class PlanVerouderd(ValueError):  # noqa: N818 -- the Dutch words for what happened
    """Somebody changed an entry after the plan was made; nothing was written. Make a new plan."""


def pas_toe(invoer: Invoer, *, wie: Gebruiker | None = None) -> Ronde | None:
    """Write what the plan says; gives the round, or None when there was nothing to write.

    Raises ``PlanVerouderd`` when the plan no longer fits the entries, or was used before.
    """
    try:
        with transaction.atomic():
            return _schrijf(invoer, wie)
    except PlanVerouderd:
        Invoer.objects.filter(pk=invoer.pk, stand=Invoer.Stand.PLAN).update(
            stand=Invoer.Stand.VERVALLEN
        )
        raise


def _schrijf(invoer: Invoer, wie: Gebruiker | None) -> Ronde | None:
    locked = Invoer.objects.select_for_update().get(pk=invoer.pk)
    if locked.stand != Invoer.Stand.PLAN:
        raise PlanVerouderd("Dit plan is al gebruikt of vervallen. Maak een nieuw plan.")
    new = list(locked.regels.filter(lot=Lot.NIEUW))
    changed = list(locked.regels.filter(lot__in=_SCHRIJVEND))
    _past_nog(locked.bron, new, changed)
    with ronde(Ronde.Aard.INVOER, wie=wie, bron=locked.bron, reden=locked.bestand) as schrijver:
        _schrijf_regels(schrijver, new, changed)
    locked.stand = Invoer.Stand.TOEGEPAST
    locked.ronde = schrijver.ronde if schrijver.aantal else None
    locked.save(update_fields=["stand", "ronde"])
    return locked.ronde


def _schrijf_regels(
    schrijver: Schrijver, new: list[Invoerregel], changed: list[Invoerregel]
) -> None:
    made = schrijver.nieuw([row.waarden for row in new]) if new else []
    for row, pk in zip(new, made, strict=True):
        row.organisatie_id = pk
    schrijver.wijzig({row.organisatie_id: row.waarden for row in changed})
    _vergeet_personen([*new, *changed])
    Invoerregel.objects.bulk_update(new, ["organisatie"], batch_size=500)


def _vergeet_personen(regels: list[Invoerregel]) -> None:
    """Take persons out of what was applied: they stand in the ledger, where they can be erased."""
    held = [row for row in regels if PERSOONLIJK & row.waarden.keys()]
    for row in held:
        row.waarden = {k: v for k, v in row.waarden.items() if k not in PERSOONLIJK}
    Invoerregel.objects.bulk_update(held, ["waarden"], batch_size=500)


def _past_nog(bron: str, new: list[Invoerregel], changed: list[Invoerregel]) -> None:
    vergrendel(row.organisatie_id for row in changed)
    beelden = fotos(row.organisatie_id for row in changed)
    for row in changed:
        beeld = beelden.get(row.organisatie_id)
        if beeld is None or vingerafdruk(beeld) != row.gezien:
            raise PlanVerouderd(f"Regel {row.nummer} ({row.sleutel}) is intussen gewijzigd.")
    wanted = {row.sleutel for row in new}
    taken = Sleutel.objects.filter(bron=bron).values_list("sleutel", flat=True)
    if clash := sorted(wanted.intersection(taken)):
        raise PlanVerouderd(f"“{clash[0]}” is intussen al toegevoegd.")
