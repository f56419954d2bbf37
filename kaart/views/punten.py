"""The map's own answers: what to show for a question, and the outlines of the areas."""

import hashlib
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from kaart.beeld.punten import Kader, KaderFout, kaartbeeld, lees_kader, lees_zoom
from kaart.beeld.vraag import vraag_van
from organisaties.filter import OrganisatieFilter
from wijken import versie
from wijken.vlakken import omtrekken


def _etag(request: HttpRequest, *_args: Any) -> str:
    """Name the version of content and code and the whole question: the same tag, the same bytes."""
    question = f"{versie.huidige()} {settings.VERSIE} {request.get_full_path()}"
    return f'"{hashlib.sha256(question.encode()).hexdigest()[:32]}"'


def _json(data: object, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(data), content_type="application/json", status=status)


@require_safe
def punten(request: HttpRequest) -> HttpResponse:
    """``/punten.json``: the page's own query string, with ``bbox`` and ``zoom`` beside it."""
    vraag = vraag_van(request)
    faults: dict[str, list[str]] = {}
    if not vraag.is_valid():
        faults |= {name: list(texts) for name, texts in vraag.errors.items()}
    kader = _lees(lees_kader, request, "bbox", faults)
    zoom = _lees(lees_zoom, request, "zoom", faults)
    if faults:
        # Outside the conditional answer: a refusal has no tag, so it is never "not modified".
        return _json({"fouten": faults}, status=400)
    return _beeld(request, vraag, kader, zoom)


def _lees(lezer: Any, request: HttpRequest, name: str, faults: dict[str, list[str]]) -> Any:
    try:
        return lezer(request.GET.get(name, ""))
    except KaderFout as error:
        faults[error.parameter] = [str(error)]
        return None


@cache_control(public=True, max_age=0, must_revalidate=True)
@condition(etag_func=_etag)
def _beeld(
    request: HttpRequest,  # noqa: ARG001 -- read by the tag
    vraag: OrganisatieFilter,
    kader: Kader | None,
    zoom: int,
) -> HttpResponse:
    return _json(kaartbeeld(vraag, kader, zoom))


@require_safe
@cache_control(public=True, max_age=0, must_revalidate=True)
@condition(etag_func=_etag)
def gebieden(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the same for every question
    """``/gebieden.json``: the outlines of stadsdelen and wijken as GeoJSON."""
    return _json(omtrekken())
