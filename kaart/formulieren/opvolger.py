"""Who takes the place of a contact person who left."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisaties.formulier import Formulier, TekstVeld
from organisaties.grond import GRONDVRAAG, GrondInvoer
from organisaties.models import Contact
from organisaties.telefoon import telefoon

BEKEND, GEZOCHT, GEEN = "bekend", "gezocht", "geen"
_VAN_DE_PERSOON = ("naam", "functie", "email", "telefoon", "zichtbaarheid", "grondslag")


class OpvolgerForm(Formulier):
    """The answer comes first; the rest is only asked of a successor who is known."""

    opvolger = forms.ChoiceField(
        label=_("Is er een opvolger?"),
        choices=[
            (BEKEND, _("Ja, en ik weet wie")),
            (GEZOCHT, _("Dat weet ik nog niet")),
            (GEEN, _("Nee, er komt geen opvolger")),
        ],
        widget=forms.RadioSelect,
        initial=GEZOCHT,
    )
    naam = TekstVeld(label=_("Naam"), max_length=150)
    functie = TekstVeld(label=_("Functie"), max_length=150)
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    telefoon = TekstVeld(label=_("Telefoonnummer"), max_length=25, attrs={"type": "tel"})
    zichtbaarheid = forms.ChoiceField(
        label=_("Wie mag deze persoon zien?"),
        choices=[("", _("Kies")), *Contact.Zichtbaarheid.choices],  # nobody is public by default
        required=False,
    )
    grondslag = TekstVeld(
        label=GRONDVRAAG,
        help_text=_("Kies een grond uit de lijst, of typ een andere."),
        max_length=200,
        widget=GrondInvoer,
    )

    def clean_telefoon(self) -> str:
        return telefoon(self.cleaned_data["telefoon"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("opvolger") == BEKEND:
            self._keur_persoon(data)
        elif data.get("opvolger") and (data.get("naam") or data.get("email")):
            text = _("U vulde een opvolger in. Kies dan “Ja, en ik weet wie”.")
            self.add_error("opvolger", text)
        return data

    def _keur_persoon(self, data: dict[str, Any]) -> None:
        if not data.get("naam") and "naam" not in self.errors:
            self.add_error("naam", _("Vul de naam van de opvolger in."))
        if not data.get("grondslag") and "grondslag" not in self.errors:
            text = _("Vul in waarom wij deze gegevens mogen bewaren, of kies een grond.")
            self.add_error("grondslag", text)
        if not data.get("zichtbaarheid") and "zichtbaarheid" not in self.errors:
            self.add_error("zichtbaarheid", _("Kies wie deze persoon mag zien."))

    def persoon(self) -> dict[str, str] | None:
        """Give the successor as in a photograph, None when there is none yet."""
        if self.cleaned_data["opvolger"] != BEKEND:
            return None
        return {name: self.cleaned_data[name] for name in _VAN_DE_PERSOON}

    def zoekt(self) -> bool:
        """Whether a successor is still looked for."""
        return self.cleaned_data["opvolger"] == GEZOCHT
