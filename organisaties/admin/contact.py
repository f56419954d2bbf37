"""Ways to reach somebody, at an entry: a general number and mailbox, and the people."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisaties.grond import GrondInvoer
from organisaties.models import Contact

from .formulier import KeurForm

_BEREIKBAAR = ("naam", "functie", "email", "telefoon")


class ContactForm(KeurForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not any(data.get(name) for name in _BEREIKBAAR):
            self.add_error("naam", _("Vul een naam, functie, e-mailadres of telefoonnummer in."))
        return data


class AlgemeenForm(ContactForm):
    """The general number and mailbox of an entry: always public."""

    def _post_clean(self) -> None:
        self.instance.vorm = Contact.Vorm.ALGEMEEN
        self.instance.zichtbaarheid = Contact.Zichtbaarheid.PUBLIEK
        super()._post_clean()


class PersoonForm(ContactForm):
    """A person, with a ground and a day. Who came without is asked for them, not held up by them.

    Otherwise nothing else of an entry could be saved before somebody knows the ground.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("grondslag", "bevestigd_op"):
            if name in self.fields:
                self.fields[name].required = not self.instance.pk or bool(self.initial.get(name))
        if "grondslag" in self.fields:
            self.fields["grondslag"].widget = GrondInvoer(attrs={"size": 50, "maxlength": 200})
        if "bevestigd_op" in self.fields:
            self.fields["bevestigd_op"].initial = timezone.localdate

    def _post_clean(self) -> None:
        self.instance.vorm = Contact.Vorm.PERSOON
        super()._post_clean()


class AlgemeenInline(admin.TabularInline):
    model = Contact
    form = AlgemeenForm
    extra = 0
    verbose_name = _("algemeen nummer of postvak")
    verbose_name_plural = _("algemene contactgegevens (voor iedereen te zien)")
    fields = ["naam", "functie", "email", "telefoon", "bevestigd_op", "volgorde"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).algemeen()


class PersoonInline(admin.StackedInline):
    """The people of an entry, also who left and who is hidden: here that can be mended."""

    model = Contact
    form = PersoonForm
    extra = 0
    verbose_name = _("contactpersoon")
    verbose_name_plural = _("contactpersonen")
    readonly_fields = ["herinnerd_op"]
    fields = [
        ("naam", "functie", "rol"),
        ("email", "telefoon"),
        ("zichtbaarheid", "grondslag", "bevestigd_op", "volgorde"),
        ("vertrokken_op", "verborgen_op", "herinnerd_op"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).personen().te_bewerken_door(request.user)
