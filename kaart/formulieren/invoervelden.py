"""The kinds of fields in the form of an entry, as people fill them in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


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
