"""Undo of one change of one entry: what a round did to it goes back, whatever else the round did.

A field goes back only where the round's own value still stands; what somebody wrote since stays,
and is named. Fields that mean something together (an address) go back together or not at all. An
erased person never comes back.

Undoing what a source wrote is a correction by a human: the source may not write it again by
itself. Undoing a human's work gives back what stood there, and is nobody's opinion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from organisaties.foto import GROEP, PERSOONLIJK, Foto, foto
from organisaties.invoer.gewist import gewiste
from organisaties.invoer.terugdraaien import KanNietTerug
from organisaties.leesbaar import dag
from organisaties.models import Gebruiker, Organisatie, Ronde, Wijziging
from organisaties.schrijven import ronde, vergrendel


@dataclass(frozen=True)
class Vooruitblik:
    """What an undo would do: fields with the values they get, and fields that stay, with why."""

    terug: Foto = field(default_factory=dict)
    nu: Foto = field(default_factory=dict)
    daarna: tuple[str, ...] = ()  # fields that somebody changed since
    gewist: tuple[str, ...] = ()  # fields of which the values were erased


def vooruitblik(terug: Ronde, organisatie: Organisatie) -> Vooruitblik:
    """Look what undoing this round would do to this entry. Raises ``KanNietTerug``."""
    rows = terug.wijzigingen.filter(organisatie=organisatie).select_related("persoonlijk")
    changes = list(rows)
    _weiger(terug, changes)
    if terug.wijzigingen.filter(veld="opgegaan_in").exists():
        raise KanNietTerug(
            _("Hiermee zijn plekken samengevoegd. Dat gaat alleen in zijn geheel terug.")
        )
    return _blik(changes, foto(organisatie))


def draai_een_terug(
    terug: Ronde, organisatie: Organisatie, *, wie: Gebruiker | None = None, reden: str = ""
) -> tuple[Ronde, Vooruitblik]:
    """Give back what a round changed of this entry; gives the new round, and what was done.

    Raises ``KanNietTerug`` when nothing can go back, ``Geweigerd`` when an old value is no longer
    allowed. Then nothing was written.
    """
    only = not terug.wijzigingen.exclude(organisatie_uuid=organisatie.uuid).exists()
    with ronde(
        _aard(terug, only),
        wie=wie,
        reden=reden or _reden(terug),
        herstelt=terug if only else None,
    ) as schrijver:
        vergrendel([organisatie.pk])
        plan = vooruitblik(terug, organisatie)
        if not plan.terug:
            raise KanNietTerug(_("Er is niets om terug te zetten: alles is daarna veranderd."))
        schrijver.wijzig({organisatie.pk: plan.terug})
    return schrijver.ronde, plan


def kan_terug(terug: Ronde, changes: Iterable[Wijziging]) -> bool:
    """Whether to offer it: the round is of a kind that can be undone for one entry."""
    try:
        _weiger(terug, list(changes))
    except KanNietTerug:
        return False
    return True


def _weiger(terug: Ronde, changes: list[Wijziging]) -> None:
    if not changes:
        raise KanNietTerug(_("Deze ronde veranderde niets aan deze plek."))
    if terug.aard == Ronde.Aard.GEWIST:
        raise KanNietTerug(_("Wat gewist is, komt niet terug."))
    names = {row.veld for row in changes}
    if "" in names:
        raise KanNietTerug(
            _("Hiermee is de plek gemaakt. Hoort zij hier niet? Zet haar op gestopt.")
        )


def _blik(changes: list[Wijziging], now: Foto) -> Vooruitblik:
    erased = _gewiste(changes)
    pairs = {row.veld: _paar(row, erased) for row in changes}
    gone = {name for name, pair in pairs.items() if pair is None}
    later = {
        name
        for name, pair in pairs.items()
        if pair is not None and now[name] != pair[1] and now[name] != pair[0]
    }
    stuck = {GROEP[name] for name in later if name in GROEP}
    later |= {name for name in pairs if GROEP.get(name) in stuck}
    back = {
        name: pair[0]
        for name, pair in pairs.items()
        if pair is not None and name not in later and now[name] != pair[0]
    }
    return Vooruitblik(
        back, {name: now[name] for name in back}, tuple(sorted(later)), tuple(sorted(gone))
    )


def _paar(row: Wijziging, erased: set[str]) -> tuple[Any, Any] | None:
    """Read before and after; None when the values of persons were erased."""
    if row.veld not in PERSOONLIJK:
        return row.voor, row.na
    apart = getattr(row, "persoonlijk", None)
    if apart is None:
        return None
    return _zonder(apart.voor, erased), _zonder(apart.na, erased)


def _zonder(rows: list[dict[str, Any]] | None, erased: set[str]) -> list[dict[str, Any]]:
    return [row for row in rows or [] if row.get("uuid") not in erased]


def _gewiste(changes: Iterable[Wijziging]) -> set[str]:
    """Find which of the persons in these changes were erased since."""
    values = [getattr(row, "persoonlijk", None) for row in changes if row.veld in PERSOONLIJK]
    lists = [part for value in values if value for part in (value.voor, value.na)]
    uuids = {row["uuid"] for rows in lists for row in rows or [] if row.get("uuid")}
    return gewiste(uuids)


def _aard(terug: Ronde, only: bool) -> str:
    human = terug.aard in Ronde.MENSENWERK and only
    return Ronde.Aard.HERSTEL if human else Ronde.Aard.CORRECTIE


def _reden(terug: Ronde) -> str:
    return _("%(wat)s van %(dag)s teruggedraaid") % {
        "wat": terug.get_aard_display(),
        "dag": dag(terug.wanneer),
    }
