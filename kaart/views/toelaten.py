"""``/mijn/toelaten/``: who asked for an account and waits for a human."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kaart.accounts.toegang import wie_mag
from organisaties import accounts
from organisaties.berichten import verstuur, volledig_adres
from organisaties.models import Bericht, Gebruiker, Organisatie
from organisaties.rechten import Handeling, Rol
from wijken.getal import als_getal

PER_PAGINA = 25
GEVONDEN = 20  # entries shown for one search


@require_safe
@wie_mag(Handeling.TOELATEN)
def lijst(request: HttpRequest) -> HttpResponse:
    page = Paginator(accounts.wachtenden(), PER_PAGINA).get_page(request.GET.get("pagina"))
    return render(request, "mijn/toelaten.html", {"pagina": page})


@require_http_methods(["GET", "HEAD", "POST"])
@wie_mag(Handeling.TOELATEN)
def persoon(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one who waits, with a search for an entry; a POST decides."""
    if request.method == "POST":
        return _besluit(request, pk)
    user = accounts.wachtenden().filter(pk=pk).first()
    if user is None:
        messages.warning(request, _("Dit account wacht niet meer."))
        return redirect("toelaten")
    return render(request, "mijn/toelaten_persoon.html", {"wie": user, **_gezocht(request)})


def _gezocht(request: HttpRequest) -> dict[str, Any]:
    question = request.GET.get("q", "").replace("\0", "").strip()[:100]
    if not question:
        return {"q": "", "gevonden": []}
    rows = accounts.te_koppelen(request.user).filter(naam__icontains=question)
    shown = list(rows.select_related("soort").order_by("naam", "pk")[: GEVONDEN + 1])
    return {"q": question, "gevonden": shown[:GEVONDEN], "meer": len(shown) > GEVONDEN}


def _besluit(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what was chosen; nobody comes in by an answer that we do not know."""
    acts = {"professional": _laat_toe, "organisatie": _laat_toe, "weigeren": _weiger}
    act = acts.get(request.POST.get("besluit", ""))
    if act is None:
        messages.error(request, _("Kies eerst wat u wilt: toelaten of weigeren."))
        return redirect("toelaten")
    try:
        act(request, pk)
    except accounts.ToelatenGeweigerd as refused:
        messages.error(request, str(refused))
    return redirect("toelaten")


def _laat_toe(request: HttpRequest, pk: int) -> None:
    entry = _gekozen(request)
    role = Rol.ORGANISATIE if request.POST.get("besluit") == "organisatie" else Rol.PROFESSIONAL
    user = accounts.laat_toe(pk, request.user, role, entry)
    _mail(user.email, "toegelaten", {"wie": user, "organisatie": entry})
    messages.success(request, _("%(wie)s is toegelaten.") % {"wie": _naam(user)})


def _gekozen(request: HttpRequest) -> Organisatie | None:
    if request.POST.get("besluit") != "organisatie":
        return None
    chosen = als_getal(request.POST.get("organisatie", ""))
    if chosen is None:
        return None
    return get_object_or_404(accounts.te_koppelen(request.user), pk=chosen)


def _weiger(request: HttpRequest, pk: int) -> None:
    email = accounts.weiger(pk, request.user)
    _mail(email, "niet_toegelaten", {})
    messages.success(request, _("De aanvraag is geweigerd en het account is weggehaald."))


def _mail(email: str, sjabloon: str, context: dict[str, Any]) -> None:
    link = volledig_adres(reverse("account_login"))
    verstuur(Bericht.Soort.TOELATING, email, sjabloon, {**context, "link": link})


def _naam(user: Gebruiker) -> str:
    return user.get_full_name() or user.email
