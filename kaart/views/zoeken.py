"""The page: filter form, list and map together; the same as a plain GET form."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaart import vraag as vragen
from kaart.kaartjes import kaartjes
from organisaties.filter import OrganisatieFilter

PER_PAGINA = 25


@require_safe
def zoeken(request: HttpRequest) -> HttpResponse:
    vraag = vragen.vraag_van(request)
    geldig = vraag.is_valid()
    context = {
        "vraag": vraag,
        "geldig": geldig,
        "facetten": vragen.facetten(vraag),
        "zoekreeks": vragen.zoekreeks(request.GET),
        "chips": vragen.chips(vraag) if geldig else [],
        **(_antwoord(request, vraag) if geldig else {}),
    }
    part = "#resultaten" if request.htmx and not request.htmx.history_restore_request else ""
    status = 200 if geldig else 400
    return render(request, f"kaart/zoeken.html{part}", context, status=status)


def _antwoord(request: HttpRequest, vraag: OrganisatieFilter) -> dict:
    verdeling = vragen.verdeling(vraag, vragen.naam_gebied(vraag))
    paginator = Paginator(vraag.op_volgorde(), PER_PAGINA)
    paginator.count = verdeling.totaal
    pagina = paginator.get_page(request.GET.get("pagina"))
    return {
        "verdeling": verdeling,
        "aantal": verdeling.totaal,
        "pagina": pagina,
        "kaartjes": kaartjes(pagina.object_list, vraag),
        "uitwegen": vragen.uitwegen(vraag) if not verdeling.totaal else [],
    }
