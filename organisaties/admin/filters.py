"""The questions that an editor asks of the list of entries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisaties.querysets import Gebied
from organisaties.woorden import keuze, keuzes

Keuzelijst = list[tuple[str, Any]]


class GebiedFilter(admin.SimpleListFilter):
    """Located in an area or working there, city-wide included: what the site's own filter gives."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Keuzelijst:  # noqa: ARG002
        return [(k.slug, k.naam) for k in keuzes(self.parameter_name)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        if not self.value():
            return queryset
        chosen = keuze(self.parameter_name, self.value())
        if chosen is None:
            raise IncorrectLookupParameters
        return queryset.actief_in(self.gebied(int(chosen.id)))

    @staticmethod
    def gebied(pk: int) -> Gebied:
        raise NotImplementedError


class StadsdeelFilter(GebiedFilter):
    title = _("stadsdeel (ligt of werkt er)")
    parameter_name = "stadsdeel"

    @staticmethod
    def gebied(pk: int) -> Gebied:
        return Gebied.van_stadsdelen([pk])


class WijkFilter(GebiedFilter):
    title = _("wijk (ligt of werkt er)")
    parameter_name = "wijk"

    @staticmethod
    def gebied(pk: int) -> Gebied:
        return Gebied.van_wijken([pk])


class PuntFilter(admin.SimpleListFilter):
    title = _("punt op de kaart")
    parameter_name = "punt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Keuzelijst:  # noqa: ARG002
        return [("met", _("Met punt")), ("zonder", _("Zonder punt"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        if self.value() not in ("met", "zonder"):
            return queryset
        return queryset.filter(lat__isnull=self.value() == "zonder")


class ControleFilter(admin.SimpleListFilter):
    """How long ago an entry was checked; what was never checked is a choice of its own."""

    title = _("gecontroleerd")
    parameter_name = "controle"
    DAGEN = {"halfjaar": 183, "jaar": 365}

    def lookups(self, request: HttpRequest, model_admin: Any) -> Keuzelijst:  # noqa: ARG002
        return [
            ("nooit", _("Nog nooit")),
            ("jaar", _("Langer dan een jaar geleden")),
            ("halfjaar", _("Langer dan een half jaar geleden")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        if self.value() == "nooit":
            return queryset.filter(gecontroleerd_op=None)
        if self.value() not in self.DAGEN:
            return queryset
        limit = timezone.localdate() - timedelta(days=self.DAGEN[self.value()])
        return queryset.filter(gecontroleerd_op__lt=limit)
