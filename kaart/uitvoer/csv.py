"""CSV that Dutch Excel opens with a double click: RFC 4180, ``;``, CRLF, UTF-8 with BOM.

No ``sep=`` line: with it Excel ignores the BOM, and other readers get a bad first row.
"""

import csv
import io
from collections.abc import Iterator

from kaart.uitvoer.kolommen import KOPPEN, cellen
from kaart.uitvoer.rijen import Bron
from organisaties.cellen import VERDACHT, ontschadig
from wijken.porties import in_porties

MEDIATYPE = "text/csv; charset=utf-8"
BOM = b"\xef\xbb\xbf"
REGELS = 250  # rows in one piece of the answer


def maak(bron: Bron) -> Iterator[bytes]:
    yield BOM + _regels([list(KOPPEN)])
    for rijen in in_porties(bron.rijen(), REGELS):
        yield _regels(
            [[ontschadig(c) if c[:1] in VERDACHT else c for c in cellen(r)] for r in rijen]
        )


def _regels(regels: list[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(regels)
    return buffer.getvalue().encode("utf-8", "replace")
