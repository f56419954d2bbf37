"""The rows that a plan refused, each with its reason: to mend in a spreadsheet and upload again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from organisaties.cellen import herstel, ontschadig, uit_xlsx
from organisaties.invoer import opslag
from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.tabel import open_tabel
from organisaties.invoer.lezen.verbeterd import REDEN
from organisaties.invoer.tabel.formaten import als_csv, als_xlsx
from organisaties.invoer.tabel.kolommen import KOLOMMEN
from organisaties.models import Invoer, Invoerregel

from .invoerrecht import Blik

SOORTEN = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Geweigerd:
    """The refused rows of one plan, as one user may see them."""

    def __init__(self, invoer: Invoer, blik: Blik) -> None:
        self.invoer, self.blik = invoer, blik
        lot = Invoerregel.Lot.GEWEIGERD
        self.regels = [] if blik.niets else list(invoer.regels.filter(lot=lot))
        self.kop = blik.kolommen(self._kop())

    def bestand(self, soort: str) -> bytes:
        """Give the file; ``soort`` is "csv" or "xlsx"."""
        rows = [[REDEN, *self.kop], *self._rijen()]
        if soort == "xlsx":
            return als_xlsx({"Geweigerd": rows})
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(rows)
        return als_csv(text.getvalue())

    def _rijen(self) -> Iterator[list[str]]:
        for regel in self.regels:
            reason = f"Regel {regel.nummer}: {self.blik.reden(regel)}"
            cells = [self._cel(regel.cellen.get(name, "")) for name in self.kop]
            yield [ontschadig(reason), *cells]

    def _cel(self, cel: str) -> str:
        """Write a cell as it stood, made harmless once: one of our own tables has its quote."""
        text = uit_xlsx(cel) if self.invoer.bestand.lower().endswith(".xlsx") else cel
        return ontschadig(herstel(text))

    def _kop(self) -> list[str]:
        """Give the columns in the order of the file, or else of our own tables."""
        names = dict.fromkeys(name for regel in self.regels for name in regel.cellen)
        names.pop(REDEN, None)
        known = {name: place for place, name in enumerate(self._bekend())}
        return sorted(names, key=lambda name: known.get(name, len(known)))

    def _bekend(self) -> Sequence[str]:
        try:
            if opslag.is_er_nog(self.invoer):
                return open_tabel(opslag.pad(self.invoer.opslag)).kop
        except BestandGeweigerd:
            pass
        return list(KOLOMMEN)
