"""What every request needs: one content version, and how strongly its user signed in."""

from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from organisaties.rechten import vraagt_tweede_factor
from wijken import versie


def versie_per_verzoek(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        with versie.vastgehouden():
            return get_response(request)

    return middleware


def sterkte(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let a role that asks a second factor count for nothing in a session without one.

    Lazy: a page that does not look at its user reads no session and varies on no cookie.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        request.user = SimpleLazyObject(lambda: _met_sterkte(request, user))
        return get_response(request)

    return middleware


def _met_sterkte(request: HttpRequest, user: Any) -> Any:
    if settings.TWEEDE_FACTOR_VERPLICHT and vraagt_tweede_factor(user):
        user.sterk = any(r.get("method") == "mfa" for r in get_authentication_records(request))
    return user
