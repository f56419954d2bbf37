"""Counts beside every option, from one bitset per option, in memory per content version.

A bitset is an int whose bit *i* stands for the *i*-th published entry. What options mean together
is worked out with these sets; whatever else is asked (words, age, distance) comes from the filter's
own QuerySet. A test holds both against the filter. Published entries only, public values only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import and_, or_
from typing import Any

from organisaties.filter import OrganisatieFilter
from organisaties.models import Organisatie, Werkgebied
from organisaties.querysets import Gebied
from organisaties.woorden import keuzes
from wijken.boom import boom
from wijken.geheugen import per_versie

Tellingen = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Index:
    """Position of each entry by primary key, and sets of entries as bits.

    ``sets``: by parameter and slug; ``gevestigd``: by the wijk that entries lie in;
    ``werkt``: by kind of area and its key, as in werkgebied; ``punt``: with a point.
    """

    plaats: dict[int, int]
    sets: dict[str, dict[str, int]] = field(default_factory=dict)
    gevestigd: dict[int, int] = field(default_factory=dict)
    werkt: dict[str, dict[int, int]] = field(default_factory=dict)
    punt: int = 0

    def bits(self, ids: Iterable[int]) -> int:
        """Give the set of these entries; a key that is newer than the index is left out."""
        size = len(self.plaats)
        buffer = bytearray(size // 8 + 1)
        for pk in ids:
            place = self.plaats.get(pk)
            if place is not None:
                buffer[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(buffer, "little")

    @property
    def alles(self) -> int:
        return (1 << len(self.plaats)) - 1

    def liggend_in(self, gebied: Gebied) -> int:
        return _samen(self.gevestigd.get(pk, 0) for pk in gebied.wijken)

    def werkend_in(self, gebied: Gebied, *, stadsbreed: bool = False) -> int:
        """Give what serves the area; with ``stadsbreed`` also what serves the municipality."""
        kinds = {"wijk": gebied.wijken, "stadsdeel": gebied.stadsdelen}
        if stadsbreed:
            kinds["gemeente"] = gebied.gemeenten
        return _samen(self.werkt[kind].get(pk, 0) for kind, ids in kinds.items() for pk in ids)


def antwoord(vraag: OrganisatieFilter) -> int:
    """Give the answer as a set: the options from memory, the rest of the question in one query."""
    idx = index()
    if not (vraag.is_valid() and vraag.van_alles):
        return _uit_database(idx, vraag)
    return _rest(idx, vraag) & _alle(idx, _gekozen(idx, vraag).values())


def tellingen(vraag: OrganisatieFilter) -> Tellingen:
    """For each option: how many results it would give with the other parameters as they are.

    At most one query, for what is asked beside options.
    """
    idx = index()
    rest, chosen = _rest(idx, vraag), _gekozen(idx, vraag)
    return {
        name: _tel(idx, name, rest & _alle(idx, (b for n, b in chosen.items() if n != name)))
        for name in OrganisatieFilter.FACETTEN
    }


def _gekozen(idx: Index, vraag: OrganisatieFilter) -> dict[str, int]:
    """Give the set of each parameter with chosen options: what has at least one of them."""
    return {
        name: _samen(idx.sets[name].get(slug, 0) for slug in slugs)
        for name, slugs in vraag.gevraagd.items()
        if name in OrganisatieFilter.FACETTEN
    }


def _rest(idx: Index, vraag: OrganisatieFilter) -> int:
    """Give the answer to the question without its options; no query when that is everything."""
    if not vraag.is_valid():
        return 0
    asked = vraag.gevraagd.keys() - {*OrganisatieFilter.FACETTEN, "sorteer"}
    if vraag.van_alles and (not asked or asked == {"bij"}):
        return idx.alles
    return _uit_database(idx, vraag.zonder(*OrganisatieFilter.FACETTEN))


def _uit_database(idx: Index, vraag: OrganisatieFilter) -> int:
    return idx.bits(vraag.qs.values_list("pk", flat=True).iterator(chunk_size=5_000))


def _alle(idx: Index, sets: Iterable[int]) -> int:
    return reduce(and_, sets, idx.alles)


def _tel(idx: Index, name: str, base: int) -> dict[str, int]:
    return {slug: (bits & base).bit_count() for slug, bits in idx.sets[name].items()}


@per_versie
def index() -> Index:
    """Read all published entries into sets: a dozen queries, once per content version."""
    rows = list(
        Organisatie.objects.gepubliceerd()
        .order_by("pk")
        .values_list("pk", "soort__slug", "kosten", "lat", "wijk_id", "buurt__wijk_id")
    )
    idx = Index({row[0]: place for place, row in enumerate(rows)})
    wijken = ((wijk or derived, pk) for pk, *_, wijk, derived in rows if wijk or derived)
    idx = replace(
        idx,
        gevestigd=_per_sleutel(idx, wijken),
        werkt={kind: _werkgebied(idx, kind) for kind in ("wijk", "stadsdeel", "gemeente")},
        punt=idx.bits(row[0] for row in rows if row[3] is not None),
    )
    sets = {
        "soort": _groepen(idx, "soort", ((soort, pk) for pk, soort, *_ in rows)),
        "kosten": _kosten(idx, [(kosten, pk) for pk, _, kosten, *_ in rows]),
        **{name: _woorden(idx, name) for name in OrganisatieFilter.KOLOM},
        **_gebieden(idx),
    }
    return replace(idx, sets=sets)


def _per_sleutel(idx: Index, pairs: Iterable[tuple[Any, int]]) -> dict[Any, int]:
    members: dict[Any, list[int]] = defaultdict(list)
    for key, pk in pairs:
        members[key].append(pk)
    return {key: idx.bits(ids) for key, ids in members.items()}


def _groepen(idx: Index, lijst: str, pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Give the set of each slug of a list; empty for a slug that nobody has."""
    return dict.fromkeys((k.slug for k in keuzes(lijst)), 0) | _per_sleutel(idx, pairs)


def _kosten(idx: Index, pairs: list[tuple[str, int]]) -> dict[str, int]:
    """Count an unknown cost with every option, as the answer does."""
    sets = _groepen(idx, "kosten", pairs)
    unknown = sets.pop("", 0)
    return {slug: bits | unknown for slug, bits in sets.items()}


def _woorden(idx: Index, name: str) -> dict[str, int]:
    field = Organisatie._meta.get_field(OrganisatieFilter.KOLOM[name])
    slug = f"{field.m2m_reverse_field_name()}__slug"
    through = field.remote_field.through
    return _groepen(idx, name, through.objects.values_list(slug, "organisatie_id").iterator())


def _werkgebied(idx: Index, kind: str) -> dict[int, int]:
    rows = Werkgebied.objects.exclude(**{kind: None})
    return _per_sleutel(idx, rows.values_list(f"{kind}_id", "organisatie_id").iterator())


def _gebieden(idx: Index) -> dict[str, dict[str, int]]:
    """Give the sets of wijken and stadsdelen: located there, or serving them."""
    tree = boom()

    def active(area: Gebied) -> int:
        return idx.liggend_in(area) | idx.werkend_in(area, stadsbreed=True)

    return {
        "wijk": {n.slug: active(Gebied.van_wijken([n.id])) for n in tree.wijken.values()},
        "stadsdeel": {
            n.slug: active(Gebied.van_stadsdelen([n.id])) for n in tree.stadsdelen.values()
        },
    }


def _samen(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)
