"""What hangs on an entry, edited at the entry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models

from organisaties.models import Openingstijd, Overleg, Sleutel, Wachttijd, Werkgebied

from .contact import AlgemeenInline, PersoonInline
from .formulier import (
    KeurForm,
    OpeningstijdForm,
    Openingstijdregels,
    OverlegForm,
    WerkgebiedForm,
    Werkgebiedregels,
)


class WerkgebiedInline(admin.TabularInline):
    model = Werkgebied
    form = WerkgebiedForm
    formset = Werkgebiedregels
    extra = 0


class OpeningstijdInline(admin.TabularInline):
    model = Openingstijd
    form = OpeningstijdForm
    formset = Openingstijdregels
    extra = 0

    def formfield_for_dbfield(self, db_field: models.Field, *args: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, models.TimeField):
            kwargs["widget"] = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            return db_field.formfield(**{k: v for k, v in kwargs.items() if k != "request"})
        return super().formfield_for_dbfield(db_field, *args, **kwargs)


class WachttijdInline(admin.TabularInline):
    model = Wachttijd
    form = KeurForm
    extra = 0


class SleutelInline(admin.TabularInline):
    model = Sleutel
    form = KeurForm
    extra = 0


class OverlegInline(admin.StackedInline):
    model = Overleg
    form = OverlegForm
    extra = 0
    max_num = 1
    autocomplete_fields = ["leden"]


INLINES = [
    WerkgebiedInline,
    OpeningstijdInline,
    WachttijdInline,
    AlgemeenInline,
    PersoonInline,
    OverlegInline,
    SleutelInline,
]
