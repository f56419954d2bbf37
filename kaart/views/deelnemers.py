"""Who takes part in a consultation: the list, and keeping it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from organisaties import aanmeldingen, deelnemers
from organisaties.keuring import Geweigerd
from organisaties.models import Contact, Organisatie
from organisaties.rechten import GEEN, Handeling, mag, rol

GEVONDEN = 8  # suggestions to add


@never_cache
@require_safe
def lijst(request: HttpRequest, slug: str) -> HttpResponse:
    """List the members whom this user may see; a kwartiermaker adds and removes here."""
    overleg = _overleg(request, slug)
    if rol(request.user) == GEEN:
        raise PermissionDenied
    persons = deelnemers.personen_van(overleg).zichtbaar_voor(request.user)
    edits = mag(request.user, Handeling.BEWERKEN, overleg)
    context = {
        "overleg": overleg,
        "personen": persons,
        "leden": overleg.overleg.leden.zichtbaar_voor(request.user).select_related("soort__groep"),
        "bewerkt": edits,
        "zoekt": request.GET.get("zoek", "")[:100],
    }
    if edits:
        context |= _gevonden(request, overleg, context["zoekt"])
        context["aanmeldingen"] = aanmeldingen.te_beoordelen(request.user).filter(overleg=overleg)
    return render(request, "doemee/deelnemers.html", context)


@require_POST
def wijzig(request: HttpRequest, slug: str) -> HttpResponse:
    """Add or remove one member: ``lid`` (an entry) or ``persoon``, by uuid."""
    overleg = _overleg(request, slug)
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
        lid = get_object_or_404(rows, uuid=_uuid(request.POST["lid"]))
        deelnemers.zet_lid(overleg, lid, erbij=adding, wie=request.user)
        return lid
    rows = Contact.objects.personen().zichtbaar_voor(request.user)
    person = get_object_or_404(rows, uuid=_uuid(request.POST.get("persoon", "")))
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
    persons = Contact.objects.personen().zichtbaar_voor(request.user)
    persons = persons.filter(
        Q(naam__icontains=zoekt.strip()) | Q(organisatie__naam__icontains=zoekt.strip())
    ).exclude(Q(uuid__in=overleg.overleg.personen) | Q(organisatie=None))
    return {
        "organisaties_erbij": entries.exclude(pk__in=members).exclude(pk=overleg.pk)[:GEVONDEN],
        "personen_erbij": persons.exclude(organisatie=overleg.pk).select_related("organisatie")[
            :GEVONDEN
        ],
    }


def _overleg(request: HttpRequest, slug: str) -> Organisatie:
    rows = Organisatie.objects.zichtbaar_voor(request.user).netwerken()
    return get_object_or_404(rows.select_related("overleg"), slug=slug)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
