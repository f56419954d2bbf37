"""Cells with contacts: one on a line, "naam: … | functie: … | e-mail: … | kenmerk: …".

``kenmerk`` tells which contact a line is about, so that a changed name is a change and no new
person. A line that has one came from us and is taken as it stands; what others typed is tidied,
and its parts may go without a name: an address and a number speak for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from import_export.widgets import Widget

from organisaties.invoer.lezen import waarden
from organisaties.invoer.lezen.waarden import kort
from organisaties.velden.contacten import DAGEN

from .cellen import telefoon
from .notatie import hef_op, kern, ontsnap, stukken
from .woordenboek import Woordenboek

DEEL = {
    "naam": "naam",
    "functie": "functie",
    "rol": "rol",
    "email": "e-mail",
    "telefoon": "telefoon",
    "zichtbaarheid": "zichtbaar voor",
    "grondslag": "grond",
    "bevestigd_op": "bevestigd op",
    "vertrokken_op": "werkt hier niet meer sinds",
    "herinnerd_op": "om bevestiging gevraagd op",
    "verborgen_op": "verborgen op",
    "uuid": "kenmerk",
}
_ALIAS = {
    **{kern(label): name for name, label in DEEL.items()},
    "email": "email", "mail": "email", "tel": "telefoon", "telefoonnummer": "telefoon",
    "grondslag": "grondslag", "zichtbaar": "zichtbaarheid", "rol in het netwerk": "rol",
}  # fmt: skip
_BENOEMD = re.compile(r"([^:@|\d]{2,40}):\s*(.*)", re.DOTALL)
_NUMMER = re.compile(r"\+?[\d\s()./-]{6,}")
_GOED = "Schrijf het zoals “naam: A. Jansen | functie: coach | telefoon: 070-123 45 67”."


class Contacten(Widget):
    """All contacts of an entry of one kind; persons have a visibility, general ones have none."""

    def __init__(self, *, persoon: bool) -> None:
        super().__init__()
        self.delen = {k: v for k, v in DEEL.items() if persoon or k != "zichtbaarheid"}

    def render(self, value: list[dict[str, Any]], *, boek: Woordenboek, **_kwargs: Any) -> str:
        return "\n".join(self._regel(row, boek) for row in value)

    def _regel(self, rij: dict[str, Any], boek: Woordenboek) -> str:
        words = boek.lijst("zichtbaarheid")
        shown = {**rij, "zichtbaarheid": words.schrijf(rij["zichtbaarheid"])}
        return " | ".join(
            f"{label}: {ontsnap(shown[name])}" for name, label in self.delen.items() if shown[name]
        )

    def clean(
        self,
        value: str,
        *,
        boek: Woordenboek,
        let_op: list[str],
        **_kwargs: Any,
    ) -> list[dict[str, Any]]:
        return [self._lees(line, boek, let_op) for line in stukken(value, "\n")]

    def _lees(self, regel: str, boek: Woordenboek, let_op: list[str]) -> dict[str, Any]:
        contact: dict[str, Any] = {}
        for piece in stukken(regel, "|"):
            name, text = _benoemd(piece, contact)
            if name not in self.delen or name in contact:
                raise ValueError(f"{kort(piece)} hoort hier niet bij, of staat er dubbel. {_GOED}")
            contact[name] = hef_op(text)
        if "zichtbaarheid" in contact:
            contact["zichtbaarheid"] = boek.lijst("zichtbaarheid").zoek(contact["zichtbaarheid"])
        for name in contact.keys() & set(DAGEN):
            contact[name] = waarden.datum(contact[name])
        return contact if "uuid" in contact else _netjes(contact, let_op)


def _benoemd(tekst: str, al: dict[str, Any]) -> tuple[str, str]:
    """Tell which part this is: by the name before it, else by its form or its place."""
    if match := _BENOEMD.fullmatch(tekst):
        return _ALIAS.get(kern(match[1]), ""), match[2]
    if "@" in tekst:
        return "email", tekst
    if _NUMMER.fullmatch(tekst):
        return "telefoon", tekst
    return ("functie" if "naam" in al else "naam"), tekst


def _netjes(contact: dict[str, Any], let_op: list[str]) -> dict[str, Any]:
    tidy: dict[str, Callable[[str], str]] = {
        "email": waarden.email,
        "telefoon": lambda text: telefoon(text, let_op),
    }
    return {name: tidy.get(name, str)(text) for name, text in contact.items()}
