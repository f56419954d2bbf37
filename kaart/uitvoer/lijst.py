"""What goes in one file, row by row: entries, persons or both, and only what differs when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kaart.uitvoer.kolommen import INGANG, PERSOON, Kolom, kolommen_van
from kaart.uitvoer.rijen import Bereik, Bron, Rij
from kaart.uitvoer.verschil import VERVALLEN, Vergelijking, Vervallen

BEIDE = "beide"  # cards of entries, each followed by those of its persons
VERSCHIL = "verschil"  # heading of the first column of a comparison


class Regel(NamedTuple):
    """One row or card: an entry, or a person with the entry; ``verschil`` in a comparison."""

    rij: Rij
    persoon: Bereik | None = None
    verschil: str = ""

    @property
    def id(self) -> str:
        return str(self.persoon.uuid) if self.persoon else self.rij.id


@dataclass
class Lijst:
    """One file: where the rows come from, what a row is, which columns; and how many came.

    ``kaarten``: rows become cards, so only persons who can be reached, and nothing that is gone.
    """

    bron: Bron
    per: str = INGANG
    kolommen: tuple[Kolom, ...] = kolommen_van(INGANG, open=False)
    vergelijking: Vergelijking | None = None
    kaarten: bool = False
    geschreven: int = field(default=0, init=False)

    @property
    def met_personen(self) -> bool:
        """Whether the file may hold how to reach a person."""
        people = self.per != INGANG if self.kaarten else any(k.besloten for k in self.kolommen)
        return self.bron.toont_adressen and people

    @property
    def koppen(self) -> tuple[str, ...]:
        first = (VERSCHIL,) if self._toont_verschil else ()
        return (*first, *(kolom.kop for kolom in self.kolommen))

    def regels(self) -> Iterator[Regel | Vervallen]:
        """Give the rows in order, and after them what was there last time and no longer is."""
        rows = self._vergeleken() if self.vergelijking else self._alle()
        for row in rows:
            self.geschreven += 1
            yield row

    def cellen(self, regel: Regel | Vervallen) -> list[str]:
        """Write the cells of one row, one for each heading."""
        if isinstance(regel, Vervallen):
            known = regel.cellen(self.per)
            return [VERVALLEN, *(known.get(kolom.code, "") for kolom in self.kolommen)]
        cells = _cellen(self.kolommen, regel)
        return [regel.verschil, *cells] if self._toont_verschil else cells

    @property
    def _toont_verschil(self) -> bool:
        return self.vergelijking is not None and self.vergelijking.gevraagd

    def _alle(self) -> Iterator[Regel]:
        for rij in self.bron.rijen():
            if self.per != PERSOON:
                yield Regel(rij)
            if self.per != INGANG:
                yield from (Regel(rij, p) for p in rij.personen if p.open or not self.kaarten)

    def _vergeleken(self) -> Iterator[Regel | Vervallen]:
        """Let every row leave its print; of all or only of what differs make a row."""
        compare, shown = self.vergelijking, self._toont_verschil
        full = {per: kolommen_van(per, open=True) for per in (INGANG, PERSOON)}
        for row in self._alle():
            cells = _cellen(full[PERSOON if row.persoon else INGANG], row)
            difference = compare.neem(row.id, cells)
            if not shown:
                yield row
            elif difference:
                yield row._replace(verschil=difference)
        if shown and not self.kaarten:
            yield from compare.vervallen(self.per)


def _cellen(kolommen: tuple[Kolom, ...], regel: Regel) -> list[str]:
    if regel.persoon is None:
        return [kolom.schrijf(regel.rij) for kolom in kolommen]
    return [kolom.schrijf(regel.rij, regel.persoon) for kolom in kolommen]
