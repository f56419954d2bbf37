"""Whose entry is it: every entry is on the desk of one wijk, one stadsdeel, or the whole city.

The wijk where it lies; without a place the only wijk that it serves; else the stadsdeel of all
that it serves; else the city, which is the beheerder's. A kwartiermaker of a stadsdeel has all its
wijken too; one of a wijk also has its parts, and what is only known to lie in the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from organisaties.foto import Foto
from organisaties.models import Gebruiker, Organisatie, Werkgebied
from organisaties.querysets import Gebied
from wijken.boom import boom
from wijken.geheugen import per_versie
from wijken.vlakken import buurt_van_punt


@dataclass(frozen=True)
class Balie:
    """Where an entry is looked after: a wijk, else a stadsdeel, else (both None) the city."""

    wijk: int | None = None
    stadsdeel: int | None = None


STAD = Balie()


def balie_van(organisatie: Organisatie) -> Balie:
    """Give the desk of an entry; no query when it lies somewhere."""
    return balie(organisatie.wijk_id, organisatie.buurt_id, organisatie.pk)


def balie(wijk_id: int | None, buurt_id: int | None, pk: int | None = None) -> Balie:
    """Give the desk of what lies there; ``pk`` is for an entry that lies nowhere, but serves."""
    tree = boom()
    wijk = wijk_id or tree.wijk_van(buurt_id)
    if wijk is not None:
        return Balie(wijk, tree.stadsdeel_van(wijk))
    return STAD if pk is None else _zonder_plaats().get(pk, STAD)


def balie_van_foto(beeld: Foto) -> Balie:
    """Give the desk of an entry as a photograph has it: also of one that does not exist yet."""
    tree = boom()
    wijk = tree.wijk_op_slug.get(beeld["wijk"] or "")
    point = (beeld["lat"], beeld["lon"])
    buurt = None if None in point else buurt_van_punt(*point)
    if wijk or buurt:
        return balie(wijk and wijk.id, buurt)
    return _uit_werkgebied([_gebied(text) for text in beeld["werkgebied"]])


def _gebied(tekst: str) -> tuple[int | None, int | None, int | None]:
    """Read "wijk:houtwijk" as keys of gemeente, stadsdeel and wijk; one of them is filled."""
    tree, (kind, _, code) = boom(), tekst.partition(":")
    if kind == "wijk":
        return None, None, tree.wijk_op_slug[code].id
    if kind == "stadsdeel":
        return None, tree.stadsdeel_op_slug[code].id, None
    return next(pk for pk, node in tree.gemeenten.items() if node.code == code), None, None


@per_versie
def _zonder_plaats() -> Mapping[int, Balie]:
    """Give the desk of each entry that lies nowhere, from what it serves; the city's left out."""
    rows = Werkgebied.objects.filter(organisatie__wijk=None, organisatie__buurt=None)
    served: dict[int, list[tuple[int | None, int | None, int | None]]] = defaultdict(list)
    columns = ("organisatie_id", "gemeente_id", "stadsdeel_id", "wijk_id")
    for pk, *area in rows.values_list(*columns):
        served[pk].append(tuple(area))
    found = {pk: _uit_werkgebied(areas) for pk, areas in served.items()}
    return {pk: desk for pk, desk in found.items() if desk != STAD}


def _uit_werkgebied(areas: list[tuple[int | None, int | None, int | None]]) -> Balie:
    tree = boom()
    if any(gemeente for gemeente, _, _ in areas):
        return STAD
    parts = {stadsdeel or tree.stadsdeel_van(wijk) for _, stadsdeel, wijk in areas}
    only = parts.pop() if len(parts) == 1 else None
    if len(areas) == 1 and areas[0][2]:
        return Balie(areas[0][2], only)
    return Balie(None, only)


@dataclass(frozen=True)
class Bereik:
    """The areas of one kwartiermaker, as sets of keys."""

    wijken: frozenset[int]
    buurten: frozenset[int]
    stadsdelen: frozenset[int]

    def heeft(self, desk: Balie) -> bool:
        if desk.wijk is not None:
            return desk.wijk in self.wijken
        return desk.stadsdeel in self.stadsdelen


def bereik_van(gebruiker: Gebruiker) -> Bereik:
    """Give the areas of an account: two queries."""
    stadsdelen = frozenset(gebruiker.stadsdelen.values_list("pk", flat=True))
    own = list(gebruiker.wijken.values_list("pk", flat=True))
    place = Gebied.van_wijken(own)
    whole = Gebied.van_stadsdelen(stadsdelen)
    return Bereik(place.wijken | whole.wijken, place.buurten | whole.buurten, stadsdelen)


def hoort_bij(gebruiker: Gebruiker, organisatie: Organisatie) -> bool:
    """Whether this kwartiermaker looks after this entry."""
    return bereik_van(gebruiker).heeft(balie_van(organisatie))


def op_balie(bereik: Bereik) -> Q:
    """Give the condition on entries that these areas look after."""
    elsewhere = [pk for pk, desk in _zonder_plaats().items() if bereik.heeft(desk)]
    return Q(wijk__in=bereik.wijken) | Q(wijk=None, buurt__in=bereik.buurten) | Q(pk__in=elsewhere)
