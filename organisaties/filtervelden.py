"""The parameters of ``OrganisatieFilter``: how each is read, and what is said when it is wrong."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from organisaties.deelname import Deelname, deelname
from organisaties.woorden import keuzes
from wijken.postcodes import Plek, PlekOnbekend, lees_plek

MAX_WAARDEN = 100  # values of one parameter
MAX_KM = 50
MAX_SLUG = 120
ENKEL = ("q", "bij", "straal", "leeftijd", "sorteer", "overleg")  # parameters that have one value
_STRAAL = re.compile(r"[0-9]{1,2}(?:[.,][0-9]+)?")  # float() takes "1_0" and "١" as well
_LEEFTIJD = re.compile(r"^\s*(\d{1,2})(?:[.,](\d{1,2}))?\s*$")


class KeuzesField(forms.MultipleChoiceField):
    """Several slugs of one list; says which one is unknown."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” kennen we niet. Kies uit de lijst."),
        "te_veel": _("Kies er hoogstens %(max)s."),
    }

    def clean(self, value: Any) -> list[str]:
        values = [v for v in value or [] if v]
        if len(values) > MAX_WAARDEN:
            raise forms.ValidationError(
                self.error_messages["te_veel"], code="te_veel", params={"max": MAX_WAARDEN}
            )
        return list(dict.fromkeys(super().clean([_kort(v) for v in values])))


class KeuzesFilter(django_filters.MultipleChoiceFilter):
    """A repeatable parameter whose options are a list of ``organisaties.woorden``."""

    field_class = KeuzesField

    def __init__(self, lijst: str, **kwargs: Any) -> None:
        super().__init__(
            choices=lambda: [(k.slug, k.naam) for k in keuzes(lijst)],
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )


class LeeftijdField(forms.CharField):
    """An age in years ("3", "2,5") as whole months."""

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        match = _LEEFTIJD.match(text)
        if not match:
            raise forms.ValidationError(
                _("Schrijf de leeftijd in jaren, zoals 3 of 2,5."), code="invalid"
            )
        years = Decimal(f"{match[1]}.{match[2] or 0}")
        if years > 18:
            raise forms.ValidationError(_("Kies een leeftijd van 0 tot en met 18 jaar."))
        return round(years * 12)


class LeeftijdFilter(django_filters.Filter):
    field_class = LeeftijdField


class PlekField(forms.CharField):
    """A postcode or "lat,lon", as a place."""

    def clean(self, value: Any) -> Plek | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return lees_plek(text)
        except PlekOnbekend as error:
            raise forms.ValidationError(str(error), code="invalid") from None


class PlekFilter(django_filters.Filter):
    field_class = PlekField


class StraalField(forms.CharField):
    """A distance in km; a comma is a decimal point."""

    def clean(self, value: Any) -> float | None:
        text = super().clean(value)
        if not text:
            return None
        km = float(text.replace(",", ".")) if _STRAAL.fullmatch(text) else 0.0
        if not 0 < km <= MAX_KM:
            raise forms.ValidationError(
                _("Schrijf de afstand in kilometers: een getal boven 0 en hoogstens %(max)s."),
                params={"max": MAX_KM},
            )
        return km


class StraalFilter(django_filters.Filter):
    field_class = StraalField


class OverlegField(forms.CharField):
    """The slug of a consultation, as who takes part in it."""

    def clean(self, value: Any) -> Deelname | None:
        text = super().clean(value)
        if not text:
            return None
        found = deelname(text)
        if found is None:
            raise forms.ValidationError(
                _("Het overleg “%(value)s” kennen we niet. Kies er een op de pagina Overleggen."),
                code="invalid_choice",
                params={"value": _kort(text)},
            )
        return found


class OverlegFilter(django_filters.Filter):
    field_class = OverlegField


class FilterForm(forms.Form):
    """What holds between parameters."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._een_waarde()
        if not data.get("bij") and "bij" not in self.errors:
            if data.get("straal"):
                self.add_error("straal", _("Vul ook een postcode in, of haal de afstand weg."))
            if data.get("sorteer") == "afstand":
                self.add_error("sorteer", _("Vul een postcode in om op afstand te sorteren."))
        return data

    def _een_waarde(self) -> None:
        """Refuse two values where one counts: Django would drop the first without a word."""
        for name in ENKEL:
            if len(set(self.data.getlist(name))) > 1:
                self.errors.pop(name, None)  # about the last value alone, so beside the point
                self.add_error(name, _("Vul er één in."))


def _kort(waarde: str) -> str:
    """Cut a value that is too long to name in a message; no slug is as long."""
    return waarde if len(waarde) <= MAX_SLUG else f"{waarde[:40]}…"
