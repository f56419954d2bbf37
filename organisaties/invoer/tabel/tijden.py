"""Cells with opening hours and waiting times."""

from __future__ import annotations

import re
from typing import Any

from import_export.widgets import Widget

from organisaties.invoer.lezen import waarden
from organisaties.invoer.lezen.waarden import kort
from organisaties.leesbaar import DAGEN
from organisaties.models import Openingstijd

from .notatie import TUSSEN, hef_op, ontsnap, stukken

LANGSTE = 400  # what is longer is no time, and slow to look through
_VOLUIT = [str(label) for label in Openingstijd.Dag.labels]
_REEKS = {"dagelijks": range(1, 8), "werkdagen": range(1, 6), "weekend": range(6, 8)}
_DAGEN_EN_UREN = re.compile(r"([^\d]+?)[\s:]*(?:\bvan\s+)?(\d.*)", re.DOTALL)
_TOT_EN_MET = re.compile(r"\s*(?:t/m|tot en met|tot|-|–|—)\s*")
_EN = re.compile(r"\s*(?:,|&|\+|\ben\b)\s*")
_UUR = r"(\d{1,2})(?:[:.u](\d{2}))?\s*(?:uur|u)?"
_VAN_TOT = re.compile(rf"{_UUR}\s*(?:-|–|—|tot)\s*{_UUR}")
_WACHT = re.compile(
    r"(\d+)\s*(?:weken|week|wk)?[\s,]*gemeld\s+op\s+(.+?)(?:\s+door\s+(.+))?",
    re.DOTALL | re.IGNORECASE,
)
_UREN_GOED = "Schrijf dag en uren, zoals “ma 08:30-17:00; wo t/m vr 09:00-12:30”."
_WACHT_GOED = "Schrijf het zoals “6 weken, gemeld op 01-09-2026 door de organisatie”."


class Uren(Widget):
    """Weekly hours: "ma 08:30-17:00; di 09:00-12:30"; read also with "t/m" and "en"."""

    def render(self, value: list[list[Any]], **_kwargs: Any) -> str:
        return TUSSEN.join(f"{DAGEN[dag - 1]} {van}-{tot}" for dag, van, tot in value)

    def clean(self, value: str, **_kwargs: Any) -> list[list[Any]]:
        rows = {row for piece in stukken(value.casefold(), ";\n") for row in _uren(piece)}
        return [list(row) for row in sorted(rows)]


def _uren(tekst: str) -> list[tuple[int, str, str]]:
    match = _DAGEN_EN_UREN.fullmatch(tekst) if len(tekst) <= LANGSTE else None
    hours = [_VAN_TOT.fullmatch(part.strip()) for part in _EN.split(match[2])] if match else []
    if match is None or None in hours:
        raise ValueError(f"{kort(tekst)} lezen wij niet. {_UREN_GOED}")
    days = [day for part in _EN.split(match[1].strip()) if part for day in _dagen(part)]
    return [
        (day, _tijd(tekst, van, van_minuut), _tijd(tekst, tot, tot_minuut))
        for day in days
        for van, van_minuut, tot, tot_minuut in (found.groups() for found in hours if found)
    ]


def _dagen(tekst: str) -> range:
    if tekst in _REEKS:
        return _REEKS[tekst]
    first, *rest = _TOT_EN_MET.split(tekst)
    van = _dag(first)
    tot = _dag(rest[-1]) if rest else van
    if len(rest) > 1 or tot < van:
        raise ValueError(f"{kort(tekst)} zijn geen dagen. {_UREN_GOED}")
    return range(van, tot + 1)


def _dag(tekst: str) -> int:
    word = tekst.strip(" .")
    for number, day in enumerate(_VOLUIT, start=1):
        if len(word) > 1 and (day.startswith(word) or word == f"{day}s"):
            return number
    raise ValueError(f"{kort(tekst)} is geen dag. {_UREN_GOED}")


def _tijd(tekst: str, uur: str, minuut: str | None) -> str:
    if int(uur) > 23 or int(minuut or 0) > 59:
        raise ValueError(f"In {kort(tekst)} staat een tijd die niet bestaat. {_UREN_GOED}")
    return f"{int(uur):02}:{int(minuut or 0):02}"


class Wachttijden(Widget):
    """Reported waiting times: "6 weken, gemeld op 2026-09-01 door de organisatie"."""

    def render(self, value: list[dict[str, Any]], **_kwargs: Any) -> str:
        return TUSSEN.join(map(_wacht, value))

    def clean(self, value: str, **_kwargs: Any) -> list[dict[str, Any]]:
        return [_lees_wacht(piece) for piece in stukken(value, ";\n")]


def _wacht(rij: dict[str, Any]) -> str:
    by = f" door {ontsnap(rij['gemeld_door'])}" if rij["gemeld_door"] else ""
    return f"{rij['weken']} weken, gemeld op {rij['gemeld_op']}{by}"


def _lees_wacht(tekst: str) -> dict[str, Any]:
    match = _WACHT.fullmatch(tekst) if len(tekst) <= LANGSTE else None
    if match is None:
        raise ValueError(f"{kort(tekst)} is geen wachttijd met een dag. {_WACHT_GOED}")
    return {
        "weken": waarden.getal(match[1]),
        "gemeld_op": waarden.datum(match[2]),
        "gemeld_door": hef_op(match[3] or ""),
    }
