"""A photograph in words: what history shows and what a table holds.

Codes become names, dates become Dutch dates, small objects become one line each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from organisaties.foto import DATUM, INGANGEN, VELDEN, VLAG
from organisaties.models import Contact, Openingstijd, Organisatie, Overleg, Soort
from organisaties.velden import VOCABULAIRES
from organisaties.velden.basis import als_uuid
from wijken.models import Gemeente, Stadsdeel, Wijk

NAMEN = {
    "werkgebied": "werkt in",
    "openingstijden": "openingstijden",
    "wachttijden": "wachttijden",
    "contacten": "algemene contactgegevens",
    "personen": "contactpersonen",
    "sleutelfiguur": "sleutelfiguur",
    "sleutels": "sleutels in andere bronnen",
    "overleg": "overleg",
}
DAGEN = [str(label)[:2] for label in Openingstijd.Dag.labels]
SCHEIDING = "; "
_VOCABULAIRES = {"soort": Soort, **VOCABULAIRES}


def label(veld: str) -> str:
    """Give the name of a field as people know it, with a capital."""
    name = NAMEN.get(veld)
    if name is None and veld in VELDEN:
        name = str(Organisatie._meta.get_field(veld).verbose_name)
    return (name or veld).capitalize()


def dag(moment: date | datetime) -> str:
    """Write a day for a sentence ("2 juli 2026"); of a moment the day that it was here."""
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return date_format(day, "j F Y")


class Leesbaar:
    """Turns values of a photograph into words; keeps the names that it looked up."""

    def __init__(self) -> None:
        self._organisaties: dict[str, str] = {}

    def tekst(self, veld: str, waarde: Any) -> str:
        """Write the value of one field as a text; empty when there is none."""
        if waarde in (None, "", []):
            return ""
        return self._per_veld.get(veld, str)(waarde)

    def leer_namen(self, uuids: Iterable[str]) -> None:
        """Look up the names of these entries at once, for who reads many photographs."""
        asked = [u for u in set(uuids) - self._organisaties.keys() if als_uuid(u)]
        if asked:
            rows = Organisatie.objects.filter(uuid__in=asked).values_list("uuid", "naam")
            self._organisaties |= dict.fromkeys(asked, "(bestaat niet meer)")
            self._organisaties |= {str(uuid): naam for uuid, naam in rows}

    def namen(self, uuids: Iterable[str]) -> str:
        asked = list(uuids)
        self.leer_namen(asked)
        return SCHEIDING.join(
            sorted(self._organisaties.get(u, "(bestaat niet meer)") for u in asked)
        )

    @cached_property
    def _per_veld(self) -> dict[str, Callable[[Any], str]]:
        return {
            **dict.fromkeys(VLAG, lambda value: "ja" if value else "nee"),
            **dict.fromkeys(DATUM, _datum),
            "status": lambda value: _keuze(Organisatie.Status, value),
            "kosten": lambda value: _keuze(Organisatie.Kosten, value),
            **dict.fromkeys(INGANGEN, lambda value: self.namen([value])),
            "punt_kwaliteit": lambda value: _keuze(Organisatie.PuntKwaliteit, value),
            "contact_gecontroleerd_door": lambda value: _keuze(Organisatie.Wie, value),
            "tijden_gecontroleerd_door": lambda value: _keuze(Organisatie.Wie, value),
            "wijk": lambda value: self._gebieden["wijk"].get(value, value),
            **{name: self._woorden(name) for name in _VOCABULAIRES},
            "werkgebied": lambda values: SCHEIDING.join(map(self._gebied, values)),
            "openingstijden": lambda rows: SCHEIDING.join(map(_uren, rows)),
            "wachttijden": lambda rows: SCHEIDING.join(map(_wacht, rows)),
            "contacten": lambda rows: SCHEIDING.join(map(contactregel, rows)),
            "personen": lambda rows: SCHEIDING.join(map(contactregel, rows)),
            "sleutelfiguur": lambda rows: SCHEIDING.join(map(self._sleutelfiguur, rows)),
            "sleutels": SCHEIDING.join,
            "overleg": self._overleg,
        }

    def _woorden(self, veld: str) -> Callable[[Any], str]:
        names = dict(_VOCABULAIRES[veld].objects.values_list("slug", "naam"))

        def words(value: Any) -> str:
            slugs = [value] if isinstance(value, str) else value
            return SCHEIDING.join(names.get(slug, slug) for slug in slugs)

        return words

    @cached_property
    def _gebieden(self) -> dict[str, dict[str, str]]:
        return {
            "gemeente": dict(Gemeente.objects.values_list("code", "naam")),
            "stadsdeel": dict(Stadsdeel.objects.values_list("slug", "naam")),
            "wijk": dict(Wijk.objects.values_list("slug", "naam")),
        }

    def _gebied(self, waarde: str) -> str:
        kind, _, code = waarde.partition(":")
        return f"{kind} {self._gebieden.get(kind, {}).get(code, code)}"

    def _sleutelfiguur(self, rij: dict[str, Any]) -> str:
        wijken = self._gebieden["wijk"]
        return f"{contactregel(rij)} in {', '.join(wijken.get(w, w) for w in rij['wijken'])}"

    def _overleg(self, waarde: dict[str, Any]) -> str:
        parts = [f"{name}: {text}" for name, text in self.overleg_delen(waarde).items() if text]
        return SCHEIDING.join(parts)

    def overleg_delen(self, waarde: dict[str, Any] | None) -> dict[str, str]:
        """Write what makes a network as one text for each of its fields."""
        value = waarde or {}
        return {
            "staat": _keuze(Overleg.Staat, value.get("staat", "")),
            "voor wie": value.get("voor_wie", ""),
            "doel": value.get("doel", ""),
            "planning": value.get("planning", ""),
            "deelnemers": self.namen(value.get("leden", [])),
        }


def contactregel(rij: dict[str, Any]) -> str:
    """Write a contact as one line; a person's line says for whom it is visible, and since when."""
    parts = [rij.get(name) for name in ("naam", "functie", "rol", "email", "telefoon")]
    line = ", ".join(part for part in parts if part)
    beside = [*_zichtbaar(rij), *_dagen(rij)]
    return f"{line} ({', '.join(beside)})" if beside else line


def _zichtbaar(rij: dict[str, Any]) -> list[str]:
    level = rij.get("zichtbaarheid")
    if level in (None, "", Contact.Zichtbaarheid.PUBLIEK):
        return []
    return [f"voor {_keuze(Contact.Zichtbaarheid, level).lower()}"]


def _dagen(rij: dict[str, Any]) -> list[str]:
    """Say what happened on which day: a change of one is otherwise a line that stays the same."""
    words = {
        "bevestigd_op": "bevestigd op",
        "vertrokken_op": "werkt hier niet meer sinds",
        "verborgen_op": "verborgen op",
    }
    return [f"{text} {_datum(rij[name])}" for name, text in words.items() if rij.get(name)]


def _keuze(keuzes: Any, waarde: str) -> str:
    return str(dict(keuzes.choices).get(waarde, waarde))


def _datum(waarde: str) -> str:
    return f"{date.fromisoformat(waarde):%d-%m-%Y}"


def _uren(rij: list[Any]) -> str:
    dag, van, tot = rij
    return f"{DAGEN[dag - 1]} {van}-{tot}"


def _wacht(rij: dict[str, Any]) -> str:
    by = f" door {rij['gemeld_door']}" if rij.get("gemeld_door") else ""
    return f"{rij['weken']} weken, gemeld op {_datum(rij['gemeld_op'])}{by}"
