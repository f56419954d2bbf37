"""The keys of an entry in outside sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from organisaties.models import Sleutel
from wijken.porties import in_porties

from .basis import PORTIE, Hangend, Waarden, keur_benoemd, lijst_van_tekst, vervang


class Sleutels(Hangend):
    """Keys in outside sources: a sorted list of ``"bron:sleutel"``."""

    def lees(self, keys: Sequence[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        rows = Sleutel.objects.filter(organisatie_id__in=keys)
        for pk, bron, sleutel in rows.values_list("organisatie_id", "bron", "sleutel"):
            found[pk].append(f"{bron}:{sleutel}")
        return {pk: sorted(values) for pk, values in found.items()}

    def keur(self, waarde: Any) -> list[str]:
        values = sorted(set(lijst_van_tekst(waarde)))
        for value in values:
            bron, _, sleutel = value.partition(":")
            keur_benoemd(Sleutel, {"bron": bron, "sleutel": sleutel})
        return values

    def schrijf(self, waarden: Waarden) -> None:
        _weiger_dubbele(waarden)
        vervang(
            Sleutel,
            waarden,
            ("bron", "sleutel"),
            (
                (pk, bron, sleutel)
                for pk, values in waarden.items()
                for bron, _, sleutel in (v.partition(":") for v in values)
            ),
        )


def _weiger_dubbele(waarden: Waarden) -> None:
    """One key names one entry: refuse it twice in the rows, and when another entry has it."""
    owner: dict[str, int] = {}
    for pk, values in waarden.items():
        for value in values:
            if owner.setdefault(value, pk) != pk:
                raise ValueError(f"Sleutel “{value}” staat bij twee ingangen. Houd er één over.")
    for value, pk in _bekend(list(owner)):
        if pk not in waarden:
            raise ValueError(f"Sleutel “{value}” hoort al bij een andere ingang.")


def _bekend(values: list[str]) -> Iterator[tuple[str, int]]:
    """Which of these keys are kept already, and with which entry."""
    asked = set(values)
    keys = sorted({value.partition(":")[2] for value in values})
    for portion in in_porties(keys, PORTIE):
        rows = Sleutel.objects.filter(sleutel__in=portion)
        for bron, sleutel, pk in rows.values_list("bron", "sleutel", "organisatie_id"):
            if f"{bron}:{sleutel}" in asked:
                yield f"{bron}:{sleutel}", pk
