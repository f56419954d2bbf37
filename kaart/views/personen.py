"""Contact persons: show one address to who asks, still there, works here no longer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kaart.antwoord import niet_bewaren
from kaart.beeld.personen import wijken_van
from kaart.formulieren.opvolger import OpvolgerForm
from kaart.limiet import mag_nog, te_vaak
from kaart.vinden import ingang_voor
from organisaties import sleutelfiguren
from organisaties.keuring import Geweigerd
from organisaties.models import Contact, Organisatie
from organisaties.personen import PersoonWeg, bevestig_persoon, vertrokken
from organisaties.rechten import Handeling, ziet_adressen


@require_POST
@niet_bewaren
def adres(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Show e-mail and telephone of one person of an entry."""
    row = _ingang(request, slug)
    people = row.contacten.personen().zichtbaar_voor(request.user)
    contact = get_object_or_404(people, uuid=uuid)
    general = row.contacten.algemeen().aanwezig()
    return _toon(request, contact, {"organisatie": row, "algemeen": general})


@require_POST
@niet_bewaren
def sleutelfiguur(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show e-mail and telephone of one key figure of a wijk."""
    contact = get_object_or_404(sleutelfiguren.alle().zichtbaar_voor(request.user), uuid=uuid)
    return _toon(request, contact, {"wijken": wijken_van(contact)})


def _toon(request: HttpRequest, contact: Contact, context: dict[str, Any]) -> HttpResponse:
    """Show the address, at a limited pace to who does not see addresses anyway."""
    if not (contact.email or contact.telefoon):
        raise Http404
    if ziet_adressen(request.user) or mag_nog(request, "adres_tonen"):
        return render(request, "personen/adres.html", {"persoon": contact, **context})
    return te_vaak(request, "personen/te_vaak.html", **context)


@require_POST
@login_required
def bevestig(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Note that the person still works there."""
    row, contact = _te_bewerken(request, slug, uuid)
    try:
        bevestig_persoon(contact, request.user)
    except PersoonWeg:
        messages.warning(request, _("Deze persoon is intussen als vertrokken gemeld."))
    else:
        messages.success(request, _("Bedankt. Vandaag staat er als dag van bevestiging."))
    return redirect(_mensen(row))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@niet_bewaren
def weg(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Note that the person works there no longer, and ask who takes the place."""
    row, contact = _te_bewerken(request, slug, uuid)
    form = OpvolgerForm(request.POST or None, initial={"functie": contact.functie})
    if request.method == "POST" and form.is_valid() and _meld_weg(request, contact, form):
        return redirect(_mensen(row))
    context = {"organisatie": row, "persoon": contact, "formulier": form}
    return render(request, "personen/weg.html", context, status=400 if form.is_bound else 200)


def _meld_weg(request: HttpRequest, contact: Contact, form: OpvolgerForm) -> bool:
    try:
        vertrokken(contact, request.user, form.persoon(), zoek=form.zoekt())
    except PersoonWeg:
        raise Http404 from None
    except Geweigerd as error:
        form.add_error(None, " ".join(fault.melding for fault in error.fouten))
        return False
    messages.success(request, _gezegd(form))
    return True


def _gezegd(form: OpvolgerForm) -> str:
    if form.persoon():
        return _("Bedankt. De opvolger staat nu bij deze plek.")
    if form.zoekt():
        return _("Bedankt. Bij deze plek staat nu dat er een opvolger wordt gezocht.")
    return _("Bedankt. Deze persoon is voor anderen niet meer te zien.")


def _ingang(request: HttpRequest, slug: str) -> Organisatie:
    return get_object_or_404(Organisatie.objects.zichtbaar_voor(request.user), slug=slug)


def _te_bewerken(request: HttpRequest, slug: str, uuid: UUID) -> tuple[Organisatie, Contact]:
    """Give the entry and the person, for who may edit them."""
    row = ingang_voor(request, slug, Handeling.BEWERKEN)
    people = row.contacten.personen().te_bewerken_door(request.user)
    return row, get_object_or_404(people, uuid=uuid)


def _mensen(row: Organisatie) -> str:
    return f"{row.get_absolute_url()}#mensen"
