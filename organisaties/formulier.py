"""Our forms: how a field looks, and a text that holds nothing invisible.

It stands in this room because the work list asks things too.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from organisaties.keuring import zonder_stuurtekens
from organisaties.leeftijd import MEESTE_MAANDEN, leeftijd_als_tekst, leeftijd_uit_tekst
from organisaties.velden.basis import nette_tekst

_ZONDER_VAK = (forms.CheckboxInput, forms.RadioSelect)  # and the list of ticks, which is a kind


class Invoer(forms.BoundField):
    """A field on the page. No example text inside: it vanishes when somebody types."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        found = super().build_widget_attrs(attrs, widget)
        own = widget or self.field.widget
        if own.is_hidden or isinstance(own, _ZONDER_VAK):
            return found
        names = ["invoer", *own.attrs.get("class", "").split()]
        return {"placeholder": False, "class": " ".join(dict.fromkeys(names)), **found}


class Formulier(forms.Form):
    """The base of every form outside the admin."""

    bound_field_class: ClassVar[type[forms.BoundField]] = Invoer


def geen_stuurtekens(text: str) -> None:
    """Refuse control characters, in the words of the write path."""
    try:
        zonder_stuurtekens(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None


class TekstVeld(forms.CharField):
    """A text that people type: plain line ends, nothing invisible, a sentence for what is wrong.

    Without ``rijen`` it is one line. ``attrs`` are the widget's; a browser guesses at nothing
    (``autocomplete``) unless they say so.
    """

    def __init__(
        self, *, rijen: int = 0, attrs: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        widget = kwargs.pop("widget", forms.Textarea if rijen else forms.TextInput)
        look = {"autocomplete": "off", **({"rows": rijen} if rijen else {}), **(attrs or {})}
        super().__init__(widget=widget(look), **{"required": False, **kwargs})
        self.een_regel = not rijen
        usual = self.validators
        self.validators = [v for v in usual if not isinstance(v, ProhibitNullCharactersValidator)]
        self.validators.append(geen_stuurtekens)

    def to_python(self, value: Any) -> str:
        text = nette_tekst(super().to_python(value))
        return " ".join(text.split()) if self.een_regel else text


class LeeftijdVeld(forms.CharField):
    """An age in years, kept in months."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return leeftijd_als_tekst(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        try:
            months = leeftijd_uit_tekst(super().to_python(value))
        except ValueError:
            raise forms.ValidationError(
                _("Schrijf een leeftijd in jaren, zoals 4 of 2,5. Of in maanden: 6 maanden.")
            ) from None
        if months is not None and months > MEESTE_MAANDEN:
            raise forms.ValidationError(_("Schrijf een leeftijd van ten hoogste 25 jaar."))
        return months

    def run_validators(self, value: Any) -> None:
        """Leave them out: a number has no length."""


class PostcodeVeld(forms.CharField):
    """A postcode as people write it: a space and small letters are fine."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace(" ", "").upper()
