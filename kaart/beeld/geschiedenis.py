"""The history of one entry as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page

from organisaties.dubbelen.samenvoegen import voorgangers
from organisaties.herstel import kan_terug
from organisaties.models import Gebruiker, Organisatie, Wijziging
from organisaties.rechten import Handeling, mag, zichtbaarheden_bij
from organisaties.verloop import Lezer, Stap, bladzijde, door_wie, stappen

PER_BLADZIJDE = 25


@dataclass(frozen=True)
class Gebeurtenis:
    """One round on the page: what it did, who did it, and whether it may go back from here."""

    stap: Stap
    door: str
    terug: bool


def gebeurtenissen(
    gebruiker: Gebruiker, row: Organisatie, nummer: str | None
) -> tuple[Page, list[Gebeurtenis]]:
    """Give one page of what happened to an entry and to those merged into it, the latest first."""
    earlier = {old.uuid: old.naam for old in voorgangers(row)}
    asked = Wijziging.objects.filter(organisatie_uuid__in=[row.uuid, *earlier])
    page, changes = bladzijde(asked, nummer, PER_BLADZIJDE)
    back = _kan_terug(row, changes) if mag(gebruiker, Handeling.TERUGDRAAIEN, row) else set()
    events = [
        Gebeurtenis(
            step,
            door_wie(step.ronde, noem=gebruiker.is_staff),
            not step.van and step.ronde.pk in back,
        )
        for step in stappen(changes, lezer_voor(gebruiker, row), earlier)
    ]
    return page, events


def _kan_terug(row: Organisatie, changes: list[Wijziging]) -> set[int]:
    """Name the rounds of which the change to this very entry may go back."""
    own: dict[int, list[Wijziging]] = {}
    for change in changes:
        if change.organisatie_uuid == row.uuid:
            own.setdefault(change.ronde_id, []).append(change)
    return {pk for pk, mine in own.items() if kan_terug(mine[0].ronde, mine)}


def lezer_voor(gebruiker: Gebruiker, row: Organisatie) -> Lezer:
    """Give a reader that shows the persons of this entry that this user may see."""
    seen = zichtbaarheden_bij(gebruiker, row)
    return Lezer(gebruiker, lambda rows: [r for r in rows or [] if r.get("zichtbaarheid") in seen])
