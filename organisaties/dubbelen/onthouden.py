"""Pairs that look like one place, and what people said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from organisaties.models import Dubbel, Gebruiker, Organisatie
from wijken.porties import in_porties

from .vergelijken import Paar, Vergelijker

BRON = "alles vergeleken"
HAND = "met de hand"
_PORTIE = 500  # pairs in one question: two values each


@dataclass
class Telling:
    """What became of the pairs that were offered."""

    nieuw: int = 0
    bijgewerkt: int = 0
    ongewijzigd: int = 0
    al_besloten: int = 0
    vervallen: int = 0


def open_paren() -> QuerySet[Dubbel]:
    """Pairs to look at: undecided, and both entries still there to choose from."""
    return Dubbel.objects.filter(
        Q(een__opgegaan_in=None, ander__opgegaan_in=None),
        ~Q(een__status=Organisatie.Status.GESTOPT),
        ~Q(ander__status=Organisatie.Status.GESTOPT),
        stand=Dubbel.Stand.OPEN,
    )


def paar(een: int, ander: int, score: float = 0.0, redenen: Iterable[str] = ()) -> Paar:
    """Make a pair of two keys in any order."""
    low, high = sorted((een, ander))
    return Paar(low, high, score, tuple(redenen))


@transaction.atomic
def onthoud(paren: Iterable[Paar], bron: str = "") -> Telling:
    """Keep pairs to be looked at. What people decided of a pair stands, whatever is offered."""
    counts = Telling()
    wanted = {(p.een, p.ander): p for p in paren if p.een < p.ander}
    for keys in in_porties(sorted(wanted), _PORTIE):
        _onthoud([wanted[key] for key in keys], bron, counts)
    return counts


def _onthoud(paren: list[Paar], bron: str, counts: Telling) -> None:
    rows = Dubbel.objects.filter(een__in=[p.een for p in paren], ander__in=[p.ander for p in paren])
    known = {(row.een_id, row.ander_id): row for row in rows}
    new, changed = [], []
    for pair in paren:
        row = known.get((pair.een, pair.ander))
        if row is None:
            new.append(_rij(pair, bron))
        elif row.stand != Dubbel.Stand.OPEN:
            counts.al_besloten += 1
        elif (row.score, row.redenen) != (pair.score, list(pair.redenen)):
            row.score, row.redenen = pair.score, list(pair.redenen)
            changed.append(row)
        else:
            counts.ongewijzigd += 1
    Dubbel.objects.bulk_create(new, ignore_conflicts=True)  # somebody may find the same pair now
    Dubbel.objects.bulk_update(changed, ["score", "redenen"])
    counts.nieuw += len(new)
    counts.bijgewerkt += len(changed)


def _rij(pair: Paar, bron: str) -> Dubbel:
    return Dubbel(
        een_id=pair.een,
        ander_id=pair.ander,
        score=pair.score,
        redenen=list(pair.redenen),
        bron=bron,
    )


@transaction.atomic
def zoek_dubbelen() -> Telling:
    """Compare all entries that live and remember the pairs.

    A pair that this search found before and no longer finds lapses, when nobody decided on it.
    """
    found = list(Vergelijker().paren())
    counts = onthoud(found, BRON)
    keys = {(p.een, p.ander) for p in found}
    old = Dubbel.objects.filter(stand=Dubbel.Stand.OPEN, bron=BRON)
    gone = [pk for pk, *pair in old.values_list("pk", "een", "ander") if tuple(pair) not in keys]
    for portion in in_porties(gone, _PORTIE):
        Dubbel.objects.filter(pk__in=portion, stand=Dubbel.Stand.OPEN).delete()
    counts.vervallen = len(gone)
    return counts


def zijn_er_twee(dubbel: Dubbel, wie: Gebruiker | None) -> bool:
    """Remember that these are two places: the pair is not offered again.

    False when somebody else decided meanwhile; that decision stands.
    """
    row = Dubbel.objects.filter(pk=dubbel.pk, stand=Dubbel.Stand.OPEN)
    return _besluit(row, Dubbel.Stand.TWEE, wie)


def onthoud_twee(een: int, ander: int, wie: Gebruiker | None) -> None:
    """Remember of a pair that nobody was asked about yet that these are two."""
    pair = paar(een, ander)
    row, _new = Dubbel.objects.get_or_create(een_id=pair.een, ander_id=pair.ander)
    zijn_er_twee(row, wie)


def heropen(dubbel: Dubbel) -> None:
    """Take "these are two" back, so that the pair is to be looked at again."""
    _open(Dubbel.objects.filter(pk=dubbel.pk, stand=Dubbel.Stand.TWEE))


def heropen_na_herstel(ids: Iterable[int]) -> int:
    """Reopen pairs that were merged and of which the merge was undone; for who undoes a round."""
    ids = list(ids)
    rows = Dubbel.objects.filter(
        Q(een__in=ids) | Q(ander__in=ids),
        stand=Dubbel.Stand.SAMENGEVOEGD,
        een__opgegaan_in=None,
        ander__opgegaan_in=None,
    )
    return _open(rows)


def _open(rows: QuerySet[Dubbel]) -> int:
    return rows.update(stand=Dubbel.Stand.OPEN, besloten_op=None, besloten_door=None)


def onthoud_samengevoegd(behoud: int, weg: int, wie: Gebruiker | None) -> None:
    """Remember that two became one. What was said of the one that went now holds for the other."""
    pair = paar(behoud, weg)
    row, _new = Dubbel.objects.get_or_create(een_id=pair.een, ander_id=pair.ander)
    # Whatever was said of them before: that they are one is a fact by now.
    _besluit(Dubbel.objects.filter(pk=row.pk), Dubbel.Stand.SAMENGEVOEGD, wie)
    for other in Dubbel.objects.filter(Q(een=weg) | Q(ander=weg), stand=Dubbel.Stand.TWEE):
        moved = paar(behoud, other.ander_id if other.een_id == weg else other.een_id)
        row, _new = Dubbel.objects.get_or_create(een_id=moved.een, ander_id=moved.ander)
        zijn_er_twee(row, other.besloten_door)


def _besluit(row: QuerySet[Dubbel], stand: str, wie: Gebruiker | None) -> bool:
    """Write a decision in one statement, so that of two who decide at once the first counts."""
    return bool(row.update(stand=stand, besloten_op=timezone.now(), besloten_door=wie))
