"""The management page of entries. Whatever it saves, the ledger tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin
from import_export.forms import ExportForm

from organisaties.dubbelen.onthouden import onthoud_twee
from organisaties.dubbelen.samenvoegen import voorgangers
from organisaties.invoer.tabel import FORMATEN, OrganisatieTabel
from organisaties.models import Organisatie, Ronde, Wijziging
from organisaties.schrijven import ronde, vergrendel

from .acties import Acties
from .bewaken import BewaakMixin
from .dubbelen import NaastElkaarMixin
from .filters import ControleFilter, PuntFilter, StadsdeelFilter, WijkFilter
from .geschiedenis import GeschiedenisMixin
from .inlines import INLINES
from .organisatieformulier import OrganisatieForm
from .tweelingen import TweelingenMixin
from .uitvoerlog import noteer_uitvoer

WAT = [
    "naam", "slug", "soort", "koepel", "samenvatting", "omschrijving",
    "voor_professionals", "ondersteuning", ("kindplaatsen", "ve"),
]  # fmt: skip
WAAR = [
    ("straat", "huisnummer", "toevoeging"), ("postcode", "plaats"),
    "punt", ("lat", "lon"), ("punt_bron", "punt_kwaliteit"), ("punt_score", "adres_id"),
    "ligt_in", "wijk",
]  # fmt: skip
BINNEN = [
    "toegang", "route_ouder", "route_professional", "kosten", "kosten_toelichting",
    "openingstijden_toelichting", "website",
]  # fmt: skip
WAAR_IS_HET = [
    ("status", "opgegaan_in"), "bron", ("gecontroleerd_op", "gecontroleerd_door"), "verdwenen_op",
    "voorbeeld", ("aangemaakt", "gewijzigd"), "uuid",
]  # fmt: skip
ALLEEN_BIJ_WIJZIGEN = ("reden", "vingerafdruk", "gezien_tot")


class OrganisatieLijst(admin.ModelAdmin):
    """What the list shows, and the order of the work on the page of one entry."""

    form = OrganisatieForm
    inlines = INLINES
    list_display = ["naam", "soort", "status", "plek", "punt_bekend", "gecontroleerd_op"]
    list_filter = [
        "status", StadsdeelFilter, WijkFilter, "soort__groep", "soort", PuntFilter, ControleFilter,
        ("verdwenen_op", admin.EmptyFieldListFilter), "voorbeeld",
    ]  # fmt: skip
    list_per_page = 50
    list_select_related = ["soort", "wijk", "buurt__wijk"]
    search_fields = ["naam", "samenvatting", "straat", "postcode", "sleutels__sleutel"]
    search_help_text = _("Zoek op naam, samenvatting, straat, postcode of sleutel in een bron.")
    autocomplete_fields = ["koepel", "wijk"]
    readonly_fields = [
        "punt", "ligt_in", "punt_score", "adres_id", "opgegaan_in", "voorbeeld",
        "aangemaakt", "gewijzigd", "uuid",
    ]  # fmt: skip
    fieldsets = [
        (_("Wat"), {"fields": WAT}),
        (_("Voor wie"), {"fields": [
            "doelgroepen", ("leeftijd_van", "leeftijd_tot"), "talen", "tolk_mogelijk",
        ]}),
        (_("Waar"), {"fields": WAAR}),
        (_("Hoe komt u binnen"), {"fields": BINNEN}),
        (_("Hoe waar is het"), {"fields": WAAR_IS_HET}),
        (None, {"fields": ALLEEN_BIJ_WIJZIGEN}),
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("buurt__omtrek", "zoektekst")

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        fixed = ["slug"] if obj else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        sections = super().get_fieldsets(request, obj)
        return sections if self._mag_bewaren(request, obj) else sections[:-1]

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, *args, **kwargs)
        form.gebruiker = request.user  # a class of its own for each request
        return form

    def _mag_bewaren(self, request: HttpRequest, obj: Model | None) -> bool:
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def formfield_for_manytomany(self, *args: Any, **kwargs: Any) -> forms.Field:
        return super().formfield_for_manytomany(
            *args, **{**kwargs, "widget": forms.CheckboxSelectMultiple}
        )

    @admin.display(description=_("ligt in"))
    def plek(self, obj: Organisatie) -> str:
        return str(obj.ligt_in or "")

    @admin.display(description=_("ligt in"))
    def ligt_in(self, obj: Organisatie) -> str:
        """Say where the point lies, and that a wijk chosen by hand wins."""
        if obj.buurt_id is None:
            return str(_("Dit volgt uit het punt. Er is nog geen punt in een bekende buurt."))
        text = _("buurt %(buurt)s, wijk %(wijk)s") % {"buurt": obj.buurt, "wijk": obj.buurt.wijk}
        return f"{text} {_('(de met de hand gekozen wijk gaat voor)')}" if obj.wijk_id else text

    @admin.display(description=_("punt"), boolean=True, ordering="lat")
    def punt_bekend(self, obj: Organisatie) -> bool:
        return obj.heeft_punt

    @admin.display(description=_("kies op de kaart"))
    def punt(self, obj: Organisatie) -> str:
        return render_to_string("admin/punt.html", {"obj": obj, "KAART": settings.KAART})


class UitvoerMixin(ExportMixin):
    """Take the list along as a table; who took what is logged, the values are not."""

    resource_classes = [OrganisatieTabel]
    export_form_class = ExportForm
    export_template_name = "admin/organisaties/uitvoer.html"
    import_export_change_list_template = "admin/organisaties/lijst.html"
    formats = FORMATEN

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_export_resource_kwargs(self, request: HttpRequest, **_kwargs: Any) -> dict[str, Any]:
        return {"gebruiker": request.user}

    def get_export_data(
        self, file_format: Any, request: HttpRequest, queryset: QuerySet, **kwargs: Any
    ) -> Any:
        what = f"{file_format.get_title()} {_filters(request)}"
        noteer_uitvoer(request, self.model, queryset.count(), what)
        return super().get_export_data(file_format, request, queryset, **kwargs)


def _filters(request: HttpRequest) -> str:
    """Name the chosen filters, not what was typed in the search field: that may be a person."""
    chosen = request.GET.copy()
    chosen.pop("q", None)
    return chosen.urlencode()


@admin.register(Organisatie)
class OrganisatieAdmin(
    Acties,
    NaastElkaarMixin,
    BewaakMixin,
    TweelingenMixin,
    UitvoerMixin,
    GeschiedenisMixin,
    OrganisatieLijst,
):
    """Every save is a round: one photograph before and one after the form with all its lists."""

    actions = [*Acties.actions, "leg_naast_elkaar"]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            ids = self._vergrendel(request, object_id)
            with (
                ronde(
                    Ronde.Aard.BEWERKING,
                    wie=request.user,
                    reden=_schone_reden(request.POST.get("reden", "")),
                ) as schrijver,
                schrijver.vastleggen(ids),
            ):
                request.schrijver = schrijver
                return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Sequence[Any], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if not change:
            request.schrijver.vastleggen_nieuw(form.instance)
            for twin in form.tweelingen:  # who saved it all the same said that it is another place
                onthoud_twee(form.instance.pk, twin.organisatie.pk, request.user)

    def _vergrendel(self, request: HttpRequest, object_id: str | None) -> list[int]:
        """Hold the row, so that of two who save at once the second sees the first."""
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        if obj is None:
            return []
        vergrendel([obj.pk])
        return [obj.pk]

    def construct_change_message(
        self, request: HttpRequest, form: forms.ModelForm, _formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        """Leave out the lists: Django would keep the names of persons in its own log."""
        return super().construct_change_message(request, form, [], add)

    def wijzigingen(self, obj: Organisatie) -> QuerySet:
        return Wijziging.objects.filter(organisatie_uuid__in=[obj.uuid, *self.voorgangers(obj)])

    def voorgangers(self, obj: Organisatie) -> dict[UUID, str]:
        return {row.uuid: row.naam for row in voorgangers(obj)}


def _schone_reden(text: str) -> str:
    """Make it fit the ledger: the form refuses the rest with a message."""
    return "".join(c for c in text if c.isprintable())[:300]
