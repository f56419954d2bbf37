"""What can be done with many entries at once; each is one round."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from organisaties.keuring import Geweigerd
from organisaties.models import Organisatie, Ronde
from organisaties.schrijven import ronde


class Acties(admin.ModelAdmin):
    actions = ["publiceer", "zet_op_concept", "markeer_gecontroleerd"]

    @admin.action(description=_("Publiceer de gekozen organisaties"), permissions=["change"])
    def publiceer(self, request: HttpRequest, queryset: QuerySet) -> None:
        values = {"status": Organisatie.Status.GEPUBLICEERD.value}
        _voer_uit(request, queryset, Ronde.Aard.BEWERKING, values, _("gepubliceerd"))

    @admin.action(description=_("Zet de gekozen organisaties op concept"), permissions=["change"])
    def zet_op_concept(self, request: HttpRequest, queryset: QuerySet) -> None:
        values = {"status": Organisatie.Status.CONCEPT.value}
        _voer_uit(request, queryset, Ronde.Aard.BEWERKING, values, _("op concept gezet"))

    @admin.action(
        description=_("Markeer de gekozen organisaties als vandaag gecontroleerd"),
        permissions=["change"],
    )
    def markeer_gecontroleerd(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Who checked stays in the ledger; the site names the function, never an account."""
        values = {
            "gecontroleerd_op": timezone.localdate().isoformat(),
            "gecontroleerd_door": str(_("redactie")),
        }
        _voer_uit(request, queryset, Ronde.Aard.BEVESTIGING, values, _("gecontroleerd"))


def _voer_uit(
    request: HttpRequest, queryset: QuerySet, aard: str, values: dict[str, Any], what: str
) -> None:
    ids = list(queryset.order_by().values_list("pk", flat=True))
    try:
        with ronde(aard, wie=request.user, reden=str(what)) as schrijver:
            changed = len(schrijver.wijzig({pk: dict(values) for pk in ids}))
    except Geweigerd as error:
        messages.error(request, error.fouten[0].melding)
        return
    text = ngettext("%(n)d organisatie %(wat)s.", "%(n)d organisaties %(wat)s.", changed)
    text %= {"n": changed, "wat": what}
    if rest := len(ids) - changed:
        text += " " + str(_("%d waren dat al.") % rest)
    messages.success(request, text)
