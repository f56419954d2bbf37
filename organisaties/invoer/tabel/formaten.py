"""The files that a table is written to: CSV and XLSX, as Dutch Excel opens them.

They only write. Files of others come in through ``organisaties.invoer.lezen``, which knows limits,
encodings and zip bombs; django-import-export is told that these formats cannot read.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from organisaties.cellen import naar_xlsx
from organisaties.invoer.lezen.basis import MAX_CEL

from .notatie import TE_LANG

if TYPE_CHECKING:
    from tablib import Dataset

BREEDTE = 22  # of a column, in characters


class AlleenSchrijven:
    def can_import(self) -> bool:
        return False

    def create_dataset(self, in_stream: Any, **_kwargs: Any) -> Any:
        raise NotImplementedError("Tabellen komen binnen via organisaties.invoer.lezen.")


class Csv(AlleenSchrijven, base_formats.CSV):
    """CSV that Dutch Excel opens by double click: a byte order mark and semicolons."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def get_title(self) -> str:
        return "CSV"

    def export_data(self, dataset: Dataset, **_kwargs: Any) -> bytes:
        return als_csv(dataset.export("csv", delimiter=";"))


class Xlsx(AlleenSchrijven, base_formats.XLSX):
    """A workbook of which every cell is text, so that no program guesses at it."""

    def get_title(self) -> str:
        return "Excel (XLSX)"

    def export_data(self, dataset: Dataset, **_kwargs: Any) -> bytes:
        return als_xlsx({"Ingangen": [dataset.headers, *dataset]})


FORMATEN = [Csv, Xlsx]


def als_csv(tekst: str) -> bytes:
    return tekst.encode("utf-8-sig", "replace")


def als_xlsx(bladen: dict[str, Iterable[Sequence[str]]], breedte: int = BREEDTE) -> bytes:
    """Write sheets of texts; the first row of each is its header."""
    book = Workbook(write_only=True)
    for name, rows in bladen.items():
        _vul(book.create_sheet(name), rows, breedte)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _vul(sheet: Any, rows: Iterable[Sequence[str]], breedte: int) -> None:
    """Keep the header in view. One cell takes every text by turns: the sheet writes as it comes."""
    sheet.freeze_panes = "A2"
    plain, bold = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
    bold.font = Font(bold=True)
    for cell in (plain, bold):
        cell.number_format = "@"
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    for number, row in enumerate(rows):
        if number == 0:
            for place in range(1, len(row) + 1):
                sheet.column_dimensions[get_column_letter(place)].width = breedte
        sheet.append(_cellen(bold if number == 0 else plain, row))


def _cellen(cell: Any, row: Sequence[str]) -> Iterable[Any]:
    for text in row:
        written = naar_xlsx(text)
        cell.value = written if len(written) < MAX_CEL else TE_LANG
        cell.data_type = "s"  # also when it begins with "="
        yield cell if text else None
