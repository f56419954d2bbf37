"""Key figures of a wijk. Whatever is saved here, the ledger tells, as it does of an entry."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisaties import sleutelfiguren
from organisaties.foto import vingerafdruk
from organisaties.models import Contact, Ronde, Wijziging
from organisaties.rechten import grens_van, mag_sleutelfiguur, mag_wissen
from organisaties.schrijven import ronde
from organisaties.toewijzing import Bereik
from wijken.models import Wijk

from .contact import PersoonForm
from .geschiedenis import GeschiedenisMixin

VERWIJDERD = "sleutelfiguur verwijderd in het beheer"


class SleutelfiguurForm(PersoonForm):
    """Somebody who belongs to wijken and not to an entry.

    A kwartiermaker chooses among the own wijken (``grens``); the person's other ones stay.
    """

    grens: Bereik | None = None
    vingerafdruk = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "wijken" in self.fields:
            self.fields["wijken"].required = True
            if self.grens is not None:
                self._houd_aan(self.grens)
        if self.instance.pk:
            self.initial["vingerafdruk"] = _afdruk(self.instance.uuid)

    def _houd_aan(self, grens: Bereik) -> None:
        field = self.fields["wijken"]
        field.queryset = field.queryset.filter(pk__in=grens.wijken)
        field.error_messages["required"] = _("Kies ten minste één van uw wijken.")
        if others := self._andere_wijken():
            self.initial["wijken"] = list(self.instance.wijken.filter(pk__in=grens.wijken))
            names = ", ".join(wijk.naam for wijk in others)
            field.help_text = _("Hoort ook bij: %s. Dat blijft zo.") % names

    def _andere_wijken(self) -> list[Wijk]:
        """Give the wijken of this person that are not this user's to choose."""
        if self.grens is None or not self.instance.pk:
            return []
        return list(self.instance.wijken.exclude(pk__in=self.grens.wijken))

    def clean_wijken(self) -> QuerySet[Wijk]:
        others = [wijk.pk for wijk in self._andere_wijken()]
        chosen = [wijk.pk for wijk in self.cleaned_data["wijken"]]
        return Wijk.objects.filter(pk__in=[*chosen, *others])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.instance.pk and data.get("vingerafdruk") != _afdruk(self.instance.uuid):
            raise ValidationError(_intussen(self.instance.uuid), code="intussen")
        return data


@admin.register(Contact)
class SleutelfiguurAdmin(GeschiedenisMixin, admin.ModelAdmin):
    """Key figures. A contact of an entry is edited there, so that its ledger tells the change.

    Django's own log keeps no name: it would outlive the person's right to be erased.
    """

    form = SleutelfiguurForm
    list_display = ["__str__", "functie", "in_wijken", "zichtbaarheid", "bevestigd_op", "stand"]
    list_filter = [
        "zichtbaarheid", "wijken", ("vertrokken_op", admin.EmptyFieldListFilter),
        ("verborgen_op", admin.EmptyFieldListFilter),
    ]  # fmt: skip
    search_fields = ["naam", "functie", "rol", "email"]
    readonly_fields = ["herinnerd_op"]
    fields = [
        "naam", "functie", "rol", "email", "telefoon", "wijken", "zichtbaarheid", "grondslag",
        "bevestigd_op", "vertrokken_op", "verborgen_op", "herinnerd_op", "vingerafdruk",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).filter(organisatie=None)
        return rows.personen().te_bewerken_door(request.user).prefetch_related("wijken")

    def get_fields(self, request: HttpRequest, obj: Contact | None = None) -> list[str]:
        own = super().get_fields(request, obj)
        may = self.has_change_permission(request, obj) if obj else True
        return list(own) if may else [name for name in own if name != "vingerafdruk"]

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, *args, **kwargs)
        form.grens = grens_van(request.user)  # a class of its own for each request
        return form

    def formfield_for_manytomany(self, *args: Any, **kwargs: Any) -> forms.Field:
        return super().formfield_for_manytomany(
            *args, **kwargs, widget=forms.CheckboxSelectMultiple
        )

    @admin.display(description=_("wijken"))
    def in_wijken(self, obj: Contact) -> str:
        return ", ".join(wijk.naam for wijk in obj.wijken.all())

    @admin.display(description=_("stand"))
    def stand(self, obj: Contact) -> str:
        if obj.vertrokken_op:
            return str(_("werkt hier niet meer"))
        return str(_("verborgen")) if obj.verborgen_op else ""

    # --- whose work it is ----------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Contact | None = None) -> bool:
        return super().has_change_permission(request, obj) and (
            obj is None or mag_sleutelfiguur(request.user, obj)
        )

    def has_delete_permission(self, request: HttpRequest, obj: Contact | None = None) -> bool:
        """Keep a kwartiermaker from removing who belongs to a wijk of another as well."""
        may = mag_sleutelfiguur if grens_van(request.user) is None else mag_wissen
        return super().has_delete_permission(request, obj) and (
            obj is None or may(request.user, obj)
        )

    # --- ledger --------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            obj = self.get_object(request, unquote(object_id)) if object_id else None
            with (
                ronde(Ronde.Aard.BEWERKING, wie=request.user) as schrijver,
                sleutelfiguren.vastleggen(schrijver, [obj.uuid] if obj else []) as geraakt,
            ):
                request.geraakt = geraakt
                return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        request.geraakt.add(form.instance.uuid)

    def delete_model(self, request: HttpRequest, obj: Contact) -> None:
        sleutelfiguren.verwijder([obj], wie=request.user, reden=VERWIJDERD)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        sleutelfiguren.verwijder(queryset, wie=request.user, reden=VERWIJDERD)

    def wijzigingen(self, obj: Contact) -> QuerySet[Wijziging]:
        return sleutelfiguren.wijzigingen(obj.uuid)

    # --- Django's own log, without a name --------------------------------------------------------

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


def _afdruk(uuid: UUID) -> str:
    """SHA-256 of a key figure as it stands; empty when there is none any more."""
    seen = sleutelfiguren.beeld(uuid)
    return vingerafdruk(seen) if seen else ""


def _intussen(uuid: UUID) -> str:
    """Say who was first and when, and what to do with one's own work."""
    advice = _(
        "Uw wijzigingen staan hieronder nog, maar zijn niet bewaard. Open deze persoon in een "
        "nieuw tabblad, kijk bij Geschiedenis wat er anders is, en neem over wat nog nodig is."
    )
    rows = sleutelfiguren.wijzigingen(uuid).select_related("ronde__wie")
    last = rows.order_by("-pk").first()
    if last is None:
        return f"{_('Deze persoon is intussen gewijzigd.')} {advice}"
    text = _("Intussen heeft %(wie)s deze persoon gewijzigd, op %(dag)s.") % {
        "wie": last.ronde.wie or last.ronde.get_aard_display().lower(),
        "dag": f"{timezone.localtime(last.ronde.wanneer):%d-%m-%Y om %H:%M}",
    }
    return f"{text} {advice}"
