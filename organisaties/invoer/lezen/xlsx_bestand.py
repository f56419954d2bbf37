"""Excel files as a stream of rows, read by openpyxl after ``zipkeuring`` has looked at the file.

The first visible sheet with something in it is read; other sheets and hidden ones are left alone,
hidden rows and columns are read. A formula is refused by its row: what it stands for is not in the
file for certain. A date becomes ``2026-11-30`` (with the time when it has one), 12.0 becomes
``12``, true and false become ``ja`` and ``nee``, a number in the format ``0000`` keeps its zeros.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.basis import (
    ALLEEN_KOP,
    MAX_NUMMER,
    MAX_RIJEN,
    TE_VEEL_RIJEN,
    Kop,
    Tabelrij,
    pak_uit,
    plek,
)
from organisaties.invoer.lezen.zipkeuring import BESCHADIGD, keur_xlsx

# What it says of rules and charts that it does not keep is of no use to who only reads cells.
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\..*")
NULLEN = re.compile(r"0{2,}")
REGELEINDE = re.compile(r"_x000D_(?=\r?\n)")  # how Excel keeps a CR before a line feed
FORMULE = "Cel {plek} bevat een formule. Plak op die plek alleen de waarde."
REKENFOUT = "Cel {plek} bevat een fout van Excel ({waarde}). Vul de goede waarde in."


@dataclass(frozen=True)
class XlsxBestand:
    pad: Path
    blad: int
    kop: Kop
    kopnummer: int

    def lees(self) -> Iterator[Tabelrij]:
        with _werkboek(self.pad) as book:
            yield from self._rijen(_bladrijen(book.worksheets[self.blad]))

    def _rijen(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[Tabelrij]:
        filled = 0
        numbered = islice(enumerate(rows, start=1), self.kopnummer, None)
        for number, row in numbered:
            if not row:
                continue
            cells, fault = _teksten(row, number)
            if not fault and not any(cell and not cell.isspace() for cell in cells):
                continue
            filled += 1
            if filled > MAX_RIJEN:
                raise BestandGeweigerd(TE_VEEL_RIJEN)
            yield self.kop.rij(number, cells, fault)


def open_xlsx(pad: Path) -> XlsxBestand:
    """Look where the table stands in this file; raises BestandGeweigerd."""
    keur_xlsx(pad)
    with _werkboek(pad) as book:
        sheet, number, header = _eerste_inhoud(book)
    file = XlsxBestand(pad, sheet, Kop.van(header), number)
    if next(file.lees(), None) is None:
        raise BestandGeweigerd(ALLEEN_KOP)
    return file


@contextmanager
def _werkboek(pad: Path) -> Iterator[Workbook]:
    """Open the file; whatever the library stumbles over is said in our own words."""
    try:
        with pad.open("rb") as file:  # of a path, the library judges the name
            reader = _Lezer(file, read_only=True, keep_links=False)
            reader.read()
            yield reader.wb
    except BestandGeweigerd:
        raise
    except Exception as exc:
        # It reads what others wrote: any kind of error may come out, and all mean the same.
        raise BestandGeweigerd(BESCHADIGD) from exc


class _Blad(ReadOnlyWorksheet):
    def _get_size(self) -> None:
        """Do not measure: a sheet that does not say its size would be read from end to end."""


class _Lezer(ExcelReader):
    """The library's reader of a whole file, but nothing is opened that is not asked for."""

    def read_worksheets(self) -> None:
        for sheet, rel in self.parser.find_sheets():
            if rel.target in self.valid_files and "chartsheet" not in rel.Type:
                blad = _Blad(self.wb, sheet.name, rel.target, self.shared_strings)
                blad.sheet_state = sheet.state
                self.wb._sheets.append(blad)
        self.parser.assign_names = lambda: None  # print areas and the like, by number of the sheet


def _bladrijen(sheet: Any) -> Iterator[tuple[Any, ...]]:
    return sheet.iter_rows(max_row=MAX_NUMMER)


def _eerste_inhoud(book: Workbook) -> tuple[int, int, list[str]]:
    """Give sheet, row number and cells of the first row with something in it."""
    if not book.worksheets:
        raise BestandGeweigerd(BESCHADIGD)
    for index, sheet in enumerate(book.worksheets):
        if sheet.sheet_state != "visible":
            continue
        for number, row in enumerate(_bladrijen(sheet), start=1):
            cells, fault = _teksten(row, number)
            if fault:
                raise BestandGeweigerd(f"De kopregel is niet te lezen. {fault}")
            if any(cell.strip() for cell in cells):
                return index, number, cells
    return 0, 0, []


def _teksten(row: tuple[Any, ...], number: int) -> tuple[list[str], str]:
    """Give the cells as texts, and what is wrong with the first cell that cannot be one."""
    fault = ""
    cells = []
    for index, cel in enumerate(row):
        value = cel.value
        if value is None:
            cells.append("")
            continue
        if cel.data_type == "s" and "_x000D_" not in value:
            cells.append(value)
            continue
        try:
            cells.append(ALS_TEKST[cel.data_type](cel, value))
        except ValueError as exc:
            cells.append("")
            fault = fault or str(exc).format(plek=plek(index, number), waarde=value)
    return cells, fault


def _woorden(_cel: Any, value: Any) -> str:
    return REGELEINDE.sub("", str(value))


def _getal(cel: Any, value: Any) -> str:
    if isinstance(value, float) and not value.is_integer():
        return format(Decimal(repr(value)), "f")
    text = str(int(value))
    mask = cel.number_format
    return text.zfill(len(mask)) if NULLEN.fullmatch(mask) else text


def _dag(_cel: Any, value: Any) -> str:
    if isinstance(value, datetime):
        at_midnight = value.time() == time()
        return value.date().isoformat() if at_midnight else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(value)


def _waar(_cel: Any, value: Any) -> str:
    return "ja" if value else "nee"


def _formule(_cel: Any, value: Any) -> str:
    text = str(value)
    if (inner := pak_uit(text)) != text:
        return inner
    raise ValueError(FORMULE)


def _rekenfout(_cel: Any, _value: Any) -> str:
    raise ValueError(REKENFOUT)


ALS_TEKST: dict[str, Callable[[Any, Any], str]] = {
    "s": _woorden,
    "inlineStr": _woorden,
    "n": _getal,
    "d": _dag,
    "b": _waar,
    "f": _formule,
    "e": _rekenfout,
}
