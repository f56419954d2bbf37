"""What a visitor says is wrong or missing, and the private link to follow it."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaart.antwoord import niet_bewaren
from kaart.beeld.melding import regels
from kaart.formulieren.melding import AanvulForm, GestoptForm, MeldingForm, MissenForm
from kaart.formulierwacht import WachtForm
from kaart.limiet import mag_nog, te_vaak
from organisaties import meldingen
from organisaties.dubbelen.samenvoegen import opvolger
from organisaties.foto import foto
from organisaties.meldbaar import STATUS
from organisaties.models import Melding, Organisatie
from wijken.boom import boom

Soort = Melding.Soort


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def melden(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what is wrong about one entry."""
    row = _ingang(request, slug)
    if row.slug != slug:
        return redirect("melden", slug=row.slug)
    form = _formulier(request, row)
    if request.method == "POST" and form.is_valid():
        kind = Soort.GESTOPT if STATUS in form.cleaned_data["voorstel"] else Soort.FOUT
        return _bewaar(request, kind, form, organisatie=row)
    return _toon(request, "meldingen/melden.html", form, {"organisatie": row})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def missen(request: HttpRequest) -> HttpResponse:
    """Say which place is not on the map."""
    asked = request.GET.get("wijk", "")
    wijk = boom().wijk_op_slug.get(asked)
    form = MissenForm(request.POST or None, initial={"wijk": wijk.slug if wijk else ""})
    if request.method == "POST" and form.is_valid():
        return _bewaar(request, Soort.GEMIST, form, wijk=form.cleaned_data["wijk"])
    return _toon(request, "meldingen/missen.html", form, {"wijk": wijk})


def _ingang(request: HttpRequest, slug: str) -> Organisatie:
    """Find the entry that this visitor sees or has seen; of a merged one, the one that is left."""
    seen = Organisatie.objects.zichtbaar_voor(request.user)
    stopped = Organisatie.objects.filter(status=Organisatie.Status.GESTOPT)
    row = (seen | stopped).filter(slug=slug).first()
    if row is not None and not row.opgegaan_in_id:
        return row
    merged = get_object_or_404(Organisatie, slug=slug, opgegaan_in__isnull=False)
    return get_object_or_404(seen, pk=opvolger(merged).pk)


def _formulier(request: HttpRequest, row: Organisatie) -> MeldingForm | GestoptForm:
    if row.status == Organisatie.Status.GESTOPT:
        return GestoptForm(request.POST or None)
    return MeldingForm(request.POST or None, beeld=foto(row))


def _toon(request: HttpRequest, template: str, form: Form, context: dict[str, Any]) -> HttpResponse:
    status = 400 if form.is_bound else 200
    return render(request, template, {"formulier": form, **context}, status=status)


def _bewaar(request: HttpRequest, soort: str, form: WachtForm, **waar: Any) -> HttpResponse:
    if not mag_nog(request, "melding"):
        return te_vaak(request)
    said = {name: form.cleaned_data[name] for name in ("voorstel", "tekst", "email")}
    row, new = meldingen.bewaar(soort, **waar, **said, formulier=form.kenmerk)
    if new and row.email and mag_nog(request, "melding_mail", row.email.casefold()):
        meldingen.bevestig_ontvangst(row)
    return redirect("melding_volgen", sleutel=row.sleutel)


# --- the private link -------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@niet_bewaren
def volgen(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Show a reporter what became of it; while it waits, it can be added to or withdrawn."""
    if not mag_nog(request, "volgen"):
        return te_vaak(request)
    row = Melding.objects.select_related("organisatie", "wijk").filter(sleutel=sleutel).first()
    if row is None:
        return _onbekend(request)
    if request.method == "POST":
        return _doe(request, row)
    return _stand(request, row, AanvulForm())


def _doe(request: HttpRequest, row: Melding) -> HttpResponse:
    try:
        if request.POST.get("doe") == "intrekken":
            meldingen.trek_in(row)
            return render(request, "meldingen/ingetrokken.html")
        return _vul_aan(request, row)
    except meldingen.AlBeoordeeld:
        row = Melding.objects.filter(pk=row.pk).first()
        return _stand(request, row, AanvulForm(), 409) if row else _onbekend(request)


def _vul_aan(request: HttpRequest, row: Melding) -> HttpResponse:
    form = AanvulForm(request.POST)
    if form.is_valid():
        try:
            meldingen.vul_aan(row, form.cleaned_data["tekst"])
        except ValueError as error:
            form.add_error("tekst", str(error))
        else:
            return redirect(f"{reverse('melding_volgen', args=[row.sleutel])}?erbij=1")
    return _stand(request, row, form, 400)


def _onbekend(request: HttpRequest) -> HttpResponse:
    return render(request, "meldingen/onbekend.html", status=404)


def _stand(request: HttpRequest, row: Melding, form: AanvulForm, status: int = 200) -> HttpResponse:
    target = meldingen.doel(row)
    public = target and Organisatie.objects.gepubliceerd().filter(pk=target.pk).exists()
    context = {
        "melding": row,
        "regels": regels(row),
        "organisatie": target if public else None,
        "formulier": form,
        "open": row.stand == Melding.Stand.NIEUW,
        "erbij": "erbij" in request.GET,
        "te_laat": status == 409,
        "adres": request.build_absolute_uri(reverse("melding_volgen", args=[row.sleutel])),
    }
    return render(request, "meldingen/volgen.html", context, status=status)
