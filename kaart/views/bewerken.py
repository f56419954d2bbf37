"""The page where people keep an entry true."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kaart.antwoord import BOTST, KLOPT_NIET, niet_bewaren
from kaart.formulieren.bewaren import Uitkomst, bewaar
from kaart.formulieren.indeling import Blik
from kaart.formulieren.ingang import IngangForm
from kaart.formulieren.reden import RedenForm
from kaart.vinden import ingang_voor
from organisaties.dubbelen.samenvoegen import opvolger
from organisaties.foto import foto
from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import (
    Handeling,
    bewerkbare_velden,
    houdt_bij,
    zichtbaarheden_bij,
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@niet_bewaren
def bewerken(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of an entry, and save it; who collides with another gets to choose."""
    row = ingang_voor(request, slug, Handeling.BEWERKEN)
    if row.opgegaan_in_id:
        return redirect("bewerken", opvolger(row).slug)
    why = RedenForm(request.POST or None)
    if request.method != "POST":
        form = IngangForm(beeld=foto(row), **_voor(request.user, row))
        return _toon(request, row, Uitkomst(form), why)
    if not why.is_valid():
        form = IngangForm(request.POST, beeld=foto(row), **_voor(request.user, row))
        return _toon(request, row, Uitkomst(form), why)
    result = bewaar(
        request.POST,
        row,
        **_voor(request.user, row),
        wie=request.user,
        door=wie_is(request.user, row),
        reden=why.cleaned_data["reden"],
    )
    if not result.gelukt:
        return _toon(request, row, result, why)
    messages.success(request, _("Bewaard. Dank u wel.") if result.ronde else _("U wijzigde niets."))
    return redirect(_waarheen(row))


def _voor(gebruiker: Gebruiker, row: Organisatie) -> dict[str, Any]:
    return {"velden": bewerkbare_velden(gebruiker, row), "blik": blik_van(gebruiker, row)}


def _toon(request: HttpRequest, row: Organisatie, result: Uitkomst, why: RedenForm) -> HttpResponse:
    context = {
        "organisatie": row,
        "formulier": result.form,
        "botsingen": result.botsingen,
        "reden": why,
        "ziet_beheer": request.user.has_perm("organisaties.change_organisatie"),
    }
    status = 200
    if request.method == "POST":
        status = KLOPT_NIET if result.form.errors or why.errors else BOTST
    return render(request, "bewerken/bewerken.html", context, status=status)


def _waarheen(row: Organisatie) -> str:
    """Give the entry's page; the form again when it has none any more."""
    row.refresh_from_db(fields=["status"])
    if row.status == Organisatie.Status.GESTOPT:
        return reverse("bewerken", args=[row.slug])
    return row.get_absolute_url()


def blik_van(gebruiker: Gebruiker, row: Organisatie) -> Blik:
    """Say through whose eyes this account sees the form of this entry."""
    door = str(Organisatie.Wie(wie_is(gebruiker, row)).label)
    seen = zichtbaarheden_bij(gebruiker, row)
    return Blik(ziet=seen, door=door, noem=gebruiker.is_staff)


def wie_is(gebruiker: Gebruiker, row: Organisatie) -> Organisatie.Wie:
    """Say as whom this account checks this entry."""
    wie = Organisatie.Wie
    return wie.ORGANISATIE if houdt_bij(gebruiker, row) else wie.KWARTIERMAKER
