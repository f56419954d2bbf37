"""The weekly mail: what is new and open on the desks of one kwartiermaker, or of nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from organisaties.berichten import verstuur, volledig_adres
from organisaties.models import Bericht, Gebruiker
from organisaties.toewijzing import balie_van

from .blik import Blik, van_het_weekbericht
from .overzicht import Stapel, met_nieuw, nieuw_sinds, tel_alles
from .soort import Item, gebied_van
from .versheid import Score, Scorekaart

RUST = timedelta(days=6)  # never twice in so many days
WEEK = timedelta(days=7)
MEEST_DRINGEND = 3


@dataclass(frozen=True)
class Dringend:
    """One item, with the address where it is solved.

    By the name of its entry, never by its title: that may be a person, and mail is read by others.
    """

    soort: str
    item: Item
    adres: str

    @property
    def wat(self) -> str:
        """Name the entry, with its area; of what has no entry only the area, which may be empty."""
        entry = self.item.organisatie
        if entry is None:
            return self.item.waar
        area = gebied_van(balie_van(entry))
        return f"{entry.naam} ({area})" if area else entry.naam


@dataclass
class Weekbericht:
    """What one mail says. Without ``stapels`` everything is done."""

    aan: Gebruiker
    blik: Blik
    score: Score
    stapels: list[Stapel] = field(default_factory=list)
    dringend: list[Dringend] = field(default_factory=list)

    @property
    def open(self) -> int:
        return sum(pile.aantal for pile in self.stapels)

    @property
    def nieuw(self) -> int:
        return sum(pile.nieuw or 0 for pile in self.stapels)


def ontvangers() -> list[Gebruiker]:
    """Give who gets a mail now: staff who want it and got none in the last days."""
    since = timezone.now() - RUST
    recent = Bericht.objects.filter(soort=Bericht.Soort.WEEK, gestuurd_op__gt=since)
    had = {address.lower() for address in recent.values_list("aan", flat=True)}
    rows = Gebruiker.objects.filter(is_active=True, weekbericht=True, rol__in=Gebruiker.STAF)
    return [user for user in rows.order_by("pk") if user.email.lower() not in had]


def weekberichten() -> Iterator[Weekbericht]:
    """Make the mails, without sending. Everything is counted once, for all who get one."""
    users = ontvangers()
    if not users:
        return
    counts, card = tel_alles(), Scorekaart()
    new = nieuw_sinds(timezone.localdate() - WEEK)
    for user in users:
        blik = van_het_weekbericht(user)
        piles = [pile for pile in met_nieuw(counts, new, blik) if pile.aantal]
        yield Weekbericht(user, blik, card.score(blik), piles, list(_dringend(piles, blik)))


def _dringend(piles: list[Stapel], blik: Blik) -> Iterator[Dringend]:
    """Give the first items of the heaviest kinds."""
    left = MEEST_DRINGEND
    for pile in piles:
        if not left:
            return
        keys = pile.soort.sleutels(blik, 0, left)
        for item in pile.soort.items(keys):
            left -= 1
            path = f"{reverse('werkvoorraad')}?soort={pile.soort.slug}#{item.kenmerk}"
            yield Dringend(str(pile.soort.naam), item, volledig_adres(path))


def stuur(bericht: Weekbericht) -> Bericht:
    context = {
        "bericht": bericht,
        "werkvoorraad": volledig_adres(reverse("werkvoorraad")),
        "instelling": volledig_adres(reverse("mijn")),
    }
    return verstuur(Bericht.Soort.WEEK, bericht.aan.email, "weekbericht", context)
