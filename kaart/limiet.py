"""How often somebody may do something without an account, counted by address and shared by workers.

The counting is allauth's, the same as for signing in; the limits stand in
``ACCOUNT_RATE_LIMITS``.
"""

from typing import Any

from allauth.core.internal import ratelimit  # its public face never counts a GET
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaart.antwoord import niet_bewaren

WACHT = 3_600  # seconds: the limits count by the hour


def mag_nog(request: HttpRequest, wat: str, sleutel: str | None = None) -> bool:
    """Count one more, and say whether that was still within the limit of ``wat``.

    With ``sleutel`` each value of it is counted apart (for limits that end in ``/key``).
    """
    used = ratelimit.consume(
        request, app="allauth.account", action=wat, key=sleutel, limit_get=True
    )
    return bool(used)


@niet_bewaren
def te_vaak(
    request: HttpRequest, sjabloon: str = "deel/te_vaak.html", **context: Any
) -> HttpResponse:
    """Say that it was too often, and when to come back."""
    answer = render(request, sjabloon, context, status=429)
    answer["Retry-After"] = WACHT
    return answer
