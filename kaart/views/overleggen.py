"""The page of all networks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaart.beeld.netwerken import per_staat


@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    return render(request, "overleggen/lijst.html", {"staten": per_staat()})
