"""Joining a consultation: the form, its QR code and poster, and the decision."""

from __future__ import annotations

from io import BytesIO

import qrcode
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from qrcode.image.svg import SvgPathImage

from kaart.accounts.toegang import wie_mag
from kaart.formulieren.doemee import DoeMeeForm
from kaart.limiet import mag_nog, te_vaak
from kaart.vinden import overleg_van
from organisaties import aanmeldingen
from organisaties.keuring import Geweigerd
from organisaties.models import Aanmelding, Organisatie
from organisaties.rechten import Handeling, mag


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def doe_mee(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to join; nobody is on the list before the kwartiermaker says so."""
    overleg = overleg_van(request, slug)
    form = DoeMeeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not mag_nog(request, "aanmelding", f"{overleg.pk} {form.cleaned_data['email'].lower()}"):
            return te_vaak(request, overleg=overleg)
        aanmeldingen.meld_aan(overleg, form.cleaned_data)
        return render(request, "doemee/gelukt.html", {"overleg": overleg})
    status = 400 if form.is_bound else 200
    context = {
        "overleg": overleg,
        "formulier": form,
        "toestemming": aanmeldingen.toestemming(overleg),
    }
    return render(request, "doemee/formulier.html", context, status=status)


@require_safe
def qr(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the address of the form as a QR code, for the meeting table."""
    overleg = overleg_van(request, slug)
    image = qrcode.make(_adres(request, overleg), image_factory=SvgPathImage, border=2)
    file = BytesIO()
    image.save(file)
    return HttpResponse(file.getvalue(), content_type="image/svg+xml")


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a page to print and put on the table."""
    overleg = overleg_van(request, slug)
    context = {"overleg": overleg, "adres": _adres(request, overleg)}
    return render(request, "doemee/poster.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@wie_mag(Handeling.MODEREREN)
def beoordelen(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one request and decide on it."""
    row = get_object_or_404(Aanmelding.objects.select_related("overleg"), pk=pk)
    if not mag(request.user, Handeling.MODEREREN, row.overleg):
        raise PermissionDenied
    if request.method == "POST":
        return _besluit(request, row)
    context = {"aanmelding": row, "bekende": aanmeldingen.bekende(row) if row.email else None}
    return render(request, "doemee/beoordelen.html", context)


def _besluit(request: HttpRequest, row: Aanmelding) -> HttpResponse:
    admit = request.POST.get("besluit") == "toelaten"
    if not admit and request.POST.get("besluit") != "afwijzen":
        messages.error(request, _("Kies “Laat toe” of “Wijs af”."))
        return redirect("aanmelding_beoordelen", pk=row.pk)
    try:
        aanmeldingen.beoordeel(row, toelaten=admit, wie=request.user)
    except aanmeldingen.AlBeoordeeld as error:
        messages.warning(request, _("Iemand was u voor: %(stand)s.") % {"stand": error})
        return redirect("deelnemers", slug=row.overleg.slug)
    except Geweigerd as error:
        messages.error(request, error.fouten[0].melding)
        return redirect("aanmelding_beoordelen", pk=row.pk)
    text = _("Toegelaten. De deelnemer heeft een mail gekregen.") if admit else _("Afgewezen.")
    messages.success(request, text)
    return redirect("deelnemers", slug=row.overleg.slug)


def _adres(request: HttpRequest, overleg: Organisatie) -> str:
    return request.build_absolute_uri(reverse("doe_mee", args=[overleg.slug]))
