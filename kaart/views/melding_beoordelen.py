"""Judging reports: the list of a moderator's own desks, and one report at a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_http_methods, require_safe

from kaart.accounts.toegang import wie_mag
from kaart.beeld.melding import onderwerp, regels
from kaart.formulieren.beoordeling import BeoordeelForm, IngangUitMeldingForm
from organisaties import meldingen
from organisaties.foto import foto
from organisaties.keuring import Geweigerd
from organisaties.models import Melding
from organisaties.rechten import Handeling

PER_PAGINA = 25
STANDEN = {
    "open": (_l("Nog te beoordelen"), [Melding.Stand.NIEUW]),
    "beoordeeld": (
        _l("Beoordeeld"),
        [Melding.Stand.OVERGENOMEN, Melding.Stand.DEELS, Melding.Stand.AFGEWEZEN],
    ),
    "spam": (_l("Spam"), [Melding.Stand.SPAM]),
}


@require_safe
@wie_mag(Handeling.MODEREREN)
def lijst(request: HttpRequest) -> HttpResponse:
    """List the reports of the own desks: those that wait the oldest first, else the latest."""
    chosen = request.GET.get("stand", "open")
    chosen = chosen if chosen in STANDEN else "open"
    rows = meldingen.voor(request.user).filter(stand__in=STANDEN[chosen][1])
    order = ("gemaakt", "pk") if chosen == "open" else ("-behandeld_op", "-pk")
    page = Paginator(rows.order_by(*order), PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "pagina": page,
        "vraag": f"stand={chosen}",
        "regels": [(row, onderwerp(row)) for row in page],
        "gekozen": chosen,
        "standen": [(key, name) for key, (name, _stands) in STANDEN.items()],
    }
    return render(request, "meldingen/lijst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@wie_mag(Handeling.MODEREREN)
def beoordelen(request: HttpRequest, uuid: Any) -> HttpResponse:
    """Show one report beside the entry as it is now, and decide."""
    rows = Melding.objects.select_related("organisatie__opgegaan_in", "wijk", "behandeld_door")
    row = get_object_or_404(rows, uuid=uuid)
    if not meldingen.mag_beoordelen(request.user, row):
        raise PermissionDenied
    if request.method != "POST":
        return _toon(request, row)
    try:
        return _besluit(request, row)
    except meldingen.AlBeoordeeld:
        return _al_beoordeeld(request, row)


def _besluit(request: HttpRequest, row: Melding) -> HttpResponse:
    if request.POST.get("doe") == "terug":
        meldingen.geen_spam(row)
        return redirect("melding_beoordelen", uuid=row.uuid)
    if row.stand != Melding.Stand.NIEUW:
        raise meldingen.AlBeoordeeld
    if request.POST.get("doe") == "spam":
        meldingen.markeer_spam(row, request.user)
        messages.success(request, _("Weggelegd als spam. Er gaat geen antwoord uit."))
        return redirect("meldingen")
    if request.POST.get("doe") == "ingang" and row.soort == Melding.Soort.GEMIST:
        return _maak_ingang(request, row)
    form = _formulier(request, row)
    if not form.is_valid():
        return _toon(request, row, form, status=400)
    try:
        meldingen.beoordeel(row, form.besluit, request.user, form.antwoord, form.als)
    except Geweigerd as error:
        _lees_opnieuw(row)
        form.meld(error)
        return _toon(request, row, form, status=400)
    messages.success(request, _("De melding is beoordeeld."))
    return redirect("meldingen")


def _maak_ingang(request: HttpRequest, row: Melding) -> HttpResponse:
    form = IngangUitMeldingForm(request.POST, melding=row)
    if not form.is_valid():
        return _toon(request, row, ingang=form, status=400)
    try:
        made = meldingen.maak_ingang(row, form.foto(), request.user, form.antwoord)
    except Geweigerd as error:
        _lees_opnieuw(row)
        form.add_error(None, str(error))
        return _toon(request, row, ingang=form, status=400)
    messages.success(
        request, _("De plek is gemaakt als concept. Vul haar aan en zet haar op de kaart.")
    )
    return redirect("bewerken", slug=made.slug)


def _lees_opnieuw(row: Melding) -> None:
    """Forget the judgement that was not written, or learn that somebody else withdrew it."""
    try:
        row.refresh_from_db()
    except Melding.DoesNotExist:
        raise meldingen.AlBeoordeeld from None


def _formulier(request: HttpRequest, row: Melding) -> BeoordeelForm:
    target = meldingen.doel(row)
    return BeoordeelForm(request.POST, melding=row, beeld=foto(target) if target else None)


def _al_beoordeeld(request: HttpRequest, row: Melding) -> HttpResponse:
    """Somebody was first; a report that was withdrawn is gone."""
    now = Melding.objects.select_related("organisatie", "wijk", "behandeld_door")
    found = now.filter(pk=row.pk).first()
    if found is None:
        messages.warning(request, _("De melder heeft deze melding intussen ingetrokken."))
        return redirect("meldingen")
    return _toon(request, found, status=409)


def _toon(
    request: HttpRequest,
    row: Melding,
    form: BeoordeelForm | None = None,
    ingang: IngangUitMeldingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    target = meldingen.doel(row)
    is_open = row.stand == Melding.Stand.NIEUW
    context = {
        "melding": row,
        "organisatie": target,
        "samengevoegd": target is not None and target != row.organisatie,
        "open": is_open,
        "te_laat": status == 409,
        "regels": regels(row),
        "formulier": (form or _leeg(row)) if is_open else None,
        "ingang": (ingang or _lege_ingang(row)) if is_open else None,
    }
    return render(request, "meldingen/beoordelen.html", context, status=status)


def _leeg(row: Melding) -> BeoordeelForm:
    target = meldingen.doel(row)
    return BeoordeelForm(None, melding=row, beeld=foto(target) if target else None)


def _lege_ingang(row: Melding) -> IngangUitMeldingForm | None:
    return IngangUitMeldingForm(melding=row) if row.soort == Melding.Soort.GEMIST else None
