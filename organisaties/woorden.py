"""The lists of words that a visitor can choose from, in memory per content version."""

from __future__ import annotations

from dataclasses import dataclass

from organisaties.models import (
    Doelgroep,
    Ondersteuning,
    Organisatie,
    Soort,
    Taal,
    Toegang,
)
from wijken.boom import Boom, WijkKnoop, boom
from wijken.geheugen import per_versie

VOCABULAIRES = {
    "soort": Soort,
    "ondersteuning": Ondersteuning,
    "doelgroep": Doelgroep,
    "toegang": Toegang,
    "taal": Taal,
}


@dataclass(frozen=True)
class Keuze:
    """One option of a filter: ``groep`` is what it is listed under."""

    slug: str
    naam: str
    uitleg: str = ""
    letter: str = ""
    groep: str = ""
    id: int | str = 0


@per_versie
def keuzes(lijst: str) -> tuple[Keuze, ...]:
    """Give the options of one filter parameter, in the order of the screen."""
    if lijst == "wijk":
        return _wijken()
    if lijst == "stadsdeel":
        nodes = boom().stadsdelen.values()
        return tuple(Keuze(n.slug, n.naam, id=n.id) for n in nodes)
    if lijst == "kosten":
        return tuple(Keuze(k.value, str(k.label), id=k.value) for k in Organisatie.Kosten)
    return _begrippen(lijst)


def keuze(lijst: str, slug: str) -> Keuze | None:
    return next((k for k in keuzes(lijst) if k.slug == slug), None)


def _begrippen(lijst: str) -> tuple[Keuze, ...]:
    rows = VOCABULAIRES[lijst].objects.all()
    if lijst == "soort":
        rows = rows.select_related("groep").order_by("groep__volgorde", "volgorde", "naam")
    return tuple(
        Keuze(
            row.slug,
            row.naam,
            row.uitleg,
            row.letter,
            row.groep.slug if lijst == "soort" else "",
            row.pk,
        )
        for row in rows
    )


def _wijken() -> tuple[Keuze, ...]:
    """All wijken under their stadsdeel; a part follows its combined wijk."""
    tree = boom()
    nodes = sorted(tree.wijken.values(), key=lambda node: _plaats_in_lijst(tree, node))
    return tuple(
        Keuze(n.slug, n.naam, n.toelichting, groep=_stadsdeel(tree, n), id=n.id) for n in nodes
    )


def _plaats_in_lijst(tree: Boom, node: WijkKnoop) -> tuple[str, str, bool, str]:
    whole = tree.wijken.get(node.deel_van_id or 0)
    return (_stadsdeel(tree, node), (whole or node).naam, whole is not None, node.naam)


def _stadsdeel(tree: Boom, node: WijkKnoop) -> str:
    return tree.stadsdelen[node.stadsdeel_id].naam if node.stadsdeel_id else ""
