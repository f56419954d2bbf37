"""Entries as a table: one row each, Dutch columns, words instead of codes. For staff.

Reads whole photographs, a portion at a time, so the number of queries does not grow with the rows.
A cell that a spreadsheet would run as a formula gets a leading single quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from import_export import resources
from import_export.fields import Field
from import_export.formats import base_formats

from organisaties.foto import GETAL, VELDEN, Foto, fotos
from organisaties.leesbaar import Leesbaar, label
from organisaties.models import Organisatie
from organisaties.rechten import personen_voor

if TYPE_CHECKING:
    from tablib import Dataset

    from organisaties.models import Gebruiker

PORTIE = 500  # photographs in memory at once
GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
OVERLEG = ("staat", "voor wie", "doel", "planning", "deelnemers")


def veilig(waarde: Any) -> Any:
    """Disarm what a spreadsheet would run as a formula; numbers stay numbers."""
    if isinstance(waarde, str) and waarde.startswith(GEVAARLIJK):
        return f"'{waarde}"
    return waarde


class Kolom(Field):
    """A column of the table: the key in the row that ``OrganisatieTabel`` makes."""

    def export(self, instance: dict[str, Any], **_kwargs: Any) -> Any:
        return veilig(instance.get(self.column_name, ""))


class OrganisatieTabel(resources.Resource):
    """What staff take along from the list of entries. Reading in goes through a plan, not here."""

    id = Kolom(column_name="id")

    def __init__(self, gebruiker: Gebruiker | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gebruiker = gebruiker

    @classmethod
    def get_display_name(cls) -> str:
        return "organisaties"

    def get_queryset(self) -> QuerySet:
        return Organisatie.objects.order_by("naam", "pk")

    def get_user_visible_fields(self) -> list[Field]:
        return self.get_export_fields()

    def iter_queryset(self, queryset: QuerySet) -> Iterator[dict[str, Any]]:
        """Give the rows, in the order of the queryset."""
        words = Leesbaar()
        rows = list(queryset.values_list("pk", "uuid"))
        for start in range(0, len(rows), PORTIE):
            portion = rows[start : start + PORTIE]
            beelden = fotos(pk for pk, _ in portion)
            words.leer_namen(_verwezen(beelden.values()))
            for pk, uuid in portion:
                yield {"id": str(uuid), **self._rij(beelden[pk], words)}

    def _rij(self, beeld: Foto, words: Leesbaar) -> dict[str, Any]:
        if self.gebruiker is None:
            beeld["personen"] = []
        else:
            beeld["personen"] = personen_voor(self.gebruiker, beeld["personen"])
        row = {kolomnaam(name): _cel(name, beeld[name], words) for name in VELDEN}
        parts = words.overleg_delen(beeld["overleg"])
        return row | {f"Overleg: {name}": text for name, text in parts.items()}


def kolomnaam(veld: str) -> str:
    return "Webadres" if veld == "slug" else label(veld)


def _cel(name: str, value: Any, words: Leesbaar) -> Any:
    """Give a number as a number, all else in words."""
    return value if name in GETAL else words.tekst(name, value)


def _verwezen(beelden: Any) -> Iterator[str]:
    for beeld in beelden:
        if beeld["koepel"]:
            yield beeld["koepel"]
        yield from (beeld["overleg"] or {}).get("leden", [])


def _kolommen() -> dict[str, Kolom]:
    names = {name: kolomnaam(name) for name in VELDEN if name != "overleg"}
    names |= {f"overleg_{part.replace(' ', '_')}": f"Overleg: {part}" for part in OVERLEG}
    return {key: Kolom(column_name=name) for key, name in names.items()}


OrganisatieTabel.fields |= _kolommen()


class Csv(base_formats.CSV):
    """CSV that Dutch Excel opens by double click: a byte order mark and semicolons."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def get_title(self) -> str:
        return "CSV"

    def export_data(self, dataset: Dataset, **_kwargs: Any) -> bytes:
        text = dataset.export("csv", delimiter=";")
        return text.encode("utf-8-sig")


class Xlsx(base_formats.XLSX):
    def get_title(self) -> str:
        return "Excel (XLSX)"

    def export_data(self, dataset: Dataset, **_kwargs: Any) -> bytes:
        return dataset.export("xlsx")


FORMATEN = [Csv, Xlsx]
