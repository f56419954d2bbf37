"""From request to question, and the words that the page says about a question and its answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisaties.filter import OrganisatieFilter
from organisaties.index import Tellingen, antwoord, index, tellingen
from organisaties.querysets import Gebied
from organisaties.woorden import Keuze, keuze, keuzes


def vraag_van(request: HttpRequest) -> OrganisatieFilter:
    """The question in the query string; what it does not know (``pagina``, ``zoom``) it ignores."""
    return OrganisatieFilter(request.GET)


def zoekreeks(data: QueryDict) -> str:
    """The query string of the question alone, for links to the other outputs."""
    kept = QueryDict(mutable=True)
    for name in OrganisatieFilter.base_filters:
        kept.setlist(name, [value for value in data.getlist(name) if value])
    return kept.urlencode()


def zonder(data: QueryDict, name: str, value: str | None = None) -> str:
    """The query string without one parameter, or without one value of it."""
    kept = QueryDict(zoekreeks(data), mutable=True)
    rest = [] if value is None else [v for v in kept.getlist(name) if v != value]
    kept.setlist(name, rest)
    if name == "bij":
        kept.setlist("straal", [])
        if kept.get("sorteer") == "afstand":
            kept.setlist("sorteer", [])
    return kept.urlencode()


# --- chips: what is on, and how to take it off ----------------------------------------------------


@dataclass(frozen=True)
class Chip:
    """One active choice: what it says, and the query string without it."""

    label: str
    tekst: str
    zonder: str


def chips(vraag: OrganisatieFilter) -> list[Chip]:
    return [
        Chip(str(vraag.filters[name].label), text, zonder(vraag.data, name, value))
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
        return _("%(jaar)s jaar") % {"jaar": f"{value / 12:.2f}".rstrip("0").rstrip(".").replace(".", ",")}
    if name == "straal":
        return _("binnen %(km)s km") % {"km": f"{value:g}".replace(".", ",")}
    if name == "bij":
        return _("bij %(plek)s") % {"plek": vraag.data["bij"].strip()}
    return f"“{value}”"


# --- the options, with counts ----------------------------------------------------------------------


@dataclass(frozen=True)
class Optie:
    """One option of a filter as the form shows it."""

    keuze: Keuze
    aantal: int
    aan: bool


@dataclass(frozen=True)
class Facet:
    """One filter with all its options; ``groepen`` are the headings that options stand under."""

    naam: str
    label: str
    opties: list[Optie]

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
    options = [Optie(k, counts.get(k.slug, 0), k.slug in on) for k in keuzes(name)]
    return Facet(name, str(vraag.filters[name].label), options)


# --- how the answer adds up ------------------------------------------------------------------------


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
    idx, base = index(), antwoord(vraag)
    area = vraag.gebied
    parts = _in_gebied(base, area, naam_gebied) if area else _op_de_kaart(base)
    counted = [(text, bits.bit_count()) for text, bits in parts]
    return Verdeling((base & idx.alles).bit_count(), [(text, n) for text, n in counted])


def _in_gebied(base: int, area: Gebied, naam: str) -> list[tuple[str, int]]:
    idx = index()
    here = base & idx.liggend_in(area)
    works = base & idx.werkend_in(area) & ~here
    city = base & idx.werkend_in(area, stadsbreed=True) & ~here & ~works
    rest = base & ~(here | works | city)
    return [
        (_("%%(n)d in %(naam)s") % {"naam": naam}, here),
        (_("%(n)d die er ook werken"), works),
        (_("%(n)d voor de hele stad"), city),
        (_("%(n)d ergens anders"), rest),
    ]


def _op_de_kaart(base: int) -> list[tuple[str, int]]:
    idx = index()
    located = _alles_met_wijk()
    return [
        (_("%(n)d met een plek op de kaart"), base & idx.punt),
        (_("%(n)d in een wijk, zonder precies adres"), base & located & ~idx.punt),
        (_("%(n)d zonder vaste plek"), base & ~located & ~idx.punt),
    ]


def _alles_met_wijk() -> int:
    found = 0
    for bits in index().gevestigd.values():
        found |= bits
    return found


def naam_gebied(vraag: OrganisatieFilter) -> str:
    """The asked area in words: "Houtwijk", "Houtwijk en Waldeck", "uw wijk"."""
    asked = vraag.gevraagd
    for name in ("wijk", "stadsdeel"):
        if slugs := asked.get(name):
            names = [k.naam for slug in slugs if (k := keuze(name, slug))]
            return _en(names)
    return _("deze wijk") if vraag.plek else ""


def _en(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(eerste)s en %(laatste)s") % {"eerste": ", ".join(names[:-1]), "laatste": names[-1]}


# --- nothing found ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Uitweg:
    """A way out of an empty answer: leave this out and so many results appear."""

    tekst: str
    aantal: int
    zoekreeks: str


def uitwegen(vraag: OrganisatieFilter) -> list[Uitweg]:
    """Which one choice to drop, the most fruitful first."""
    ways = [
        Uitweg(text, len(set(_ids(vraag, query))), query)
        for name, text, value in _gekozen(vraag)
        if (query := zonder(vraag.data, name, value)) is not None
    ]
    return sorted((way for way in ways if way.aantal), key=lambda way: -way.aantal)


def _ids(vraag: OrganisatieFilter, query: str) -> Iterator[int]:
    other = OrganisatieFilter(QueryDict(query), vraag.queryset)
    return other.qs.values_list("pk", flat=True).iterator()


def aantal_in_woorden(number: int) -> str:
    return ngettext("%(n)d resultaat", "%(n)d resultaten", number) % {"n": number}
