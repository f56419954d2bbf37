"""The map's own answers: what to show for a question, and the outlines of the areas."""

import hashlib

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from kaart.punten import KaderFout, kaartbeeld, lees_kader, lees_zoom
from kaart.vraag import vraag_van
from wijken import versie
from wijken.vlakken import omtrekken


def _etag(request: HttpRequest) -> str:
    """The content version and the whole question: the same tag means the same bytes."""
    question = f"{versie.huidige()} {request.get_full_path()}"
    return f'"{hashlib.sha256(question.encode()).hexdigest()[:32]}"'


def _json(data: object, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(data), content_type="application/json", status=status)


@require_safe
@cache_control(public=True, max_age=0, must_revalidate=True)
@condition(etag_func=_etag)
def punten(request: HttpRequest) -> HttpResponse:
    """``/punten.json``: the page's own query string, with ``bbox`` and ``zoom`` beside it."""
    vraag = vraag_van(request)
    faults = {} if vraag.is_valid() else {k: list(v) for k, v in vraag.errors.items()}
    try:
        kader = lees_kader(request.GET.get("bbox", ""))
        zoom = lees_zoom(request.GET.get("zoom", ""))
    except KaderFout as error:
        faults["kaart"] = [str(error)]
    if faults:
        return _json({"fouten": faults}, status=400)
    return _json(kaartbeeld(vraag, kader, zoom))


@require_safe
@cache_control(public=True, max_age=0, must_revalidate=True)
@condition(etag_func=_etag)
def gebieden(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the same for every question
    """``/gebieden.json``: the outlines of stadsdelen and wijken as GeoJSON."""
    return _json(omtrekken())
