"""Erase persons: find what there is of them, and take it away in one transaction.

What stays is that something was removed: a round in the ledger without a name, and the uuid that
the person had (``Gewist``), so that no old file brings the row back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from organisaties.schrijven import SLEUTELFIGUUR, Schrijver, ronde
from organisaties.velden.basis import als_uuid

from . import bestanden, ingangen
from .kenmerken import Kenmerken
from .sporen import sporen_van
from .vakken import VAKKEN, ingangen_van, vergeet_afdrukken

PERSONEN = "personen"


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
    entries = ingangen.zoek(wie)
    gone, changed = ingangen.zoek_los(wie)
    found = [_ingangen(entries), Vindplaats(_("sleutelfiguren"), len(gone) + len(changed))]
    found += [Vindplaats(str(vak.naam), len(vak.zoek(wie))) for vak in VAKKEN]
    files = [bestanden.naam(run, wie) for run in bestanden.zoek(wie)]
    found.append(_bestanden(files))
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
        _("De ingang “%s” is naar deze persoon genoemd. Die naam blijft staan.") % row.naam
        for row in ingangen.noemt_in_naam(wie, wie.uuids)
    ]
    return found


def wis(
    contact_uuid: UUID | str,
    *,
    wie: Gebruiker | None,
    reden: str,
    ook: Iterable[UUID | str] = (),
    bron: str = "",
) -> Verslag:
    """Erase a person for good, from everything, in one transaction.

    ``ook`` are rows elsewhere that are the same person: each is erased as well. Files of imports
    go after the transaction. Raises ``Geweigerd``; then nothing was erased.
    """
    return wis_sporen(lambda: sporen_van([contact_uuid, *ook]), wie=wie, reden=reden, bron=bron)


def wis_sporen(
    sporen: Callable[[], Kenmerken], *, wie: Gebruiker | None, reden: str, bron: str = ""
) -> Verslag:
    """Erase what a person is known by. ``sporen`` is asked for them inside the transaction."""
    with ronde(
        Ronde.Aard.GEWIST, wie=wie, bron=bron, reden=str(Gewist.Reden(reden).label)
    ) as schrijver:
        person = sporen()
        report = Verslag(sorted(person.uuids), blijft=blijft(person))
        _wis(schrijver, person, report)
        _laat_spoor(person, wie, reden)
    report.ronde = schrijver.ronde if schrijver.aantal else None
    return report


def _wis(schrijver: Schrijver, person: Kenmerken, report: Verslag) -> None:
    """Entries first: what they write in the ledger is cleaned with the rest of it."""
    entries = ingangen.wis(schrijver, person)
    loose = ingangen.wis_los(schrijver, person)
    held = {pk for pk, values in entries.items() if PERSONEN in values}
    touched = set(held)
    PersoonlijkeWaarde.objects.filter(wijziging__ronde=schrijver.ronde).delete()
    places = [_ingangen(entries), Vindplaats(_("sleutelfiguren"), len(loose))]
    for vak in VAKKEN:
        found = vak.zoek(person)
        touched |= (about := set(ingangen_van(vak, list(found))))
        held |= about if vak.model is PersoonlijkeWaarde else set()
        vak.wis(found)
        places.append(Vindplaats(str(vak.naam), len(found)))
    places.append(_bestanden(bestanden.wis(person)))
    vergeet_afdrukken(touched)
    _noteer(schrijver, person, held)
    report.vindplaatsen = [place for place in places if place.aantal]


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
    return Vindplaats(_("ingangen op de kaart"), len(changes), found)


def _bestanden(namen: list[str]) -> Vindplaats:
    return Vindplaats(_("bestanden die nog ingelezen worden"), len(namen), tuple(namen))
