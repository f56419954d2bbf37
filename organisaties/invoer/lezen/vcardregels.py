"""The lines of a vCard file, unfolded and sorted into cards, whatever program wrote it.

The file is read line by line and what we do not use, such as a photograph, is never held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from typing import Any

from organisaties.invoer.bron import BestandGeweigerd

MEESTE_REGELS = 2_000_000  # a file of the largest size, well filled, has a third of that
STUK = 64 * 1024  # characters of a line read at once
LANGSTE_WAARDE = 4_000  # of a property that we use, in bytes
LANGSTE_KAART = 64 * 1024  # all that we use of one card

# Properties that are one text, and all that we use.
ENKEL = frozenset(
    """FN TITLE ROLE EMAIL TEL URL UID KIND X-ABSHOWAS VERSION X-SOCIALE-KAART-ORGANISATIE
    """.split()  # noqa: SIM905
)
GEBRUIKT = ENKEL | {"N", "ORG", "ADR"}
_RAND = ("BEGIN", "END")
_KOP = re.compile(r'(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;(?:[^":]|"[^"]*")*)?):', re.ASCII)
_DEEL = re.compile(r'(?:[^;"]|"[^"]*")+')
_AFGEKAPT = "de kaart is niet af: END:VCARD ontbreekt"


@dataclass
class Regel:
    """A property as it stands in the file: its line number, name, parameters and raw value."""

    nummer: int
    naam: str
    parameters: list[str]
    waarde: bytearray
    fout: str = ""

    @property
    def gebruikt(self) -> bool:
        return self.naam in GEBRUIKT or self.naam in _RAND

    @property
    def quoted(self) -> bool:
        return any(p.upper().endswith("QUOTED-PRINTABLE") for p in self.parameters)

    @property
    def loopt_door(self) -> bool:
        """Whether a soft line end of quoted-printable says that the next line belongs to it."""
        return self.quoted and self.waarde.endswith(b"=")

    def eindig(self) -> None:
        """Take the soft line end away: an empty line follows it, and so nothing does."""
        if self.loopt_door:
            del self.waarde[-1:]

    def erbij(self, tekst: str) -> None:
        self.eindig()
        if not self.gebruikt:  # of a photograph only the last sign matters
            self.waarde[:] = tekst[-1:].encode("latin-1")
        elif len(self.waarde) + len(tekst) > LANGSTE_WAARDE:
            self.fout = f"regel {self.nummer} is te lang"
        else:
            self.waarde += tekst.encode("latin-1")


def _bronregels(handle: Any) -> Iterator[tuple[int, bool, str]]:
    """Give line number, whether a line begins here, and the bytes as Latin-1, without line end.

    All line ends count (CRLF, LF, CR). A long line comes in pieces.
    """
    start = handle.read(3)
    handle.seek(len(start) if start == b"\xef\xbb\xbf" else 0)
    wide = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = TextIOWrapper(handle, "utf-16" if wide else "latin-1", errors="replace")
    number, whole = 0, True
    while piece := text.readline(STUK):
        number += whole
        if number > MEESTE_REGELS:
            raise BestandGeweigerd("Er staan te veel regels in dit bestand. Verdeel de contacten.")
        line = piece.rstrip("\n")
        yield number, whole, line.encode("utf-8").decode("latin-1") if wide else line
        whole = piece.endswith("\n")


def _regels(bronregels: Iterable[tuple[int, bool, str]]) -> Iterator[Regel]:
    """Unfold: a line that begins with a blank, or that follows a soft line end, is not its own."""
    current: Regel | None = None
    for number, whole, text in bronregels:
        folded = whole and text[:1] in (" ", "\t")
        if current and (not whole or folded or (current.loopt_door and text)):
            current.erbij(text[1:] if folded and not current.quoted else text)
            continue
        if not text.strip():
            if current:
                current.eindig()
            continue
        begun = _begin(number, text)
        if begun is None:
            if current:
                _los(current, number)
            continue
        if current:
            yield current
        current = begun
    if current:
        yield current


def _begin(number: int, text: str) -> Regel | None:
    match = _KOP.match(text)
    if match is None:
        return None
    regel = Regel(number, match[1].upper(), _DEEL.findall(match[2][:LANGSTE_WAARDE]), bytearray())
    regel.erbij(text[match.end() :])
    return regel


def _los(current: Regel, number: int) -> None:
    """Note a line that is no property: harmless in a note or a photograph, not in a name."""
    if current.gebruikt:
        current.fout = current.fout or f"regel {number} is niet te lezen"


@dataclass
class Ruw:
    """The lines of one card that we use; ``fout`` when it is broken."""

    regels: list[Regel] = field(default_factory=list)
    lengte: int = 0
    fout: str = ""

    def erbij(self, regel: Regel) -> None:
        self.fout = self.fout or regel.fout
        self.lengte += len(regel.waarde) + 20
        if self.lengte > LANGSTE_KAART:
            self.fout, self.regels = self.fout or "er staat te veel op", []
        elif regel.naam in GEBRUIKT:
            self.regels.append(regel)


def ruwe_kaarten(handle: Any) -> Iterator[Ruw]:
    """Sort the lines of an open file (bytes) into cards; what stands outside a card is left out."""
    card: Ruw | None = None
    for regel in _regels(_bronregels(handle)):
        edge = _rand(regel)
        if edge and card:
            card.fout = card.fout or ("" if edge == "END" else _AFGEKAPT)
            yield card
        if edge:
            card = Ruw(fout=regel.fout) if edge == "BEGIN" else None
        elif card:
            card.erbij(regel)
    if card:
        card.fout = card.fout or _AFGEKAPT
        yield card


def _rand(regel: Regel) -> str:
    """Say BEGIN or END for the line that opens or closes a card."""
    if regel.naam not in _RAND:
        return ""
    return regel.naam if regel.waarde.strip().upper() == b"VCARD" else ""
