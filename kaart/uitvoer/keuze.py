"""What a visitor chooses about a file: a row per entry or per person, columns, since last time.

These are parameters of the output. They never change which entries answer the question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from kaart.uitvoer.kolommen import INGANG, PERSOON, Kolom, kolommen_van
from kaart.uitvoer.lijst import BEIDE

VORIGE = "vorige"
_LANGST = 40  # characters of an unknown value that are said back
_HOOGSTENS = 5  # unknown values that are said back
_ALTIJD = {INGANG: ("id",), PERSOON: ("id", "organisatie")}  # what a difference is known by


class KeuzeFout(Exception):  # noqa: N818 -- a Dutch name says it
    """A choice that cannot be made; holds the lines that say which, and what would be right."""

    def __init__(self, regels: list[str]) -> None:
        super().__init__("\n".join(regels))
        self.regels = regels


@dataclass(frozen=True)
class Keuze:
    """The choices about one file, checked."""

    per: str
    kolommen: tuple[Kolom, ...]
    sinds: bool


def lees_keuze(data: QueryDict, soort: str, *, open: bool) -> Keuze:
    """Read the choices for a file of this kind ("csv", "xlsx", "vcf", "geojson").

    Cards and map layers have no columns, and a map layer has no persons: what is said about those
    is not looked at. Raises ``KeuzeFout``.
    """
    faults: list[str] = []
    per = _per(data, soort, faults)
    table = INGANG if per == BEIDE else per
    columns = kolommen_van(table, open=open)
    if soort in ("csv", "xlsx"):
        columns = _kolommen(data, columns, faults)
    since = _sinds(data, soort, faults)
    if faults:
        raise KeuzeFout(faults)
    return Keuze(per, _herkenbaar(columns, table, open=open) if since else columns, since)


def _per(data: QueryDict, soort: str, faults: list[str]) -> str:
    values = _waarden(data, "per")
    if any(value not in (INGANG, PERSOON) for value in values) or len(values) > 1:
        faults.append(_("Een rij per (per): schrijf ingang of persoon."))
    if soort == "geojson":
        return INGANG
    if not values:
        return BEIDE if soort == "vcf" else INGANG
    return values[0] if values[0] in (INGANG, PERSOON) else INGANG


def _kolommen(data: QueryDict, columns: tuple[Kolom, ...], faults: list[str]) -> tuple[Kolom, ...]:
    """Give the chosen columns in the order that was asked; all of them when none is."""
    by_code = {kolom.code: kolom for kolom in columns}
    asked = _waarden(data, "kolommen")
    unknown = [code for code in asked if code not in by_code]
    if unknown:
        faults.append(
            _("Kolommen (kolommen): %(onbekend)s kennen we niet. Kies uit: %(goed)s.")
            % {"onbekend": _genoemd(unknown), "goed": ", ".join(by_code)}
        )
    return tuple(by_code[code] for code in asked if code in by_code) or columns


def _sinds(data: QueryDict, soort: str, faults: list[str]) -> bool:
    values = _waarden(data, "sinds")
    if not values:
        return False
    if values != [VORIGE]:
        faults.append(_("Sinds (sinds): schrijf vorige, of laat het weg."))
    elif soort == "geojson":
        faults.append(_("Sinds (sinds): dat kan met csv, xlsx en vcf, niet met geojson."))
    return True


def _waarden(data: QueryDict, naam: str) -> list[str]:
    """Read a parameter that may be repeated, and may hold several values with commas."""
    parts = (part.strip() for value in data.getlist(naam) for part in value.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def _genoemd(waarden: Iterable[str]) -> str:
    short = [v if len(v) <= _LANGST else f"{v[:_LANGST]}…" for v in waarden]
    named = ", ".join(f"“{v}”" for v in short[:_HOOGSTENS])
    return named if len(short) <= _HOOGSTENS else f"{named}, …"


def _herkenbaar(
    columns: tuple[Kolom, ...],
    per: str,
    *,
    open: bool,
) -> tuple[Kolom, ...]:
    """Add what a row that is gone is known by, when it was not chosen."""
    chosen = {kolom.code for kolom in columns}
    missing = [code for code in _ALTIJD[per] if code not in chosen]
    return (*columns, *(k for k in kolommen_van(per, open=open) if k.code in missing))
