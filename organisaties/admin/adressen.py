"""What the geocoder answered, to read; and the addresses that wait for a human to look at them.

An address is doubtful or unknown; the entry then has no point, or only that of its postcode. Who
may change entries takes the point over, refuses it, or sets one by hand on the entry's own form.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from organisaties.adresbesluit import neem_over, vraag_van, zonder_goed_punt
from organisaties.keuring import Geweigerd
from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import eigen_in_beheer, mag_in_beheer
from wijken.beheer import AlleenLezen
from wijken.geocoder import Adres, normaal, wijs_af
from wijken.getal import als_getal
from wijken.models import Adrespunt

PER_BLADZIJDE = 50
RECHT = "organisaties.change_organisatie"
Stand = Adrespunt.Stand


@admin.register(Adrespunt)
class AdrespuntAdmin(AlleenLezen):
    list_display = ["vraag", "stand", "weergave", "score", "toelichting", "opgehaald"]
    list_filter = ["stand", "gemeente_code"]
    search_fields = ["vraag", "weergave", "adres_id"]
    change_list_template = "admin/organisaties/adrespunten.html"

    def has_view_permission(self, request: HttpRequest, obj: Adrespunt | None = None) -> bool:
        """Show it to who has to look at addresses, too."""
        return request.user.has_perm(RECHT) or super().has_view_permission(request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.nakijken)
        own = [path("nakijken/", view, name="wijken_adrespunt_nakijken")]
        return [*own, *super().get_urls()]

    def nakijken(self, request: HttpRequest) -> HttpResponse:
        """List the doubtful addresses; a POST is the answer on one of them."""
        if not request.user.has_perm(RECHT):
            raise PermissionDenied
        if request.method == "POST":
            _besluit(request)
            return HttpResponseRedirect(request.get_full_path())
        waiting = te_doen(request.user)
        page = Paginator(waiting, PER_BLADZIJDE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Adressen nakijken"),
            "opts": self.opts,
            "bladzijde": page,
            "regels": list(_regels(page.object_list)),
        }
        return TemplateResponse(request, "admin/organisaties/adressen.html", context)


def te_doen(gebruiker: Gebruiker) -> list[tuple[int, int]]:
    """Give the keys of entry and answer that wait for this user, in the order of the names.

    A fixed number of queries.
    """
    open_ = Adrespunt.objects.exclude(stand=Stand.GEVONDEN).order_by()
    answers = dict(open_.values_list("vraag", "pk"))
    if not answers:
        return []
    rows = eigen_in_beheer(gebruiker, zonder_goed_punt(), "pk")
    rows = rows.order_by("naam", "pk").values_list("pk", *Adres._fields)
    found = ((pk, answers.get(normaal(Adres(*address)))) for pk, *address in rows)
    return [(pk, answer) for pk, answer in found if answer]


def _regels(paren: list[tuple[int, int]]) -> Iterator[tuple[Organisatie, Adrespunt]]:
    entries = Organisatie.objects.defer("zoektekst").in_bulk([pk for pk, _answer in paren])
    answers = Adrespunt.objects.in_bulk([answer for _pk, answer in paren])
    for pk, answer in paren:
        if pk in entries and answer in answers:
            yield entries[pk], answers[answer]


def _besluit(request: HttpRequest) -> None:
    post = request.POST
    entry = get_object_or_404(Organisatie, pk=als_getal(post.get("organisatie", "")))
    answer = get_object_or_404(Adrespunt, pk=als_getal(post.get("adrespunt", "")))
    if not mag_in_beheer(request.user, entry):
        raise PermissionDenied
    doe = {"over": _neem_over, "nee": _wijs_af}.get(post.get("besluit", ""))
    if doe is None:
        messages.error(request, _("Kies “neem dit punt over” of “nee, dit klopt niet”."))
    elif answer.stand != Stand.TWIJFEL:
        messages.warning(request, _("Iemand anders heeft dit adres al nagekeken."))
    else:
        doe(request, entry, answer)


def _neem_over(request: HttpRequest, entry: Organisatie, answer: Adrespunt) -> None:
    try:
        fits = neem_over(entry, answer, request.user)
    except Geweigerd as error:
        messages.error(request, error.fouten[0].melding)
        return
    if fits:
        messages.success(request, _("%s staat nu op dit punt.") % entry)
    else:
        text = _("Het adres of het punt van %s is intussen gewijzigd. Er is niets overgenomen.")
        messages.warning(request, text % entry)


def _wijs_af(request: HttpRequest, entry: Organisatie, answer: Adrespunt) -> None:
    if vraag_van(entry) != answer.vraag:
        text = _("Het adres van %s is intussen gewijzigd. Er is niets afgewezen.")
        messages.warning(request, text % entry)
        return
    wijs_af(answer)
    messages.success(request, _("Afgewezen. Zet het punt van %s zelf op de kaart.") % entry)
