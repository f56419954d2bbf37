"""What the national registers share: which rows are ours, and notes on what is wrong in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.conf import settings

from organisaties.invoer.bron import vaste_uuid
from organisaties.invoer.lezen.waarden import regel, zelfde_plaats

T = TypeVar("T")
ANDERE_GEMEENTE = "andere gemeente"
_ONTHOUDEN = 2_000  # spellings of municipalities; there are some 350 of them


class Velden(dict[str, str]):
    """The cells of a row by the names that we use, tidied when asked; a missing one is empty."""

    def __init__(self, kolommen: Mapping[str, str], cellen: Mapping[str, str]) -> None:
        super().__init__()
        self._kolommen, self._cellen = kolommen, cellen

    def __missing__(self, naam: str) -> str:
        cell = self._cellen.get(self._kolommen.get(naam, ""), "")
        # Most are empty or one word.
        value = self[naam] = cell if not cell or cell.isalnum() else regel(cell)
        return value

    def zoals_het_stond(self, namen: Iterable[str]) -> dict[str, str]:
        """Give these cells untouched, by the headers of the file."""
        column, cell = self._kolommen.get, self._cellen.get
        return {header: cell(header, "") for naam in namen if (header := column(naam))}


@dataclass
class Aantekeningen:
    """What is wrong in a row (then it is refused), and what somebody should look at."""

    fouten: list[str] = field(default_factory=list)
    let_op: list[str] = field(default_factory=list)

    def moet(self, lees: Callable[[str], T], tekst: str, leeg: T) -> T:
        """Read what the row cannot do without; a fault refuses the row."""
        try:
            return lees(tekst)
        except ValueError as error:
            self.fouten.append(str(error))
            return leeg

    def mag(self, lees: Callable[[str], T], tekst: str, leeg: T, zin: str = "") -> T:
        """Read what the row can do without; a fault leaves it out and says so."""
        if not tekst:
            return leeg
        try:
            return lees(tekst)
        except ValueError as error:
            self.let_op.append(f"{zin or error} Wij laten het weg.")
            return leeg


class EigenGemeente:
    """Tells which rows are of our municipality, by CBS code (0518, 518, GM0518) or else by name."""

    def __init__(self) -> None:
        self._code = _kale_code(settings.KAART["gemeente"])
        self._bekend: dict[tuple[str, str], bool] = {}

    def __call__(self, code: str, naam: str) -> bool:
        if (known := self._bekend.get((code, naam))) is not None:
            return known
        answer = self._code == _kale_code(code) if regel(code) else self._op_naam(naam)
        if len(self._bekend) < _ONTHOUDEN:
            self._bekend[code, naam] = answer
        return answer

    @staticmethod
    def _op_naam(naam: str) -> bool:
        return zelfde_plaats(regel(naam), settings.KAART["plaats"])


def _kale_code(code: str) -> str:
    return regel(code).strip("'").upper().removeprefix("GM").lstrip("0")


def niets_van_ons(gelezen: int) -> str:
    """Say why a file without a row of ours is refused."""
    place, code = settings.KAART["plaats"], settings.KAART["gemeente"]
    if not gelezen:
        return "Dit bestand heeft geen rijen onder de kop. Haal het bestand opnieuw op."
    return (
        f"Geen van de {gelezen} rijen gaat over {place} ({code}). Kies het landelijke bestand,"
        f" of een bestand van {place}."
    )


def algemeen_contact(
    bron: str, sleutel: str, *, email: str = "", telefoon: str = ""
) -> dict[str, list[Any]]:
    """Give the general contact of an entry as an addition, none when there is no way to reach."""
    if not email and not telefoon:
        return {}
    uuid = vaste_uuid(bron, f"{sleutel}/contact")
    return {"contacten": [{"uuid": uuid, "naam": "", "email": email, "telefoon": telefoon}]}
