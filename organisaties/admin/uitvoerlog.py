"""Lists taken along from the management site, in the same log; and that log, to read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisaties.models import Uitvoer
from organisaties.rechten import Handeling, mag
from organisaties.uitvoerlog import Export, noteer
from wijken.beheer import AlleenLezen

VORM = "beheer"


def noteer_uitvoer(request: HttpRequest, model: type[Model], aantal: int, wat: str) -> None:
    """Write down that this user took rows of a model along; ``wat`` names form and filter.

    Rows of entries, proposals and imports hold persons for who may look at those.
    """
    question = f"{model._meta.verbose_name_plural}: {wat}"
    people = request.user.has_perm("organisaties.view_contact")
    noteer(Export(request.user, VORM, question, aantal, met_personen=people))


@admin.register(Uitvoer)
class UitvoerAdmin(AlleenLezen):
    """Who took what along; the values are not kept. Only the beheerder reads it."""

    list_display = ["wanneer", "van_wie", "vorm", "vraag", "rijen", "met_personen", "afgebroken"]
    list_filter = ["met_personen", "afgebroken", "vorm"]
    list_select_related = ["wie"]
    search_fields = ["wie__email", "vraag"]
    search_help_text = _("Zoek op e-mailadres of filter.")
    date_hierarchy = "wanneer"
    list_display_links = None
    fields = ["wanneer", "wie", "vorm", "vraag", "rijen", "met_personen", "afgebroken"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("afdrukken")

    def has_view_permission(self, request: HttpRequest, obj: Uitvoer | None = None) -> bool:  # noqa: ARG002
        return mag(request.user, Handeling.LOGBOEK)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return mag(request.user, Handeling.LOGBOEK)

    @admin.display(description=_("wie"), ordering="wie__email", empty_value=_("zonder account"))
    def van_wie(self, obj: Uitvoer) -> Any:
        return obj.wie
