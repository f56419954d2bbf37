"""The kinds of fields in the form of an entry, as people fill them in."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_JAREN = re.compile(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?(?: ?jaar)?")
_VOLUIT = re.compile(r"(?:([0-9]{1,2}) ?jaar(?: en)? ?)?([0-9]{1,3}) ?maand(?:en)?")


def leeftijd_als_tekst(maanden: int | None) -> str:
    """Write months as people type an age: "2,5" for 30, "6 maanden" for 6."""
    if maanden is None:
        return ""
    if maanden == 0 or (maanden >= 12 and maanden % 6 == 0):
        return f"{maanden / 12:g}".replace(".", ",")
    years, rest = divmod(maanden, 12)
    text = f"{rest} maand" if rest == 1 else f"{rest} maanden"
    return f"{years} jaar en {text}" if years else text


def leeftijd_uit_tekst(tekst: str) -> int | None:
    """Read an age in years (halves too) or in months, as months; ``ValueError`` for the rest."""
    text = " ".join(tekst.casefold().replace("½", ",5").split())
    if not text:
        return None
    if match := _VOLUIT.fullmatch(text):
        return 12 * int(match[1] or 0) + int(match[2])
    if match := _JAREN.fullmatch(text):
        months = float(f"{match[1]}.{match[2] or 0}") * 12
        if months == int(months):
            return int(months)
    raise ValueError(tekst)


class LeeftijdVeld(forms.CharField):
    """An age in years, kept in months."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return leeftijd_als_tekst(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        try:
            return leeftijd_uit_tekst(super().to_python(value))
        except ValueError:
            raise forms.ValidationError(
                _("Schrijf een leeftijd in jaren, zoals 4 of 2,5. Of in maanden: 6 maanden.")
            ) from None

    def run_validators(self, value: Any) -> None:
        """Leave them out: a number has no length."""


class JaNeeVeld(forms.TypedChoiceField):
    """Yes, no, or not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("", _("Weet ik niet")), ("ja", _("Ja")), ("nee", _("Nee"))],
            coerce=lambda value: value == "ja",
            empty_value=None,
            required=False,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "ja", False: "nee", None: ""}.get(value, value)


class TijdVeld(forms.TimeField):
    """A time of day, kept as "08:30"."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            input_formats=["%H:%M", "%H:%M:%S", "%H.%M", "%H"],
            error_messages={"invalid": _("Schrijf een tijd als 08:30.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        time = super().to_python(value)
        return f"{time:%H:%M}" if time else ""


class DagVeld(forms.DateField):
    """A day, kept as "2026-09-01"."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            input_formats=["%Y-%m-%d", "%d-%m-%Y"],
            error_messages={"invalid": _("Schrijf een dag als 01-09-2026.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        day = super().to_python(value)
        return day.isoformat() if day else ""


class WebadresVeld(forms.CharField):
    """A web address; people may leave out the https://."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text if not text or "://" in text else f"https://{text}"


class PostcodeVeld(forms.CharField):
    """A postcode as people write it: a space and small letters are fine."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace(" ", "").upper()
