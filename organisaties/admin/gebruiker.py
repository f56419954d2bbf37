"""Accounts and the mail domains that are let in: the beheerder's alone.

Nobody has a password here, so there is none to set. Roles are given by ``geef_rol``.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisaties.accounts import adres_gewijzigd, keur_domein, wis_tweede_stap
from organisaties.models import Gebruiker, Maildomein
from organisaties.rechten import Handeling, mag


class BeheerderAdmin(admin.ModelAdmin):
    """For who may manage accounts, whatever other rights somebody has."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return mag(request.user, Handeling.ACCOUNTS)

    def has_view_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        return mag(request.user, Handeling.ACCOUNTS)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return mag(request.user, Handeling.ACCOUNTS)


class GebruikerForm(forms.ModelForm):
    """An address counts once, in small or capital letters."""

    class Meta:
        model = Gebruiker
        fields = "__all__"  # noqa: DJ007 -- which ones is said by the fieldsets
        widgets = {
            "wijken": forms.CheckboxSelectMultiple,
            "stadsdelen": forms.CheckboxSelectMultiple,
        }
        labels = {"first_name": _("Naam")}

    def clean_email(self) -> str:
        email = Gebruiker.objects.normalize_email(self.cleaned_data["email"]).lower()
        others = Gebruiker.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(_("Er is al een account met dit e-mailadres."))
        return email


@admin.register(Gebruiker)
class GebruikerAdmin(BeheerderAdmin):
    """The list shows what the yearly review asks: who, since when, let in by whom, last seen."""

    form = GebruikerForm
    ordering = ["email"]
    list_display = [
        "email", "first_name", "rol", "werkplek", "last_login", "toegelaten_op",
        "toegelaten_door", "is_active",
    ]  # fmt: skip
    list_filter = ["rol", "is_active", "wijken"]
    list_select_related = ["toegelaten_door"]
    search_fields = ["email", "first_name", "last_name", "werkplek"]
    readonly_fields = ["last_login", "date_joined", "toegelaten_op", "toegelaten_door"]
    autocomplete_fields = ["organisaties"]
    filter_horizontal = ["groups", "user_permissions"]
    actions = ["wis_tweede_stap"]
    fieldsets = [
        (None, {"fields": ["email", "first_name", "werkplek", "is_active"]}),
        (_("Wat mag dit account?"), {"fields": ["rol", "organisaties"]}),
        (_("Alleen voor een kwartiermaker"), {"fields": ["stadsdelen", "wijken", "weekbericht"]}),
        (
            _("Losse taken in het beheer, zonder rol"),
            {"classes": ["collapse"], "fields": ["is_staff", "groups", "user_permissions"]},
        ),
        (
            _("Wanneer en door wie"),
            {"fields": ["date_joined", "last_login", "toegelaten_op", "toegelaten_door"]},
        ),
    ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose areas, and make none here."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("wijken", "stadsdelen", "organisaties"):
            field.widget.can_add_related = False
        return field

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Nobody locks out themselves: the own role is another's to change."""
        own = ["rol", "is_active", "is_staff"] if obj == request.user else []
        return [*super().get_readonly_fields(request, obj), *own]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and obj != request.user

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        own_task = obj.is_staff and "is_staff" in form.changed_data  # ticked now, beside the role
        if "rol" in form.changed_data or not change:
            _geef_rol(obj, request.user)
            obj.is_staff |= own_task
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            adres_gewijzigd(obj)

    @admin.action(description=_("Wis de tweede stap (nieuwe telefoon)"))
    def wis_tweede_stap(self, request: HttpRequest, queryset: QuerySet[Gebruiker]) -> None:
        wis_tweede_stap(queryset)
        text = _("De tweede stap is gewist. Bij de volgende keer aanmelden stelt u die opnieuw in.")
        messages.success(request, text)


def _geef_rol(obj: Gebruiker, door: Gebruiker) -> None:
    """Give the chosen role, with who did so the first time that it lets somebody in."""
    if obj.rol == Gebruiker.Rol.WACHT or obj.toegelaten_op:
        obj.geef_rol(obj.rol)
    else:
        obj.laat_toe(obj.rol, door)


class MaildomeinForm(forms.ModelForm):
    def clean_domein(self) -> str:
        try:
            return keur_domein(self.cleaned_data["domein"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


@admin.register(Maildomein)
class MaildomeinAdmin(BeheerderAdmin):
    form = MaildomeinForm
    list_display = ["domein", "toelichting", "goedgekeurd_op", "goedgekeurd_door"]
    list_select_related = ["goedgekeurd_door"]
    search_fields = ["domein", "toelichting"]
    fields = ["domein", "toelichting", "goedgekeurd_op", "goedgekeurd_door"]
    readonly_fields = ["goedgekeurd_op", "goedgekeurd_door"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.goedgekeurd_door = request.user
        super().save_model(request, obj, form, change)


class EigenGroepAdmin(BeheerderAdmin, GroupAdmin):
    """Groups hold rights, so they are the beheerder's too."""


admin.site.unregister(Group)
admin.site.register(Group, EigenGroepAdmin)
