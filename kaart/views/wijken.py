"""The pages of the areas: all wijken, one wijk, one stadsdeel."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaart.beeld import gebiedspagina
from wijken.boom import boom


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    context = {
        "stadsdelen": gebiedspagina.per_stadsdeel(),
        "stadsbreed": gebiedspagina.stadsbreed(),
    }
    return render(request, "wijken/lijst.html", context)


@require_safe
def wijk(request: HttpRequest, slug: str) -> HttpResponse:
    node = boom().wijk_op_slug.get(slug)
    if node is None:
        raise Http404
    return render(request, "wijken/wijk.html", gebiedspagina.pagina_van_wijk(node, request.user))


@require_safe
def stadsdeel(request: HttpRequest, slug: str) -> HttpResponse:
    node = boom().stadsdeel_op_slug.get(slug)
    if node is None:
        raise Http404
    return render(request, "wijken/stadsdeel.html", gebiedspagina.pagina_van_stadsdeel(node))
