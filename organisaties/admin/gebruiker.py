"""Accounts. Only a superuser gives rights; who may edit accounts cannot raise themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisaties.models import Gebruiker

RECHTEN = ["is_staff", "is_superuser", "groups", "user_permissions"]


class EigenAdresMixin:
    """An address counts once, in small or capital letters."""

    def clean_email(self) -> str:
        email = Gebruiker.objects.normalize_email(self.cleaned_data["email"]).lower()
        others = Gebruiker.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(_("Er is al een account met dit e-mailadres."))
        return email


class NieuwForm(EigenAdresMixin, AdminUserCreationForm):
    class Meta:
        model = Gebruiker
        fields = ["email"]


class WijzigForm(EigenAdresMixin, UserChangeForm):
    class Meta:
        model = Gebruiker
        fields = "__all__"


@admin.register(Gebruiker)
class GebruikerAdmin(UserAdmin):
    form = WijzigForm
    add_form = NieuwForm
    ordering = ["email"]
    list_display = ["email", "first_name", "last_name", "is_staff", "is_superuser", "last_login"]
    search_fields = ["email", "first_name", "last_name"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        (_("Naam"), {"fields": ["first_name", "last_name"]}),
        (_("Rechten"), {"fields": ["is_active", *RECHTEN]}),
        (_("Wanneer"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "usable_password", "password1", "password2"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        fixed = [] if request.user.is_superuser else RECHTEN
        return [*super().get_readonly_fields(request, obj), *fixed]

    def has_change_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        return super().has_change_permission(request, obj) and _mag_aan(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _mag_aan(request, obj)


def _mag_aan(request: HttpRequest, obj: Any | None) -> bool:
    """Say whether this user may touch that account: a superuser's only as a superuser."""
    return obj is None or request.user.is_superuser or not obj.is_superuser


class EigenGroepAdmin(GroupAdmin):
    """Groups hold rights, so they are for superusers alone."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        return request.user.is_superuser

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser


admin.site.unregister(Group)
admin.site.register(Group, EigenGroepAdmin)
