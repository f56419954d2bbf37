"""What earlier imports wrote, read back from their ledgers; so it shows what a human changed."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from wijken.bestanden import BestandOngeldig, lees_gebieden
from wijken.bronnen.rijen import IN_BRON, Rij, Wijziging, gelijk
from wijken.models import Gebiedsronde


@dataclass(slots=True)
class Grootboek:
    """The last value that a machine wrote, by model, key and field; and buurten reported gone."""

    geschreven: dict[tuple[str, str], Rij] = field(default_factory=lambda: defaultdict(dict))
    weg: set[str] = field(default_factory=set)

    def is_van_ons(self, model: str, sleutel: str, veld: str, waarde: Any) -> bool:
        """Whether the value that stands there is what we wrote last, so that no human chose it."""
        rij = self.geschreven.get((model, sleutel), {})
        return veld in rij and gelijk(veld, rij[veld], waarde)

    def schrijf_bij(self, wijziging: Wijziging) -> None:
        sleutel, na = wijziging["sleutel"], wijziging["na"]
        self.geschreven[wijziging["model"], sleutel] |= na
        if IN_BRON in na:
            (self.weg.discard if na[IN_BRON] else self.weg.add)(sleutel)


def lees_grootboek(gemeente: str) -> Grootboek:
    """Replay the supplied files and then every import that was not undone, oldest first."""
    boek = Grootboek()
    for rij in _meegeleverd(gemeente):
        boek.geschreven["buurt", rij["code"]] |= {veld: rij[veld] for veld in ("naam", "omtrek")}
    rondes = Gebiedsronde.objects.filter(teruggedraaid_op=None).order_by("wanneer", "pk")
    for wijzigingen in rondes.values_list("wijzigingen", flat=True):
        for wijziging in wijzigingen:
            boek.schrijf_bij(wijziging)
    return boek


def _meegeleverd(gemeente: str) -> list[Rij]:
    try:
        gebieden = lees_gebieden(Path(settings.BASE_DIR) / "fixtures")
    except BestandOngeldig:
        return []
    return gebieden.buurten if gebieden.gemeente["code"] == gemeente else []
