"""Apply a plan: check that it still fits, then write it in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisaties.achterhaald import Achterhaald
from organisaties.dubbelen.onthouden import Paar, onthoud, paar
from organisaties.foto import PERSOONLIJK, Foto, fotos, vingerafdruk
from organisaties.invoegen import werk_bij
from organisaties.invoer.bron import Melder
from organisaties.invoer.opruimen import zelden_opruimen
from organisaties.invoer.volgorde import in_volgorde
from organisaties.invoer.voorstellen import leg_vast
from organisaties.keuring import Geweigerd
from organisaties.leesbaar import label
from organisaties.models import Gebruiker, Invoer, Invoerregel, Ronde, Sleutel
from organisaties.schrijven import Schrijver, ronde, vergrendel
from wijken import versie
from wijken.cijfers import zet_cijfers
from wijken.porties import in_porties

PORTIE = 1_000
Lot = Invoerregel.Lot
_OVER_EEN_INGANG = (Lot.GEWIJZIGD, Lot.VERDWENEN, Lot.TERUG)


class PlanVerouderd(Achterhaald):
    """Somebody changed an entry after the plan was made; nothing was written. Make a new plan."""


def pas_toe(
    invoer: Invoer, *, wie: Gebruiker | None = None, voortgang: Melder | None = None
) -> Ronde | None:
    """Write what the plan says; gives the round, or None when there was nothing to write.

    All of it or nothing. ``voortgang`` is told the number of entries done. Raises
    ``PlanVerouderd`` when the plan no longer fits the entries, or was used before.
    """
    try:
        with zelden_opruimen(), transaction.atomic():
            return _of_verouderd(invoer, wie, voortgang or (lambda _n: None))
    except PlanVerouderd as error:
        waiting = (Invoer.Stand.PLAN, Invoer.Stand.TOEPASSEN)
        Invoer.objects.filter(pk=invoer.pk, stand__in=waiting).update(
            stand=Invoer.Stand.VERVALLEN, melding=str(error)
        )
        raise


def _of_verouderd(invoer: Invoer, wie: Gebruiker | None, voortgang: Melder) -> Ronde | None:
    """Write; what can no longer be written fitted when the plan was made."""
    try:
        return _schrijf(invoer, wie, voortgang)
    except Geweigerd as error:
        reason = "; ".join(f"{label(fault.veld)}: {fault.melding}" for fault in error.fouten[:5])
        raise PlanVerouderd(f"Dit plan past niet meer. {reason}") from None


def _schrijf(invoer: Invoer, wie: Gebruiker | None, voortgang: Melder) -> Ronde | None:
    locked = Invoer.objects.select_for_update().get(pk=invoer.pk)
    if locked.stand not in (Invoer.Stand.PLAN, Invoer.Stand.TOEPASSEN):
        raise PlanVerouderd("Dit plan is al gebruikt of vervallen. Maak een nieuw plan.")
    _past_nog(locked)
    kind = Ronde.Aard.TABEL if locked.menselijk else Ronde.Aard.INVOER
    with ronde(kind, wie=wie, bron=locked.bron, reden=locked.bestand) as schrijver:
        done = 0
        for number in _schrijf_regels(schrijver, locked):
            done += number
            voortgang(done)
    _schrijf_ernaast(locked)
    locked.stand = Invoer.Stand.TOEGEPAST
    locked.ronde = schrijver.ronde if schrijver.aantal else None
    locked.save(update_fields=["stand", "ronde", "cijfers"])
    return locked.ronde


def _schrijf_regels(schrijver: Schrijver, invoer: Invoer) -> Iterator[int]:
    """Write a portion at a time, first what others refer to; gives how many."""
    for keys in in_volgorde(invoer, PORTIE):
        rows = _regels(invoer, keys)
        made = schrijver.nieuw([row.waarden for row in rows], gekeurd=True)
        werk_bij(Invoerregel, ("organisatie",), zip(made, keys, strict=True))
        yield len(rows)
    changed = invoer.regels.filter(lot__in=_OVER_EEN_INGANG).order_by("pk")
    for keys in in_porties(list(changed.values_list("pk", flat=True)), PORTIE):
        rows = _regels(invoer, keys)
        schrijver.wijzig({row.organisatie_id: row.waarden for row in rows}, gekeurd=True)
        yield len(rows)


def _regels(invoer: Invoer, keys: list[int]) -> list[Any]:
    """Give these lines in this order: tuples with ``organisatie_id`` and ``waarden``."""
    rows = invoer.regels.filter(pk__in=keys).order_by()
    rows = rows.values_list("pk", "organisatie_id", "waarden", named=True)
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in keys]


def _vergeet_personen(invoer: Invoer) -> None:
    """Take persons out of what was applied: they stand in the ledger, where they can be erased."""
    named = Q()
    for name in PERSOONLIJK:
        named |= Q(waarden__has_key=name) | Q(voorstel__has_key=name)
    keys = list(invoer.regels.filter(named).values_list("pk", flat=True))
    for portion in in_porties(keys, PORTIE):
        rows = invoer.regels.filter(pk__in=portion).values_list("waarden", "voorstel", "pk")
        cleaned = [(_onpersoonlijk(new), _onpersoonlijk(other), pk) for new, other, pk in rows]
        werk_bij(Invoerregel, ("waarden", "voorstel"), cleaned)


def _onpersoonlijk(waarden: Foto) -> Foto:
    return {name: value for name, value in waarden.items() if name not in PERSOONLIJK}


def _schrijf_ernaast(invoer: Invoer) -> None:
    """Keep what the plan found beside the entries: proposals, likely twins, figures of areas."""
    leg_vast(invoer)
    _vergeet_personen(invoer)
    onthoud(_paren(invoer), invoer.bron)
    if counts := invoer.cijfers.get("aantallen"):
        subject, year = invoer.cijfers["onderwerp"], _jaar(invoer)
        before = zet_cijfers(subject, counts, jaar=year, bron=f"{invoer.bron}, {invoer.peildatum}")
        invoer.cijfers = {**invoer.cijfers, "jaar": year, "voor": before}
        versie.ophogen()


def _jaar(invoer: Invoer) -> int:
    """Give the year of the reference date, this year when the source names none."""
    year = invoer.peildatum[:4]
    return int(year) if year.isdigit() else timezone.localdate().year


def _paren(invoer: Invoer) -> Iterator[Paar]:
    """Give each new entry with the entries that it may be the same as."""
    rows = invoer.regels.filter(lot=Lot.NIEUW).exclude(koppeling=[])
    for pk, candidates in rows.values_list("organisatie_id", "koppeling"):
        for candidate in candidates:
            yield paar(pk, candidate["id"], candidate["score"], candidate["redenen"])


def _past_nog(invoer: Invoer) -> None:
    """Refuse when an entry is no longer what the plan saw, or a new one came another way.

    All are locked first, in one order: two who apply at once do not wait for each other.
    """
    about = invoer.regels.filter(Q(lot__in=_OVER_EEN_INGANG) | ~Q(voorstel={}))
    columns = ("organisatie_id", "gezien", "nummer", "sleutel")
    rows = list(about.values_list(*columns).order_by("organisatie_id"))
    vergrendel({pk for pk, *_ in rows if pk is not None})
    for portion in in_porties(rows, PORTIE):
        beelden = fotos({pk for pk, *_ in portion if pk is not None})
        for pk, seen, number, key in portion:
            if pk not in beelden:
                raise PlanVerouderd(f"De ingang van regel {number} ({key}) bestaat niet meer.")
            if seen and vingerafdruk(beelden[pk]) != seen:
                raise PlanVerouderd(f"Regel {number} ({key}) is intussen gewijzigd.")
    _geen_dubbele_sleutel(invoer)


def _geen_dubbele_sleutel(invoer: Invoer) -> None:
    new: Any = invoer.regels.filter(lot=Lot.NIEUW).values_list("sleutel", flat=True)
    for portion in in_porties(new.iterator(), PORTIE):
        taken = Sleutel.objects.filter(bron=invoer.bron, sleutel__in=portion)
        if clash := taken.order_by("sleutel").values_list("sleutel", flat=True).first():
            raise PlanVerouderd(f"“{clash}” is intussen al toegevoegd.")
