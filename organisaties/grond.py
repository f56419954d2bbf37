"""On what ground we keep a person: the usual ones to choose from; anything else may be typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

GRONDVRAAG = _("Waarom mogen wij deze gegevens bewaren?")
GRONDEN = (
    "Toestemming van de persoon",
    "Openbare functie, staat op de eigen website",
    "Taak van algemeen belang: netwerk kindontwikkeling",
)


class GrondInvoer(forms.TextInput):
    """A text field that suggests the usual grounds, without a script."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        own = f"{(attrs or {}).get('id') or f'id_{name}'}_gronden"
        field = super().render(name, value, {**(attrs or {}), "list": own}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((g,) for g in GRONDEN))
        return format_html('{}<datalist id="{}">{}</datalist>', field, own, options)
