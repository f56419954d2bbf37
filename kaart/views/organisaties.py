"""The page of one entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from kaart.beeld import ingang
from organisaties.dubbelen.samenvoegen import opvolger
from organisaties.models import Organisatie

DAG = 86_400  # seconds


@require_safe
def organisatie(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the entry; 410 with a way on when it has stopped, 404 when there is nothing.

    The address of an entry that was merged leads on to the one that is left.
    """
    row = ingang.zoek(slug, request.user)
    if row is None:
        return _gestopt(request, slug)
    return render(request, "organisaties/organisatie.html", ingang.pagina(row, request.user))


def _gestopt(request: HttpRequest, slug: str) -> HttpResponse:
    stopped = Organisatie.objects.filter(status=Organisatie.Status.GESTOPT)
    row = get_object_or_404(stopped.select_related("soort", "wijk", "buurt__wijk"), slug=slug)
    if row.opgegaan_in_id and (target := opvolger(row)).status != Organisatie.Status.CONCEPT:
        answer = redirect(target, permanent=True)
        answer["Cache-Control"] = f"max-age={DAG}"  # merging can be undone
        return answer
    return render(request, "410.html", {"organisatie": row}, status=410)
