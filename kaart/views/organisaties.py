"""The page of one entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kaart.beeld import ingang
from organisaties.models import Organisatie


@require_safe
def organisatie(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the entry; 410 with a way on when it has stopped, 404 when there is nothing."""
    row = ingang.zoek(slug, request.user)
    if row is None:
        return _gestopt(request, slug)
    return render(request, "organisaties/organisatie.html", ingang.pagina(row, request.user))


def _gestopt(request: HttpRequest, slug: str) -> HttpResponse:
    stopped = Organisatie.objects.filter(status=Organisatie.Status.GESTOPT)
    row = get_object_or_404(stopped.select_related("soort", "wijk", "buurt__wijk"), slug=slug)
    return render(request, "410.html", {"organisatie": row}, status=410)
