"""Who takes part in a consultation: the list, and keeping it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kaart.antwoord import niet_bewaren
from kaart.beeld.personen import personen as als_gezien
from kaart.vinden import overleg_van
from organisaties import aanmeldingen, deelnemers
from organisaties.keuring import Geweigerd
from organisaties.models import Contact, Organisatie
from organisaties.rechten import GEEN, Handeling, mag, rol
from organisaties.velden.basis import als_uuid

GEVONDEN = 8  # suggestions to add


@require_safe
@login_required
@niet_bewaren
def lijst(request: HttpRequest, slug: str) -> HttpResponse:
    """List the members whom this user may see; a kwartiermaker adds and removes here."""
    overleg = overleg_van(request, slug)
    if rol(request.user) == GEEN:
        raise PermissionDenied
    edits = mag(request.user, Handeling.BEWERKEN, overleg)
    persons = list(deelnemers.personen_van(overleg, request.user))
    context = {
        "overleg": overleg,
        "personen": list(zip(als_gezien(persons, request.user), persons, strict=True)),
        "leden": overleg.overleg.leden.zichtbaar_voor(request.user).select_related("soort__groep"),
        "bewerkt": edits,
        "zoekt": request.GET.get("zoek", "")[:100],
    }
    if edits:
        context |= _gevonden(request, overleg, context["zoekt"])
        context["aanmeldingen"] = aanmeldingen.te_beoordelen(request.user).filter(overleg=overleg)
    return render(request, "doemee/deelnemers.html", context)


@require_POST
@login_required
def wijzig(request: HttpRequest, slug: str) -> HttpResponse:
    """Add or remove one member: ``lid`` (an entry) or ``persoon``, by uuid."""
    overleg = overleg_van(request, slug)
    if not mag(request.user, Handeling.BEWERKEN, overleg):
        raise PermissionDenied
    adding = request.POST.get("doe") == "erbij"
    try:
        found = _wijzig(request, overleg, adding=adding)
    except Geweigerd as error:
        messages.error(request, error.fouten[0].melding)
    else:
        text = _("%(naam)s doet mee.") if adding else _("%(naam)s doet niet meer mee.")
        messages.success(request, text % {"naam": found})
    return redirect("deelnemers", slug=slug)


def _wijzig(request: HttpRequest, overleg: Organisatie, *, adding: bool) -> Organisatie | Contact:
    if "lid" in request.POST:
        rows = Organisatie.objects.zichtbaar_voor(request.user)
        lid = get_object_or_404(rows, uuid=als_uuid(request.POST["lid"]))
        deelnemers.zet_lid(overleg, lid, erbij=adding, wie=request.user)
        return lid
    rows = deelnemers.zichtbare_personen(request.user)
    person = get_object_or_404(rows, uuid=als_uuid(request.POST.get("persoon", "")))
    if person.organisatie_id == overleg.pk and not adding:
        deelnemers.haal_eigen_persoon_weg(overleg, str(person.uuid), request.user)
    else:
        deelnemers.zet_persoon(overleg, str(person.uuid), erbij=adding, wie=request.user)
    return person


def _gevonden(request: HttpRequest, overleg: Organisatie, zoekt: str) -> dict[str, object]:
    """Find entries and persons of other entries to add, by a part of their name."""
    if not zoekt.strip() or "\x00" in zoekt:
        return {}
    entries = Organisatie.objects.gepubliceerd().filter(naam__icontains=zoekt.strip())
    members = overleg.overleg.leden.values("pk")
    named = Q(naam__icontains=zoekt.strip()) | Q(organisatie__naam__icontains=zoekt.strip())
    persons = deelnemers.zichtbare_personen(request.user).filter(named)
    persons = persons.exclude(uuid__in=overleg.overleg.personen).exclude(organisatie=overleg.pk)
    return {
        "organisaties_erbij": entries.exclude(pk__in=members).exclude(pk=overleg.pk)[:GEVONDEN],
        "personen_erbij": persons[:GEVONDEN],
    }
