"""The log of who took which list along: the one place that writes and reads it.

A row says who, when, in which form, with which chosen filter and how many rows; never what was
typed or what was in the file. For "what changed since" the last whole export of a question by an
account also keeps prints of its rows.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from organisaties.models import Uitvoer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisaties.models import Gebruiker

logger = logging.getLogger("kaart.uitvoer")
LANGSTE = Uitvoer._meta.get_field("vraag").max_length or 0


@dataclass(frozen=True)
class Export:
    """One export as the log keeps it.

    ``kenmerk`` names the whole question (empty: not to be compared with later), ``afdrukken`` are
    the prints of its rows by id.
    """

    wie: Gebruiker | AnonymousUser
    vorm: str
    vraag: str
    rijen: int = 0
    met_personen: bool = False
    afgebroken: bool = False
    kenmerk: str = ""
    afdrukken: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        who = f"gebruiker {self.wie.pk}" if self.wie.is_authenticated else "anoniem"
        state = " (afgebroken)" if self.afgebroken else ""
        return f"uitvoer door {who} {self.vorm} filter: {self.vraag}, rijen: {self.rijen}{state}"


def noteer(export: Export) -> None:
    """Write an export down. A download does not fail because its log does: that is reported."""
    logger.info("%s", export)
    try:
        _schrijf(export)
    except Exception:
        logger.exception("Deze uitvoer staat niet in het logboek.")


def vorige(wie: Gebruiker, kenmerk: str) -> Uitvoer | None:
    """Give the last whole export of this question by this account."""
    rows = Uitvoer.objects.filter(wie=wie, kenmerk=kenmerk, afgebroken=False)
    return rows.order_by("-pk").first()


def _schrijf(export: Export) -> None:
    whole = bool(export.kenmerk) and not export.afgebroken
    row = Uitvoer.objects.create(
        wie=export.wie if export.wie.is_authenticated else None,
        vorm=export.vorm,
        vraag=_kort(export.vraag),
        rijen=export.rijen,
        met_personen=export.met_personen,
        afgebroken=export.afgebroken,
        kenmerk=export.kenmerk,
        afdrukken=export.afdrukken if whole else {},
    )
    if whole:
        older = Uitvoer.objects.filter(wie=export.wie, kenmerk=export.kenmerk, pk__lt=row.pk)
        older.exclude(afdrukken={}).update(afdrukken={})


def _kort(tekst: str) -> str:
    return tekst if len(tekst) <= LANGSTE else f"{tekst[: LANGSTE - 1]}…"
