"""What CSV and XLSX have in common: the row, the header, the limits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from organisaties.invoer.bron import BestandGeweigerd

MAX_BYTES = 250_000_000  # of a file on disk; an upload has a limit of its own
MAX_KOLOMMEN = 200
MAX_RIJEN = 250_000  # rows with something in them
MAX_NUMMER = 1_048_576  # the last row that a spreadsheet knows; blank ones count too
MAX_CEL = 20_000  # characters
INGEPAKT = re.compile(r'="((?:[^"]|"")*)"', re.DOTALL)  # ="00123": how tables keep their zeros


class Tabelrij(NamedTuple):
    """A row as it stands in the file.

    ``nummer`` is what a spreadsheet shows beside it; the header is usually row 1. ``cellen`` holds
    texts by header. ``fout`` (Dutch) says why the row cannot be used; its cells are then as far as
    they could be read.
    """

    nummer: int
    cellen: dict[str, str]
    fout: str = ""


@dataclass(frozen=True)
class Kop:
    """The header: names by position, empty for a column without one. Raises BestandGeweigerd."""

    namen: tuple[str, ...]

    @classmethod
    def van(cls, cellen: Sequence[str]) -> Kop:
        names = [cel.strip() for cel in cellen]
        while names and not names[-1]:
            names.pop()
        _keur(names)
        return cls(tuple(names))

    @cached_property
    def kolommen(self) -> tuple[str, ...]:
        return tuple(name for name in self.namen if name)

    @cached_property
    def gewoon(self) -> bool:
        """Whether every column has a name."""
        return len(self.kolommen) == len(self.namen)

    def rij(self, nummer: int, cellen: Sequence[str], fout: str = "") -> Tabelrij:
        """Make a row with all care; cells that are missing at the end are empty."""
        fout = fout or self._bezwaar(nummer, cellen)
        texts = [pak_uit(cel).replace("\0", "\N{REPLACEMENT CHARACTER}") for cel in cellen]
        texts += [""] * (len(self.namen) - len(texts))
        row = dict(zip(self.namen, texts, strict=False))
        row.pop("", None)
        return Tabelrij(nummer, row, fout)

    def _bezwaar(self, nummer: int, cellen: Sequence[str]) -> str:
        for index, cel in enumerate(cellen):
            if cel.strip() and index >= len(self.namen):
                return (
                    f"De rij heeft meer cellen ({len(cellen)}) dan er kolommen zijn"
                    f" ({len(self.namen)}). Zet een tekst waar het scheidingsteken in voorkomt"
                    " tussen dubbele aanhalingstekens."
                )
            if cel.strip() and not self.namen[index]:
                return f"Cel {plek(index, nummer)} is gevuld, maar de kolom heeft geen naam."
            if "\0" in cel:
                return f"Cel {plek(index, nummer)} bevat een teken zonder betekenis (NUL)."
            if len(cel) > MAX_CEL:
                return (
                    f"Cel {plek(index, nummer)} heeft meer dan {MAX_CEL} tekens. Kort de tekst in."
                )
        return ""


def _keur(names: list[str]) -> None:
    if not names:
        raise BestandGeweigerd(
            "Het bestand is leeg. Zet op de eerste rij de namen van de kolommen"
            " en daaronder de gegevens."
        )
    if len(names) > MAX_KOLOMMEN:
        raise BestandGeweigerd(
            f"Het bestand heeft {len(names)} kolommen; het mogen er {MAX_KOLOMMEN} zijn."
            " Haal weg wat niet nodig is."
        )
    if any("\0" in name for name in names):
        raise BestandGeweigerd(GEEN_TABEL)
    if double := [name for name, times in Counter(filter(None, names)).items() if times > 1]:
        raise BestandGeweigerd(
            f"De kolom '{kort(double[0])}' komt meer dan één keer voor."
            " Geef elke kolom een eigen naam."
        )


GEEN_TABEL = (
    "Dit bestand is geen tabel. Sla de tabel op als Excel-bestand (.xlsx) of als CSV UTF-8."
)
ALLEEN_KOP = "Het bestand heeft alleen een kopregel. Zet de gegevens op de rijen daaronder."
TE_VEEL_RIJEN = (
    f"Het bestand heeft meer dan {MAX_RIJEN} rijen. Verdeel het over meer dan één bestand."
)


def pak_uit(cel: str) -> str:
    """Take a text out of ``="..."``."""
    found = INGEPAKT.fullmatch(cel) if cel.startswith('="') else None
    return found[1].replace('""', '"') if found else cel


def plek(index: int, nummer: int) -> str:
    """Name a cell as a spreadsheet does, such as C5; the first index is 0."""
    return f"{get_column_letter(index + 1)}{nummer}"


def kort(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
