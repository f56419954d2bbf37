"""Pages of text: about this map, privacy, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaart.beeld.bronnen import bronnen_van_gebieden, bronnen_van_organisaties


@require_safe
def over(request: HttpRequest) -> HttpResponse:
    context = {
        "bronnen_organisaties": bronnen_van_organisaties(),
        "bronnen_gebieden": dict(bronnen_van_gebieden()),
    }
    return render(request, "teksten/over.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "teksten/privacy.html")


@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return render(request, "teksten/toegankelijkheid.html")
