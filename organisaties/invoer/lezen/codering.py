"""In which characters a text file is written.

UTF-8 (with a byte order mark or not), UTF-16 with its mark, else windows-1252. The childcare
register has had a UTF-8 mark in front of windows-1252, so the mark alone proves nothing: the whole
file is looked at, a block at a time.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from organisaties.invoer.bron import BestandGeweigerd

BLOK = 1 << 20  # bytes
HOOG = bytes(range(0x80, 0x100))
NIET_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
UTF8_TEKEN = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# As the very last byte, and the only one beyond ASCII, these are a letter of windows-1252 (Café)
# and not the first byte of a Dutch letter in UTF-8, which would be C3.
LOSSE_LETTER = "àáäçèéêëíîïñó".encode("cp1252")
HERSTEL = "kaart_als_cp1252"
AFGEKAPT = (
    "Het bestand is afgekapt: het houdt op in het midden van een letter."
    " Haal of bewaar het opnieuw."
)
ONLEESBAAR = (
    "De letters in dit bestand zijn niet te lezen."
    " Sla de tabel op als Excel-bestand (.xlsx) of als CSV UTF-8."
)


class Codering(NamedTuple):
    """``naam`` and ``fouten`` as ``open()`` takes them; ``begin``: bytes of the mark in front."""

    naam: str
    fouten: str = "strict"
    begin: int = 0


def _als_cp1252(exc: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as windows-1252."""
    if not isinstance(exc, UnicodeDecodeError):
        raise exc
    return exc.object[exc.start : exc.end].decode("cp1252", "replace"), exc.end


codecs.register_error(HERSTEL, _als_cp1252)


def bepaal_codering(pad: Path) -> Codering:
    """Find how this file is written; raises BestandGeweigerd when it is cut off or no text."""
    with pad.open("rb") as file:
        mark = file.read(3)
    if mark[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _utf16(pad, "utf-16-le" if mark[:2] == codecs.BOM_UTF16_LE else "utf-16-be")
    return _utf8_of_cp1252(pad, 3 if mark == codecs.BOM_UTF8 else 0)


def _blokken(pad: Path, begin: int) -> Iterator[bytes]:
    with pad.open("rb") as file:
        file.seek(begin)
        while block := file.read(BLOK):
            yield block


def _utf16(pad: Path, naam: str) -> Codering:
    decoder = codecs.getincrementaldecoder(naam)()
    try:
        for block in _blokken(pad, 2):
            decoder.decode(block)
    except UnicodeDecodeError as exc:
        raise BestandGeweigerd(ONLEESBAAR) from exc
    if decoder.getstate()[0]:
        raise BestandGeweigerd(AFGEKAPT)
    return Codering(naam, begin=2)


def _utf8_of_cp1252(pad: Path, begin: int) -> Codering:
    decoder = codecs.getincrementaldecoder("utf-8")()
    ascii_only = not begin
    try:
        for block in _blokken(pad, begin):
            ascii_only = decoder.decode(block).isascii() and ascii_only
    except UnicodeDecodeError:
        return _geen_utf8(pad, begin)
    rest = decoder.getstate()[0]
    if not rest:
        return Codering("utf-8", begin=begin)
    if ascii_only and len(rest) == 1 and rest in LOSSE_LETTER:
        return Codering("cp1252")
    raise BestandGeweigerd(AFGEKAPT)


def _geen_utf8(pad: Path, begin: int) -> Codering:
    """Choose by what is most: windows-1252, or UTF-8 with some damage (two files in one)."""
    good = lone = strange = 0
    for block in _blokken(pad, begin):
        rest, times = UTF8_TEKEN.subn(b"", block)
        good += times
        lone += len(rest) - len(rest.translate(None, HOOG))
        strange += len(block) - len(block.translate(None, NIET_IN_CP1252))
    if good > lone:
        return Codering("utf-8", HERSTEL, begin)
    if strange:
        raise BestandGeweigerd(ONLEESBAAR)
    return Codering("cp1252", begin=begin)
