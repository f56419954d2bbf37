"""The parts about time: opening hours, and the last reported waiting time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from organisaties.foto import Foto
from organisaties.leesbaar import Leesbaar
from organisaties.models import Openingstijd
from organisaties.velden.tijden import MEESTE_WEKEN

from .invoervelden import DagVeld, TijdVeld
from .onderdelen import Fouten, Onderdeel

Rij = dict[str, Any]


class Uren(Onderdeel):
    """Opening hours: for each weekday two periods, and more where there are more."""

    sjabloon = "bewerken/deel/uren.html"
    minstens = 2

    def toon(self, beeld: Foto) -> list[list[Any]]:
        return [list(row) for row in beeld.get(self.naam) or []]

    def formuliervelden(self, deel: Any, data: Mapping[str, Any] | None) -> dict[str, forms.Field]:
        hours: dict[int, list[list[str]]] = defaultdict(list)
        for day, *period in deel:
            hours[day].append(period)
        fields: dict[str, forms.Field] = {}
        for day in Openingstijd.Dag:
            known = hours[day.value]
            for n in range(max(self.minstens, len(known), _meeste(data))):
                van, tot = known[n] if n < len(known) else ("", "")
                fields[f"tijd-{day.value}-{n}-van"] = _tijdveld(day, _("van"), n, van)
                fields[f"tijd-{day.value}-{n}-tot"] = _tijdveld(day, _("tot"), n, tot)
        return fields

    def lees(self, data: Mapping[str, Any]) -> list[list[Any]]:
        rows = {(day, van, tot) for _key, day, van, tot in self._paren(data) if van or tot}
        return [list(row) for row in sorted(rows)]

    @staticmethod
    def _paren(data: Mapping[str, Any]) -> Iterable[tuple[str, int, str, str]]:
        for key in data:
            if match := re.fullmatch(r"(tijd-([1-7])-[0-9])-van", key):
                tot = data.get(f"{match[1]}-tot") or ""
                yield match[1], int(match[2]), data.get(key) or "", tot

    def samen(self, deel: Any, nu: Foto) -> Foto:  # noqa: ARG002
        return {self.naam: deel}

    def fouten(self, data: Mapping[str, Any]) -> Fouten:
        per_day: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
        for key, day, van, tot in self._paren(data):
            if bool(van) != bool(tot):
                yield f"{key}-{'tot' if van else 'van'}", _("Vul “van” en “tot” allebei in.")
            elif van and van >= tot:
                yield f"{key}-tot", _("Een openingstijd eindigt later dan zij begint.")
            elif van:
                per_day[day].append((van, tot, key))
        for rows in per_day.values():
            yield from self._door_elkaar(sorted(rows))

    @staticmethod
    def _door_elkaar(rows: list[tuple[str, str, str]]) -> Fouten:
        for (_van, tot, _key), (van, _tot, key) in pairwise(rows):
            if van < tot:
                yield f"{key}-van", _("Deze tijden lopen door elkaar. Maak er één van.")

    def voor_pagina(
        self, form: forms.Form, namen: list[str]
    ) -> list[tuple[str, list[list[forms.BoundField]]]]:
        """Give the weekdays with their pairs of fields."""
        found: dict[int, list[list[forms.BoundField]]] = defaultdict(list)
        for van, tot in zip(namen[::2], namen[1::2], strict=True):
            found[int(van.split("-")[1])].append([form[van], form[tot]])
        return [(str(day.label), found[day.value]) for day in Openingstijd.Dag]


class Wachttijd(Onderdeel):
    """The last reported waiting time; a new report goes on top, a mended one takes its place."""

    def __init__(self, naam: str, door: str) -> None:
        super().__init__(naam)
        self.door = door

    @property
    def kop(self) -> str:
        return _("Wachttijd")

    def toon(self, beeld: Foto) -> Rij:
        rows = beeld.get(self.naam) or []
        if not rows:
            return {"weken": None, "gemeld_op": ""}
        return {"weken": rows[0]["weken"], "gemeld_op": rows[0]["gemeld_op"]}

    def formuliervelden(self, deel: Any, data: Mapping[str, Any] | None) -> dict[str, forms.Field]:  # noqa: ARG002
        weeks = forms.IntegerField(
            label=_("Wachttijd in weken"),
            required=False,
            min_value=0,
            max_value=MEESTE_WEKEN,
            initial=deel["weken"],
            help_text=_("Schrijf 0 als er geen wachttijd is. Laat leeg als u het niet weet."),
        )
        day = DagVeld(
            label=_("Zo was het op"),
            initial=deel["gemeld_op"],
            help_text=_("Wijzigt u alleen de weken, dan wordt dit de dag van vandaag."),
        )
        return {"wacht-weken": weeks, "wacht-op": day}

    def lees(self, data: Mapping[str, Any]) -> Rij:
        weeks = data.get("wacht-weken")
        day = (data.get("wacht-op") or "") if weeks is not None else ""
        return {"weken": weeks, "gemeld_op": day}

    def samen(self, deel: Rij, nu: Foto) -> Foto:
        rows, shown = nu.get(self.naam) or [], self.toon(nu)
        if deel == shown:
            return {self.naam: rows}
        if deel["weken"] is None:
            return {self.naam: []}
        today = timezone.localdate().isoformat()
        moved = deel["gemeld_op"] and deel["gemeld_op"] != shown["gemeld_op"]
        day = deel["gemeld_op"] if moved else today
        new = {"weken": deel["weken"], "gemeld_op": day, "gemeld_door": self.door}
        mended = bool(rows) and day <= shown["gemeld_op"]
        return {self.naam: [new, *(rows[1:] if mended else rows)]}

    def fouten(self, data: Mapping[str, Any]) -> Fouten:
        day = data.get("wacht-op") or ""
        if day > timezone.localdate().isoformat():
            yield "wacht-op", _("Deze dag moet nog komen. Schrijf de dag waarop het zo was.")

    def woorden(self, deel: Rij, leesbaar: Leesbaar) -> str:
        if deel["weken"] is None:
            return ""
        if not deel["gemeld_op"]:
            return _("%(n)d weken") % {"n": deel["weken"]}
        return leesbaar.tekst(self.naam, [deel])


def _tijdveld(dag: Openingstijd.Dag, wat: str, n: int, waarde: str) -> TijdVeld:
    words = {"dag": dag.label, "wat": wat, "n": n + 1}
    return TijdVeld(label=_("%(dag)s, tijd %(n)d, %(wat)s") % words, initial=waarde)


def _meeste(data: Mapping[str, Any] | None) -> int:
    """How many periods of one day were sent at most; ten are more than anybody has."""
    keys = (re.fullmatch(r"tijd-[1-7]-([0-9])-(?:van|tot)", key) for key in data or ())
    return max((int(match[1]) + 1 for match in keys if match), default=0)
