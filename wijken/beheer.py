"""What pages of the management site share: the content version, only looking, an own screen."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse

from wijken.versie import ophogen


class MetVersie(admin.ModelAdmin):
    """Counts the content version up, after all else is written, when something really changed."""

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if not change or form.has_changed() or any(f.has_changed() for f in formsets):
            ophogen()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with transaction.atomic():
            super().delete_model(request, obj)
            ophogen()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            ophogen()


class VasteSlug(admin.ModelAdmin):
    """The slug is asked once: links, files and filters know the row by it ever after."""

    prepopulated_fields = {"slug": ["naam"]}

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        fixed = ["slug"] if obj else []
        return [*super().get_readonly_fields(request, obj), *fixed]


class AlleenLezen(admin.ModelAdmin):
    """To look at, never to change here."""

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False


class EigenScherm(admin.ModelAdmin):
    """A screen of our own in the place of Django's form for one object."""

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",  # noqa: ARG002 -- Django's signature
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 -- likewise
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return self.toon(request, obj)

    def toon(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Show the screen; a POST is for the screen itself."""
        raise NotImplementedError

    def omlijsting(self, request: HttpRequest, title: str) -> dict[str, Any]:
        """Give what every template of the management site asks for."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "media": self.media,
        }
