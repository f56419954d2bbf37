"""A line of addresses to paste in a mail, as a page and as plain text."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_safe

from kaart.antwoord import niet_bewaren
from kaart.beeld.samenstellen import Keus, over_de_vraag
from kaart.beeld.vraag import vraag_van
from kaart.uitvoer.adresregel import (
    ALGEMEEN,
    BEIDE,
    HOOGSTENS,
    PERSONEN,
    SCHEIDING,
    Adresregel,
    keuzes_voor,
)
from kaart.uitvoer.adresregel import adresregel as maak_adresregel
from kaart.uitvoer.opgevraagd import filter_in_woorden
from kaart.uitvoer.weigeren import geweigerd, vraag_in_regels
from organisaties.filter import OrganisatieFilter
from organisaties.uitvoerlog import Export, noteer

NAMEN = {
    PERSONEN: _l("Contactpersonen"),
    ALGEMEEN: _l("Algemene postvakken"),
    BEIDE: _l("Contactpersonen en algemene postvakken"),
}
TEKENS = {
    "puntkomma": _l("Een puntkomma (Outlook)"),
    "komma": _l("Een komma (Gmail, Apple Mail)"),
}


@require_safe
@niet_bewaren
def adresregel(request: HttpRequest) -> HttpResponse:
    """Show the form, and the line once it is asked whose addresses; as text with ``vorm=txt``."""
    vraag = vraag_van(request)
    allowed = keuzes_voor(request.user)
    as_text = request.GET.get("vorm") == "txt"
    if faults := [*vraag_in_regels(vraag), *_fouten(request, allowed)]:
        return geweigerd(faults) if as_text else _met_fouten(request, faults)
    if as_text:
        return _als_tekst(_gelogd(request, vraag, allowed), _scheiding(request))
    page = _vorm(request, vraag, allowed)
    if request.GET.get("wie"):
        line = _gelogd(request, vraag, allowed)
        page |= {"regel": line, "hoogstens": HOOGSTENS, "tekst": line.tekst(_scheiding(request))}
    return render(request, "uitvoer/adresregel.html", page)


def _met_fouten(request: HttpRequest, faults: list[str]) -> HttpResponse:
    return render(request, "uitvoer/adresregel.html", {"fouten": faults}, status=400)


def _scheiding(request: HttpRequest) -> str:
    return request.GET.get("scheiding") or "puntkomma"


def _fouten(request: HttpRequest, allowed: tuple[str, ...]) -> list[str]:
    asked = {"wie": allowed, "scheiding": tuple(SCHEIDING), "vorm": ("txt",)}
    labels = {"wie": _("Van wie"), "scheiding": _("Ertussen"), "vorm": _("Vorm")}
    return [
        _("%(label)s (%(naam)s): kies uit %(goed)s.")
        % {"label": labels[name], "naam": name, "goed": ", ".join(good)}
        for name, good in asked.items()
        if (value := request.GET.get(name)) and value not in good
    ]


def _gelogd(request: HttpRequest, vraag: OrganisatieFilter, allowed: tuple[str, ...]) -> Adresregel:
    """Make the line, and write down that it was taken along; a HEAD request takes nothing."""
    who = request.GET.get("wie") or allowed[0]
    line = maak_adresregel(vraag, request.user, who)
    if request.method == "GET" and not line.te_veel:
        words, people = f"{filter_in_woorden(vraag)} wie={who}", who != ALGEMEEN
        noteer(Export(request.user, "adresregel", words, len(line.adressen), met_personen=people))
    return line


def _vorm(
    request: HttpRequest, vraag: OrganisatieFilter, allowed: tuple[str, ...]
) -> dict[str, Any]:
    who = request.GET.get("wie") or allowed[0]
    sign = _scheiding(request)
    return {
        **over_de_vraag(vraag),
        "wie": [Keus(value, str(NAMEN[value]), value == who) for value in allowed],
        "scheidingen": [Keus(v, str(name), v == sign) for v, name in TEKENS.items()],
    }


def _als_tekst(line: Adresregel, sign: str) -> HttpResponse:
    if line.te_veel:
        too_many = _("Dit zijn meer dan %(max)s adressen. Maak uw keuze kleiner.")
        return geweigerd([too_many % {"max": HOOGSTENS}])
    return HttpResponse(f"{line.tekst(sign)}\n", content_type="text/plain; charset=utf-8")
