"""The areas that an entry serves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, ClassVar

from organisaties.models import Werkgebied
from wijken.models import Gemeente, Stadsdeel, Wijk

from .basis import Hangend, Waarden, ids_van, lijst_van_tekst, vervang


class Werkgebieden(Hangend):
    """Areas served: a sorted list of ``gemeente:GM0518``, ``stadsdeel:laak``, ``wijk:laak``."""

    SOORTEN: ClassVar = {
        "gemeente": (Gemeente, "code"),
        "stadsdeel": (Stadsdeel, "slug"),
        "wijk": (Wijk, "slug"),
    }

    def lees(self, keys: Sequence[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        names = {kind: f"{kind}__{field}" for kind, (_, field) in self.SOORTEN.items()}
        rows = Werkgebied.objects.filter(organisatie_id__in=keys)
        for pk, *codes in rows.values_list("organisatie_id", *names.values()):
            found[pk] += [f"{k}:{code}" for k, code in zip(names, codes, strict=True) if code]
        return {pk: sorted(values) for pk, values in found.items()}

    def keur(self, waarde: Any) -> list[str]:
        values = sorted(set(lijst_van_tekst(waarde)))
        for value in values:
            if value.partition(":")[0] not in self.SOORTEN:
                raise ValueError(f"Werkgebied “{value}” begint met gemeente:, stadsdeel: of wijk:.")
        return values

    def schrijf(self, waarden: Waarden) -> None:
        asked: dict[str, set[str]] = defaultdict(set)
        for value in (v for values in waarden.values() for v in values):
            kind, _, code = value.partition(":")
            asked[kind].add(code)
        ids = {k: ids_van(*self.SOORTEN[k], codes, k.capitalize()) for k, codes in asked.items()}
        vervang(
            Werkgebied,
            waarden,
            tuple(self.SOORTEN),
            (
                (pk, *(ids[kind][code] if kind == own else None for own in self.SOORTEN))
                for pk, values in waarden.items()
                for kind, _, code in (v.partition(":") for v in values)
            ),
        )
