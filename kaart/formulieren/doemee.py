"""The form "doe mee" of a consultation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from kaart.formulierwacht import WachtForm, geen_webadres
from organisaties.formulier import TekstVeld


def _veld(label: Any, lengte: int, autocomplete: str, *, verplicht: bool = True) -> TekstVeld:
    return TekstVeld(
        label=label,
        max_length=lengte,
        required=verplicht,
        validators=[geen_webadres],
        attrs={"autocomplete": autocomplete},
    )


class DoeMeeForm(WachtForm):
    naam = _veld(_("Uw naam"), 150, "name")
    werkplek = _veld(_("Uw organisatie"), 100, "organization")
    functie = _veld(_("Uw functie"), 48, "organization-title")
    email = forms.EmailField(
        label=_("Uw e-mailadres, van uw werk"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        validators=[MaxLengthValidator(254)],
    )
    telefoon = _veld(_("Uw telefoonnummer"), 25, "tel", verplicht=False)
    akkoord = forms.BooleanField(
        label=_("Ja, dat is goed"),
        error_messages={
            "required": _("Zonder uw toestemming kunnen wij u niet op de lijst zetten.")
        },
    )
