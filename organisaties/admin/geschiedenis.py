"""The ledger in the place of Django's own log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from organisaties.verloop import Lezer, bladzijde, stappen

PER_BLADZIJDE = 50


class GeschiedenisMixin(admin.ModelAdmin):
    """Puts the ledger in the place of Django's own log."""

    object_history_template = "admin/organisaties/geschiedenis.html"

    def wijzigingen(self, obj: Any) -> QuerySet:
        raise NotImplementedError

    def voorgangers(self, obj: Any) -> dict[UUID, str]:  # noqa: ARG002
        """Name the entries that were merged into this one, by uuid."""
        return {}

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        page, changes = bladzijde(self.wijzigingen(obj), request.GET.get("p"), PER_BLADZIJDE)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Geschiedenis van %s") % obj,
            "module_name": str(self.opts.verbose_name_plural).capitalize(),
            "object": obj,
            "opts": self.opts,
            "bladzijde": page,
            "stappen": stappen(changes, Lezer(request.user), self.voorgangers(obj)),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)
