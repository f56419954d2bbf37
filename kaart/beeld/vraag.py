"""From request to question, and the words that the page says about a question and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kaart.beeld.opsomming import opgesomd
from organisaties.filter import OrganisatieFilter
from organisaties.index import Tellingen, antwoord, index, tellingen
from organisaties.querysets import Gebied, OrganisatieQuerySet
from organisaties.woorden import Keuze, keuze, keuzes
from organisaties.zoeken import bedoelde_u
from wijken.boom import boom
from wijken.geheugen import per_versie
from wijken.vlakken import omtrekken

MAX_NAMEN = 3  # areas in one sentence
MAX_UITWEGEN = 12  # each one asks the database once; of single choices, and again of pairs


def vraag_van(request: HttpRequest) -> OrganisatieFilter:
    """Read the question; what it does not know (``pagina``, ``zoom``) it ignores."""
    return OrganisatieFilter(request.GET)


def zoekreeks(data: QueryDict) -> str:
    """Give the query string of the question alone, for links to the other outputs."""
    kept = QueryDict(mutable=True)
    for name in OrganisatieFilter.base_filters:
        kept.setlist(name, [value for value in data.getlist(name) if value])
    return kept.urlencode()


def zonder(vraag: OrganisatieFilter, name: str, value: str | None = None) -> str:
    """Give the query string without one parameter, or without one value of it."""
    if value is None:
        return zoekreeks(vraag.zonder(name).data)
    kept = vraag.data.copy()
    kept.setlist(name, [v for v in kept.getlist(name) if v != value])
    return zoekreeks(kept)


# --- chips: what is on, and how to take it off ----------------------------------------------------


@dataclass(frozen=True)
class Chip:
    """One active choice: what it says, and the query string without it."""

    label: str
    tekst: str
    zonder: str


def chips(vraag: OrganisatieFilter) -> list[Chip]:
    return [
        Chip(str(vraag.filters[name].label), text, zonder(vraag, name, value))
        for name, text, value in _gekozen(vraag)
    ]


def _gekozen(vraag: OrganisatieFilter) -> Iterator[tuple[str, str, str | None]]:
    """Parameter, words and value of each active choice; no value where there is only one."""
    for name, value in vraag.gevraagd.items():
        if name in OrganisatieFilter.FACETTEN:
            for slug in value:
                option = keuze(name, slug)
                yield name, option.naam if option else slug, slug
        elif name != "sorteer":
            yield name, _woorden(name, value, vraag), None


def _woorden(name: str, value: Any, vraag: OrganisatieFilter) -> str:
    if name == "leeftijd":
        years = f"{value / 12:.2f}".rstrip("0").rstrip(".").replace(".", ",")
        return _("%(jaar)s jaar") % {"jaar": years}
    if name == "straal":
        return _("binnen %(km)s km") % {"km": f"{value:g}".replace(".", ",")}
    if name == "bij":
        return _("bij %(plek)s") % {"plek": vraag.data["bij"].strip()}
    return _("In: %(naam)s") % {"naam": value.naam} if name == "overleg" else f"“{value}”"


# --- the options, with counts ---------------------------------------------------------------------


@dataclass(frozen=True)
class Optie:
    """One option of a filter as the form shows it; ``deel``: a wijk that is part of another."""

    keuze: Keuze
    aantal: int
    aan: bool
    deel: bool = False


@dataclass(frozen=True)
class Facet:
    """One filter with all its options; ``groepen`` are the headings that options stand under."""

    naam: str
    label: str
    opties: list[Optie]
    fouten: list[str] = field(default_factory=list)

    @property
    def aantal_aan(self) -> int:
        return sum(optie.aan for optie in self.opties)

    @property
    def groepen(self) -> list[tuple[str, list[Optie]]]:
        headings = dict.fromkeys(optie.keuze.groep for optie in self.opties)
        return [(h, [o for o in self.opties if o.keuze.groep == h]) for h in headings]


def facetten(vraag: OrganisatieFilter) -> list[Facet]:
    """Every filter with options; an invalid question counts nothing and keeps what was chosen."""
    counts: Tellingen = tellingen(vraag) if vraag.is_valid() else {}
    return [_facet(vraag, name, counts.get(name, {})) for name in OrganisatieFilter.FACETTEN]


def _facet(vraag: OrganisatieFilter, name: str, counts: dict[str, int]) -> Facet:
    on = set(vraag.data.getlist(name))
    parts = _deelwijken() if name == "wijk" else frozenset()
    options = [Optie(k, counts.get(k.slug, 0), k.slug in on, k.slug in parts) for k in keuzes(name)]
    errors = list(vraag.errors.get(name, []))
    return Facet(name, str(vraag.filters[name].label), options, errors)


@per_versie
def _deelwijken() -> frozenset[str]:
    return frozenset(node.slug for node in boom().wijken.values() if node.deel_van_id)


# --- how the answer adds up -----------------------------------------------------------------------


@dataclass(frozen=True)
class Verdeling:
    """How many answer, split so that the parts add up to the total.

    With an area asked: located there, working there, city-wide, and elsewhere (found only through
    a second area or a place). Without: with a point, with a wijk only, and without a fixed place.
    """

    totaal: int
    delen: list[tuple[str, int]]

    @property
    def zin(self) -> str:
        return ", ".join(text % {"n": number} for text, number in self.delen if number)


def verdeling(vraag: OrganisatieFilter, naam_gebied: str = "") -> Verdeling:
    base, area = antwoord(vraag), vraag.gebied
    parts = _in_gebied(base, area, naam_gebied) if area else _op_de_kaart(base)
    return Verdeling((base & index().alles).bit_count(), parts)


def _in_gebied(base: int, area: Gebied, naam: str) -> list[tuple[str, int]]:
    idx = index()
    here = base & idx.liggend_in(area)
    works = base & idx.werkend_in(area) & ~here
    city = base & idx.werkend_in(area, stadsbreed=True) & ~here & ~works
    rest = base & ~(here | works | city)
    works_there = ngettext("%(n)d die er ook werkt", "%(n)d die er ook werken", works.bit_count())
    return [
        (_("%%(n)d in %(naam)s") % {"naam": naam.replace("%", "%%")}, here.bit_count()),
        (works_there, works.bit_count()),
        (_("%(n)d voor de hele stad"), city.bit_count()),
        (_("%(n)d met een adres in een andere wijk"), rest.bit_count()),
    ]


def _op_de_kaart(base: int) -> list[tuple[str, int]]:
    idx = index()
    located = _alles_met_wijk()
    return [
        (_("%(n)d met een plek op de kaart"), (base & idx.punt).bit_count()),
        (_("%(n)d alleen bekend per wijk"), (base & located & ~idx.punt).bit_count()),
        (_("%(n)d zonder vaste plek"), (base & ~located & ~idx.punt).bit_count()),
    ]


def _alles_met_wijk() -> int:
    found = 0
    for bits in index().gevestigd.values():
        found |= bits
    return found


def naam_gebied(vraag: OrganisatieFilter) -> str:
    """Name the asked area: "Houtwijk", "Houtwijk en Waldeck"."""
    asked = vraag.gevraagd
    for name in ("wijk", "stadsdeel"):
        if slugs := asked.get(name):
            names = [k.naam for slug in slugs if (k := keuze(name, slug))]
            return _gebieden(names)
    near = vraag.plek.wijken if vraag.plek else ()
    return _gebieden(sorted(boom().wijken[pk].naam for pk in near))


def _gebieden(names: list[str]) -> str:
    """Name a few areas; a long list is said in one word, for the chips name them already."""
    return opgesomd(names) if len(names) <= MAX_NAMEN else _("deze gebieden")


# --- nothing found --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Uitweg:
    """A way out of an empty answer: leave this out and so many results appear."""

    tekst: str
    aantal: int
    zoekreeks: str


def uitwegen(vraag: OrganisatieFilter) -> list[Uitweg]:
    """Which one choice to drop, the most fruitful first; two when each blocks by itself."""
    choices = _weg_te_laten(vraag)
    singles = _die_iets_vinden(vraag, ((choice,) for choice in choices.items()))
    return singles or _die_iets_vinden(vraag, combinations(choices.items(), 2))


def _die_iets_vinden(
    vraag: OrganisatieFilter, tries: Iterable[tuple[tuple[str, list[str]], ...]]
) -> list[Uitweg]:
    ways = (_uitweg(vraag, dict(choices)) for choices in islice(tries, MAX_UITWEGEN))
    return sorted((way for way in ways if way.aantal), key=lambda way: -way.aantal)


def _uitweg(vraag: OrganisatieFilter, choices: dict[str, list[str]]) -> Uitweg:
    wider = vraag.zonder(*choices)
    texts = [text for parts in choices.values() for text in parts]
    return Uitweg(opgesomd(texts), wider.qs.count(), zoekreeks(wider.data))


def bedoeld(vraag: OrganisatieFilter) -> list[tuple[str, str]]:
    """Other words that do find something, each with the question that has them instead."""
    typed = vraag.gevraagd.get("q")
    if not typed:
        return []
    return [(words, _met_woorden(vraag, words)) for words in bedoelde_u(typed)]


def _met_woorden(vraag: OrganisatieFilter, woorden: str) -> str:
    kept = QueryDict(zoekreeks(vraag.data), mutable=True)
    kept["q"] = woorden
    return kept.urlencode()


def _weg_te_laten(vraag: OrganisatieFilter) -> dict[str, list[str]]:
    """Words by parameter: each whole filter, not each value, and no more words than one reads."""
    texts: dict[str, list[str]] = {}
    for name, text, _value in _gekozen(vraag):
        texts.setdefault(name, []).append(text)
    return {name: parts[:3] for name, parts in texts.items()}


def alternatief(vraag: OrganisatieFilter) -> OrganisatieQuerySet:
    """Find the nearest entry that matches without the area and the distance; at most one."""
    middle = _midden(vraag)
    if middle is None:
        return vraag.queryset.none()
    wider = vraag.zonder("wijk", "stadsdeel", "straal", "sorteer")
    return wider.qs.dichtbij(*middle)[:1]


def _midden(vraag: OrganisatieFilter) -> tuple[float, float] | None:
    """Give the asked place, else the middle of the first asked area that has an outline."""
    if vraag.plek:
        return vraag.plek.lat, vraag.plek.lon
    asked = [*vraag.gevraagd.get("wijk", []), *vraag.gevraagd.get("stadsdeel", [])]
    return next((point for slug in asked if (point := _middens().get(slug))), None)


@per_versie
def _middens() -> dict[str, tuple[float, float]]:
    """Give a point inside each area; a part without outline takes that of its combined wijk."""
    known = {p["slug"]: (p["lat"], p["lon"]) for p in _eigenschappen()}
    for node in boom().wijken.values():
        relatives = [boom().wijken.get(node.deel_van_id or 0), *boom().delen(node.id)]
        near = next((known[r.slug] for r in relatives if r and r.slug in known), None)
        if near:
            known.setdefault(node.slug, near)
    return known


def _eigenschappen() -> list[dict[str, Any]]:
    return [feature["properties"] for feature in omtrekken()["features"]]
