"""Whose data are to be erased: what a person was known by, now and in the ledger.

What others have as well (the mailbox of a team, the number of the reception) is not the person's
own and stays where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from organisaties.models import Contact, Organisatie, PersoonlijkeWaarde
from organisaties.schrijven import SLEUTELFIGUUR
from organisaties.zoeken import vouw

from .kenmerken import Kenmerken, cijfers, emailvorm, naamvorm

Deel = tuple[str, str]  # "email", "telefoon" or "naam", and its value in one form
_RIJ = ("uuid", "naam", "email", "telefoon")
# What is not the person's own, without saying what it is.
_BLIJFT = {
    "email": _("Het e-mailadres is ook van een ander contact. Daar blijft het staan."),
    "telefoon": _("Het telefoonnummer is ook van een ander contact. Daar blijft het staan."),
    "naam": _("Iemand anders op de kaart heeft dezelfde naam. Daar blijft die staan."),
}


@dataclass(frozen=True)
class Rij:
    """What one row, of now or of the ledger, says of a person."""

    uuid: str
    naam: str = ""
    email: str = ""
    telefoon: str = ""

    @property
    def delen(self) -> frozenset[Deel]:
        """Give what tells that two rows are about the same person."""
        found = {
            ("email", emailvorm(self.email)),
            ("telefoon", cijfers(self.telefoon)),
            ("naam", naamvorm(self.naam)),
        }
        return frozenset(part for part in found if part[1])


def sporen_van(uuids: Iterable[UUID | str]) -> Kenmerken:
    """Give what these persons are known by; a uuid may also stand in the ledger only."""
    asked = frozenset(map(str, uuids))
    rows = Contact.objects.filter(uuid__in=asked).order_by("pk").values_list(*_RIJ)
    now = [Rij(str(uuid), *rest) for uuid, *rest in rows]
    then = [row for row in uit_logboek() if row.uuid in asked]
    return _eigen(asked, _van_dezelfde(now or then[-1:], then))


def sporen_van_adres(email: str) -> Kenmerken:
    """Give what remains of somebody known by an address only, such as who once reported."""
    return _eigen(frozenset(), [Rij("", email=email)])


def uuids_van_adres(email: str) -> list[str]:
    """Find the persons with this address, also those who stand in the ledger only."""
    asked = emailvorm(email)
    now = Contact.objects.personen().filter(email__iexact=asked).values_list("uuid", flat=True)
    then = (row.uuid for row in uit_logboek() if emailvorm(row.email) == asked)
    return list(dict.fromkeys([*map(str, now.order_by("pk")), *then]))


def laatst_bekend(uuid: UUID | str) -> Rij | None:
    """Give the latest that the ledger says of a person."""
    return next((row for row in reversed(list(uit_logboek())) if row.uuid == str(uuid)), None)


def uit_logboek() -> Iterator[Rij]:
    """Give every row of a person that the ledger holds, the oldest first."""
    values = PersoonlijkeWaarde.objects.order_by("pk").values_list("wijziging__veld", "voor", "na")
    for veld, *pair in values.iterator():
        for value in pair:
            for row in _rijen(veld, value):
                yield Rij(*(str(row.get(name) or "") for name in _RIJ))


def _rijen(veld: str, waarde: Any) -> list[dict[str, Any]]:
    if not waarde:
        return []
    if not veld:  # a whole photograph
        return waarde.get("personen") or []
    return [waarde] if veld == SLEUTELFIGUUR and isinstance(waarde, dict) else waarde


def _van_dezelfde(begin: list[Rij], then: list[Rij]) -> list[Rij]:
    """Add older rows that share a name, mailbox or number.

    A row that was given to a successor shares nothing: the predecessor is somebody else.
    """
    known, rest = list(begin), list(dict.fromkeys(then))
    while rest:
        shared = frozenset().union(*(row.delen for row in known))
        more = [row for row in rest if row.delen & shared]
        if not more:
            break
        known += more
        rest = [row for row in rest if row not in more]
    return known


def _eigen(uuids: frozenset[str], rows: list[Rij]) -> Kenmerken:
    """Keep what is theirs alone."""
    parts = frozenset().union(*(row.delen for row in rows))
    names = {row.naam for row in rows if naamvorm(row.naam)}
    shared = parts & _van_anderen(_als_kenmerken(uuids, parts, names))
    own = parts - shared - _namen_van_ingangen(names)
    return _als_kenmerken(uuids, own, names, tuple(_BLIJFT[kind] for kind, _text in sorted(shared)))


def _als_kenmerken(
    uuids: frozenset[str], delen: frozenset[Deel], namen: set[str], gedeeld: tuple[Any, ...] = ()
) -> Kenmerken:
    return Kenmerken(
        uuids,
        frozenset(text for kind, text in delen if kind == "email"),
        frozenset(text for kind, text in delen if kind == "telefoon"),
        frozenset(name for name in namen if ("naam", naamvorm(name)) in delen),
        gedeeld,
    )


def _van_anderen(wie: Kenmerken) -> set[Deel]:
    """Give mailboxes, numbers, names and functions of other contacts that look like these."""
    rows = Contact.objects.exclude(uuid__in=wie.uuids)
    found: set[Deel] = set()
    columns = ("naam", "functie", "vorm", "email", "telefoon")
    for naam, functie, vorm, *way in rows.values_list(*columns).iterator():
        if wie.misschien([naam, functie, *way]):
            person = naam if vorm == Contact.Vorm.PERSOON else ""
            found |= Rij("", person, *way).delen | Rij("", functie).delen
    return found


def _namen_van_ingangen(names: set[str]) -> set[Deel]:
    """Name who is called as an entry is: that name says the entry, not the person."""
    if not names:
        return set()
    entries = [
        " ".join(vouw(naam).split()) for naam in Organisatie.objects.values_list("naam", flat=True)
    ]
    forms = {" ".join(vouw(name).split()): naamvorm(name) for name in names}
    return {("naam", form) for text, form in forms.items() if any(text in e for e in entries)}
