"""The management pages of areas.

Moving a buurt is one edit, of its wijk; outline, counts and figures follow by the content version.
Outlines, figures and postcodes come from files (``manage.py laad_gebieden``) and are shown here.
"""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from wijken.beheer import AlleenLezen, MetVersie, VasteSlug
from wijken.models import (
    Buurt,
    Gebiedsronde,
    Gebiedswijziging,
    Gemeente,
    Kerncijfer,
    Postcode,
    Stadsdeel,
    Wijk,
)


@admin.register(Gemeente)
class GemeenteAdmin(MetVersie, VasteSlug):
    list_display = ["naam", "code"]
    search_fields = ["naam", "code"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        fixed = ["code"] if obj else []
        return [*super().get_readonly_fields(request, obj), *fixed]


@admin.register(Stadsdeel)
class StadsdeelAdmin(MetVersie, VasteSlug):
    list_display = ["naam", "gemeente", "aantal_wijken"]
    list_select_related = ["gemeente"]
    search_fields = ["naam"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(aantal=Count("wijken"))

    @admin.display(description=_("wijken"), ordering="aantal")
    def aantal_wijken(self, obj: Stadsdeel) -> int:
        return obj.aantal


@admin.register(Wijk)
class WijkAdmin(MetVersie, VasteSlug):
    list_display = ["naam", "stadsdeel", "deel_van", "zekerheid", "aantal_buurten"]
    list_filter = ["stadsdeel", "zekerheid"]
    list_select_related = ["stadsdeel", "deel_van"]
    search_fields = ["naam", "cbs_code"]
    autocomplete_fields = ["deel_van"]
    readonly_fields = ["buurten"]
    fields = [
        "naam", "slug", "gemeente", "stadsdeel", "deel_van", "buurten",
        "zekerheid", "toelichting", "cbs_code", "bron",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(aantal=Count("buurten"))

    @admin.display(description=_("buurten"), ordering="aantal")
    def aantal_buurten(self, obj: Wijk) -> int:
        return obj.aantal

    @admin.display(description=_("buurten"))
    def buurten(self, obj: Wijk) -> SafeString | str:
        """Name the buurten; moving one is done at the buurt itself."""
        rows = obj.buurten.values_list("naam", "code") if obj.pk else ()
        return format_html_join(", ", "{} ({})", rows) or _("Geen: de grens komt van het geheel.")


@admin.register(Buurt)
class BuurtAdmin(MetVersie):
    list_display = ["naam", "code", "wijk", "stadsdeel"]
    list_filter = ["wijk__stadsdeel"]
    list_select_related = ["wijk__stadsdeel"]
    search_fields = ["naam", "code", "wijk__naam"]
    autocomplete_fields = ["wijk"]
    fields = ["naam", "code", "wijk", "grens", "lat", "lon", "bron"]
    readonly_fields = ["code", "grens", "lat", "lon", "bron"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("omtrek")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- Django's signature
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False

    @admin.display(description=_("stadsdeel"), ordering="wijk__stadsdeel__naam")
    def stadsdeel(self, obj: Buurt) -> str:
        return str(obj.wijk.stadsdeel or "")

    @admin.display(description=_("grens"))
    def grens(self, obj: Buurt) -> str:
        """Say that there is an outline; it is drawn elsewhere, nobody types one."""
        points = sum(len(ring) for part in _vlakken(obj.omtrek) for ring in part)
        return _("%d punten, uit de gebiedsbestanden") % points


def _vlakken(omtrek: dict) -> list[list]:
    rings = omtrek["coordinates"]
    return rings if omtrek["type"] == "MultiPolygon" else [rings]


@admin.register(Kerncijfer)
class KerncijferAdmin(AlleenLezen):
    list_display = ["gebied_code", "onderwerp", "waarde", "jaar", "bron"]
    list_filter = ["onderwerp", "jaar"]
    search_fields = ["gebied_code"]


@admin.register(Postcode)
class PostcodeAdmin(AlleenLezen):
    list_display = ["postcode", "lat", "lon", "bij_benadering", "bron"]
    list_filter = ["bij_benadering"]
    search_fields = ["postcode"]


@admin.register(Gebiedsronde)
class GebiedsrondeAdmin(AlleenLezen):
    """What each import of areas did; undo is ``manage.py importeer_gebieden --terugdraaien N``."""

    list_display = ["wanneer", "nummer", "bestand", "wie", "aantallen", "teruggedraaid_op"]
    fields = ["wanneer", "nummer", "bestand", "vingerafdruk", "wie", "aantallen", "gewijzigd"]
    readonly_fields = ["nummer", "aantallen", "gewijzigd"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave out the ledger: it holds outlines, and the list does not show it."""
        return super().get_queryset(request).defer("wijzigingen")

    @admin.display(description=_("nummer"), ordering="pk")
    def nummer(self, obj: Gebiedsronde) -> int:
        return obj.pk

    @admin.display(description=_("aantallen"))
    def aantallen(self, obj: Gebiedsronde) -> str:
        return ", ".join(f"{number} {lot}" for lot, number in obj.tellingen.items() if number)

    @admin.display(description=_("wat is gewijzigd"))
    def gewijzigd(self, obj: Gebiedsronde) -> SafeString | str:
        rows = ((w["model"], w["sleutel"], ", ".join(w["na"])) for w in obj.wijzigingen)
        return format_html_join(mark_safe("<br>"), "{} {}: {}", rows) or _("niets")


@admin.register(Gebiedswijziging)
class GebiedswijzigingAdmin(AlleenLezen):
    """What people changed by hand, also of what is gone; undo is on the history page of the row."""

    list_display = ["wanneer", "wie", "naam", "model", "velden"]
    list_filter = ["model"]
    search_fields = ["naam", "wie"]
    date_hierarchy = "wanneer"
    fields = ["wanneer", "wie", "reden", "model", "sleutel", "naam", "voor", "na"]

    @admin.display(description=_("velden"))
    def velden(self, obj: Gebiedswijziging) -> str:
        if obj.voor is None or obj.na is None:
            return str(_("aangemaakt") if obj.voor is None else _("verwijderd"))
        return ", ".join(obj.na)
