"""The pieces of work that are measured: what the product is asked, and the limit beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.bench import kaal_uitvoer
from tests.bench.kaal import Kaal, bladzijde, dichtbij, kaart_plekken, kaart_ver
from tests.bench.meten import Meting, meet, piek, verbruik
from tests.bench.vragen import antwoord

POSTCODE = "2551CA"
VRAAG = {"wijk": "houtwijk", "ondersteuning": "spraak-taal"}
_REEKS = "&".join(f"{name}={value}" for name, value in VRAAG.items())


@dataclass(frozen=True)
class Werk:
    """One line of the table. Without an address the product is asked in Python."""

    naam: str
    doel: float | None
    adres: str
    kaal: Callable[[Kaal], bytes | int]
    product: Callable[[], int] | None = None
    geheugen: bool = False

    def meet(self, kaal: Kaal, aantal: int) -> Meting:
        mine = self.product or (lambda: verbruik(antwoord(self.adres)))
        ms, bare, rounds, size = meet(mine, lambda: _lengte(self.kaal(kaal)))
        peak = piek(self.adres) if self.geheugen else None
        return Meting(
            self.naam, aantal, round(ms, 3), round(bare, 3), round(ms / bare, 2), self.doel,
            rounds, size, peak,
        )  # fmt: skip


def _lengte(answer: bytes | int) -> int:
    return answer if isinstance(answer, int) else len(answer)


def nabij() -> list[Any]:
    """The 25 nearest as the page shows them, without the page."""
    from django.http import QueryDict  # noqa: PLC0415 -- settings must stand first

    from kaart.beeld.kaartjes import kaartjes  # noqa: PLC0415
    from organisaties.filter import OrganisatieFilter  # noqa: PLC0415
    from wijken import versie  # noqa: PLC0415

    with versie.vastgehouden():
        vraag = OrganisatieFilter(QueryDict(f"bij={POSTCODE}"))
        return kaartjes(vraag.deel(0, 25), vraag)


def lijst() -> Iterator[Werk]:
    yield Werk("kaart, wijk + ondersteuning", 5, f"/punten.json?{_REEKS}&zoom=15",
               lambda k: kaart_plekken(k, **VRAAG))  # fmt: skip
    yield Werk("kaart, ver weg, alles", 5, "/punten.json?zoom=11", kaart_ver)
    yield Werk("lijst, wijk + ondersteuning", 6, f"/?{_REEKS}", lambda k: bladzijde(k, **VRAAG))
    yield Werk("lijst, alles", 6, "/", bladzijde)
    yield Werk("25 dichtstbij, de rijen", 3, "", lambda k: dichtbij(k, POSTCODE),
               product=lambda: len(nabij()))  # fmt: skip
    yield Werk("25 dichtstbij, de bladzijde", None, f"/?bij={POSTCODE}",
               _dichtbij_met_tellingen)  # fmt: skip
    yield Werk("CSV", 4, "/uitvoer/contacten.csv", kaal_uitvoer.csv_, geheugen=True)
    yield Werk("XLSX", None, "/uitvoer/contacten.xlsx", kaal_uitvoer.xlsx, geheugen=True)
    yield Werk("vCard", 4, "/uitvoer/contacten.vcf", kaal_uitvoer.vcard, geheugen=True)
    yield Werk("GeoJSON", None, "/uitvoer/organisaties.geojson", kaal_uitvoer.geojson,
               geheugen=True)  # fmt: skip


def _dichtbij_met_tellingen(kaal: Kaal) -> int:
    """What the page with a postcode shows: the nearest, and all counts."""
    return len(dichtbij(kaal, POSTCODE)) + len(bladzijde(kaal))
