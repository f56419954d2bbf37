"""CSV that Dutch Excel opens with a double click: RFC 4180, ``;``, CRLF, UTF-8 with BOM.

No ``sep=`` line: with it Excel ignores the BOM, and other readers get a bad first row.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from kaart.uitvoer.lijst import Lijst
from organisaties.cellen import VERDACHT, ontschadig
from wijken.porties import in_porties

MEDIATYPE = "text/csv; charset=utf-8"
BOM = b"\xef\xbb\xbf"
REGELS = 250  # rows in one piece of the answer


def tabel(rijen: Iterable[Iterable[object]]) -> bytes:
    """Write a small table as a whole."""
    return BOM + _regels([[ontschadig(str(cell)) for cell in row] for row in rijen])


def maak(lijst: Lijst) -> Iterator[bytes]:
    yield BOM + _regels([list(lijst.koppen)])
    write = lijst.cellen
    for rows in in_porties(lijst.regels(), REGELS):
        yield _regels([[ontschadig(c) if c[:1] in VERDACHT else c for c in write(r)] for r in rows])


def _regels(regels: list[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(regels)
    return buffer.getvalue().encode("utf-8", "replace")
