"""What the pages of a wijk and a stadsdeel show, and the counts in the list of all wijken.

A page of an area answers the same question as the filter on that area, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from kaart.beeld.kaartjes import Kaartje, kaartjes
from kaart.beeld.personen import sleutelfiguren_van
from kaart.beeld.plek import kaart_van_stadsdeel, kaart_van_wijk
from organisaties.filter import OrganisatieFilter
from organisaties.index import index
from organisaties.models import Groep, Organisatie
from organisaties.querysets import Gebied, Ligging
from organisaties.werkvoorraad.versheid import score_van_stadsdeel, score_van_wijk
from wijken.boom import StadsdeelKnoop, WijkKnoop, boom
from wijken.cijfers import (
    Cijfer,
    cijfers_van_stadsdeel,
    cijfers_van_wijk,
    gastouders_in_wijk,
)
from wijken.geheugen import per_versie
from wijken.models import Onderwerp

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisaties.models import Gebruiker

# --- who is active there -------------------------------------------------------------------------


@dataclass(frozen=True)
class Deel:
    """One part of the answer: located there, working there, or for the whole city."""

    anker: str
    kop: str
    telling: str
    groepen: list[tuple[Groep, list[Kaartje]]]
    aantal: int


def antwoord(vraag: OrganisatieFilter, naam: str, stad: str) -> dict[str, Any]:
    """Everyone in the filter's answer: networks apart, the rest by how they relate to the area."""
    cards = kaartjes(vraag.op_volgorde().select_related("overleg"), vraag)
    networks = [card for card in cards if hasattr(card.organisatie, "overleg")]
    others = [card for card in cards if not hasattr(card.organisatie, "overleg")]
    parts = [
        _deel(others, Ligging.GEVESTIGD, _("Gevestigd in %s") % naam, _("in %s") % naam),
        _deel(others, Ligging.WERKT, _("Werkt ook in %s") % naam, _("werken er ook")),
        _deel(others, Ligging.STADSBREED, _("Voor heel %s") % stad, _("voor heel %s") % stad),
    ]
    return {
        "delen": [part for part in parts if part.aantal],
        "netwerken": networks,
        "aantal": len(cards),
        "voorbeelden": sum(card.organisatie.voorbeeld for card in cards),
    }


def _deel(cards: list[Kaartje], where: Ligging, kop: str, telling: str) -> Deel:
    found = [card for card in cards if card.organisatie.ligging == where]
    return Deel(where.label, kop, telling, _per_groep(found), len(found))


def _per_groep(cards: list[Kaartje]) -> list[tuple[Groep, list[Kaartje]]]:
    groups: dict[Groep, list[Kaartje]] = {}
    for card in cards:
        groups.setdefault(card.organisatie.soort.groep, []).append(card)
    return sorted(groups.items(), key=lambda pair: (pair[0].volgorde, pair[0].naam))


# --- the area itself -----------------------------------------------------------------------------


def pagina_van_wijk(node: WijkKnoop, gebruiker: Gebruiker | AnonymousUser) -> dict[str, Any]:
    tree = boom()
    city = tree.gemeenten[node.gemeente_id].naam
    members = tree.met_delen(node.id)
    vraag = OrganisatieFilter(QueryDict(f"wijk={node.slug}"))
    return {
        "gebied": node,
        "stadsdeel": tree.stadsdelen.get(node.stadsdeel_id or 0),
        "geheel": tree.wijken.get(node.deel_van_id or 0),
        "onderdelen": tree.delen(node.id),
        "buurten": [tree.buurten[pk] for pk in sorted(tree.buurten_van(members))],
        "cijfers": cijfers(cijfers_van_wijk(node.id)),
        "gastouders": gastouders_in_wijk(node.id),
        "kaart": kaart_van_wijk(node.id),
        "zoekreeks": f"wijk={node.slug}",
        "sleutelfiguren": sleutelfiguren_van(node.id, gebruiker),
        "versheid": score_van_wijk(node.id),
        **antwoord(vraag, node.naam, city),
    }


def pagina_van_stadsdeel(node: StadsdeelKnoop) -> dict[str, Any]:
    city = boom().gemeenten[node.gemeente_id].naam
    vraag = OrganisatieFilter(QueryDict(f"stadsdeel={node.slug}"))
    return {
        "gebied": node,
        "wijken": regels(node.id),
        "cijfers": cijfers(cijfers_van_stadsdeel(node.id)),
        "kaart": kaart_van_stadsdeel(node.id),
        "versheid": score_van_stadsdeel(node.id),
        "zoekreeks": f"stadsdeel={node.slug}",
        **antwoord(vraag, node.naam, city),
    }


@dataclass(frozen=True)
class Regel:
    """A figure in words; ``waarde`` is None when the source gives none."""

    label: str
    waarde: int | None
    minstens: int
    jaar: int | None
    bron: str


def cijfers(found: Mapping[str, Cijfer]) -> list[Regel]:
    """Give the figures by name; none at all where the area has no buurten of its own."""
    return [
        Regel(Onderwerp(c.onderwerp).label, c.waarde, c.minstens, c.jaar, c.bron)
        for c in found.values()
        if c.jaar or c.onbekend
    ]


# --- the list of all wijken ----------------------------------------------------------------------


@dataclass(frozen=True)
class Telling:
    """A wijk with what is located there and what also works there; its parts beneath it."""

    wijk: WijkKnoop
    gevestigd: int
    werkt: int
    delen: list[Telling] = field(default_factory=list)


def per_stadsdeel() -> list[tuple[StadsdeelKnoop | None, list[Telling]]]:
    """All wijken under their stadsdeel; those without one come last."""
    tree = boom()
    found = [(node, regels(node.id)) for node in tree.stadsdelen.values()]
    loose = [n for n in tree.wijken.values() if n.stadsdeel_id is None]
    return [*found, (None, _tellingen(loose))] if loose else found


def regels(stadsdeel_id: int) -> list[Telling]:
    """List the wijken of a stadsdeel with their counts."""
    tree = boom()
    inside = tree.wijken_van(stadsdeel_id)
    return _tellingen([node for node in tree.wijken.values() if node.id in inside])


def stadsbreed() -> int:
    """Count how many serve the whole municipality; without examples."""
    counted = 0
    for bits in index().werkt["gemeente"].values():
        counted |= bits
    return (counted & _echte()).bit_count()


def _tellingen(nodes: list[WijkKnoop]) -> list[Telling]:
    tops = [node for node in nodes if node.deel_van_id is None]
    return [_telling(node, [_telling(part, []) for part in boom().delen(node.id)]) for node in tops]


def _telling(node: WijkKnoop, parts: list[Telling]) -> Telling:
    idx, area = index(), Gebied.van_wijken([node.id])
    located = idx.liggend_in(area) & _echte()
    works = idx.werkend_in(area) & _echte() & ~located
    return Telling(node, located.bit_count(), works.bit_count(), parts)


@per_versie
def _echte() -> int:
    """Give the set of entries that a statistic counts: all published ones but the examples."""
    return index().bits(Organisatie.objects.gepubliceerd().echt().values_list("pk", flat=True))
