"""Entries as a table: one row each, Dutch columns, words instead of codes.

One description of the columns serves both ways: ``export`` of django-import-export writes them,
its ``import_instance`` reads a row. Its own import is never used: that saves inside a transaction
to show what would change, and here a plan does that (``organisaties.invoer.plan``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from import_export import resources
from import_export.fields import Field

from organisaties.foto import Foto, fotos
from organisaties.models import Organisatie
from organisaties.rechten import personen_voor
from wijken.porties import in_porties

from .kolom import Ingelezen, Kolom
from .kolommen import KOLOMMEN, PERSOONSKOLOMMEN
from .woordenboek import Woordenboek

if TYPE_CHECKING:
    from tablib import Dataset

    from organisaties.models import Gebruiker

PORTIE = 500  # photographs in memory at once


class OrganisatieTabel(resources.Resource):
    """What staff take along from the list of entries, and what they bring back."""

    def __init__(self, gebruiker: Gebruiker | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gebruiker = gebruiker
        self.boek = Woordenboek()

    @classmethod
    def get_display_name(cls) -> str:
        return "organisaties"

    # --- Out --------------------------------------------------------------------------------------

    def get_queryset(self) -> QuerySet:
        return Organisatie.objects.order_by("naam", "pk")

    def get_user_visible_fields(self) -> list[Field]:
        return self.get_export_fields()

    def get_export_order(self) -> tuple[str, ...]:
        return tuple(name for name, column in self.fields.items() if column.uit)

    def export(self, queryset: QuerySet | None = None, **kwargs: Any) -> Dataset:
        self.boek = Woordenboek()
        return super().export(queryset, **kwargs)

    def export_field(self, field: Kolom, instance: Foto, **_kwargs: Any) -> str:
        return field.export(instance, boek=self.boek)

    def iter_queryset(self, queryset: QuerySet) -> Iterator[Foto]:
        """Give the photographs, in the order of the queryset."""
        for portion in in_porties(queryset.values_list("pk", "uuid"), PORTIE):
            beelden = fotos(pk for pk, _ in portion)
            for pk, uuid in portion:
                yield {"id": str(uuid), **self._voor_gebruiker(beelden[pk])}

    def _voor_gebruiker(self, beeld: Foto) -> Foto:
        """Leave persons out, unless this user may see them all.

        A part of the list would take the others away when the table comes back.
        """
        rows = beeld["personen"]
        seen = personen_voor(self.gebruiker, rows) if self.gebruiker else []
        return {**beeld, "personen": rows if len(seen) == len(rows) else []}

    # --- In ---------------------------------------------------------------------------------------

    def lees(self, row: dict[str, str], **context: Any) -> tuple[Ingelezen, list[str]]:
        """Read one row, cells by our own headers; gives what it says and every fault in it."""
        instance = Ingelezen()
        try:
            self.import_instance(instance, row, boek=self.boek, **context)
        except ValidationError as error:
            return instance, error.messages
        return instance, []

    def import_field(
        self, field: Kolom, instance: Ingelezen, row: dict[str, str], **kwargs: Any
    ) -> None:
        """Put the name of the column, as it stands in the file, before what is wrong.

        What was mended of a person is said without the value: such a note is read by more people.
        """
        header, notes = kwargs["koppen"][field.column_name], kwargs["let_op"]
        own: list[str] = []
        try:
            super().import_field(field, instance, row, **{**kwargs, "let_op": own})
        except ValueError as error:
            raise ValueError(f"{header}: {error}") from None
        if own and field.column_name in PERSOONSKOLOMMEN:
            own = [f"{header}: dit telefoonnummer schrijven wij anders."]
        notes += own


OrganisatieTabel.fields |= KOLOMMEN
