"""XLSX: one sheet in which every cell is text, so that no program guesses at it.

Written row by row by ``openpyxl`` into a temporary file, so that memory stays flat however many
rows there are. Cells are typed as text (format "@"): a spreadsheet runs none of them as a formula.
"""

import re
import tempfile
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kaart.uitvoer.lijst import Lijst

MEDIATYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STUK = 64 * 1024  # bytes in one piece of the answer
LANGSTE = 32_767  # characters in one cell, a limit of Excel

# What XML 1.0 cannot hold, and what Excel would read as one of its own escapes (_x0041_).
_ONGELDIG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EXCEL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_BREEDTE = {"id": 12, "verschil": 11, "naam": 36, "organisatie": 36, "adres": 36, "werkt in": 28,
            "huisnummer": 11, "postcode": 10, "lat": 11, "lon": 11, "tolk": 6, "e-mail": 30,
            "algemene e-mail": 30, "e-mail contactpersoon": 30, "website": 30, "helpt bij": 40,
            "voor wie": 30, "webadres": 40, "bron": 30}  # fmt: skip
_GEWOON = 18  # width of the other columns, in characters


def maak(lijst: Lijst) -> Iterator[bytes]:
    book = Workbook(write_only=True)
    koppen = lijst.koppen
    sheet = _blad(book, koppen)
    sheet.append(_cellen(sheet, koppen, vet=True))
    number = 1
    for number, regel in enumerate(lijst.regels(), 2):  # noqa: B007 -- the last one is wanted
        sheet.append(_cellen(sheet, lijst.cellen(regel)))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(koppen))}{number}"
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while stuk := file.read(STUK):
            yield stuk


def _blad(book: Workbook, koppen: tuple[str, ...]) -> WriteOnlyWorksheet:
    """Keep the headings in view, and give each column a width."""
    sheet = book.create_sheet("Contacten")
    sheet.freeze_panes = "A2"
    for number, kop in enumerate(koppen, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _BREEDTE.get(kop, _GEWOON)
    return sheet


def _cellen(
    sheet: WriteOnlyWorksheet, teksten: tuple[str, ...] | list[str], *, vet: bool = False
) -> Iterator[Cell | None]:
    """One cell that takes every text of the row by turns: the sheet writes each as it comes."""
    cell = WriteOnlyCell(sheet)
    cell.number_format = "@"
    if vet:
        cell.font = Font(bold=True)
    for text in teksten:
        cell.value = celtekst(text)
        cell.data_type = "s"  # also when it begins with "="
        yield cell if text else None


def celtekst(tekst: str) -> str:
    """Without what XML cannot hold, line ends as LF, not longer than a cell."""
    plain = tekst.replace("\r\n", "\n").replace("\r", "\n")[:LANGSTE]
    return _EXCEL.sub("_x005F_", _ONGELDIG.sub("", plain))
