"""A column of the table: a field of django-import-export that fills a photograph."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from import_export.fields import Field
from import_export.widgets import Widget

from organisaties.foto import Foto
from organisaties.rijen import LEEG

from .notatie import maakt_leeg, naar_cel, uit_cel, zegt_niets

# Columns of one contact, and the column with the whole list.
_IN_LIJST = {"algemeen": "Algemene contactgegevens", "persoon": "Contactpersonen"}
VERPLICHT = ("naam", "soort", "status")


@dataclass
class Ingelezen:
    """What one row says: values as in a photograph, and ``delen`` of which a value is made up."""

    waarden: Foto = field(default_factory=dict)
    delen: dict[str, dict[str, Any]] = field(default_factory=dict)

    def zet(self, naam: str, waarde: Any) -> None:
        whole, _, part = naam.partition("__")
        if part:
            self.delen.setdefault(whole, {})[part] = waarde
        else:
            self.waarden[naam] = waarde


class Kolom(Field):
    """A column; ``anders`` are other headers under which people keep it.

    ``uit``: it stands in our own tables. ``sjabloon``: it stands in the template. A ``readonly``
    one is only there to look at. ``woorden`` names the list of words that it can hold.
    """

    def __init__(  # noqa: PLR0913 -- a column is its whole description
        self,
        veld: str,
        kop: str,
        widget: Widget,
        uitleg: str = "",
        *,
        anders: tuple[str, ...] = (),
        uit: bool = True,
        sjabloon: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(attribute=veld, column_name=kop, widget=widget, **kwargs)
        self.uitleg, self.anders = uitleg, anders
        self.uit, self.sjabloon = uit, sjabloon and not self.readonly

    @property
    def koppen(self) -> tuple[str, ...]:
        return (self.column_name, *self.anders)

    def export(self, instance: Foto, **kwargs: Any) -> str:
        value = self.get_value(instance)
        return "" if value in (None, "", []) else naar_cel(self.widget.render(value, **kwargs))

    def clean(self, row: dict[str, str], **kwargs: Any) -> Any:
        """Give the value of the cell; ``ValueError`` tells what is wrong with it."""
        cel = row[self.column_name]
        if maakt_leeg(cel):
            return self._leeg()
        return self.widget.clean(uit_cel(cel), **kwargs)

    def save(
        self,
        instance: Ingelezen,
        row: dict[str, str],
        is_m2m: bool = False,  # noqa: ARG002 -- the library's signature
        **kwargs: Any,
    ) -> None:
        """Fill in what the cell says; nothing goes to the database here."""
        if not self.readonly and not zegt_niets(row[self.column_name]):
            instance.zet(self.attribute, self.clean(row, **kwargs))

    def _leeg(self) -> Any:
        if whole := _IN_LIJST.get(self.attribute.partition("__")[0]):
            raise ValueError(f"Leegmaken kan alleen in de kolom “{whole}”.")
        if self.attribute in VERPLICHT:
            raise ValueError("Dit kan niet leeg zijn. Laat de cel leeg om te houden wat er staat.")
        return deepcopy(LEEG.get(self.attribute, ""))
