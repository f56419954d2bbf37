"""The page: filter form, list and map together; the same as a plain GET form."""

from typing import Any
from urllib.parse import urlsplit

import orjson
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import push_url

from kaart.beeld import vraag as vragen
from kaart.beeld.formulier import formulier
from kaart.beeld.kaartjes import kaartjes
from kaart.beeld.punten import soorten
from organisaties.filter import OrganisatieFilter

PER_PAGINA = 25
EIGEN_ELEMENTEN = ("zoekvorm", "veld-q", "veld-sorteer")  # what already shows its own new value


@require_safe
@vary_on_headers("HX-Request")
def zoeken(request: HttpRequest) -> HttpResponse:
    vraag = vragen.vraag_van(request)
    geldig = vraag.is_valid()
    context = {
        "vraag": vraag,
        "geldig": geldig,
        "vorm": formulier(vraag),
        "zoekreeks": vragen.zoekreeks(request.GET),
        "chips": vragen.chips(vraag) if geldig else [],
        **(_antwoord(request, vraag) if geldig else {}),
    }
    if request.htmx and not request.htmx.history_restore_request:
        return _deel(request, context)
    context["soorten"] = orjson.dumps(soorten()).decode()
    return render(request, "kaart/zoeken.html", context, status=200 if geldig else 400)


def _deel(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Only what changes; the address in the browser becomes that of the same page without htmx."""
    context["hele_vorm"] = _toont_iets_anders(request, context["geldig"])
    status = 200 if context["geldig"] else 400
    response = render(request, "kaart/antwoord.html", context, status=status)
    return push_url(response, _adres(context))


def _adres(context: dict[str, Any]) -> str:
    query = QueryDict(context["zoekreeks"], mutable=True)
    if context["geldig"] and context["pagina"].number > 1:
        query["pagina"] = str(context["pagina"].number)
    return reverse("zoeken") + (f"?{query.urlencode()}" if query else "")


def _toont_iets_anders(request: HttpRequest, geldig: bool) -> bool:
    """Whether the form on the screen differs from the question: then all of it is sent along.

    After a link (a chip, a way out), and to show an error or take it away. Otherwise the visitor
    is still at work in it, and only the counts change.
    """
    if not geldig or request.htmx.trigger not in EIGEN_ELEMENTEN:
        return True
    before = urlsplit(request.htmx.current_url or "").query
    return not OrganisatieFilter(QueryDict(before)).is_valid()


def _antwoord(request: HttpRequest, vraag: OrganisatieFilter) -> dict[str, Any]:
    verdeling = vragen.verdeling(vraag, vragen.naam_gebied(vraag))
    paginator = Paginator(vraag.op_volgorde(), PER_PAGINA)
    paginator.count = verdeling.totaal
    pagina = paginator.get_page(request.GET.get("pagina"))
    van = (pagina.number - 1) * PER_PAGINA
    cards = kaartjes(vraag.deel(van, van + PER_PAGINA), vraag)
    return {
        "verdeling": verdeling,
        "aantal": verdeling.totaal,
        "pagina": pagina,
        "kaartjes": cards,
        "voorbeelden": any(card.organisatie.voorbeeld for card in cards),
        **({} if verdeling.totaal else _uitwegen(vraag)),
    }


def _uitwegen(vraag: OrganisatieFilter) -> dict[str, Any]:
    return {
        "bedoeld": vragen.bedoeld(vraag),
        "uitwegen": vragen.uitwegen(vraag)[:3],
        "alternatief": kaartjes(vragen.alternatief(vraag), vraag),
    }
