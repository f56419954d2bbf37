"""Ways to reach somebody: the lists at an entry, and key figures of a wijk on their own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisaties.models import Contact
from wijken.beheer import MetVersie

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
    def _post_clean(self) -> None:
        self.instance.vorm = Contact.Vorm.PERSOON
        super()._post_clean()


class SleutelfiguurForm(PersoonForm):
    """Somebody who belongs to wijken and not to an entry."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "wijken" in self.fields:
            self.fields["wijken"].required = True


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
    model = Contact
    form = PersoonForm
    extra = 0
    verbose_name = _("contactpersoon")
    verbose_name_plural = _("contactpersonen")
    fields = [
        ("naam", "functie", "rol"),
        ("email", "telefoon"),
        ("zichtbaarheid", "grondslag", "bevestigd_op", "volgorde"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).personen().zichtbaar_voor(request.user)


@admin.register(Contact)
class ContactAdmin(MetVersie):
    """Key figures. A contact of an entry is edited there, so that its ledger tells the change.

    Django's own log keeps no name: it would outlive the person's right to be erased.
    """

    form = SleutelfiguurForm
    list_display = ["__str__", "functie", "in_wijken", "zichtbaarheid", "bevestigd_op"]
    list_filter = ["zichtbaarheid", "wijken"]
    search_fields = ["naam", "functie", "rol", "email"]
    fields = [
        "naam", "functie", "rol", "email", "telefoon", "wijken",
        "zichtbaarheid", "grondslag", "bevestigd_op",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).filter(organisatie=None)
        return rows.zichtbaar_voor(request.user).prefetch_related("wijken")

    def formfield_for_manytomany(self, *args: Any, **kwargs: Any) -> forms.Field:
        return super().formfield_for_manytomany(
            *args, **kwargs, widget=forms.CheckboxSelectMultiple
        )

    @admin.display(description=_("wijken"))
    def in_wijken(self, obj: Contact) -> str:
        return ", ".join(wijk.naam for wijk in obj.wijken.all())

    def log_addition(self, request: HttpRequest, obj: Contact, message: Any) -> None:
        _log(request, [obj], ADDITION, message)

    def log_change(self, request: HttpRequest, obj: Contact, message: Any) -> None:
        _log(request, [obj], CHANGE, message)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Contact]) -> None:
        _log(request, queryset, DELETION, "")


def _log(request: HttpRequest, rows: Iterable[Contact], flag: int, message: Any) -> None:
    kind = ContentType.objects.get_for_model(Contact)
    text = message if isinstance(message, str) else json.dumps(message)
    LogEntry.objects.bulk_create(
        LogEntry(
            user_id=request.user.pk,
            content_type=kind,
            object_id=row.pk,
            object_repr=str(_("contact")),
            action_flag=flag,
            change_message=text,
        )
        for row in rows
    )
