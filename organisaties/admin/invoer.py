"""Files brought in: the list of runs, bringing in a new one, and the page of each run.

The page of a run has one address; what it shows follows from the run's state: how far it is, the
plan to look through, or what came of it. So a reload always shows what is true.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisaties.invoer import opslag, taak, voortgang
from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.bronnen import BRONNEN
from organisaties.invoer.voorstellen import openstaand
from organisaties.leesbaar import label
from organisaties.models import Invoer, Invoerregel, Organisatie, Ronde, Sleutel, Wijziging
from wijken.beheer import AlleenLezen
from wijken.models import Onderwerp

from .invoeracties import InvoerActies, in_woorden
from .invoerformulier import InvoerForm
from .invoerplan import KOPPEN, LET_OP, Planlezer
from .invoerrecht import eigen_invoer, heeft_personen, mag_invoeren, mag_personen_schrijven

Stand = Invoer.Stand
Lot = Invoerregel.Lot
SCHRIJVEND = (Lot.NIEUW, Lot.GEWIJZIGD, Lot.VERDWENEN, Lot.TERUG)
NA_AFLOOP = (Lot.GEWEIGERD, LET_OP)  # what is still worth reading when it was applied
TITELS = {
    Stand.TOEGEPAST: _("Deze invoer is doorgevoerd"),
    Stand.TERUGGEDRAAID: _("Deze invoer is teruggedraaid"),
    Stand.VERVALLEN: _("Dit plan past niet meer"),
    Stand.MISLUKT: _("Dit bestand kon niet worden ingelezen"),
}
GESTOPT = _("Dit is onderweg gestopt")
GETOOND = 50  # of what was changed meanwhile


class BronFilter(admin.SimpleListFilter):
    """The sources that were ever read, by the names that people know."""

    title = _("bron")
    parameter_name = "bron"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        codes = sorted(set(Invoer.objects.order_by().values_list("bron", flat=True)))
        return [(code, naam_van(code)) for code in codes]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        return queryset.filter(bron=self.value()) if self.value() else queryset


@admin.register(Invoer)
class InvoerAdmin(InvoerActies, AlleenLezen):
    list_display = ["gemaakt", "bronnaam", "bestand", "stand", "samengevat", "wie", "hash"]
    list_filter = ["stand", BronFilter]
    list_select_related = ["wie"]
    search_fields = ["bestand", "vingerafdruk"]
    change_list_template = "admin/organisaties/invoer_lijst.html"

    class Media:
        css = {"all": ["beheer/invoer.css"]}

    def has_view_permission(self, request: HttpRequest, obj: Invoer | None = None) -> bool:
        return mag_invoeren(request.user) or super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return mag_invoeren(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return eigen_invoer(request.user, super().get_queryset(request))

    # --- the list --------------------------------------------------------------------------------

    @admin.display(description=_("bron"), ordering="bron")
    def bronnaam(self, obj: Invoer) -> str:
        return naam_van(obj.bron)

    @admin.display(description=_("hash"))
    def hash(self, obj: Invoer) -> str:
        return obj.vingerafdruk[:8]

    @admin.display(description=_("uitkomst"))
    def samengevat(self, obj: Invoer) -> str:
        names = dict(Lot.choices)
        counts = {names.get(lot, lot): n for lot, n in obj.tellingen.items() if n}
        return ", ".join(f"{n} {str(name).lower()}" for name, n in counts.items())

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": _("Ingelezen bestanden")}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    # --- a new one -------------------------------------------------------------------------------

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",  # noqa: ARG002 -- Django's signature
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        given = (request.POST, request.FILES) if request.method == "POST" else ()
        form = InvoerForm(request.user, *given)
        if form.is_valid() and (run := _lees_in(request, form)):
            return HttpResponseRedirect(reverse("admin:organisaties_invoer_change", args=[run.pk]))
        context = {
            **self.omlijsting(request, str(_("Bestand inlezen"))),
            "form": form,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/organisaties/invoer_nieuw.html", context)

    # --- one run ---------------------------------------------------------------------------------

    def toon(self, request: HttpRequest, obj: Invoer) -> HttpResponse:
        show = {Stand.PLAN: self._plan, **dict.fromkeys(Invoer.BEZIG, self._bezig)}
        template, context = show.get(obj.stand, self._klaar)(request, obj)
        base = self.omlijsting(request, str(TITELS.get(obj.stand, obj.get_stand_display())))
        base |= {"invoer": obj, "bronnaam": naam_van(obj.bron), "mag": mag_invoeren(request.user)}
        base["bestand_is_er"] = opslag.is_er_nog(obj)
        return TemplateResponse(request, template, base | context)

    def _bezig(self, request: HttpRequest, obj: Invoer) -> tuple[str, dict[str, Any]]:  # noqa: ARG002
        state = voortgang.lees(obj)
        title = (state.fase or obj.get_stand_display()) if state.leeft else GESTOPT
        return "admin/organisaties/invoer_bezig.html", {
            "voortgang": state,
            "tekst": in_woorden(obj, state),
            "gestopt": not state.leeft,
            "title": title,
        }

    def _plan(self, request: HttpRequest, obj: Invoer) -> tuple[str, dict[str, Any]]:
        reader = Planlezer(obj, request.user)
        persons = heeft_personen(obj)
        counts = [(lot, obj.tellingen.get(lot, 0)) for lot in Lot]
        proposals = reader.aantal_voorstellen()
        return "admin/organisaties/invoer_plan.html", {
            **_regels(request, reader, tuple(KOPPEN)),
            "title": _("Dit gaat er veranderen"),
            "tellingen": [(Lot(lot).label, n, lot in SCHRIJVEND) for lot, n in counts],
            "te_doen": sum(n for lot, n in counts if lot in SCHRIJVEND),
            "voorstellen": proposals,
            "cijfers": _cijfers(obj),
            "leeg": not (proposals or obj.cijfers or any(obj.tellingen.get(x) for x in SCHRIJVEND)),
            "verdenking": obj.verdenking(),
            "personen_geweigerd": persons and not mag_personen_schrijven(request.user),
        }

    def _klaar(self, request: HttpRequest, obj: Invoer) -> tuple[str, dict[str, Any]]:
        context: dict[str, Any] = {"geweigerd": obj.regels.filter(lot=Lot.GEWEIGERD).count()}
        context["mag_ronde"] = request.user.has_perm("organisaties.view_ronde")
        if obj.stand == Stand.VERVALLEN:
            context["intussen"] = intussen(obj)
        if obj.stand in (Stand.TOEGEPAST, Stand.TERUGGEDRAAID):
            context |= _regels(request, Planlezer(obj, request.user), NA_AFLOOP)
            context["voorstellen"] = openstaand().filter(bron=obj.bron).count()
            context["tellingen"] = [
                (Lot(lot).label, obj.tellingen.get(lot, 0), lot in SCHRIJVEND) for lot in Lot
            ]
        return "admin/organisaties/invoer_klaar.html", context


def naam_van(bron: str) -> str:
    return BRONNEN[bron].naam if bron in BRONNEN else bron


def _lees_in(request: HttpRequest, form: InvoerForm) -> Invoer | None:
    """Begin to read the upload; None when the file is refused, said at its field."""
    data = form.cleaned_data
    try:
        return taak.nieuw(data["bron"], data["bestand"], wie=request.user, peildatum=form.peildag)
    except BestandGeweigerd as error:
        form.add_error("bestand", str(error))
    except OSError:
        messages.error(request, _("De server kon het bestand niet bewaren. Vraag de beheerder."))
    return None


def _regels(request: HttpRequest, reader: Planlezer, names: tuple[str, ...]) -> dict[str, Any]:
    tabs = reader.tabs(request.GET.get("tab", ""), names)
    chosen = next((tab for tab in tabs if tab.gekozen), None)
    context = {"tabs": tabs, "verborgen": reader.blik.niets}
    context |= {"opgeruimd": reader.opgeruimd(), "bewaardagen": opslag.DAGEN}
    if chosen is None:
        return context
    page, rows = reader.bladzijde(chosen, request.GET.get("p"))
    return context | {"tab": chosen, "bladzijde": page, "regels": rows}


def _cijfers(obj: Invoer) -> tuple[str, int, int] | None:
    """Name the subject of the figures that come along, their sum and the number of areas."""
    counts = obj.cijfers.get("aantallen")
    if not counts:
        return None
    subject = dict(Onderwerp.choices).get(obj.cijfers["onderwerp"], obj.cijfers["onderwerp"])
    return str(subject), sum(counts.values()), len(counts)


@dataclass
class Stap:
    """What one round changed in one entry, by name of the field."""

    ronde: Ronde
    organisatie: Organisatie
    velden: list[str] = field(default_factory=list)


def intussen(obj: Invoer) -> list[Stap]:
    """Say what others changed since the plan was made, the latest first."""
    lines = obj.regels.exclude(gezien="")
    new = obj.regels.filter(lot=Lot.NIEUW)
    keys = Sleutel.objects.filter(bron=obj.bron, sleutel__in=new.values("sleutel"))
    about = Q(organisatie__in=lines.values("organisatie"))
    about |= Q(organisatie__in=keys.values("organisatie"))
    rows: QuerySet[Wijziging] = Wijziging.objects.filter(about, ronde__wanneer__gt=obj.gemaakt)
    steps: dict[tuple[int, int], Stap] = {}
    for row in rows.select_related("ronde__wie", "organisatie").order_by("-pk")[:GETOOND]:
        key = (row.ronde_id, row.organisatie_id)
        step = steps.setdefault(key, Stap(row.ronde, row.organisatie))
        step.velden.append(label(row.veld) if row.veld else str(_("toegevoegd")))
    return list(steps.values())
