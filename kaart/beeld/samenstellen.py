"""What can be chosen of a list to take along: rows, columns, and which question it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kaart.beeld.vraag import chips, zoekreeks
from kaart.uitvoer.kolommen import INGANG, PERSOON
from organisaties.filter import OrganisatieFilter

PER = {INGANG: _("Een rij per plek"), PERSOON: _("Een rij per contactpersoon")}
# What is ticked to begin with: a name, and the columns by code; none of them: all columns.
OPZETTEN: dict[str, dict[str, tuple[Any, tuple[str, ...]]]] = {
    INGANG: {
        "alles": (_("Alles"), ()),
        "bellen": (_("Bellen en mailen"), (
            "naam", "soort", "wijk", "telefoon", "email", "contactpersoon", "functie",
            "persoon_telefoon", "persoon_email",
        )),
        "adressen": (_("Adressen"), (
            "naam", "soort", "straat", "huisnummer", "postcode", "plaats", "wijk", "telefoon",
        )),
    },
    PERSOON: {
        "alles": (_("Alles"), ()),
        "bellen": (_("Bellen en mailen"), (
            "naam", "functie", "email", "telefoon", "organisatie", "algemeen_telefoon",
        )),
        "namen": (_("Namenlijst"), ("naam", "functie", "organisatie", "wijk")),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Keus:
    """One thing to choose: what stands in the address, what it says, whether it is on."""

    waarde: str
    naam: str
    aan: bool


def over_de_vraag(vraag: OrganisatieFilter) -> dict[str, Any]:
    """Say which question the file answers, and give it to carry along in a form."""
    text = zoekreeks(vraag.data)
    pairs = [(name, v) for name, values in QueryDict(text).lists() for v in values]
    return {
        "zoekreeks": text,
        "verborgen": pairs,
        "keuzes": [chip.tekst for chip in chips(vraag)],
        "aantal": vraag.qs.count(),
    }
