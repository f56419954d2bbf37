"""The plan: what an import of areas would change, worked out without writing anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wijken.bronnen.inlezen import Weigering
from wijken.bronnen.rijen import IN_BRON, Wijziging

LOTEN = ("nieuw", "gewijzigd", "ongewijzigd", "verdwenen", "terug", "geweigerd")


@dataclass(frozen=True, slots=True)
class Gebiedsregel:
    """What would happen to one buurt or wijk. `wijzigingen` is what the ledger would keep."""

    soort: str
    sleutel: str
    naam: str
    lot: str
    wijzigingen: tuple[Wijziging, ...] = ()

    @property
    def velden(self) -> list[tuple[str, Any, Any]]:
        """List what changes, field by field: its name, before (None when new) and after."""
        return [
            (_veldnaam(wijziging, veld), (wijziging["voor"] or {}).get(veld), na)
            for wijziging in self.wijzigingen
            for veld, na in wijziging["na"].items()
            if veld != IN_BRON
        ]


@dataclass(slots=True)
class Gebiedsplan:
    """A dry run: lines by area, refusals by number, and what a human should know."""

    bron: str
    gemeente: str
    gemeentenaam: str
    vingerafdruk: str
    jaar: int | None
    regels: list[Gebiedsregel] = field(default_factory=list)
    geweigerd: list[Weigering] = field(default_factory=list)
    overgeslagen: Counter[str] = field(default_factory=Counter)
    zo_gelaten: list[str] = field(default_factory=list)
    al_weg: list[str] = field(default_factory=list)
    let_op: list[str] = field(default_factory=list)
    punten_voor: int = 0
    punten_na: int = 0

    @property
    def tellingen(self) -> dict[str, int]:
        """Count buurten and wijken by what would happen to them."""
        aantal = Counter(regel.lot for regel in self.regels if regel.soort != "gemeente")
        return {lot: aantal[lot] for lot in LOTEN[:-1]} | {"geweigerd": len(self.geweigerd)}

    @property
    def wijzigingen(self) -> list[Wijziging]:
        return [wijziging for regel in self.regels for wijziging in regel.wijzigingen]

    @property
    def leeg(self) -> bool:
        """Whether applying would change nothing."""
        return not self.wijzigingen

    @property
    def verdacht(self) -> str:
        """Say what is wrong when more than half of the known buurten is missing; else empty."""
        buurten = [regel.lot for regel in self.regels if regel.soort == "buurt"]
        weg, bekend = buurten.count("verdwenen"), len(buurten) - buurten.count("nieuw")
        if weg * 2 <= bekend:
            return ""
        tekst = _("%(weg)s van de %(bekend)s bekende buurten staan niet meer in de bron.")
        return tekst % {"weg": weg, "bekend": bekend}


def _veldnaam(wijziging: Wijziging, veld: str) -> str:
    if wijziging["model"] == "kerncijfer":
        return " ".join(wijziging["sleutel"].split(":")[1:])
    return veld
