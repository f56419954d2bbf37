"""What the page of the work list shows: the counts first, then the first items of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page, Paginator
from django.http import Http404, QueryDict

from organisaties.models import Gebruiker
from organisaties.werkvoorraad import blik as blikken
from organisaties.werkvoorraad.overzicht import Stapel, per_wijk, stapels, tel_alles
from organisaties.werkvoorraad.samen import DADEN
from organisaties.werkvoorraad.soort import Item
from organisaties.werkvoorraad.soorten import SOORTEN
from organisaties.werkvoorraad.versheid import Scorekaart

EERSTE = 10  # items of each kind, before "toon alle"
PER_PAGINA = 25
BIJ = "bij-"  # a message with this tag stands with its kind
VRAAG = ("wijk", "soort", "pagina")
ZONDER_PAGINA = VRAAG[:2]


@dataclass
class Sectie:
    """One kind with its items; ``meer`` when there are more than are shown."""

    stapel: Stapel
    items: list[Item] = field(default_factory=list)
    berichten: list[Message] = field(default_factory=list)
    pagina: Page | None = None

    @property
    def meer(self) -> bool:
        return self.pagina is None and self.stapel.aantal > len(self.items)

    @property
    def kiesbaar(self) -> bool:
        return any(item.kiesbaar for item in self.items)


def zoekreeks(vraag: QueryDict, namen: Iterable[str] = VRAAG) -> str:
    """Write the question of the page again, with only what it knows."""
    kept = QueryDict(mutable=True)
    for name in namen:
        if value := vraag.get(name):
            kept[name] = value
    return kept.urlencode()


def gekozen_blik(gebruiker: Gebruiker, keuze: str) -> blikken.Blik:
    """Read which part of the work is asked; 404 when it is not there, or not this user's."""
    try:
        return blikken.blik_van(gebruiker, keuze)
    except blikken.GeenBlik:
        raise Http404 from None


def pagina(
    gebruiker: Gebruiker,
    vraag: QueryDict,
    berichten: Iterable[Message] = (),
    gebonden: Mapping[str, forms.Form] | None = None,
) -> dict[str, Any]:
    """Give the whole page. ``gebonden`` holds forms that were refused, by the item they are of."""
    blik = gekozen_blik(gebruiker, vraag.get("wijk", ""))
    chosen = vraag.get("soort", "")
    if chosen and chosen not in SOORTEN:
        raise Http404
    counts, card, said = tel_alles(), Scorekaart(), list(berichten)
    piles = stapels(counts, blik)
    shown = [pile for pile in piles if not chosen or pile.soort.slug == chosen]
    sections = [_sectie(pile, blik, vraag if chosen else None, said) for pile in shown]
    _vul_in(sections, gebonden or {})
    return {
        "blik": blik,
        "keuzes": list(blikken.keuzes(gebruiker)),
        "stapels": [pile for pile in piles if pile.aantal],
        "leeg": [pile for pile in piles if not pile.aantal],
        "open": sum(pile.aantal for pile in piles),
        "score": card.score(blik),
        "wijken": per_wijk(gebruiker, counts, card) if not chosen else [],
        "secties": [part for part in sections if part.items or part.berichten or chosen],
        "soort": SOORTEN.get(chosen),
        "daden": list(DADEN.values()),
        "berichten": [m for m in said if BIJ not in m.tags],
        "zoekreeks": zoekreeks(vraag),
        "vraag": zoekreeks(vraag, ZONDER_PAGINA),
    }


def _sectie(
    pile: Stapel, blik: blikken.Blik, vraag: QueryDict | None, said: list[Message]
) -> Sectie:
    """Give the first items, or the asked page of all of them."""
    kind = pile.soort
    mine = [m for m in said if f"{BIJ}{kind.slug}" in m.tags.split()]
    if vraag is None:
        keys = kind.sleutels(blik, 0, EERSTE) if pile.aantal else []
        return Sectie(pile, kind.items(keys) if keys else [], mine)
    page = Paginator(range(pile.aantal), PER_PAGINA).get_page(vraag.get("pagina"))
    keys = kind.sleutels(blik, (page.number - 1) * PER_PAGINA, page.number * PER_PAGINA)
    return Sectie(pile, kind.items(keys) if keys else [], mine, page)


def _vul_in(sections: list[Sectie], bound: Mapping[str, forms.Form]) -> None:
    for section in sections:
        for item in section.items:
            item.formulier = bound.get(item.kenmerk, item.formulier)
