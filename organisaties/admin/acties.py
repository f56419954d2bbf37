"""What can be done with many entries at once: first a preview, then one round.

The acts, their rights per entry and their preview are those of the work list.
"""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from organisaties.keuring import Geweigerd
from organisaties.models import Organisatie
from organisaties.werkvoorraad.samen import PlanFout, Uitkomst, maak_plan, voer_uit


class Acties(admin.ModelAdmin):
    actions = ["publiceer", "zet_op_concept", "markeer_gecontroleerd"]

    @admin.action(description=_("Publiceer de gekozen organisaties"), permissions=["change"])
    def publiceer(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self._samen(request, queryset, "status", Organisatie.Status.GEPUBLICEERD.value)

    @admin.action(description=_("Zet de gekozen organisaties op concept"), permissions=["change"])
    def zet_op_concept(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self._samen(request, queryset, "status", Organisatie.Status.CONCEPT.value)

    @admin.action(
        description=_("Markeer de gekozen organisaties als vandaag gecontroleerd"),
        permissions=["change"],
    )
    def markeer_gecontroleerd(
        self, request: HttpRequest, queryset: QuerySet
    ) -> HttpResponse | None:
        """Who checked stays in the ledger; the site names the function, never an account."""
        return self._samen(request, queryset, "klopt")

    def _samen(
        self, request: HttpRequest, queryset: QuerySet, wat: str, waarde: str = ""
    ) -> HttpResponse | None:
        """Show what would change; the second time do it."""
        try:
            if teken := request.POST.get("teken"):
                _meld(request, voer_uit(teken, request.user))
                return None
            ids = list(queryset.order_by("naam", "pk").values_list("pk", flat=True))
            plan = maak_plan(request.user, ids, wat, waarde)
        except PlanFout as error:
            messages.error(request, str(error))
            return None
        except Geweigerd as error:
            messages.error(request, error.fouten[0].melding)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": plan.naam,
            "opts": self.opts,
            "plan": plan,
            "actie": request.POST.get("action", ""),
            "gekozen": ids,
        }
        return TemplateResponse(request, "admin/organisaties/samen.html", context)


def _meld(request: HttpRequest, done: Uitkomst) -> None:
    text = ngettext("%(wat)s: %(n)d organisatie.", "%(wat)s: %(n)d organisaties.", done.aantal)
    messages.success(request, text % {"wat": done.plan.naam, "n": done.aantal})
    for name, reason in done.rest[:10]:
        messages.warning(request, f"{name}: {reason}")
