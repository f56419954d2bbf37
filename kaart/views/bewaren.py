"""Behind the link in the mail "are you still there": GET shows what we keep, POST answers.

A link that was changed, is too old or was answered gets a page that says so, and changes nothing.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from organisaties.keuring import Geweigerd
from organisaties.links import LinkFout, LinkVerlopen
from organisaties.wissen.bewaarlink import (
    AlGewist,
    LinkGebruikt,
    Vraag,
    klopt_nog,
    lees,
    verwijder_mij,
)

KLOPT, WEG = "klopt", "weg"


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True, private=True)
def bewaren(request: HttpRequest, token: str) -> HttpResponse:
    try:
        answer = _antwoord(request, lees(token))
    except AlGewist:
        answer = render(request, "wissen/link_gewist.html", status=410)
    except LinkGebruikt:
        answer = render(request, "wissen/link_gebruikt.html", status=410)
    except LinkVerlopen:
        answer = render(request, "wissen/link_verlopen.html", status=410)
    except LinkFout:
        answer = render(request, "wissen/link_onbekend.html", status=404)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _antwoord(request: HttpRequest, asked: Vraag) -> HttpResponse:
    """Do what was chosen; anything else shows the question."""
    chosen = request.POST.get("antwoord") if request.method == "POST" else ""
    if chosen == KLOPT:
        klopt_nog(asked)
        return render(request, "wissen/bedankt.html", {"vraag": asked})
    if chosen == WEG:
        return _verwijder(request, asked)
    context = {"vraag": asked, "persoon": asked.contact, "niets_gekozen": chosen is None}
    return render(request, "wissen/bewaren.html", context, status=400 if chosen is None else 200)


def _verwijder(request: HttpRequest, asked: Vraag) -> HttpResponse:
    try:
        report = verwijder_mij(asked)
    except Geweigerd:  # an entry that cannot be written: a human has to look
        return render(request, "wissen/niet_gelukt.html", {"vraag": asked}, status=409)
    return render(request, "wissen/verwijderd.html", {"vraag": asked, "verslag": report})
