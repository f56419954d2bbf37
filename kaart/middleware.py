"""What every request needs: one content version, and how strongly its user signed in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from kaart.accounts.sterk import is_sterk
from kaart.accounts.toegang import met_volgende
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
        response = get_response(request)
        return _naar_tweede_stap(request) if _vraagt_erom(request, response) else response

    return middleware


def _met_sterkte(request: HttpRequest, user: Any) -> Any:
    if settings.TWEEDE_FACTOR_VERPLICHT and vraagt_tweede_factor(user):
        user.sterk = is_sterk(request, user)
    return user


def _vraagt_erom(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a page was refused to a session that the second factor might open it for."""
    if response.status_code != 403 or request.method != "GET" or request.headers.get("HX-Request"):
        return False
    return request.user.is_authenticated and not request.user.sterk


def _naar_tweede_stap(request: HttpRequest) -> HttpResponse:
    return redirect(met_volgende("tweede_stap", request.get_full_path()))


_EIGEN_SCHERMEN = ("/beheer/", "/mijn/", "/werkvoorraad/")


def zonder_nul(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a NUL in the address of a screen for staff: PostgreSQL cannot even look for it.

    The public pages say themselves which field is wrong, and forms refuse it by field.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_EIGEN_SCHERMEN) and "%00" in request.META["QUERY_STRING"]:
            raise BadRequest
        return get_response(request)

    return middleware
