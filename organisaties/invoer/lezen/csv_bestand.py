"""Comma separated values in all their dialects, as a stream of rows.

Separators ``;`` ``,`` tab and ``|``; quotes as in RFC 4180, an apostrophe never is one. A row that
lacks cells at the end is read with empty ones, since Excel leaves them out at times; but it must
have at least half of them and its line must have an end, or it may be a row that was cut.
Nothing is set for the whole process (``csv.field_size_limit``): the lines are measured here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.basis import (
    ALLEEN_KOP,
    GEEN_TABEL,
    MAX_CEL,
    MAX_NUMMER,
    MAX_RIJEN,
    TE_VEEL_RIJEN,
    Kop,
    Tabelrij,
)
from organisaties.invoer.lezen.codering import Codering, bepaal_codering

SCHEIDINGEN = (";", ",", "\t", "|")
MONSTER = 65_536  # characters that show which separator it is
MAX_NUL = 100  # a text has fewer than one NUL in so many characters
MAX_REGEL = 1_000_000  # characters of a row, all its lines together
SEP_REGEL = re.compile(r'"?sep=([;,\t|])"?(\r\n|\r|\n)', re.IGNORECASE)  # Excel's own first line
NIET_GESLOTEN = (
    "Rij {nummer} begint een tekst met een dubbel aanhalingsteken dat niet wordt gesloten{gevolg}."
)
QUOTE = (
    "Een dubbel aanhalingsteken staat verkeerd. Zet de hele cel tussen dubbele aanhalingstekens"
    ' en verdubbel die binnen de cel: "Zaal ""De Linde""".'
)


@dataclass(frozen=True)
class CsvBestand:
    pad: Path
    codering: Codering
    scheiding: str
    sep_regel: bool
    kop: Kop
    kopnummer: int

    def lees(self) -> Iterator[Tabelrij]:
        with _tekst(self.pad, self.codering) as stream:
            if self.sep_regel:
                stream.readline(MAX_REGEL)
            yield from self._rijen(_Records(stream, self.scheiding))

    def _rijen(self, records: _Records) -> Iterator[Tabelrij]:
        """Give the rows after the header; the first branch is the way of nearly all of them."""
        names, width = self.kop.namen, len(self.kop.namen)
        normal, filled = self.kop.gewoon, 0
        for cells in islice(records, self.kopnummer, None):
            if (
                normal
                and len(cells) == width
                and cells[0]
                and not cells[0].isspace()
                and not records.bijzonder
                and records.tekens <= MAX_CEL
            ):
                yield Tabelrij(records.nummer, dict(zip(names, cells, strict=True)), "")
            elif records.fout or any(cell and not cell.isspace() for cell in cells):
                yield self.kop.rij(
                    records.nummer, cells, records.fout or self._kort(cells, records)
                )
            else:
                continue
            filled += 1
            if filled > MAX_RIJEN:
                raise BestandGeweigerd(TE_VEEL_RIJEN)

    def _kort(self, cells: list[str], records: _Records) -> str:
        """Say what is wrong with a row that lacks cells; empty when that may be."""
        width = len(self.kop.namen)
        if len(cells) >= width:
            return ""
        if not records.regel.endswith(("\n", "\r")):
            return (
                f"De laatste rij heeft {len(cells)} cellen en er zijn {width} kolommen."
                " Het bestand is misschien afgekapt: haal of bewaar het opnieuw."
            )
        if len(cells) * 2 >= width:
            return ""
        return (
            f"De rij heeft {len(cells)} cellen en er zijn {width} kolommen."
            " Vul de rij aan, ook met lege cellen."
        )


class _Records:
    """The records of a CSV text, with what is to be known of the one that came last."""

    def __init__(self, stream: io.TextIOWrapper, separator: str) -> None:
        self.stream = stream
        self.separator = separator
        self.nummer = 0
        self._nieuw()

    def _nieuw(self) -> None:
        self.tekens = self.regels = 0
        self.bijzonder = False  # holds something that takes the careful way
        self.regel = self.fout = ""

    def _lines(self) -> Iterator[str]:
        readline = self.stream.readline
        while line := readline(MAX_REGEL + 1):
            self.regel = line
            self.regels += 1
            self.tekens += len(line)
            if self.tekens > MAX_REGEL:
                raise BestandGeweigerd(self._te_lang())
            if '="' in line or "\0" in line:
                self.bijzonder = True
            yield line

    def __iter__(self) -> Iterator[list[str]]:
        reader = csv.reader(self._lines(), delimiter=self.separator, strict=True)
        while True:
            self._nieuw()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as exc:
                cells = self._kapot(str(exc))
            except UnicodeError as exc:  # the file was changed while we read it
                raise BestandGeweigerd(GEEN_TABEL) from exc
            self.nummer += 1
            if self.nummer > MAX_NUMMER:
                raise BestandGeweigerd(TE_VEEL_RIJEN)
            yield cells

    def _kapot(self, reason: str) -> list[str]:
        """Keep trouble to its row when it is certain that no other row is swallowed with it."""
        if "end of data" in reason:
            gevolg = "; het bestand is afgekapt. Haal of bewaar het opnieuw"
            raise BestandGeweigerd(NIET_GESLOTEN.format(nummer=self.nummer + 1, gevolg=gevolg))
        too_long = "field larger" in reason
        if self.regels > 1 or (too_long and self.regel.count('"') % 2):
            raise BestandGeweigerd(
                NIET_GESLOTEN.format(
                    nummer=self.nummer + 1, gevolg=" of verkeerd staat. Verbeter die rij"
                )
            )
        self.bijzonder = True
        self.fout = f"Een cel heeft meer dan {MAX_CEL} tekens." if too_long else QUOTE
        return self.regel.rstrip("\r\n")[:MAX_CEL].split(self.separator)

    def _te_lang(self) -> str:
        return (
            f"Rij {self.nummer + 1} heeft meer dan {MAX_REGEL} tekens. Is het wel een tabel?"
            " Misschien wordt een dubbel aanhalingsteken niet gesloten."
        )


@contextmanager
def _tekst(pad: Path, codering: Codering) -> Iterator[io.TextIOWrapper]:
    with pad.open("rb") as file:
        file.seek(codering.begin)
        with io.TextIOWrapper(file, codering.naam, codering.fouten, newline="") as stream:
            yield stream


def open_csv(pad: Path) -> CsvBestand:
    """Find out how this file is written; raises BestandGeweigerd."""
    codering = bepaal_codering(pad)
    with _tekst(pad, codering) as stream:
        sample = stream.read(MONSTER)
    if sample.count("\0") * MAX_NUL > len(sample):
        raise BestandGeweigerd(GEEN_TABEL)
    sep = SEP_REGEL.match(sample)
    separator = sep[1] if sep else _scheiding(sample)
    with _tekst(pad, codering) as stream:
        if sep:
            stream.readline(MAX_REGEL)
        header, number = _kopregel(_Records(stream, separator))
    file = CsvBestand(pad, codering, separator, bool(sep), Kop.van(header), number)
    if next(file.lees(), None) is None:
        raise BestandGeweigerd(ALLEEN_KOP)
    return file


def _kopregel(records: _Records) -> tuple[list[str], int]:
    """Give the first record with something in it, and its number."""
    for cells in records:
        if records.fout:
            raise BestandGeweigerd(f"De kopregel is niet te lezen. {records.fout}")
        if any(cell.strip() for cell in cells):
            return cells, records.nummer
    return [], 0


def _scheiding(sample: str) -> str:
    """Give the separator that cuts most of the first records like the header."""
    return max(SCHEIDINGEN, key=lambda separator: _past(sample, separator))


def _past(sample: str, separator: str) -> tuple[int, int]:
    """Count the records as wide as the header, and its columns; a wide header wins when equal."""
    widths = list(islice(_breedten(sample, separator), 30))
    if not widths or widths[0] == 1:
        return 0, 0
    return widths.count(widths[0]), widths[0]


def _breedten(sample: str, separator: str) -> Iterator[int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        yield from (len(cells) for cells in reader if any(cell.strip() for cell in cells))
    except csv.Error:
        return
