"""Which entries may be the same place: looked up in memory, weighed, best first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from organisaties.foto import Foto
from organisaties.querysets import KM_PER_GRAAD
from wijken.geheugen import per_versie

from .kenmerken import Kenmerk, lees_alle, van_foto
from .wegen import DICHTBIJ_M, DREMPEL, Gedeeld, Overeenkomst, soortband, vergelijk

ZELDZAAM = 25  # a word of a name that more entries carry does not lead to candidates
GEDEELD = 60  # nor does a phone number, mailbox or website that so many share: a head office's
TYPEND = 40.0  # the threshold while somebody is still typing
_TYPFOUT = 80.0
_CEL = DICHTBIJ_M * 1.1 / (KM_PER_GRAAD * 1_000)  # degrees of latitude; a little room for rounding
_BREEDTE = math.cos(math.radians(52.2))  # the middle of the country: cells need not be exact


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """An entry that may be the same place; ``zeker`` when it must be, and no other one is."""

    id: int
    score: float
    redenen: tuple[str, ...]
    zeker: bool


@dataclass(frozen=True, slots=True)
class Paar:
    """Two entries that may be one, the lowest key first."""

    een: int
    ander: int
    score: float
    redenen: tuple[str, ...]


class Vergelijker:
    """All entries that live, in memory; read once, in three queries. Never changes afterwards.

    ``zonder_bron`` leaves out entries with a key of that source, for the rows of a register that
    lists each place once. Stopped and merged entries are left out; an invented example is only
    ever compared with another one.
    """

    def __init__(self, zonder_bron: str = "") -> None:
        self._rijen = {row.id: row for row in lees_alle(zonder_bron)}
        self._wijzer = _wijzer(self._rijen.values())
        self._zeldzaam = frozenset(
            word for word, ids in self._wijzer["woord"].items() if len(_lijst(ids)) <= ZELDZAAM
        )

    def kandidaten(self, beeld: Foto, *, behalve: int = 0, ruim: bool = False) -> list[Kandidaat]:
        """Give the entries that this photograph may be about, best first.

        ``behalve`` is the entry itself when it is one already. ``ruim`` is for who is still typing:
        names with a slip are found too, and less agreement is enough.
        """
        if not self._rijen:  # the first register that comes in: nothing to compare with
            return []
        row = van_foto(beeld, behalve)
        near = self._buren(row)
        if ruim:
            near |= self._op_naam(row)
        found = [self._weeg(row, pk) for pk in near if pk != behalve]
        limit = TYPEND if ruim else DREMPEL
        return _gerangschikt([o for o in found if o is not None and o.score >= limit])

    def paren(self) -> Iterator[Paar]:
        """Compare all entries with each other, by what they share and not one by one."""
        for row in self._rijen.values():
            for pk in self._buren(row):
                if pk <= row.id or _apart(row, self._rijen[pk]):
                    continue
                shared = self._weeg(row, pk)
                if shared is not None and shared.score >= DREMPEL:
                    yield Paar(row.id, pk, shared.score, shared.redenen)

    def _buren(self, row: Kenmerk) -> set[int]:
        found: set[int] = set()
        for kind, value in _sporen(row, rondom=True):
            ids = self._ids(kind, value)
            if len(ids) <= _GRENS.get(kind, len(ids)):
                found.update(ids)
        return found

    def _ids(self, kind: str, value: Hashable) -> Sequence[int]:
        return _lijst(self._wijzer[kind].get(value, ()))

    def _op_naam(self, row: Kenmerk) -> set[int]:
        names = {pk: other.naam.aaneen for pk, other in self._rijen.items()}
        hits = process.extract(
            row.naam.aaneen, names, scorer=fuzz.ratio, score_cutoff=_TYPFOUT, limit=20
        )
        return {pk for _, _, pk in hits}

    def _weeg(self, row: Kenmerk, pk: int) -> Overeenkomst | None:
        other = self._rijen[pk]
        if row.voorbeeld != other.voorbeeld or not soortband(row.soort, other.soort):
            return None
        shared = Gedeeld(
            self._gewicht(row, other, row.telefoons & other.telefoons),
            self._gewicht(row, other, row.emails & other.emails),
            self._gewicht(row, other, row.sites & other.sites),
        )
        return vergelijk(row, other, self._zeldzaam, shared)

    def _gewicht(self, row: Kenmerk, other: Kenmerk, shared: Iterable[str]) -> float:
        """Weigh what is shared: 1 when no third entry of that kind has it, less for a chain's."""
        holders = [self._ids("bereik", value) for value in shared]
        kin = [
            sum(pk != row.id and self._rijen[pk].soort == other.soort for pk in ids)
            for ids in holders
            if len(ids) <= GEDEELD
        ]
        return max((1 / max(n, 1) for n in kin), default=0.0)


# How many entries may share a trace before it leads nowhere; address and place always lead.
_GRENS = {"naam": GEDEELD, "woord": ZELDZAAM, "bereik": GEDEELD}


def _wijzer(rijen: Iterable[Kenmerk]) -> dict[str, dict[Hashable, int | list[int]]]:
    """Index the entries by what leads to them. Most traces lead to one: that is kept bare."""
    index: dict[str, dict[Hashable, int | list[int]]] = defaultdict(dict)
    for row in rijen:
        for kind, value in _sporen(row):
            known = index[kind].setdefault(value, row.id)
            if isinstance(known, list):
                known.append(row.id)
            elif known != row.id:
                index[kind][value] = [known, row.id]
    return index


def _lijst(ids: int | Sequence[int]) -> Sequence[int]:
    return (ids,) if isinstance(ids, int) else ids


def _sporen(row: Kenmerk, *, rondom: bool = False) -> Iterator[tuple[str, Hashable]]:
    """Give the traces that lead to an entry; ``rondom`` with the cells around its own."""
    if row.adres:
        yield "adres", row.adres
    if row.adres_id:
        yield "kenmerk", row.adres_id
    for value in _bereik(row):
        yield "bereik", value
    if row.naam.kern:
        yield "naam", row.naam.kern
    for word in row.naam.woorden:
        yield "woord", word
    if row.punt:
        x, y = int(row.punt[0] / _CEL), int(row.punt[1] * _BREEDTE / _CEL)
        for dx, dy in _RONDOM if rondom else _HIER:
            yield "cel", (x + dx, y + dy)


_HIER = ((0, 0),)
_RONDOM = tuple((dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def _bereik(row: Kenmerk) -> frozenset[str]:
    return row.telefoons | row.emails | row.sites


def _apart(een: Kenmerk, ander: Kenmerk) -> bool:
    """Say whether one register lists both, now: then it has counted them already."""
    return bool(een.registers & ander.registers) and not (een.verdwenen or ander.verdwenen)


def _gerangschikt(found: list[Overeenkomst]) -> list[Kandidaat]:
    found.sort(key=lambda o: (-o.score, o.meters or 0.0, o.ander.id))
    certain = [o for o in found if o.zeker]
    only = certain[0] if len(certain) == 1 else None
    return [Kandidaat(o.ander.id, o.score, o.redenen, o is only) for o in found]


@per_versie
def vergelijker() -> Vergelijker:
    """Give one that is kept as long as the content stays the same, for who types in a form."""
    return Vergelijker()
