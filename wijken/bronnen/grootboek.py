"""What earlier imports wrote, read back from their ledgers; so it shows what a human changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from wijken.bestanden import BestandOngeldig, lees_gebieden
from wijken.bronnen.rijen import IN_BRON, Rij, Wijziging, gelijk
from wijken.models import Gebiedsronde

# What a human may have changed here, and the source may give in another way.
VELDEN = ("naam", "omtrek")


class Grootboek:
    """The last name and outline that a machine wrote, by model and key; and buurten reported gone.

    Ledgers hold outlines, so they are read one at a time, and only when something differs.
    """

    def __init__(self, gemeente: str) -> None:
        self.gemeente = gemeente
        self.weg = _weg()

    def is_van_ons(self, model: str, sleutel: str, veld: str, waarde: Any) -> bool:
        """Whether the value that stands there is what we wrote last, so that no human chose it."""
        rij = self._geschreven.get((model, sleutel), {})
        return veld in rij and gelijk(veld, rij[veld], waarde)

    @cached_property
    def _geschreven(self) -> dict[tuple[str, str], Rij]:
        """Replay the supplied files and then every import that was not undone, oldest first."""
        laatst: dict[tuple[str, str], Rij] = defaultdict(dict)
        for rij in _meegeleverd(self.gemeente):
            laatst["buurt", rij["code"]] |= _gevraagd(rij)
        for wijziging in _wijzigingen(_rondes()):
            if na := _gevraagd(wijziging["na"]):
                laatst[wijziging["model"], wijziging["sleutel"]] |= na
        return laatst


def _gevraagd(rij: Rij) -> Rij:
    return {veld: rij[veld] for veld in VELDEN if veld in rij}


def _weg() -> set[str]:
    """Give the buurten that the source last did not have; few imports say something of it."""
    over_weg = Q(tellingen__verdwenen__gt=0) | Q(tellingen__terug__gt=0)
    laatst = {
        wijziging["sleutel"]: wijziging["na"][IN_BRON]
        for wijziging in _wijzigingen(_rondes().filter(over_weg))
        if IN_BRON in wijziging["na"]
    }
    return {sleutel for sleutel, in_bron in laatst.items() if not in_bron}


def _rondes() -> QuerySet[Gebiedsronde]:
    return Gebiedsronde.objects.filter(teruggedraaid_op=None).order_by("wanneer", "pk")


def _wijzigingen(rondes: QuerySet[Gebiedsronde]) -> Iterator[Wijziging]:
    for wijzigingen in rondes.values_list("wijzigingen", flat=True).iterator(chunk_size=1):
        yield from wijzigingen


def _meegeleverd(gemeente: str) -> Iterable[Rij]:
    try:
        gebieden = lees_gebieden(Path(settings.BASE_DIR) / "fixtures")
    except BestandOngeldig:
        return []
    return gebieden.buurten if gebieden.gemeente["code"] == gemeente else []
