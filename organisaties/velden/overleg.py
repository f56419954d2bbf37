"""What a network has beside the fields of any entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from organisaties.models import Organisatie, Overleg

from .basis import Hangend, Waarden, als_uuid, ids_van, keur_benoemd, lijst_van_tekst, nette_tekst

TEKST = ("staat", "voor_wie", "doel", "planning")


class OverlegVeld(Hangend):
    """What makes a network: ``{"staat", "voor_wie", "doel", "planning", "leden", "personen"}``.

    ``leden`` are entries and ``personen`` contact persons of other entries, both by uuid.
    """

    def leeg(self) -> None:
        return None

    def lees(self, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
        rows = Overleg.objects.filter(organisatie_id__in=keys).prefetch_related("leden")
        return {
            row.organisatie_id: {
                **{name: getattr(row, name) for name in TEKST},
                "leden": sorted(str(lid.uuid) for lid in row.leden.all()),
                "personen": sorted(row.personen),
            }
            for row in rows
        }

    def keur(self, waarde: Any) -> dict[str, Any] | None:
        if waarde is None:
            return None
        if not isinstance(waarde, Mapping):
            raise ValueError("Een overleg heeft een staat, een doel en een planning.")
        texts = {name: nette_tekst(waarde.get(name)) for name in TEKST}
        keur_benoemd(Overleg, texts)
        return {
            **texts,
            "leden": sorted(set(lijst_van_tekst(waarde.get("leden") or []))),
            "personen": _uuids(waarde.get("personen") or []),
        }

    def schrijf(self, waarden: Waarden) -> None:
        Overleg.objects.filter(organisatie_id__in=list(waarden)).delete()
        asked = {lid for value in waarden.values() if value for lid in value["leden"]}
        ids = ids_van(Organisatie, "uuid", asked, "Deelnemer")
        made = Overleg.objects.bulk_create(
            Overleg(
                organisatie_id=pk,
                personen=value.get("personen", []),
                **{name: value[name] for name in TEKST},
            )
            for pk, value in waarden.items()
            if value
        )
        through = Overleg.leden.through
        through.objects.bulk_create(
            through(overleg_id=row.pk, organisatie_id=ids[lid])
            for row in made
            for lid in waarden[row.organisatie_id]["leden"]
        )


def _uuids(waarde: Any) -> list[str]:
    found = {als_uuid(value) for value in lijst_van_tekst(waarde)}
    if None in found:
        raise ValueError("Een deelnemende persoon heet bij zijn kenmerk (uuid).")
    return sorted(str(value) for value in found)
