"""The areas as one immutable picture in memory: who is part of whom, by id and by slug."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.db.models import Model

from wijken.geheugen import per_versie
from wijken.models import Buurt, Gemeente, Stadsdeel, Wijk

Groepen = Mapping[int | None, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class GemeenteKnoop:
    id: int
    code: str
    naam: str
    slug: str


@dataclass(frozen=True, slots=True)
class StadsdeelKnoop:
    id: int
    slug: str
    naam: str
    gemeente_id: int


@dataclass(frozen=True, slots=True)
class WijkKnoop:
    id: int
    slug: str
    naam: str
    gemeente_id: int
    stadsdeel_id: int | None
    deel_van_id: int | None
    cbs_code: str
    zekerheid: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class BuurtKnoop:
    id: int
    code: str
    naam: str
    wijk_id: int


@dataclass(frozen=True, slots=True)
class Boom:
    """All areas. Mappings keep the order of the names; an unknown id or slug is a KeyError."""

    gemeenten: Mapping[int, GemeenteKnoop]
    stadsdelen: Mapping[int, StadsdeelKnoop]
    wijken: Mapping[int, WijkKnoop]
    buurten: Mapping[int, BuurtKnoop]
    stadsdeel_op_slug: Mapping[str, StadsdeelKnoop]
    wijk_op_slug: Mapping[str, WijkKnoop]
    _delen: Groepen = field(repr=False)
    _in_stadsdeel: Groepen = field(repr=False)
    _buurten_in: Groepen = field(repr=False)

    def delen(self, wijk_id: int) -> tuple[WijkKnoop, ...]:
        """List the parts of a combined wijk; empty for any other."""
        return tuple(self.wijken[id_] for id_ in self._delen.get(wijk_id, ()))

    def kring(self, wijk_id: int) -> frozenset[int]:
        """Give what a filter on this wijk has to find: itself, its parts, and its whole."""
        geheel = self.wijken[wijk_id].deel_van_id
        boven = () if geheel is None else (geheel,)
        return frozenset((wijk_id, *self._delen.get(wijk_id, ()), *boven))

    def met_delen(self, wijk_id: int) -> frozenset[int]:
        """Give the wijken that together make up this wijk: itself and its parts."""
        return frozenset((self.wijken[wijk_id].id, *self._delen.get(wijk_id, ())))

    def wijken_van(self, stadsdeel_id: int) -> frozenset[int]:
        """Give all wijken of a stadsdeel, combined ones and parts alike."""
        self.stadsdelen[stadsdeel_id]
        return frozenset(self._in_stadsdeel.get(stadsdeel_id, ()))

    def stadsdeel_van(self, wijk_id: int) -> int | None:
        """Give the id of the stadsdeel of a wijk; None where the gemeente has none."""
        return self.wijken[wijk_id].stadsdeel_id

    def gemeente_van(self, wijk_id: int) -> int:
        """Give the id of the gemeente of a wijk."""
        return self.wijken[wijk_id].gemeente_id

    def wijk_van(self, buurt_id: int | None) -> int | None:
        """Give the id of the wijk of a buurt; None for no buurt."""
        return None if buurt_id is None else self.buurten[buurt_id].wijk_id

    def buurten_van(self, wijk_ids: Iterable[int]) -> frozenset[int]:
        """Give the buurten that belong to exactly these wijken (not to their parts)."""
        return frozenset(id_ for wijk_id in wijk_ids for id_ in self._buurten_in.get(wijk_id, ()))


@per_versie
def boom() -> Boom:
    """Read the picture: four queries, once per content version."""
    gemeenten = _lees(GemeenteKnoop, Gemeente)
    stadsdelen = _lees(StadsdeelKnoop, Stadsdeel)
    wijken = _lees(WijkKnoop, Wijk)
    buurten = _lees(BuurtKnoop, Buurt)
    return Boom(
        gemeenten=gemeenten,
        stadsdelen=stadsdelen,
        wijken=wijken,
        buurten=buurten,
        stadsdeel_op_slug=MappingProxyType({s.slug: s for s in stadsdelen.values()}),
        wijk_op_slug=MappingProxyType({w.slug: w for w in wijken.values()}),
        _delen=_gegroepeerd((w.deel_van_id, w.id) for w in wijken.values()),
        _in_stadsdeel=_gegroepeerd((w.stadsdeel_id, w.id) for w in wijken.values()),
        _buurten_in=_gegroepeerd((b.wijk_id, b.id) for b in buurten.values()),
    )


def _lees(knoop: type[Any], model: type[Model]) -> Mapping[int, Any]:
    """Read a table into its node class, by id; the slots of the class name the columns.

    Sorted here and not in the database: each database has its own idea of the alphabet.
    """
    knopen = [knoop(*rij) for rij in model.objects.values_list(*knoop.__slots__)]
    knopen.sort(key=lambda k: (k.naam.casefold(), k.id))
    return MappingProxyType({k.id: k for k in knopen})


def _gegroepeerd(paren: Iterable[tuple[int | None, int]]) -> Groepen:
    groepen: dict[int | None, tuple[int, ...]] = {}
    for boven, onder in paren:
        groepen[boven] = (*groepen.get(boven, ()), onder)
    return MappingProxyType(groepen)
