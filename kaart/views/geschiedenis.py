"""The history of one entry, and undo of one change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kaart.antwoord import KLOPT_NIET, niet_bewaren
from kaart.beeld.geschiedenis import gebeurtenissen, lezer_voor
from kaart.vinden import ingang_voor
from organisaties.herstel import Vooruitblik, draai_een_terug, vooruitblik
from organisaties.invoer.terugdraaien import KanNietTerug
from organisaties.keuring import Geweigerd
from organisaties.leesbaar import label
from organisaties.models import Organisatie, Ronde, Wijziging
from organisaties.rechten import Handeling
from organisaties.verloop import Lezer, Regel, door_wie


@require_safe
@login_required
@niet_bewaren
def geschiedenis(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every change of an entry, the latest first; a fixed number of queries a page."""
    row = ingang_voor(request, slug, Handeling.GESCHIEDENIS)
    page, events = gebeurtenissen(request.user, row, request.GET.get("pagina"))
    context = {"organisatie": row, "pagina": page, "gebeurtenissen": events}
    return render(request, "geschiedenis/geschiedenis.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@niet_bewaren
def terugdraaien(request: HttpRequest, slug: str, ronde: int) -> HttpResponse:
    """Show what would go back, and on a POST give it back."""
    row = ingang_voor(request, slug, Handeling.TERUGDRAAIEN)
    changes = Wijziging.objects.filter(organisatie=row, ronde=ronde)
    if not changes.exists():
        raise Http404
    act = get_object_or_404(Ronde.objects.select_related("wie"), pk=ronde)
    if request.method == "POST":
        return _draai(request, row, act)
    try:
        plan, refused = vooruitblik(act, row), ""
    except KanNietTerug as error:
        plan, refused = Vooruitblik(), str(error)
    return _vraag(request, row, act, plan, refused)


def _draai(request: HttpRequest, row: Organisatie, act: Ronde) -> HttpResponse:
    try:
        _round, plan = draai_een_terug(act, row, wie=request.user)
    except KanNietTerug as error:
        return _vraag(request, row, act, Vooruitblik(), str(error))
    except Geweigerd as error:
        faults = "; ".join(f"{label(f.veld)}: {f.melding}" for f in error.fouten)
        text = _("De oude waarde mag er niet meer staan. %s") % faults
        return _vraag(request, row, act, Vooruitblik(), text)
    messages.success(request, _("Teruggedraaid: %s.") % _opgesomd(plan.terug))
    if plan.daarna:
        messages.warning(
            request, _("Gebleven, want daarna gewijzigd: %s.") % _opgesomd(plan.daarna)
        )
    return redirect("geschiedenis", row.slug)


def _opgesomd(names: Any) -> str:
    return ", ".join(label(name).lower() for name in names)


def _vraag(
    request: HttpRequest, row: Organisatie, act: Ronde, plan: Vooruitblik, refused: str
) -> HttpResponse:
    reader = lezer_voor(request.user, row)
    context = {
        "organisatie": row,
        "ronde": act,
        "door": door_wie(act, noem=request.user.is_staff),
        "regels": _regels(reader, plan),
        "daarna": [label(name) for name in plan.daarna],
        "gewist": [label(name) for name in plan.gewist],
        "geweigerd": refused,
    }
    status = KLOPT_NIET if request.method == "POST" else 200
    return render(request, "geschiedenis/terugdraaien.html", context, status=status)


def _regels(reader: Lezer, plan: Vooruitblik) -> list[Regel]:
    return [reader.regel(name, plan.nu[name], old) for name, old in plan.terug.items()]
