"""Pairs that look like one place: the list, and two entries side by side to make one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from organisaties.dubbelen.keuzes import BEHOUD, BEIDE, WEG, KeuzeOnbekend
from organisaties.dubbelen.onthouden import HAND, heropen, onthoud, open_paren, paar, zijn_er_twee
from organisaties.dubbelen.samenvoegen import NietSamenTeVoegen, voeg_samen
from organisaties.keuring import Geweigerd
from organisaties.leesbaar import label
from organisaties.models import Dubbel
from organisaties.rechten import eigen_in_beheer, mag_in_beheer
from wijken.beheer import AlleenLezen, EigenScherm
from wijken.getal import als_getal

from .invoerrecht import mag_personen_schrijven
from .naast_elkaar import ANDER, EEN, gekozen, naast_elkaar

MAG = "organisaties.change_organisatie"
LIJST = "admin:organisaties_dubbel_changelist"


class StandFilter(admin.SimpleListFilter):
    """What is still to be looked at, unless another question is asked."""

    title = _("stand")
    parameter_name = "stand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:  # noqa: ARG002
        return [*Dubbel.Stand.choices, ("alle", _("Alle"))]

    def choices(self, changelist: Any) -> Any:
        chosen = self.value() or Dubbel.Stand.OPEN.value
        for value, text in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": value == chosen, "query_string": query, "display": text}

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        asked = self.value() or Dubbel.Stand.OPEN
        if asked == Dubbel.Stand.OPEN:
            return queryset.filter(pk__in=open_paren().values("pk"))
        return queryset if asked == "alle" else queryset.filter(stand=asked)


class SoortFilter(admin.SimpleListFilter):
    title = _("soort")
    parameter_name = "soort"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        pairs = model_admin.get_queryset(request).order_by("een__soort__volgorde")
        return list(pairs.values_list("een__soort__slug", "een__soort__naam").distinct())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:  # noqa: ARG002
        slug = self.value()
        if not slug:
            return queryset
        return queryset.filter(Q(een__soort__slug=slug) | Q(ander__soort__slug=slug))


@admin.register(Dubbel)
class DubbelAdmin(EigenScherm, AlleenLezen):
    list_display = ["het_paar", "soort", "zekerheid", "waarom", "bron", "stand"]
    list_display_links = None
    list_filter = [StandFilter, SoortFilter, "bron"]
    list_select_related = ["een__soort", "ander__soort"]
    list_per_page = 50
    ordering = ["-score", "pk"]
    search_fields = ["een__naam", "ander__naam", "een__straat", "een__postcode"]

    class Media:
        css = {"all": ["beheer/dubbelen.css"]}

    def has_view_permission(self, request: HttpRequest, obj: Dubbel | None = None) -> bool:  # noqa: ARG002
        return request.user.has_perm(MAG)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAG)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Pairs of which at least one is this user's to change."""
        rows = eigen_in_beheer(request.user, super().get_queryset(request), "een", "ander")
        return rows.defer("een__zoektekst", "ander__zoektekst")

    def get_object(
        self, _request: HttpRequest, object_id: str, _from_field: str | None = None
    ) -> Dubbel | None:
        """Find any pair; of what is not this user's ``toon`` says so."""
        rows = Dubbel.objects.select_related(*self.list_select_related)
        return rows.filter(pk=als_getal(object_id)).first()

    @admin.display(description=_("mogelijk dezelfde plek"))
    def het_paar(self, obj: Dubbel) -> SafeString:
        url = reverse("admin:organisaties_dubbel_change", args=[obj.pk])
        return format_html('<a href="{}">{}<br>{}</a>', url, obj.een, obj.ander)

    @admin.display(description=_("soort"))
    def soort(self, obj: Dubbel) -> str:
        return " / ".join(dict.fromkeys((str(obj.een.soort), str(obj.ander.soort))))

    @admin.display(description=_("score"), ordering="score")
    def zekerheid(self, obj: Dubbel) -> str:
        return f"{obj.score:.0f}"

    @admin.display(description=_("waarom"))
    def waarom(self, obj: Dubbel) -> str:
        return ", ".join(obj.redenen)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": _("Mogelijke dubbelen")}
        return super().changelist_view(request, title | (extra_context or {}))

    # --- side by side ------------------------------------------------------------------------

    def toon(self, request: HttpRequest, obj: Dubbel) -> HttpResponse:
        if not any(own := _eigen(request, obj)):
            raise PermissionDenied
        if request.method == "POST":
            answer = self._besluit(request, obj)
            if answer is not None:
                return answer
        context = {
            **self.omlijsting(request, str(_("Is dit dezelfde plek?"))),
            "dubbel": obj,
            **naast_elkaar(obj, request),
            "mag_samenvoegen": all(own),
        }
        return TemplateResponse(request, "admin/organisaties/dubbel.html", context)

    def _besluit(self, request: HttpRequest, obj: Dubbel) -> HttpResponse | None:
        act = request.POST.get("actie")
        if act == "twee":
            if not zijn_er_twee(obj, request.user):
                messages.error(request, _("Iemand heeft intussen al over dit paar besloten."))
                return HttpResponseRedirect(request.path)
            messages.success(request, _("Onthouden: “%s” zijn er twee.") % obj)
        elif act == "heropen":
            heropen(obj)
            return HttpResponseRedirect(request.path)
        elif act != "samenvoegen" or not _voeg_samen(request, obj):
            return None
        return HttpResponseRedirect(reverse(LIJST))


def _eigen(request: HttpRequest, obj: Dubbel) -> list[bool]:
    """Say of each of the two whether it is this user's to change."""
    return [mag_in_beheer(request.user, row) for row in (obj.een, obj.ander)]


def _voeg_samen(request: HttpRequest, obj: Dubbel) -> bool:
    """Merge as was chosen; False, with the reason said, when that could not be done."""
    if not all(_eigen(request, obj)):
        raise PermissionDenied
    keep, gone = obj.een, obj.ander
    sides = {EEN: BEHOUD, ANDER: WEG, BEIDE: BEIDE}
    if request.POST.get("blijft") == ANDER:
        keep, gone = gone, keep
        sides |= {EEN: WEG, ANDER: BEHOUD}
    choices = {name: sides.get(value, value) for name, value in gekozen(request).items()}
    if not mag_personen_schrijven(request.user):
        choices["personen"] = BEIDE  # to choose is to drop: who may not change them keeps them all
    seen = {obj.een_id: request.POST.get("gezien_een", ""),
            obj.ander_id: request.POST.get("gezien_ander", "")}  # fmt: skip
    try:
        voeg_samen(keep, gone, choices, request.user, seen)
    except (NietSamenTeVoegen, KeuzeOnbekend) as error:
        messages.error(request, str(error))
        return False
    except Geweigerd as error:
        for fault in error.fouten:
            messages.error(request, f"{label(fault.veld)}: {fault.melding}")
        return False
    url = reverse("admin:organisaties_organisatie_change", args=[keep.pk])
    text = _("Samengevoegd tot {}. Het oude webadres verwijst door.")
    messages.success(request, format_html(text, format_html('<a href="{}">{}</a>', url, keep)))
    return True


class NaastElkaarMixin(admin.ModelAdmin):
    """From the list of entries: two that a human found to be alike."""

    @admin.action(description=_("Leg de twee gekozen organisaties naast elkaar"),
                  permissions=["change"])  # fmt: skip
    def leg_naast_elkaar(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        ids = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(ids) != 2:
            messages.error(request, _("Kies precies twee organisaties."))
            return None
        if not eigen_in_beheer(request.user, queryset, "pk").exists():
            raise PermissionDenied
        found = Dubbel.objects.filter(een=ids[0], ander=ids[1])
        if not found.exists():
            onthoud([paar(*ids, redenen=["met de hand gekozen"])], HAND)
        url = reverse("admin:organisaties_dubbel_change", args=[found.get().pk])
        return HttpResponseRedirect(url)
