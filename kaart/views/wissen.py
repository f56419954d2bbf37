"""Erasing one person: show what stands where, ask to be sure, do it and report."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kaart.accounts.toegang import wie_mag
from kaart.formulieren.wissen import WissenForm
from organisaties.keuring import Geweigerd
from organisaties.models import Contact
from organisaties.rechten import Handeling, mag_wissen
from organisaties.wissen import vindplaatsen, wis, zelfde_persoon
from organisaties.wissen.daad import blijft, is_gewist
from organisaties.wissen.sporen import laatst_bekend, sporen_van


@require_http_methods(["GET", "HEAD", "POST"])
@wie_mag(Handeling.WISSEN)
def wissen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what there is of this person; a POST with the tick erases it."""
    if trace := is_gewist(uuid):
        return render(request, "wissen/al_gewist.html", {"gewist": trace}, status=410)
    contact = _persoon(request, uuid)
    same = zelfde_persoon(contact)
    own = [row for row in same if mag_wissen(request.user, row)]
    form = WissenForm(
        request.POST if request.method == "POST" else None,
        elders=own,
        vast=[str(row.uuid) for row in own if row.naam == contact.naam],
    )
    if form.is_valid() and (answer := _wis(request, contact, form)):
        return answer
    return _toon(request, contact, form, [row for row in same if row not in own])


def _persoon(request: HttpRequest, uuid: UUID) -> Contact:
    """Give the person, also one who stands in the history only."""
    rows = Contact.objects.personen().select_related("organisatie").prefetch_related("wijken")
    contact = rows.filter(uuid=uuid).first()
    if contact is None:
        known = laatst_bekend(uuid)
        if known is None:
            raise Http404
        contact = Contact(uuid=uuid, naam=known.naam, email=known.email, telefoon=known.telefoon)
    if not mag_wissen(request.user, contact):
        raise PermissionDenied
    return contact


def _wis(request: HttpRequest, contact: Contact, form: WissenForm) -> HttpResponse | None:
    where = contact.organisatie
    try:
        report = wis(
            contact.uuid,
            wie=request.user,
            reden=form.cleaned_data["reden"],
            ook=form.gekozen(),
        )
    except Geweigerd as error:
        faults = " ".join(fault.melding for fault in error.fouten)
        form.add_error(None, _("Er is niets gewist. %s") % faults)
        return None
    return render(request, "wissen/gewist.html", {"verslag": report, "organisatie": where})


def _toon(
    request: HttpRequest, contact: Contact, form: WissenForm, anderen: list[Contact]
) -> HttpResponse:
    chosen = form.gekozen()
    context: dict[str, Any] = {
        "persoon": contact,
        "formulier": form,
        "vindplaatsen": vindplaatsen(contact, chosen),
        "blijft": blijft(sporen_van([contact.uuid, *chosen])),
        "anderen": anderen,
    }
    return render(request, "wissen/wissen.html", context, status=400 if form.errors else 200)
