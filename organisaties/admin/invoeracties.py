"""What people do with an import: a small page or button each, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from organisaties.invoer import opslag, taak, voortgang
from organisaties.invoer.tabel import sjabloon_csv, sjabloon_xlsx
from organisaties.invoer.terugdraaien import haalt_weg
from organisaties.invoer.voortgang import Voortgang
from organisaties.models import Invoer, Wijziging
from wijken.beheer import EigenScherm

from .invoergeweigerd import SOORTEN, Geweigerd
from .invoerrecht import (
    Blik,
    eigen_invoer,
    heeft_personen,
    mag_invoeren,
    mag_personen_schrijven,
    schreef_personen,
)
from .uitvoerlog import noteer_uitvoer

SJABLONEN: dict[str, Callable[[], bytes]] = {"csv": sjabloon_csv, "xlsx": sjabloon_xlsx}


class InvoerActies(EigenScherm):
    """The addresses beside those of Django's own list and page."""

    def get_urls(self) -> list[URLPattern]:
        def own(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"organisaties_invoer_{name}")

        return [
            own("sjabloon.<str:soort>", self.sjabloon, "sjabloon"),
            own("<int:pk>/voortgang.json", require_GET(self.voortgang), "voortgang"),
            own("<int:pk>/doorvoeren/", require_POST(self.doorvoeren), "doorvoeren"),
            own("<int:pk>/weggooien/", require_POST(self.weggooien), "weggooien"),
            own("<int:pk>/opnieuw/", require_POST(self.opnieuw), "opnieuw"),
            own("<int:pk>/terugdraaien/", self.terugdraaien, "terugdraaien"),
            own("<int:pk>/geweigerd.<str:soort>", require_GET(self.geweigerd), "geweigerd"),
            *super().get_urls(),
        ]

    # --- buttons ---------------------------------------------------------------------------------

    def doorvoeren(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Apply the plan; one that looks wrong asks for a tick more."""
        run = _invoer(request, pk)
        if run.verdenking() and request.POST.get("zeker") != "ja":
            messages.error(request, _("Zet eerst het vinkje dat u het zeker weet."))
        elif heeft_personen(run) and not mag_personen_schrijven(request.user):
            messages.error(request, _("Dit plan wijzigt contactpersonen. Dat mag u niet."))
        else:
            _start(request, run, taak.TOEPASSEN)
        return _naar(run)

    def weggooien(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = _invoer(request, pk)
        day = timezone.localtime().strftime("%d-%m-%Y")
        text = _("Weggegooid op %(dag)s door %(wie)s.") % {"dag": day, "wie": request.user}
        if opslag.gooi_weg(run, text):
            messages.success(request, _("Het plan is weggegooid. Er is niets veranderd."))
            return HttpResponseRedirect(reverse("admin:organisaties_invoer_changelist"))
        messages.error(request, _("Dit kan nu niet meer. Kijk hieronder hoe het ervoor staat."))
        return _naar(run)

    def opnieuw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read the kept file again; what died while it was busy is put back first."""
        run = _invoer(request, pk)
        was_reading = run.stand == Invoer.Stand.LEZEN
        try:
            if run.stand in Invoer.BEZIG:
                taak.hervat(run)
                if not was_reading:
                    return _naar(run)
            if not opslag.is_er_nog(run):
                raise taak.NietNu(_("Het bestand is er niet meer. Kies het opnieuw."))
            taak.start(run, taak.LEZEN, request.user)
        except taak.NietNu as error:
            messages.error(request, str(error))
        return _naar(run)

    def terugdraaien(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what an undo will do; a POST does it."""
        run = _invoer(request, pk)
        if run.stand != Invoer.Stand.TOEGEPAST:
            messages.error(request, _("Alleen een invoer die is doorgevoerd, kunt u terugdraaien."))
            return _naar(run)
        if schreef_personen(run) and not mag_personen_schrijven(request.user):
            messages.error(request, _("Deze invoer wijzigde contactpersonen. Dat mag u niet."))
            return _naar(run)
        if request.method == "POST":
            _start(request, run, taak.TERUGDRAAIEN)
            return _naar(run)
        context = {
            **self.omlijsting(request, _("Deze invoer terugdraaien?")),
            "invoer": run,
            "haalt_weg": haalt_weg(request.user),
            **_gevolgen(run),
        }
        return TemplateResponse(request, "admin/organisaties/invoer_terug.html", context)

    # --- files -----------------------------------------------------------------------------------

    def sjabloon(self, request: HttpRequest, soort: str) -> HttpResponse:
        """Give the empty table."""
        _eis(request)
        make = SJABLONEN.get(soort)
        if make is None:
            raise Http404
        return _bestand(make(), soort, f"sjabloon.{soort}")

    def geweigerd(self, request: HttpRequest, pk: int, soort: str) -> HttpResponse:
        """Give the refused rows with the reason; who took them along is written down."""
        run = _invoer(request, pk)
        if soort not in SOORTEN:
            raise Http404
        rows = Geweigerd(run, Blik(request.user, run))
        noteer_uitvoer(request, Invoer, len(rows.regels), f"{soort} geweigerd, invoer {run.pk}")
        return _bestand(rows.bestand(soort), soort, f"geweigerd-{run.bron}-{run.pk}.{soort}")

    # --- how far ---------------------------------------------------------------------------------

    def voortgang(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say how far the run is, for ``static/beheer/voortgang.js``."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        run = get_object_or_404(eigen_invoer(request.user, Invoer.objects.all()), pk=pk)
        state = voortgang.lees(run)
        busy = run.stand in Invoer.BEZIG
        return JsonResponse(
            {
                "klaar": not busy,
                "gestopt": busy and not state.leeft,
                "gedaan": state.gedaan,
                "totaal": state.totaal,
                "tekst": in_woorden(run, state),
            }
        )


def in_woorden(run: Invoer, state: Voortgang) -> str:
    """Say how far it is, as people would."""
    done, total = (number_format(n, force_grouping=True) for n in (state.gedaan, state.totaal))
    parts = {"gedaan": done, "totaal": total}
    if not state.gedaan:
        return _("Even geduld, we beginnen.")
    if run.stand != Invoer.Stand.LEZEN:
        return _("%(gedaan)s van %(totaal)s ingangen gedaan") % parts
    if not state.totaal:
        return _("%(gedaan)s regels gelezen") % parts
    return _("%(gedaan)s van ongeveer %(totaal)s regels gelezen") % parts


def _eis(request: HttpRequest) -> None:
    if not mag_invoeren(request.user):
        raise PermissionDenied


def _invoer(request: HttpRequest, pk: int) -> Invoer:
    _eis(request)
    return get_object_or_404(eigen_invoer(request.user, Invoer.objects.all()), pk=pk)


def _naar(run: Invoer) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:organisaties_invoer_change", args=[run.pk]))


def _start(request: HttpRequest, run: Invoer, name: str) -> None:
    try:
        taak.start(run, name, request.user)
    except taak.NietNu as error:
        messages.error(request, str(error))


def _bestand(inhoud: bytes, soort: str, naam: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{naam}"'}
    return HttpResponse(inhoud, content_type=SOORTEN[soort], headers=headers)


def _gevolgen(run: Invoer) -> dict[str, Any]:
    """Count what an undo will remove, give back and leave alone."""
    if run.ronde is None:
        return {"weg": 0, "velden": 0, "ingangen": 0, "later": 0}
    changes = run.ronde.wijzigingen.order_by()
    fields = changes.exclude(veld="")
    touched = Wijziging.objects.filter(
        ronde__pk__gt=run.ronde.pk, organisatie__in=changes.values("organisatie")
    ).order_by()
    return {
        "weg": changes.filter(veld="", voor__isnull=True).count(),
        "velden": fields.count(),
        "ingangen": fields.values("organisatie_uuid").distinct().count(),
        "later": touched.values("organisatie").distinct().count(),
    }
