"""The pages behind the links in the mail to organisations: GET shows, POST does.

Whoever holds a link needs no account. A link that was changed, is too old or was answered before
gets a page that says so, and changes nothing. The pages are kept by no cache and in no index.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kaart.antwoord import BOTST, KLOPT_NIET, niet_bewaren
from kaart.formulieren.bewaren import bewaar
from kaart.formulieren.controle import KloptForm, WachttijdForm, WegForm
from kaart.formulieren.indeling import OPENBAAR, Blik
from kaart.formulieren.ingang import IngangForm
from organisaties.controles import antwoord
from organisaties.controles.antwoord import NietMeerNodig, is_nodig
from organisaties.controles.brief import ingangen, wat_de_kaart_zegt
from organisaties.controles.links import KLOPT, WACHTTIJD, WEG, WIJZIGEN, links, van_link
from organisaties.foto import foto
from organisaties.links import LinkFout, LinkVerlopen
from organisaties.models import Controle, Organisatie
from organisaties.rechten import EIGEN_VELDEN
from organisaties.wachttijd import getoonde

VELDEN = EIGEN_VELDEN - {"personen"}  # who reads the general mailbox need not know the persons
Pagina = Callable[[HttpRequest, Controle], HttpResponse]


def _achter_link(doel: str) -> Callable[[Pagina], Callable[[HttpRequest, str], HttpResponse]]:
    """Let a page be reached by a link for this purpose only, as long as it is asked."""

    def versier(page: Pagina) -> Callable[[HttpRequest, str], HttpResponse]:
        @require_http_methods(["GET", "HEAD", "POST"])
        @niet_bewaren
        @wraps(page)
        def view(request: HttpRequest, token: str) -> HttpResponse:
            return _antwoord(page, request, doel, token)

        return view

    return versier


def _antwoord(page: Pagina, request: HttpRequest, doel: str, token: str) -> HttpResponse:
    try:
        asked = van_link(doel, token)
    except LinkVerlopen:
        return render(request, "controles/verlopen.html", status=410)
    except LinkFout:
        return render(request, "controles/onbekend.html", status=404)
    if not is_nodig(asked):
        return _al_gedaan(request, asked)
    try:
        return page(request, asked)
    except NietMeerNodig as error:  # somebody else answered in the meantime
        return _al_gedaan(request, error.controle)


def _al_gedaan(request: HttpRequest, asked: Controle) -> HttpResponse:
    return render(request, "controles/al_gedaan.html", {"controle": asked}, status=410)


def _bedankt(request: HttpRequest, asked: Controle, tekst: str) -> HttpResponse:
    context = {"organisatie": asked.organisatie, "tekst": tekst}
    return render(request, "controles/bedankt.html", context)


def _toon(
    request: HttpRequest, asked: Controle, sjabloon: str, form: Form, **meer: Any
) -> HttpResponse:
    row = ingangen([asked.organisatie_id])[asked.organisatie_id]
    context = {
        "controle": asked,
        "organisatie": row,
        "gegevens": wat_de_kaart_zegt(row),
        "links": links(asked),
        "formulier": form,
        **meer,
    }
    status = KLOPT_NIET if form.errors else BOTST if meer.get("botsingen") else 200
    return render(request, f"controles/{sjabloon}.html", context, status=status)


@_achter_link(KLOPT)
def klopt(request: HttpRequest, asked: Controle) -> HttpResponse:
    form = KloptForm(request.POST if request.method == "POST" else None)
    row = ingangen([asked.organisatie_id])[asked.organisatie_id]
    if not row.wachttijden.all():
        del form.fields["weken"]
    if form.is_valid():
        antwoord.klopt(asked, form.cleaned_data.get("weken"))
        return _bedankt(request, asked, _("De kaart zegt nu dat u alles hebt nagekeken."))
    return _toon(request, asked, "klopt", form, wacht=getoonde(row))


@_achter_link(WIJZIGEN)
def wijzigen(request: HttpRequest, asked: Controle) -> HttpResponse:
    if request.method != "POST":
        form = IngangForm(beeld=foto(asked.organisatie), velden=VELDEN, blik=OPENBAAR)
        return _toon(request, asked, "wijzigen", form)
    by = Organisatie.Wie.ORGANISATIE
    done = bewaar(
        request.POST,
        asked.organisatie,
        VELDEN,
        Blik(door=str(by.label)),
        door=by,
        bron=antwoord.BRON,
        reden="gewijzigd door de organisatie",
    )
    if not done.gelukt:
        return _toon(request, asked, "wijzigen", done.form, botsingen=done.botsingen)
    antwoord.nagekeken(asked, gewijzigd=done.ronde is not None)
    return _bedankt(request, asked, _("Uw wijzigingen staan op de kaart."))


@_achter_link(WEG)
def weg(request: HttpRequest, asked: Controle) -> HttpResponse:
    form = WegForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        antwoord.gestopt(asked, form.cleaned_data["tekst"])
        text = _("Een medewerker kijkt ernaar en haalt de plek dan van de kaart.")
        return _bedankt(request, asked, text)
    return _toon(request, asked, "weg", form)


@_achter_link(WACHTTIJD)
def wachttijd(request: HttpRequest, asked: Controle) -> HttpResponse:
    form = WachttijdForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        antwoord.wachttijd(asked, form.antwoord())
        return _bedankt(request, asked, _("Ouders weten nu beter hoe lang zij moeten wachten."))
    return _toon(request, asked, "wachttijd", form)
