"""The small forms behind the links in the mail to organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisaties.formulier import Formulier, TekstVeld
from organisaties.velden.tijden import MEESTE_WEKEN

WEKEN, GEEN, ONBEKEND = "weken", "geen", "onbekend"


def _weken(**kwargs: Any) -> forms.IntegerField:
    message = _("Schrijf een aantal weken van 0 tot en met %(n)s.") % {"n": MEESTE_WEKEN}
    return forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MEESTE_WEKEN,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), message),
        **kwargs,
    )


class KloptForm(Formulier):
    """Nothing but a button, and the waiting time when one was told before."""

    weken = _weken(
        label=_("Hoe lang is de wachttijd nu, in weken?"),
        help_text=_("Geen wachttijd? Schrijf 0. Weet u het niet? Laat het leeg."),
    )


class WegForm(Formulier):
    tekst = TekstVeld(
        label=_("Wilt u er iets bij zeggen?"),
        help_text=_("Bijvoorbeeld wanneer u gestopt bent, of waar ouders nu terecht kunnen."),
        max_length=2000,
        rijen=4,
    )


class WachttijdForm(Formulier):
    """A number of weeks, none, or unknown. ``antwoord()`` gives weeks, None when unknown."""

    keuze = forms.ChoiceField(
        label=_("Hoe lang is de wachttijd nu?"),
        choices=[
            (WEKEN, _("Ongeveer zoveel weken:")),
            (GEEN, _("Er is geen wachttijd")),
            (ONBEKEND, _("Dat weet ik niet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een antwoord.")},
    )
    weken = _weken(label=_("Aantal weken"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("keuze") == WEKEN and not self.errors and data.get("weken") is None:
            self.add_error("weken", _("Schrijf hoeveel weken."))
        return data

    def antwoord(self) -> int | None:
        choice = self.cleaned_data["keuze"]
        if choice == WEKEN:
            return self.cleaned_data["weken"]
        return 0 if choice == GEEN else None
