"""How often somebody may do something without an account, counted by address and shared by workers.

The counting is allauth's, the same as for signing in; the limits stand in
``ACCOUNT_RATE_LIMITS``.
"""

from allauth.core import ratelimit
from django.http import HttpRequest


def mag_nog(request: HttpRequest, wat: str, sleutel: str | None = None) -> bool:
    """Count one more, and say whether that was still within the limit of ``wat``.

    With ``sleutel`` each value of it is counted apart (for limits that end in ``/key``).
    """
    return ratelimit.consume(request, action=wat, key=sleutel)
