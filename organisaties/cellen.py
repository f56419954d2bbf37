"""Texts in cells that need care, in pairs that give every text back exactly.

``ontschadig`` and ``herstel``: what a spreadsheet would run as a formula gets one apostrophe (ASVS
5.0, 1.2.10, with the line ends and full-width signs that OWASP adds). ``naar_xlsx`` and
``uit_xlsx``: what XML cannot hold is written the way Excel does, as ``_xFFFE_``.
"""

from __future__ import annotations

import re

TEKENS = "=+-@\t\r\n\0＝＋－＠"
VERDACHT = frozenset(f"'{TEKENS}")  # a text that begins otherwise is left alone
_FORMULE = re.compile(f"'*[{re.escape(TEKENS)}]")


def ontschadig(cel: str) -> str:
    """Put a quote before a text that a spreadsheet would run as a formula.

    A text that already is such a text behind quotes gets one more, so that ``herstel`` can give
    back every text exactly.
    """
    return f"'{cel}" if _FORMULE.match(cel) else cel


def herstel(cel: str) -> str:
    """Give back the text as it was before ``ontschadig``, for reading a file of our own."""
    return cel[1:] if cel[:1] == "'" and _FORMULE.match(cel) else cel


# What XML 1.0 cannot hold, and what Excel would take for such an escape.
_ONGELDIG = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
_ESCAPE = re.compile(
    r"_x(?:(005F)_(?=x[0-9A-Fa-f]{4}_)|(000[0-8BCEF]|001[0-9A-F]|D[89A-F][0-9A-F]{2}|FFF[EF])_)"
)


def naar_xlsx(cel: str) -> str:
    return _ONGELDIG.sub(lambda match: f"_x{ord(match[0]):04X}_", cel)


def uit_xlsx(cel: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), cel)
