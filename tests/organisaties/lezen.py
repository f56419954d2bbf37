"""Help for the tests of the readers: files as bytes, and what comes out of them."""

import csv
import io
import zipfile

import openpyxl
import pytest

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.tabel import open_tabel


def bestand(tmp_path, inhoud, naam="tabel.csv"):
    pad = tmp_path / naam
    pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return pad


def gelezen(pad):
    """The header and the rows, none of which may have a fault."""
    tabel = open_tabel(pad)
    rows = list(tabel.rijen())
    assert [row.fout for row in rows if row.fout] == []
    return tabel.kop, [list(row.cellen.values()) for row in rows]


def fouten(pad):
    """The rows that cannot be used: number and reason."""
    return [(row.nummer, row.fout) for row in open_tabel(pad).rijen() if row.fout]


def weigering(pad):
    """Why the file as a whole is refused, at once or while reading."""
    with pytest.raises(BestandGeweigerd) as caught:
        list(open_tabel(pad).rijen())
    return str(caught.value)


def als_csv(rijen, **opties):
    """A table written by somebody else's program: the standard library."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, **{"delimiter": ";", **opties}).writerows(rijen)
    return buffer.getvalue()


def als_xlsx(*bladen):
    """An Excel file; each sheet is a list of rows, or a function that fills the sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for blad in bladen:
        sheet = book.create_sheet()
        if callable(blad):
            blad(sheet)
        else:
            for row in blad:
                sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ander_deel(xlsx, naam, inhoud, **opties):
    """The same Excel file with one part replaced or added; without content, left out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != naam:
                new.writestr(part, old.read(part))
        if inhoud is not None:
            new.writestr(naam, inhoud, **opties)
    return buffer.getvalue()
