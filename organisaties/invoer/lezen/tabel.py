"""Open a table, whatever it is written in: CSV in its dialects, or an Excel file.

What a file is, is read from its content; the name says nothing for certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.basis import MAX_BYTES, Tabelrij
from organisaties.invoer.lezen.csv_bestand import CsvBestand, open_csv
from organisaties.invoer.lezen.xlsx_bestand import XlsxBestand, open_xlsx

__all__ = ["Tabel", "Tabelrij", "open_tabel"]

OPSLAAN = "Sla de tabel op als Excel-bestand (.xlsx) of als CSV UTF-8."
ONBEREIKBAAR = "Het bestand kan niet worden gelezen. Kijk of het er nog is en of u erbij mag."
# How the content begins, in small letters where it is text, and what the file then is.
ANDERS = (
    (b"%pdf", "een PDF"),
    (b"\xd0\xcf\x11\xe0", "een oud Excel-bestand (.xls) of een bestand met een wachtwoord"),
    (b"\x89png", "een plaatje"),
    (b"\xff\xd8\xff", "een plaatje"),
    (b"gif8", "een plaatje"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"7z\xbc\xaf", "een ingepakt bestand"),
    (b"rar!\x1a", "een ingepakt bestand"),
    (b"{\\rtf", "een document"),
    (b"<!doctype", "een webpagina"),
    (b"<html", "een webpagina"),
    (b"<?xml", "een XML-bestand"),
    (b'{"', "een JSON-bestand"),
    (b"[{", "een JSON-bestand"),
    (b"begin:vcard", "een bestand met contacten (vCard)"),
)
ZIP = (b"pk\x03\x04", b"pk\x05\x06", b"pk\x07\x08")


@dataclass(frozen=True)
class Tabel:
    """A table in a file: ``kop`` are the names of its columns, ``soort`` is "csv" or "xlsx"."""

    bestand: CsvBestand | XlsxBestand

    @property
    def kop(self) -> tuple[str, ...]:
        return self.bestand.kop.kolommen

    @property
    def soort(self) -> str:
        return "csv" if isinstance(self.bestand, CsvBestand) else "xlsx"

    def rijen(self) -> Iterator[Tabelrij]:
        """Read the rows, as often as asked; blank ones are passed over.

        Raises BestandGeweigerd for what only shows while reading, such as a file that was cut off.
        """
        try:
            yield from self.bestand.lees()
        except OSError as exc:
            raise BestandGeweigerd(ONBEREIKBAAR) from exc


def open_tabel(pad: Path) -> Tabel:
    """Look at a file and read its header; raises BestandGeweigerd with a sentence in Dutch."""
    try:
        begin = _begin(pad)
        return Tabel(open_xlsx(pad) if begin.startswith(ZIP) else open_csv(pad))
    except OSError as exc:
        raise BestandGeweigerd(ONBEREIKBAAR) from exc


def _begin(pad: Path) -> bytes:
    if pad.is_dir():
        raise BestandGeweigerd("Dit is een map. Kies één bestand met een tabel.")
    if pad.exists() and not pad.is_file():
        raise BestandGeweigerd(f"Dit is geen gewoon bestand. {OPSLAAN}")
    if pad.stat().st_size > MAX_BYTES:
        raise BestandGeweigerd(
            f"Het bestand is groter dan {MAX_BYTES // 1_000_000} MB."
            " Verdeel het over meer dan één bestand."
        )
    with pad.open("rb") as file:
        begin = file.read(32).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, what in ANDERS:
        if begin.startswith(mark):
            raise BestandGeweigerd(f"Dit bestand is {what}, geen tabel. {OPSLAAN}")
    return begin
