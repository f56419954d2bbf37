"""The ledger, to read: rounds, and every change in words."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from organisaties.foto import VELDEN
from organisaties.leesbaar import label
from organisaties.models import Ronde, Wijziging
from organisaties.schrijven import SLEUTELFIGUUR
from organisaties.verloop import Lezer, soort_van
from wijken.beheer import AlleenLezen

GETOOND = 100  # changes on the page of a round; the rest is behind a link


@admin.register(Ronde)
class RondeAdmin(AlleenLezen):
    list_display = ["wanneer", "aard", "wie", "bron", "reden", "aantal"]
    list_filter = ["aard", "bron"]
    list_select_related = ["wie"]
    search_fields = ["reden", "bron", "wie__email"]
    date_hierarchy = "wanneer"
    fields = ["wanneer", "aard", "wie", "bron", "reden", "herstelt", "alle_wijzigingen"]
    readonly_fields = ["alle_wijzigingen"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(regels=Count("wijzigingen"))

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Ronde | None:
        """Send along who reads: not everybody sees persons."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None:
            obj.lezer = Lezer(request.user)
        return obj

    @admin.display(description=_("wijzigingen"), ordering="regels")
    def aantal(self, obj: Ronde) -> int:
        return obj.regels

    @admin.display(description=_("wijzigingen"))
    def alle_wijzigingen(self, obj: Ronde) -> str:
        rows = obj.wijzigingen.select_related("organisatie", "persoonlijk")[:GETOOND]
        changes = [(row, soort_van(row), obj.lezer.regels(row)) for row in rows]
        url = f"{reverse('admin:organisaties_wijziging_changelist')}?ronde__id__exact={obj.pk}"
        return render_to_string(
            "admin/organisaties/ronde.html",
            {"wijzigingen": changes, "meer": obj.regels > GETOOND, "url": url, "n": obj.regels},
        )


class VeldFilter(admin.SimpleListFilter):
    title = _("veld")
    parameter_name = "veld"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        names = (*VELDEN, SLEUTELFIGUUR)
        return [("nieuw", _("aangemaakt of verwijderd")), *((n, label(n)) for n in names)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        if self.value() is None:
            return queryset
        return queryset.filter(veld="" if self.value() == "nieuw" else self.value())


@admin.register(Wijziging)
class WijzigingAdmin(AlleenLezen):
    list_filter = [VeldFilter, "ronde__aard"]
    list_select_related = ["ronde__wie", "organisatie", "persoonlijk"]
    list_display_links = None
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-pk"]
    search_fields = ["organisatie__naam", "ronde__reden"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("organisatie__zoektekst")

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Give the columns as functions bound to who asks: not everybody sees persons."""
        reader = Lezer(request.user)

        @admin.display(description=_("wat er veranderde"))
        def verandering(obj: Wijziging) -> str:
            lines = reader.regels(obj)
            shown = {"regels": lines[:1], "meer": len(lines) - 1}
            return render_to_string("admin/organisaties/regels.html", shown)

        return ["wanneer", "wie", "ingang", "soort", verandering]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == "ronde__id__exact" or super().lookup_allowed(lookup, value, request)

    def has_view_permission(self, request: HttpRequest, obj: Wijziging | None = None) -> bool:
        return obj is None and super().has_view_permission(request)

    @admin.display(description=_("wanneer"), ordering="ronde__wanneer")
    def wanneer(self, obj: Wijziging) -> Any:
        return obj.ronde.wanneer

    @admin.display(description=_("wie"))
    def wie(self, obj: Wijziging) -> str:
        return str(obj.ronde.wie or obj.ronde.bron or obj.ronde.get_aard_display())

    @admin.display(description=_("ingang"))
    def ingang(self, obj: Wijziging) -> SafeString | str:
        if obj.veld == SLEUTELFIGUUR:
            return f"{_('sleutelfiguur')} ({obj.organisatie_uuid})"
        if obj.organisatie_id is None:
            return f"{_('bestaat niet meer')} ({obj.organisatie_uuid})"
        url = reverse("admin:organisaties_organisatie_history", args=[obj.organisatie_id])
        return format_html('<a href="{}">{}</a>', url, obj.organisatie)

    @admin.display(description=_("soort"))
    def soort(self, obj: Wijziging) -> str:
        return soort_van(obj)
