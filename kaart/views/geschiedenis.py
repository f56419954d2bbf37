"""The history of one entry, and undo of one change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisaties.dubbelen.samenvoegen import voorgangers
from organisaties.herstel import Vooruitblik, draai_een_terug, kan_terug, vooruitblik
from organisaties.invoer.terugdraaien import KanNietTerug
from organisaties.keuring import Geweigerd
from organisaties.leesbaar import label
from organisaties.models import Gebruiker, Organisatie, Ronde, Wijziging
from organisaties.rechten import Handeling, mag, zichtbaarheden_bij
from organisaties.verloop import Lezer, Regel, Stap, door_wie, stappen

from .bewerken import KLOPT_NIET, ingang_voor, zonder_bewaren

PER_BLADZIJDE = 25


@dataclass(frozen=True)
class Gebeurtenis:
    """One round on the page: what it did, who did it, and whether it may go back from here."""

    stap: Stap
    door: str
    terug: bool


@login_required
@require_safe
def geschiedenis(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every change of an entry, the latest first; a fixed number of queries a page."""
    row = ingang_voor(request, slug, Handeling.GESCHIEDENIS)
    page, events = _bladzijde(request, row)
    context = {"organisatie": row, "bladzijde": page, "gebeurtenissen": events}
    return zonder_bewaren(render(request, "geschiedenis/geschiedenis.html", context))


def _bladzijde(request: HttpRequest, row: Organisatie) -> tuple[Page, list[Gebeurtenis]]:
    earlier = {old.uuid: old.naam for old in voorgangers(row)}
    changes = Wijziging.objects.filter(organisatie_uuid__in=[row.uuid, *earlier])
    rounds = Ronde.objects.filter(pk__in=changes.values("ronde")).order_by("-pk")
    page = Paginator(rounds, PER_BLADZIJDE).get_page(request.GET.get("p"))
    shown = changes.filter(ronde__in=[r.pk for r in page]).select_related(
        "ronde__wie", "persoonlijk"
    )
    rows = list(shown.order_by("-ronde_id", "organisatie_uuid", "pk"))
    undo = mag(request.user, Handeling.TERUGDRAAIEN, row)
    own: dict[int, list[Wijziging]] = {}
    for change in rows:
        if undo and change.organisatie_uuid == row.uuid:
            own.setdefault(change.ronde_id, []).append(change)
    return page, _gebeurtenissen(request.user, row, rows, earlier, own)


def _gebeurtenissen(
    gebruiker: Gebruiker,
    row: Organisatie,
    rows: list[Wijziging],
    earlier: Mapping[UUID, str],
    own: Mapping[int, list[Wijziging]],
) -> list[Gebeurtenis]:
    return [
        Gebeurtenis(
            step,
            door_wie(step.ronde, noem=gebruiker.is_staff),
            not step.van and step.ronde.pk in own and kan_terug(step.ronde, own[step.ronde.pk]),
        )
        for step in stappen(rows, lezer_voor(gebruiker, row), earlier)
    ]


def lezer_voor(gebruiker: Gebruiker, row: Organisatie) -> Lezer:
    """Give a reader that shows the persons of this entry that this user may see."""
    seen = zichtbaarheden_bij(gebruiker, row)
    return Lezer(gebruiker, lambda rows: [r for r in rows or [] if r.get("zichtbaarheid") in seen])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
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
    return zonder_bewaren(render(request, "geschiedenis/terugdraaien.html", context, status=status))


def _regels(reader: Lezer, plan: Vooruitblik) -> list[Regel]:
    return [reader.regel(name, plan.nu[name], old) for name, old in plan.terug.items()]
