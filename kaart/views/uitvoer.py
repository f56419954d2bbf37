"""Take along: the answer to the page's own question as a file.

Files are made anew for each request and are not kept by any cache: what is in them depends on who
asks, and a shared computer should not hold a copy that nobody saved.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import ModuleType

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from kaart.beeld.vraag import vraag_van
from kaart.uitvoer import csv as als_csv
from kaart.uitvoer import geojson as als_geojson
from kaart.uitvoer import vcard as als_vcard
from kaart.uitvoer import xlsx as als_xlsx
from kaart.uitvoer.keuze import Keuze, KeuzeFout, lees_keuze
from kaart.uitvoer.kolommen import PERSOON
from kaart.uitvoer.lijst import BEIDE, Lijst
from kaart.uitvoer.opgevraagd import filter_in_woorden, kenmerk
from kaart.uitvoer.rijen import Bron, bron_van_een, bron_van_vraag
from kaart.uitvoer.stroom import Stroom
from kaart.uitvoer.verschil import Vergelijking, te_veel, uitleg_te_veel
from kaart.uitvoer.weigeren import alleen_met_account, geweigerd, vraag_in_regels
from organisaties.filter import OrganisatieFilter
from organisaties.models import Organisatie, Uitvoer
from organisaties.rechten import rol
from organisaties.uitvoerlog import Export, noteer, vorige

VORMEN = {"csv": als_csv, "xlsx": als_xlsx, "vcf": als_vcard, "geojson": als_geojson}


@require_safe
def csv(request: HttpRequest) -> HttpResponseBase:
    return _antwoord(request, "csv")


@require_safe
def xlsx(request: HttpRequest) -> HttpResponseBase:
    return _antwoord(request, "xlsx")


@require_safe
def vcf(request: HttpRequest) -> HttpResponseBase:
    return _antwoord(request, "vcf")


@require_safe
def geojson(request: HttpRequest) -> HttpResponseBase:
    return _antwoord(request, "geojson")


@require_safe
def kaartje(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give one entry as a card for an address book."""
    visible = Organisatie.objects.zichtbaar_voor(request.user)
    organisatie = get_object_or_404(visible, slug=slug)
    lijst = Lijst(bron_van_een(organisatie, request), BEIDE, kaarten=True)
    export = Export(request.user, "vcf", f"van {organisatie.uuid}")
    return _bestand(request, als_vcard, lijst, export, f"sociale-kaart-{slug}.vcf")


def _antwoord(request: HttpRequest, soort: str) -> HttpResponseBase:
    vraag = vraag_van(request)
    if not vraag.is_valid():
        return geweigerd(vraag_in_regels(vraag))
    bron = bron_van_vraag(vraag, request)
    try:
        keuze = lees_keuze(request.GET, soort, open=bron.toont_adressen)
    except KeuzeFout as fault:
        return geweigerd(fault.regels)
    if keuze.sinds and not rol(request.user):
        return alleen_met_account()
    return _vergeleken(request, vraag, bron, keuze, soort)


def _vergeleken(
    request: HttpRequest, vraag: OrganisatieFilter, bron: Bron, keuze: Keuze, soort: str
) -> HttpResponseBase:
    """Compare with the last time where that was asked; prints are kept for who has a role."""
    export = Export(request.user, _vorm(soort, keuze), filter_in_woorden(vraag))
    lijst = Lijst(bron, keuze.per, keuze.kolommen, kaarten=soort == "vcf")
    last: Uitvoer | None = None
    if rol(request.user) and soort != "geojson":
        export = replace(export, kenmerk=kenmerk(vraag, keuze.per))
        last = vorige(request.user, export.kenmerk) if keuze.sinds else None
        if last and te_veel(last.afdrukken):
            return geweigerd([uitleg_te_veel()])
        known = last.afdrukken if last else None
        lijst.vergelijking = Vergelijking(request.user, known, gevraagd=keuze.sinds)
    if keuze.sinds:
        export = replace(export, vraag=f"{export.vraag} sinds=vorige")
    return _bestand(request, VORMEN[soort], lijst, export, _naam(soort, keuze, last))


def _vorm(soort: str, keuze: Keuze) -> str:
    return f"{soort} per persoon" if keuze.per == PERSOON else soort


def _naam(soort: str, keuze: Keuze, last: Uitvoer | None) -> str:
    """Name the file, also whether it holds all or what differs: a file outlives its page."""
    what = "personen" if keuze.per == PERSOON else "contacten"
    if soort == "geojson":
        what = "organisaties"
    if keuze.sinds:
        what += "-verschil" if last else "-eerste-keer"
    return f"sociale-kaart-{what}-{timezone.localdate():%Y-%m-%d}.{soort}"


def _bestand(
    request: HttpRequest, vorm: ModuleType, lijst: Lijst, export: Export, naam: str
) -> HttpResponseBase:
    """Stream it; a HEAD request gets the same headers and reads no entry."""
    stream = ()
    if request.method == "GET":
        stream = Stroom(vorm.maak(lijst), partial(_noteer, lijst, export))
    return StreamingHttpResponse(
        stream,
        content_type=vorm.MEDIATYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{naam}"',
            "Cache-Control": "private, no-store",
        },
    )


def _noteer(lijst: Lijst, export: Export, heel: bool) -> None:
    """Write down what really went: a comparison next time is with the last whole file."""
    prints = lijst.vergelijking.afdrukken if lijst.vergelijking else {}
    noteer(
        replace(
            export,
            rijen=lijst.geschreven,
            met_personen=lijst.met_personen,
            afgebroken=not heel,
            afdrukken=prints,
        )
    )
