"""The ledger in words: who, when, why, and each field from old to new; for pages and admin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organisaties.foto import INGANGEN, PERSOONLIJK
from organisaties.leesbaar import Leesbaar, label
from organisaties.models import Gebruiker, PersoonlijkeWaarde, Ronde, Wijziging
from organisaties.rechten import personen_voor
from organisaties.schrijven import SLEUTELFIGUUR

if TYPE_CHECKING:
    Rijen = list[dict[str, Any]]
    Personen = Callable[[Rijen | None], Rijen]

_VAN_PERSONEN = PERSOONLIJK | {SLEUTELFIGUUR}


@dataclass(frozen=True)
class Regel:
    """One field, before and after, in words; ``heel``: of an entry that was made or removed."""

    veld: str
    oud: str
    nieuw: str
    heel: bool = False


@dataclass(frozen=True)
class Stap:
    """One round as it touched one entry; ``van`` names it when it was merged into this one."""

    ronde: Ronde
    soort: str
    regels: list[Regel] = field(default_factory=list)
    van: str = ""


class Lezer:
    """Reads the ledger for one user: personal values only for who may see them.

    ``personen`` picks from a list of persons those that may be shown; None: nobody sees any.
    Without it the rule of the management site holds.
    """

    def __init__(self, gebruiker: Gebruiker, personen: Personen | None = None) -> None:
        if personen is None and gebruiker.has_perm("organisaties.view_contact"):
            personen = partial(personen_voor, gebruiker)
        self.personen = personen
        self.woorden = Leesbaar()

    def leer(self, wijzigingen: Iterable[Wijziging]) -> None:
        """Look up at once the names of all entries that these changes name."""
        self.woorden.leer_namen({u for row in wijzigingen for u in _genoemd(row)})

    def regels(self, wijziging: Wijziging) -> list[Regel]:
        if wijziging.veld in _VAN_PERSONEN:
            return [self._persoonlijk(wijziging, wijziging.veld)]
        if wijziging.veld:
            return [self._regel(wijziging.veld, wijziging.voor, wijziging.na)]
        rows = self._heel(wijziging.voor or {}, wijziging.na or {})
        rows += [self._persoonlijk(wijziging, name) for name in sorted(PERSOONLIJK)]
        return [replace(row, heel=True) for row in rows if row.oud or row.nieuw]

    def regel(self, veld: str, oud: Any, nieuw: Any) -> Regel:
        """Write one field of a photograph from one value to another."""
        if veld in PERSOONLIJK:
            oud, nieuw = (self.personen(v) if self.personen else [] for v in (oud, nieuw))
        return self._regel(veld, oud, nieuw)

    def _heel(self, before: dict[str, Any], after: dict[str, Any]) -> list[Regel]:
        names = dict.fromkeys([*before, *after])
        return [self._regel(name, before.get(name), after.get(name)) for name in names]

    def _regel(self, veld: str, oud: Any, nieuw: Any) -> Regel:
        return Regel(label(veld), self.woorden.tekst(veld, oud), self.woorden.tekst(veld, nieuw))

    def _persoonlijk(self, wijziging: Wijziging, veld: str) -> Regel:
        values: PersoonlijkeWaarde | None = getattr(wijziging, "persoonlijk", None)
        if values is None:
            gone = str(_("(gewist)")) if wijziging.veld else ""
            return Regel(label(veld), gone, gone)
        pair = (values.voor, values.na)
        if not wijziging.veld:  # a whole photograph: the persons are one field of it
            pair = tuple((value or {}).get(veld) for value in pair)
        elif veld == SLEUTELFIGUUR:  # one person, not a list
            pair = tuple([value] if value else [] for value in pair)
        if self.personen is None:
            hidden = str(_("(u mag geen contactpersonen zien)"))
            return Regel(label(veld), hidden, hidden)
        old, new = (self.personen(value) for value in pair)
        return self._regel(veld, old, new)


def soort_van(wijziging: Wijziging) -> str:
    if wijziging.veld == SLEUTELFIGUUR:
        return _soort_van_sleutelfiguur(getattr(wijziging, "persoonlijk", None))
    if wijziging.veld:
        return str(_("gewijzigd"))
    return str(_("aangemaakt") if wijziging.voor is None else _("verwijderd"))


def _soort_van_sleutelfiguur(waarde: PersoonlijkeWaarde | None) -> str:
    """Tell by the values what happened; of values that were erased nobody can tell any more."""
    if waarde is not None and waarde.voor is None:
        return str(_("sleutelfiguur toegevoegd"))
    if waarde is not None and waarde.na is None:
        return str(_("sleutelfiguur verwijderd"))
    return str(_("sleutelfiguur gewijzigd"))


def stappen(
    wijzigingen: Iterable[Wijziging], lezer: Lezer, voorgangers: Mapping[UUID, str]
) -> Iterator[Stap]:
    """Group changes by round and entry, in the order given."""
    rows = list(wijzigingen)
    lezer.leer(rows)
    for (row, uuid), group in groupby(rows, key=lambda w: (w.ronde, w.organisatie_uuid)):
        changes = list(group)
        lines = [line for change in changes for line in lezer.regels(change)]
        yield Stap(row, soort_van(changes[0]), lines, voorgangers.get(uuid, ""))


def bladzijde(
    wijzigingen: QuerySet[Wijziging], nummer: str | None, per: int
) -> tuple[Page, list[Wijziging]]:
    """Give one page of rounds, the latest first, and what each changed: a fixed number of queries.

    ``nummer`` as it stands in an address: what is no page is the first or the last one.
    """
    rounds = Ronde.objects.filter(pk__in=wijzigingen.values("ronde")).order_by("-pk")
    page = Paginator(rounds, per).get_page(nummer)
    shown = wijzigingen.filter(ronde__in=[row.pk for row in page])
    rows = shown.select_related("ronde__wie", "persoonlijk")
    return page, list(rows.order_by("-ronde_id", "organisatie_uuid", "pk"))


def door_wie(ronde: Ronde, *, noem: bool) -> str:
    """Say who or which source; the account's address only where colleagues may be named."""
    if ronde.wie is None:
        return str(_("uit de bron %s") % ronde.bron) if ronde.bron else str(_("zonder account"))
    role = str(_ROLLEN.get(ronde.wie.rol, _("een medewerker")))
    return f"{role} ({ronde.wie.email})" if noem else role


_ROLLEN = {
    Gebruiker.Rol.PROFESSIONAL: _("een professional"),
    Gebruiker.Rol.ORGANISATIE: _("de organisatie"),
    Gebruiker.Rol.KWARTIERMAKER: _("de kwartiermaker"),
    Gebruiker.Rol.BEHEERDER: _("de beheerder"),
}


def _genoemd(wijziging: Wijziging) -> Iterator[str]:
    """Name the entries that a change names: umbrella, successor, members."""
    for value in (wijziging.voor, wijziging.na):
        whole = value if not wijziging.veld else {wijziging.veld: value}
        if isinstance(whole, dict):
            yield from (whole[name] for name in INGANGEN if whole.get(name))
            yield from (whole.get("overleg") or {}).get("leden", [])
