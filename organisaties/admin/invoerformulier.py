"""The form with which a file is brought in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organisaties.invoer.bron import Bron
from organisaties.invoer.bronnen import BRONNEN
from organisaties.invoer.bronnen.tabel import BRON as TABEL

from .invoerrecht import OVER_PERSONEN, mag_invoeren, mag_personen_schrijven

if TYPE_CHECKING:
    from organisaties.models import Gebruiker


@dataclass(frozen=True)
class Keuze:
    """A source as the form shows it."""

    bron: Bron
    gekozen: bool

    @property
    def soorten(self) -> str:
        *rest, last = self.bron.soorten_bestand
        return f"{', '.join(rest)} of {last}" if rest else last

    @property
    def sjabloon(self) -> bool:
        return self.bron.code == TABEL.code


class InvoerForm(forms.Form):
    bron = forms.ChoiceField(
        label=_("Wat wilt u inlezen?"),
        error_messages={"required": _("Kies eerst wat voor bestand u heeft.")},
    )
    bestand = forms.FileField(
        label=_("Uw bestand"),
        max_length=255,
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg. Kies een ander bestand."),
        },
    )
    peildatum = forms.DateField(
        label=_("Van welke dag is het bestand? (mag leeg blijven)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, gebruiker: Gebruiker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        persons = mag_personen_schrijven(gebruiker)
        self.bronnen = [
            b
            for b in BRONNEN.values()
            if mag_invoeren(gebruiker, b.code) and (persons or b.code not in OVER_PERSONEN)
        ]
        self.fields["bron"].choices = [(b.code, b.naam) for b in self.bronnen]
        kinds = dict.fromkeys(kind for b in self.bronnen for kind in b.soorten_bestand)
        self.fields["bestand"].widget.attrs["accept"] = ",".join(kinds)

    @cached_property
    def max_mb(self) -> int:
        return settings.INVOER_MAX_MB

    def keuzes(self) -> Iterator[Keuze]:
        for source in self.bronnen:
            yield Keuze(source, self["bron"].value() == source.code)

    @property
    def peildag(self) -> str:
        day = self.cleaned_data["peildatum"]
        return day.isoformat() if day else ""
