"""What pages of the management site share: the content version, only looking, an own screen."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from wijken import handwerk
from wijken.getal import als_getal
from wijken.versie import ophogen

PER_BLADZIJDE = 50


class MetVersie(admin.ModelAdmin):
    """Counts the content version up, after all else is written, when something really changed.

    Who changed what by hand is kept (``wijken.handwerk``): readable, and undone one at a time, on
    the history page.
    """

    object_history_template = "admin/wijken/geschiedenis.html"

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        old = type(obj)._default_manager.filter(pk=obj.pk).first() if change else None
        before = handwerk.beeld(old) if old else None
        super().save_model(request, obj, form, change)
        handwerk.noteer(obj, before, handwerk.beeld(obj), wie=request.user.get_username())

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if not change or form.has_changed() or any(f.has_changed() for f in formsets):
            ophogen()

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with transaction.atomic():
            handwerk.noteer(obj, handwerk.beeld(obj), None, wie=request.user.get_username())
            super().delete_model(request, obj)
            ophogen()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            for obj in queryset:
                handwerk.noteer(obj, handwerk.beeld(obj), None, wie=request.user.get_username())
            super().delete_queryset(request, queryset)
            ophogen()

    # --- history ---------------------------------------------------------------------------------

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what people changed by hand; a POST with the number of one change undoes it."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        if request.method == "POST":
            return self._draai_terug(request, obj)
        page = Paginator(handwerk.wijzigingen_van(obj), PER_BLADZIJDE)
        rows = page.get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Geschiedenis van %s") % obj,
            "module_name": str(self.opts.verbose_name_plural).capitalize(),
            "object": obj,
            "opts": self.opts,
            "bladzijde": rows,
            "wijzigingen": [(row, handwerk.in_woorden(type(obj), row)) for row in rows],
            "mag_terug": self.has_change_permission(request, obj),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def _draai_terug(self, request: HttpRequest, obj: Model) -> HttpResponse:
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        number = als_getal(request.POST.get("wijziging", ""))
        row = get_object_or_404(handwerk.wijzigingen_van(obj), pk=number)
        try:
            stays = handwerk.draai_terug(obj, row, wie=request.user.get_username())
        except (handwerk.NietsTerug, ValidationError) as error:
            texts = error.messages if isinstance(error, ValidationError) else [str(error)]
            messages.error(request, " ".join(texts))
        else:
            messages.success(request, _("De wijziging is teruggedraaid."))
            if stays:
                text = _("Gebleven, want daarna gewijzigd: %s.")
                messages.warning(request, text % ", ".join(stays))
        return redirect(request.path)


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
