"""CSV that Dutch Excel opens with a double click: RFC 4180, ``;``, CRLF, UTF-8 with BOM.

No ``sep=`` line: with it Excel ignores the BOM, and other readers get a bad first row.
"""

import csv
import io
import re
from collections.abc import Iterator

from kaart.uitvoer.kolommen import KOPPEN, cellen
from kaart.uitvoer.rijen import Bron, in_porties

MEDIATYPE = "text/csv; charset=utf-8"
BOM = b"\xef\xbb\xbf"
REGELS = 250  # rows in one piece of the answer
_EERSTE = frozenset("'=+-@\t\r\n\0")
_FORMULE = re.compile(r"'*[=+\-@\t\r\n\0]")


def ontschadig(cel: str) -> str:
    """Put a quote before a text that a spreadsheet would run as a formula (ASVS 5.0, 1.2.10).

    A text that already is such a text behind quotes gets one more, so that ``herstel`` can give
    back every text exactly.
    """
    return f"'{cel}" if _FORMULE.match(cel) else cel


def herstel(cel: str) -> str:
    """Give back the text as it was before ``ontschadig``, for reading a file of our own."""
    return cel[1:] if cel[:1] == "'" and _FORMULE.match(cel) else cel


def maak(bron: Bron) -> Iterator[bytes]:
    yield BOM + _regels([list(KOPPEN)])
    for rijen in in_porties(bron.rijen(), REGELS):
        yield _regels(
            [[ontschadig(c) if c[:1] in _EERSTE else c for c in cellen(r)] for r in rijen]
        )


def _regels(regels: list[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(regels)
    return buffer.getvalue().encode("utf-8", "replace")
