"""How a value is written in a cell, so that a colleague reads it and we read it back exactly.

Several values stand in one cell with "; " between them, the parts of a contact with " | ", one
contact on a line. A text that holds such a sign itself gets a backslash before it.
"""

from __future__ import annotations

import re

from organisaties.cellen import herstel, ontschadig
from organisaties.invoer.lezen.basis import MAX_CEL
from organisaties.zoeken import vouw

LEGEN = "(leeg)"  # empties a field; an empty cell leaves it as it is
TE_LANG = "(past niet in een cel)"  # stands for a value that no cell can hold; leaves it as it is
TUSSEN = "; "
_LETTERLIJK = re.compile(f"'*(?:{re.escape(LEGEN)}|{re.escape(TE_LANG)})", re.IGNORECASE)
_STUK = re.compile(r"\\.|[^\\\n;|]+|.", re.DOTALL)
_ONTSNAPT = re.compile(r"\\([\\n;|])")
_ONTSNAP = re.compile(r"[\\\n;|]")
_WOORD = re.compile(r"[^\W_]+")


def naar_cel(tekst: str) -> str:
    """Write a text as a cell that no spreadsheet runs and that is not one of our own words."""
    if len(tekst) >= MAX_CEL:
        return TE_LANG
    return f"'{tekst}" if _LETTERLIJK.fullmatch(tekst) else ontschadig(tekst)


def uit_cel(cel: str) -> str:
    """Give the text of a cell: the opposite of ``naar_cel``, with the line ends of a form."""
    cel = cel.replace("\r\n", "\n").replace("\r", "\n")
    return cel[1:] if cel[:1] == "'" and _LETTERLIJK.fullmatch(cel) else herstel(cel)


def maakt_leeg(cel: str) -> bool:
    return cel.strip().casefold() == LEGEN


def zegt_niets(cel: str) -> bool:
    """Whether this cell leaves the field as it is."""
    return cel.strip().casefold() in {"", TE_LANG}


def ontsnap(tekst: str) -> str:
    """Write a text that stands between separators."""
    return _ONTSNAP.sub(lambda m: "\\n" if m[0] == "\n" else f"\\{m[0]}", tekst)


def hef_op(tekst: str) -> str:
    """Read back what ``ontsnap`` wrote; any other backslash stays."""
    return _ONTSNAPT.sub(lambda m: "\n" if m[1] == "n" else m[1], tekst)


def stukken(tekst: str, scheiding: str) -> list[str]:
    """Cut at each of these signs that has no backslash before it; empty pieces are left out."""
    found = [""]
    for piece in _STUK.findall(tekst):
        if piece in scheiding:
            found.append("")
        else:
            found[-1] += piece
    return [piece.strip() for piece in found if piece.strip()]


def kern(tekst: str) -> str:
    """Give the words of a text for comparing: no case, accents or signs."""
    return " ".join(_WOORD.findall(vouw(tekst))) or tekst.strip().casefold()
