"""What sources brought in, to read. Applying a plan is done by its own command or page."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from organisaties.models import Invoer, Invoerregel
from wijken.beheer import AlleenLezen

GETOOND = 200


@admin.register(Invoer)
class InvoerAdmin(AlleenLezen):
    list_display = ["gemaakt", "bron", "bestand", "peildatum", "stand", "samengevat"]
    list_filter = ["bron", "stand"]
    fields = [
        "bron", "bestand", "peildatum", "vingerafdruk", "stand", "wie", "gemaakt",
        "ronde", "samengevat", "regels",
    ]  # fmt: skip
    readonly_fields = ["samengevat", "regels"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("uitkomst"))
    def samengevat(self, obj: Invoer) -> str:
        names = dict(Invoerregel.Lot.choices)
        counts = {names.get(lot, lot): n for lot, n in obj.tellingen.items() if n}
        return ", ".join(f"{n} {str(name).lower()}" for name, n in counts.items())

    @admin.display(description=_("regels"))
    def regels(self, obj: Invoer) -> str:
        """Name what each row did; the values themselves may be personal and stay out."""
        rows = obj.regels.select_related("organisatie").defer("waarden", "voorstel")
        return render_to_string(
            "admin/organisaties/invoerregels.html",
            {"regels": rows[:GETOOND], "n": rows.count(), "getoond": GETOOND},
        )
