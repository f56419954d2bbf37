"""One content version per request: asked once, the same for everything the request reads."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from wijken import versie


def versie_per_verzoek(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        with versie.vastgehouden():
            return get_response(request)

    return middleware
