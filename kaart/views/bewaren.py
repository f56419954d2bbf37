"""Behind the link in the mail "are you still there": GET shows what we keep, POST answers.

A link that was changed, is too old or was answered gets a page that says so, and changes nothing.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kaart.antwoord import niet_bewaren
from organisaties.keuring import Geweigerd
from organisaties.links import LinkFout, LinkVerlopen
from organisaties.wissen.bewaarlink import (
    AlGewist,
    LinkGebruikt,
    Vraag,
    klopt_nog,
    lees,
    verwijder_mij,
    werkt_er_niet_meer,
)

KLOPT, WEG, VERTROKKEN = "klopt", "weg", "vertrokken"


@require_http_methods(["GET", "HEAD", "POST"])
@niet_bewaren
def bewaren(request: HttpRequest, token: str) -> HttpResponse:
    try:
        return _antwoord(request, lees(token))
    except AlGewist:
        return render(request, "wissen/link_gewist.html", status=410)
    except LinkGebruikt:
        return render(request, "wissen/link_gebruikt.html", status=410)
    except LinkVerlopen:
        return render(request, "wissen/link_verlopen.html", status=410)
    except LinkFout:
        return render(request, "wissen/link_onbekend.html", status=404)


def _antwoord(request: HttpRequest, asked: Vraag) -> HttpResponse:
    """Do what was chosen; anything else shows the question."""
    chosen = request.POST.get("antwoord") if request.method == "POST" else ""
    if chosen == KLOPT:
        klopt_nog(asked)
        return render(request, "wissen/bedankt.html", {"vraag": asked})
    if chosen == WEG and asked.eigen:
        return _verwijder(request, asked)
    if chosen == VERTROKKEN and not asked.eigen:
        return _vertrokken(request, asked)
    nothing = request.method == "POST"
    context = {"vraag": asked, "persoon": asked.contact, "niets_gekozen": nothing}
    return render(request, "wissen/bewaren.html", context, status=400 if nothing else 200)


def _vertrokken(request: HttpRequest, asked: Vraag) -> HttpResponse:
    try:
        werkt_er_niet_meer(asked)
    except Geweigerd:  # an entry that cannot be written: a human has to look
        return render(request, "wissen/niet_gelukt.html", {"vraag": asked}, status=409)
    return render(request, "wissen/vertrokken.html", {"vraag": asked})


def _verwijder(request: HttpRequest, asked: Vraag) -> HttpResponse:
    try:
        report = verwijder_mij(asked)
    except Geweigerd:  # an entry that cannot be written: a human has to look
        return render(request, "wissen/niet_gelukt.html", {"vraag": asked}, status=409)
    return render(request, "wissen/verwijderd.html", {"vraag": asked, "verslag": report})
