"""Take along: the answer to the page's own question as a file.

Files are made anew for each request and are not kept by any cache: what is in them depends on who
asks, and a shared computer should not hold a copy that nobody saved.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from types import ModuleType

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kaart.beeld.vraag import vraag_van
from kaart.uitvoer import csv as als_csv
from kaart.uitvoer import geojson as als_geojson
from kaart.uitvoer import vcard as als_vcard
from kaart.uitvoer import xlsx as als_xlsx
from kaart.uitvoer.rijen import Bron, bron_van_een, bron_van_vraag
from organisaties.filter import OrganisatieFilter
from organisaties.models import Organisatie

logger = logging.getLogger("kaart.uitvoer")


@require_safe
def csv(request: HttpRequest) -> HttpResponseBase:
    return _antwoord(request, als_csv, "contacten", "csv")


@require_safe
def xlsx(request: HttpRequest) -> HttpResponseBase:
    return _antwoord(request, als_xlsx, "contacten", "xlsx")


@require_safe
def vcf(request: HttpRequest) -> HttpResponseBase:
    return _antwoord(request, als_vcard, "contacten", "vcf")


@require_safe
def geojson(request: HttpRequest) -> HttpResponseBase:
    return _antwoord(request, als_geojson, "organisaties", "geojson")


@require_safe
def kaartje(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give one entry as a card for an address book."""
    visible = Organisatie.objects.zichtbaar_voor(request.user)
    organisatie = get_object_or_404(visible, slug=slug)
    bron = bron_van_een(organisatie, request)
    regel = f"vcf van {organisatie.uuid}"
    return _bestand(request, als_vcard, bron, f"sociale-kaart-{slug}.vcf", regel)


def _antwoord(request: HttpRequest, vorm: ModuleType, wat: str, soort: str) -> HttpResponseBase:
    vraag = vraag_van(request)
    if not vraag.is_valid():
        return _geweigerd(vraag)
    name = f"sociale-kaart-{wat}-{timezone.localdate():%Y-%m-%d}.{soort}"
    regel = f"{soort} filter: {_filter(vraag)}"
    return _bestand(request, vorm, bron_van_vraag(vraag, request), name, regel)


def _bestand(
    request: HttpRequest, vorm: ModuleType, bron: Bron, naam: str, regel: str
) -> HttpResponseBase:
    """Stream it; a HEAD request gets the same headers and reads no entry."""
    stream: Iterable[bytes] = ()
    if request.method == "GET":
        stream = _gelogd(vorm.maak(bron), bron, f"{_wie(request)} {regel}")
    return StreamingHttpResponse(
        stream,
        content_type=vorm.MEDIATYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{naam}"',
            "Cache-Control": "private, no-store",
        },
    )


def _geweigerd(vraag: OrganisatieFilter) -> HttpResponse:
    """Say what is wrong with the question, field by field; nothing partial."""
    lines = [_("Deze vraag kunnen we niet beantwoorden:"), ""]
    for name, messages in vraag.errors.items():
        label = vraag.filters[name].label if name in vraag.filters else _("Vraag")
        lines += [f"- {label} ({name}): {message}" for message in messages]
    text = "\n".join(lines) + "\n"
    return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")


# --- the log: who, which filter, how many; never what was typed or what was in the file -----------


def _gelogd(stroom: Iterator[bytes], bron: Bron, regel: str) -> Iterator[bytes]:
    """Pass the file on and note it when it ends, also when the visitor breaks off."""
    whole = False
    try:
        yield from stroom
        whole = True
    finally:
        state = "" if whole else " (afgebroken)"
        logger.info("uitvoer door %s, rijen: %d%s", regel, len(bron.ids), state)


def _wie(request: HttpRequest) -> str:
    return f"gebruiker {request.user.pk}" if request.user.is_authenticated else "anoniem"


def _filter(vraag: OrganisatieFilter) -> str:
    """Chosen options by name; of what was typed (a place may be a home) only that it was."""
    parts = []
    for name, value in vraag.gevraagd.items():
        closed = name in OrganisatieFilter.FACETTEN
        parts.append(f"{name}={','.join(value)}" if closed else name)
    return " ".join(parts) or "geen"
