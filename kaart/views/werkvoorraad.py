"""The work list, solving one item of it, one act on many entries, and the yearly report."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kaart.accounts.toegang import wie_mag
from kaart.beeld import werkvoorraad as beeld
from kaart.uitvoer import csv
from organisaties.achterhaald import Achterhaald
from organisaties.keuring import Geweigerd
from organisaties.rechten import Handeling
from organisaties.werkvoorraad import samen as plannen
from organisaties.werkvoorraad.blik import keuzes
from organisaties.werkvoorraad.oplossen import AlOpgelost, GeenRecht, los_op
from organisaties.werkvoorraad.soort import FormulierFout, Onbekend
from organisaties.werkvoorraad.soorten import SOORTEN
from organisaties.werkvoorraad.verslag import verslag as maak_verslag
from wijken.getal import als_getal

MEESTE_NAMEN = 10  # of what was left out, in one message


@require_http_methods(["GET", "HEAD", "POST"])
@wie_mag(Handeling.WERKVOORRAAD)
def lijst(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _los_op(request)
    return _toon(request, request.GET)


def _toon(request: HttpRequest, vraag: QueryDict, **meer: object) -> HttpResponse:
    context = beeld.pagina(request.user, vraag, messages.get_messages(request), **meer)
    status = 400 if meer else 200
    return render(request, "werkvoorraad/lijst.html", context, status=status)


def _los_op(request: HttpRequest) -> HttpResponse:
    """Solve one item and come back where it stood; what was refused is shown in its own form."""
    kind = request.POST.get("soort", "")
    back = QueryDict(request.POST.get("terug", ""))
    try:
        _zeg(request, messages.SUCCESS, los_op(request.POST, request.user))
    except GeenRecht:
        raise PermissionDenied from None
    except FormulierFout as error:
        return _toon(request, back, gebonden={error.formulier.prefix: error.formulier})
    except AlOpgelost:
        _zeg(request, messages.INFO, _("Dit was al opgelost. Er is niets gewijzigd."))
    except Achterhaald:
        text = _(
            "Iemand anders was intussen ook bezig. Er is niets gewijzigd. Kijk het opnieuw na."
        )
        _zeg(request, messages.WARNING, text)
    except Onbekend:
        _zeg(request, messages.ERROR, _("Kies een van de knoppen bij deze regel."))
    except Geweigerd as error:
        _zeg(request, messages.ERROR, error.fouten[0].melding)
    return _terug(back, kind if kind in SOORTEN else "")


def _zeg(request: HttpRequest, level: int, text: str) -> None:
    """Say it where it happened."""
    messages.add_message(request, level, text, extra_tags=beeld.BIJ + request.POST.get("soort", ""))


def _terug(vraag: QueryDict, soort: str = "") -> HttpResponseRedirect:
    query = beeld.zoekreeks(vraag)
    anchor = f"#soort-{soort}" if soort else ""
    return HttpResponseRedirect(reverse("werkvoorraad") + (f"?{query}" if query else "") + anchor)


# --- many at once ---------------------------------------------------------------------------------


@require_POST
@wie_mag(Handeling.WERKVOORRAAD)
def samen(request: HttpRequest) -> HttpResponse:
    """Step two shows what would change; step three does it."""
    back = QueryDict(request.POST.get("terug", ""))
    try:
        if teken := request.POST.get("teken"):
            _meld_uitkomst(request, plannen.voer_uit(teken, request.user))
            return _terug(back)
        return _voorbeeld(request)
    except plannen.PlanFout as error:
        messages.error(request, str(error))
    except Geweigerd as error:
        messages.error(request, error.fouten[0].melding)
    return _terug(back)


def _voorbeeld(request: HttpRequest) -> HttpResponse:
    act = plannen.DADEN.get(request.POST.get("wat", ""))
    value, ids = request.POST.get("waarde", ""), _sleutels(request)
    context = {"daad": act, "ids": ids, "terug": request.POST.get("terug", "")}
    if act and act.keuzes and ids and not value:
        return render(request, "werkvoorraad/samen_keuze.html", context)
    wat = act.slug if act else ""
    context["plan"] = plannen.maak_plan(request.user, ids, wat, value)
    return render(request, "werkvoorraad/samen.html", context)


def _sleutels(request: HttpRequest) -> list[int]:
    keys = map(als_getal, request.POST.getlist("ingang"))
    return [key for key in keys if key is not None]


def _meld_uitkomst(request: HttpRequest, done: plannen.Uitkomst) -> None:
    text = ngettext("%(wat)s: %(n)d plek.", "%(wat)s: %(n)d plekken.", done.aantal)
    messages.success(request, text % {"wat": done.plan.naam, "n": done.aantal})
    if not done.rest:
        return
    named = "; ".join(f"{name}: {reason}" for name, reason in done.rest[:MEESTE_NAMEN])
    more = len(done.rest) - MEESTE_NAMEN
    tail = " " + _("En nog %d andere.") % more if more > 0 else ""
    messages.warning(request, _("Niet gedaan: %s") % named + tail)


# --- the report -----------------------------------------------------------------------------------


@require_safe
@wie_mag(Handeling.WERKVOORRAAD)
def verslag(request: HttpRequest) -> HttpResponse:
    blik = beeld.gekozen_blik(request.user, request.GET.get("gebied", ""))
    rows = maak_verslag(blik)
    if request.GET.get("vorm") == "csv":
        return _als_bestand(rows, blik.keuze)
    context = {
        "blik": blik,
        "cijfers": rows,
        "keuzes": list(keuzes(request.user)),
        "dag": timezone.localdate(),
    }
    return render(request, "werkvoorraad/verslag.html", context)


def _als_bestand(rows: list, keuze: str) -> HttpResponse:
    head = (_("Onderdeel"), _("Wat"), _("Aantal"), _("Van"), _("Deel"), _("Hoe geteld"))
    cells = ((r.groep, r.naam, r.waarde, r.van, r.procent, r.uitleg) for r in rows)
    area = keuze.replace(":", "-") or "alles"
    name = f"compleet-en-actueel-{area}-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    answer = csv.tabel([head, *cells])
    return HttpResponse(answer, content_type=csv.MEDIATYPE, headers=headers)
