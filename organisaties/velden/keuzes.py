"""The words of the vocabularies that an entry carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models

from organisaties.models import Organisatie

from .basis import Hangend, Waarden, ids_van, lijst_van_tekst, vervang


class Keuzes(Hangend):
    """Words of a vocabulary, many to many: a sorted list of slugs."""

    def __init__(self, naam: str, model: type[models.Model]) -> None:
        self.naam, self.model = naam, model

    @property
    def through(self) -> type[models.Model]:
        return getattr(Organisatie, self.naam).through

    def lees(self, keys: Sequence[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        slug = f"{self.model._meta.model_name}__slug"
        rows = self.through.objects.filter(organisatie_id__in=keys)
        for pk, value in rows.values_list("organisatie_id", slug):
            found[pk].append(value)
        return {pk: sorted(values) for pk, values in found.items()}

    def keur(self, waarde: Any) -> list[str]:
        return sorted(set(lijst_van_tekst(waarde)))

    def schrijf(self, waarden: Waarden) -> None:
        asked = {slug for slugs in waarden.values() for slug in slugs}
        ids = ids_van(self.model, "slug", asked, str(self.model._meta.verbose_name))
        vervang(
            self.through,
            waarden,
            (str(self.model._meta.model_name),),
            ((pk, ids[slug]) for pk, slugs in waarden.items() for slug in slugs),
        )
