"""What a report says, in words: for the reporter and for who judges it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from organisaties.leeftijd import leeftijd_in_woorden
from organisaties.meldbaar import MELDBAAR
from organisaties.models import Melding, Organisatie
from organisaties.models.organisatie import huisnummer_met_toevoeging


def waarde_in_woorden(naam: str, waarde: dict[str, Any] | None) -> str:
    """Write a value of ``organisaties.meldbaar`` as people read it; empty when there is none."""
    value = waarde or {}
    return _WOORDEN.get(naam, _regel)(value)


@dataclass(frozen=True)
class Regel:
    """One line of a report: what it says, and what became of it; ``besluit`` None while it waits.

    An empty ``voorstel`` says that it is wrong, without what is right.
    """

    label: str
    voorstel: str
    besluit: bool | None


def regels(melding: Melding) -> list[Regel]:
    """Give what a report says, in the order of the form."""
    if melding.soort == Melding.Soort.GEMIST:
        said = melding.voorstel
        return [Regel(str(label), said[n], None) for n, label in _gemist().items() if said.get(n)]
    return [_veldregel(melding, name) for name in MELDBAAR if name in melding.voorstel]


def _veldregel(melding: Melding, naam: str) -> Regel:
    value = melding.voorstel[naam]
    whole = {**melding.gezien.get(naam, {}), **value} if value else {}
    text = waarde_in_woorden(naam, whole)
    return Regel(str(MELDBAAR[naam].label), text, melding.besluit.get(naam))


def onderwerp(melding: Melding) -> str:
    """Give what a report is about, as short as a list asks."""
    if melding.organisatie:
        return melding.organisatie.naam
    said = melding.voorstel
    return said.get("naam") or said.get("wat") or _("Zonder naam")


def _gemist() -> dict[str, str]:
    return {
        "naam": _("Naam"),
        "wat": _("Wat je er kunt doen"),
        "waar": _("Waar"),
        "website": _("Website"),
        "telefoon": _("Telefoonnummer"),
    }


def _regel(waarde: dict[str, Any]) -> str:
    return ", ".join(str(part) for part in waarde.values() if part)


def _adres(waarde: dict[str, Any]) -> str:
    get = {name: part or "" for name, part in waarde.items()}.get
    number = huisnummer_met_toevoeging(get("huisnummer", ""), get("toevoeging", ""))
    lines = (f"{get('straat', '')} {number}", f"{get('postcode', '')} {get('plaats', '')}")
    return ", ".join(line.strip() for line in lines if line.strip())


def _leeftijd(waarde: dict[str, Any]) -> str:
    return leeftijd_in_woorden(waarde.get("leeftijd_van"), waarde.get("leeftijd_tot"))


def _kosten(waarde: dict[str, Any]) -> str:
    words = {"kosten": _keuze(Organisatie.Kosten, waarde.get("kosten"))}
    return _regel({**waarde, **words})


def _status(waarde: dict[str, Any]) -> str:
    return _keuze(Organisatie.Status, waarde.get("status"))


def _keuze(keuzes: Any, waarde: str | None) -> str:
    return str(dict(keuzes.choices).get(waarde, waarde or ""))


_WOORDEN: dict[str, Callable[[dict[str, Any]], str]] = {
    "adres": _adres,
    "leeftijd": _leeftijd,
    "kosten": _kosten,
    "status": _status,
}
