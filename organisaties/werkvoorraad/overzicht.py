"""The counts of the work list: per kind, and per wijk with how much was checked in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from organisaties.models import Gebruiker
from wijken.boom import WijkKnoop, boom

from .blik import Blik, bereik_van_wijk, eigen
from .soort import Telling, Werksoort
from .soorten import SOORTEN
from .versheid import Score, Scorekaart

Tellingen = Mapping[str, Telling]


@dataclass(frozen=True)
class Stapel:
    """How many of one kind wait; ``nieuw`` is None where that cannot be said."""

    soort: Werksoort
    aantal: int
    nieuw: int | None = None


@dataclass(frozen=True)
class Wijkregel:
    """One wijk: what waits there, for whom somebody waits, and the share checked in time."""

    wijk: WijkKnoop
    open: int
    wacht: int
    score: Score


def tel_alles() -> Tellingen:
    """Count every kind per desk: one or two queries a kind, whatever there is."""
    return {slug: kind.telling() for slug, kind in SOORTEN.items()}


def stapels(tellingen: Tellingen, blik: Blik) -> list[Stapel]:
    """Give every kind with its count, the heaviest first, empty ones as well."""
    return [Stapel(kind, kind.aantal(tellingen[slug], blik)) for slug, kind in SOORTEN.items()]


def met_nieuw(
    tellingen: Tellingen, nieuw: Mapping[str, Telling | None], blik: Blik
) -> list[Stapel]:
    return [
        Stapel(row.soort, row.aantal, _nieuw(row.soort, nieuw[row.soort.slug], blik))
        for row in stapels(tellingen, blik)
    ]


def _nieuw(kind: Werksoort, telling: Telling | None, blik: Blik) -> int | None:
    return None if telling is None else kind.aantal(telling, blik)


def nieuw_sinds(dag: date) -> dict[str, Telling | None]:
    return {slug: kind.nieuw_sinds(dag) for slug, kind in SOORTEN.items()}


def per_wijk(gebruiker: Gebruiker, tellingen: Tellingen, kaart: Scorekaart) -> list[Wijkregel]:
    """Give the own wijken in which there is an entry or work, those with most work first.

    A wijk counts with its parts and its whole, as its kwartiermaker sees it; so a sum of the rows
    may count something twice.
    """
    rows = (_wijkregel(wijk, tellingen, kaart) for wijk in _wijken(eigen(gebruiker)))
    found = [row for row in rows if row.open or row.score.totaal]
    return sorted(found, key=lambda row: (-row.wacht, -row.open, row.wijk.naam))


def _wijken(own: Blik) -> Iterable[WijkKnoop]:
    rows = boom().wijken.values()
    return rows if own.alles else (row for row in rows if row.id in own.bereik.wijken)


def _wijkregel(wijk: WijkKnoop, tellingen: Tellingen, kaart: Scorekaart) -> Wijkregel:
    blik = Blik(wijk.slug, wijk.naam, bereik_van_wijk(wijk.id), geheel=False)
    piles = stapels(tellingen, blik)
    waiting = sum(pile.aantal for pile in piles if pile.soort.wacht)
    return Wijkregel(wijk, sum(pile.aantal for pile in piles), waiting, kaart.score(blik))
