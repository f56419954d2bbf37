"""How often somebody may do something without an account, counted by address and shared by workers.

The counting is allauth's, the same as for signing in; the limits stand in
``ACCOUNT_RATE_LIMITS``.
"""

from allauth.core.internal import ratelimit  # its public face never counts a GET
from django.http import HttpRequest


def mag_nog(request: HttpRequest, wat: str, sleutel: str | None = None) -> bool:
    """Count one more, and say whether that was still within the limit of ``wat``.

    With ``sleutel`` each value of it is counted apart (for limits that end in ``/key``).
    """
    used = ratelimit.consume(
        request, app="allauth.account", action=wat, key=sleutel, limit_get=True
    )
    return bool(used)
