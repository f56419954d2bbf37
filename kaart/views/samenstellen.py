"""The page where somebody puts a list together: rows, columns, form, and only what changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kaart.beeld.samenstellen import OPZETTEN, PER, Keus, over_de_vraag
from kaart.beeld.vraag import vraag_van
from kaart.uitvoer.adresregel import mag_personen
from kaart.uitvoer.kolommen import INGANG, kolommen_van
from kaart.uitvoer.opgevraagd import kenmerk
from kaart.uitvoer.verschil import te_veel, uitleg_te_veel
from kaart.uitvoer.weigeren import vraag_in_regels
from organisaties.filter import OrganisatieFilter
from organisaties.rechten import rol
from organisaties.uitvoerlog import vorige


@require_safe
@never_cache
def samenstellen(request: HttpRequest) -> HttpResponse:
    """Show the form; who has no role gets the plain files."""
    vraag = vraag_van(request)
    if not vraag.is_valid():
        fault = {"fouten": vraag_in_regels(vraag)}
        return render(request, "uitvoer/samenstellen.html", fault, status=400)
    context = over_de_vraag(vraag)
    if rol(request.user):
        context |= _vorm(request, vraag)
    return render(request, "uitvoer/samenstellen.html", context)


def _vorm(request: HttpRequest, vraag: OrganisatieFilter) -> dict[str, Any]:
    per = request.GET.get("per", "")
    per = per if per in PER else INGANG
    setup = request.GET.get("opzet", "")
    setup = setup if setup in OPZETTEN[per] else "alles"
    ticked = OPZETTEN[per][setup][1]
    columns = kolommen_van(per, open=mag_personen(request.user))
    return {
        "samenstellen": True,
        "per": per,
        "rijen_per": [Keus(value, str(name), value == per) for value, name in PER.items()],
        "opzetten": [Keus(v, str(name), v == setup) for v, (name, _codes) in OPZETTEN[per].items()],
        "kolommen": [Keus(k.code, k.kop, not ticked or k.code in ticked) for k in columns],
        **_vorige_keer(request, vraag, per),
    }


def _vorige_keer(request: HttpRequest, vraag: OrganisatieFilter, per: str) -> dict[str, Any]:
    last = vorige(request.user, kenmerk(vraag, per))
    too_long = last is not None and te_veel(last.afdrukken)
    return {"vorige": last, "te_lang": uitleg_te_veel() if too_long else ""}
