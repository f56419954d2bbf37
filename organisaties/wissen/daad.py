"""Erase persons: find what there is of them, and take it away in one short transaction.

Finding reads every table, so it is done before; inside the transaction only what was found, and
what changed since, is looked at again (``vangst``). When somebody wrote in between, what the person
is known by is asked anew, a few times; the last time inside, where nobody comes in between.

What stays is that something was removed: a round in the ledger without a name, and the uuid that
the person had (``Gewist``), so that no old file brings the row back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from organisaties.models import (
    Contact,
    Gebruiker,
    Gewist,
    Organisatie,
    PersoonlijkeWaarde,
    Ronde,
    Wijziging,
)
from organisaties.schrijven import SLEUTELFIGUUR, Schrijver, ronde, vergrendel
from organisaties.velden.basis import als_uuid
from wijken import versie

from . import bestanden, ingangen
from .kenmerken import GEWIST, Kenmerken
from .sporen import sporen_van
from .vakken import VAKKEN, ingangen_van, vergeet_afdrukken
from .vangst import Vangst, kijk

PERSONEN = "personen"
POGINGEN = 3  # before a search is finished inside the transaction


class NietMeer(LookupError):  # noqa: N818 -- the Dutch words for what happened
    """The reason to erase is gone; nothing was erased."""


class _Veranderd(Exception):  # noqa: N818 -- never leaves this module
    """Somebody wrote between the search and the transaction."""


@dataclass(frozen=True)
class Vindplaats:
    """One place where something of the person stands: what, how much, and of which entries."""

    wat: str
    aantal: int
    namen: tuple[str, ...] = ()


@dataclass
class Verslag:
    """What an erasure did. ``blijft`` are sentences about what stays, and why."""

    gewist: list[str] = field(default_factory=list)
    vindplaatsen: list[Vindplaats] = field(default_factory=list)
    blijft: list[str] = field(default_factory=list)
    ronde: Ronde | None = None

    @property
    def aantal(self) -> int:
        return sum(place.aantal for place in self.vindplaatsen)


def vindplaatsen(contact: Contact, ook: Iterable[UUID | str] = ()) -> list[Vindplaats]:
    """Say where this person stands; ``ook`` are rows elsewhere that are the same person."""
    return zoek(sporen_van([contact.uuid, *ook]))


def zelfde_persoon(contact: Contact) -> list[Contact]:
    """Give rows elsewhere that may be the same person: with the same mailbox."""
    if not contact.email:
        return []
    rows = Contact.objects.filter(email__iexact=contact.email).exclude(pk=contact.pk)
    return list(rows.select_related("organisatie").prefetch_related("wijken").order_by("pk"))


def zoek(wie: Kenmerken) -> list[Vindplaats]:
    """Say where these persons stand; nothing is written."""
    seen = kijk(wie)
    gone, changed = ingangen.zoek_los(wie)
    found = [_ingangen(ingangen.zoek(wie, seen.ingangen))]
    found.append(Vindplaats(_("sleutelfiguren"), len(gone) + len(changed)))
    found += [Vindplaats(str(vak.naam), len(seen.van(vak).sleutels)) for vak in VAKKEN]
    files = bestanden.zoek(wie, seen.bestanden)
    found.append(_bestanden([bestanden.naam(run, wie) for run in files]))
    return [place for place in found if place.aantal]


def blijft(wie: Kenmerken) -> list[str]:
    """Say what stays: what others have too, an account, and the name of an entry."""
    found = list(dict.fromkeys(wie.gedeeld))
    emails = {email.casefold() for email in Gebruiker.objects.values_list("email", flat=True)}
    if emails & wie.emails:
        found.append(
            _("Er is een account met dit e-mailadres. Dat blijft. Een beheerder kan het weghalen.")
        )
    found += [
        _("De plek “%s” is naar deze persoon genoemd. Die naam blijft staan.") % row.naam
        for row in ingangen.noemt_in_naam(wie, wie.uuids)
    ]
    return found


def wis(  # noqa: PLR0913 -- who, why, and what is known already
    contact_uuid: UUID | str,
    *,
    wie: Gebruiker | None,
    reden: str,
    ook: Iterable[UUID | str] = (),
    bron: str = "",
    nog: Callable[[], bool] | None = None,
    vangst: Vangst | None = None,
) -> Verslag:
    """Erase a person for good, from everything, in one transaction.

    ``ook`` are rows elsewhere that are the same person: each is erased as well. ``nog`` is asked
    inside the transaction, while the entries are held, whether it still has to be done; ``vangst``
    is an earlier search. Files of imports go after the transaction. Raises ``Geweigerd``, and
    ``NietMeer`` when ``nog`` says no; then nothing was erased.
    """
    act = _Daad(lambda: sporen_van([contact_uuid, *ook]), wie, reden, bron, nog or (lambda: True))
    return act.doe(vangst)


def wis_sporen(
    sporen: Callable[[], Kenmerken], *, wie: Gebruiker | None, reden: str, bron: str = ""
) -> Verslag:
    """Erase what a person is known by. ``sporen`` is asked again when somebody else wrote."""
    return _Daad(sporen, wie, reden, bron, lambda: True).doe(None)


@dataclass
class _Daad:
    """One erasure: search, and then write in a transaction in which nothing may be missed."""

    sporen: Callable[[], Kenmerken]
    wie: Gebruiker | None
    reden: str
    bron: str
    nog: Callable[[], bool]

    def doe(self, vangst: Vangst | None) -> Verslag:
        for _poging in range(POGINGEN):
            seen = versie.uit_database()
            person = self.sporen()
            vangst = kijk(person, vangst)
            try:
                with self._ronde() as schrijver:
                    if versie.uit_database() != seen:
                        raise _Veranderd
                    report = self._wis(schrijver, person, vangst)
            except _Veranderd:
                continue
            return _met_ronde(report, schrijver)
        with self._ronde() as schrijver:
            person = self.sporen()
            report = self._wis(schrijver, person, kijk(person, vangst))
        return _met_ronde(report, schrijver)

    def _ronde(self) -> AbstractContextManager[Schrijver]:
        label = str(Gewist.Reden(self.reden).label)
        return ronde(Ronde.Aard.GEWIST, wie=self.wie, bron=self.bron, reden=label)

    def _wis(self, schrijver: Schrijver, person: Kenmerken, vangst: Vangst) -> Verslag:
        vergrendel(vangst.ingangen)  # all at once, in one order; what follows holds some again
        if not self.nog():
            raise NietMeer
        report = Verslag(sorted(person.uuids), blijft=blijft(person))
        _wis(schrijver, person, vangst, report)
        report.blijft += ingangen.resten(person, schrijver.ronde)
        _laat_spoor(person, self.wie, self.reden)
        return report


def _met_ronde(report: Verslag, schrijver: Schrijver) -> Verslag:
    report.ronde = schrijver.ronde if schrijver.aantal else None
    return report


def _wis(schrijver: Schrijver, person: Kenmerken, vangst: Vangst, report: Verslag) -> None:
    """Entries first: what they write in the ledger is cleaned with the rest of it."""
    entries = ingangen.wis(schrijver, person, vangst.ingangen)
    loose = ingangen.wis_los(schrijver, person)
    held = {pk for pk, values in entries.items() if PERSONEN in values}
    touched = set(held)
    PersoonlijkeWaarde.objects.filter(wijziging__ronde=schrijver.ronde).delete()
    places = [_ingangen(entries), Vindplaats(_("sleutelfiguren"), len(loose))]
    for vak in VAKKEN:
        found = vak.zoek(person, vangst.van(vak))
        touched |= (about := set(ingangen_van(vak, list(found))))
        held |= about if vak.model is PersoonlijkeWaarde else set()
        vak.wis(found)
        schrijver.aantal += len(found) if vak.op_de_kaart else 0
        places.append(Vindplaats(str(vak.naam), len(found)))
    places.append(_wis_bestanden(person, vangst))
    vergeet_afdrukken(touched)
    _zeg_wat_er_stond(schrijver.ronde)
    _noteer(schrijver, person, held)
    report.vindplaatsen = [place for place in places if place.aantal]


def _zeg_wat_er_stond(row: Ronde) -> None:
    """Let the history of a text that named the person say that what stood there was erased."""
    lines = row.wijzigingen.exclude(veld__in=["", PERSONEN, SLEUTELFIGUUR])
    same = [line for line in lines if line.voor == line.na]
    for line in same:
        line.voor = GEWIST
    Wijziging.objects.bulk_update(same, ["voor"])


def _wis_bestanden(person: Kenmerken, vangst: Vangst) -> Vindplaats:
    found = bestanden.zoek(person, vangst.bestanden, precies=vangst.wie == person)
    bestanden.wis(found)
    return _bestanden([bestanden.naam(run, person) for run in found])


def _laat_spoor(person: Kenmerken, wie: Gebruiker | None, reden: str) -> None:
    for uuid in sorted(person.uuids):
        Gewist.objects.get_or_create(contact=uuid, defaults={"reden": reden, "wie": wie})


def _noteer(schrijver: Schrijver, person: Kenmerken, ids: Iterable[int]) -> None:
    """Let the history of every entry that held the person say that something was erased."""
    own = schrijver.ronde.wijzigingen
    told = set(own.filter(veld=PERSONEN).values_list("organisatie_id", flat=True))
    rows = Organisatie.objects.filter(pk__in=set(ids) - told).values_list("pk", "uuid")
    lines = [
        Wijziging(ronde=schrijver.ronde, organisatie_id=pk, organisatie_uuid=uuid, veld=PERSONEN)
        for pk, uuid in rows
    ]
    known = set(own.filter(veld=SLEUTELFIGUUR).values_list("organisatie_uuid", flat=True))
    loose = Wijziging.objects.filter(veld=SLEUTELFIGUUR, organisatie_uuid__in=person.uuids)
    lines += [
        Wijziging(ronde=schrijver.ronde, organisatie_uuid=uuid, veld=SLEUTELFIGUUR)
        for uuid in set(loose.values_list("organisatie_uuid", flat=True)) - known
    ]
    Wijziging.objects.bulk_create(lines)
    schrijver.aantal += len(lines)


def is_gewist(uuid: UUID | str) -> Gewist | None:
    """Give the trace of a person who was erased."""
    known = als_uuid(str(uuid))
    return Gewist.objects.filter(contact=known).first() if known else None


def _ingangen(changes: dict[int, Any]) -> Vindplaats:
    names = Organisatie.objects.filter(pk__in=changes).order_by("naam")
    found = tuple(names.values_list("naam", flat=True))
    return Vindplaats(_("plekken op de kaart"), len(changes), found)


def _bestanden(namen: list[str]) -> Vindplaats:
    return Vindplaats(_("bestanden die nog ingelezen worden"), len(namen), tuple(namen))
