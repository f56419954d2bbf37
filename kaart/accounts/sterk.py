"""Whether a session used the second factor, by allauth's own records of how somebody signed in."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest


def is_sterk(request: HttpRequest, user: Any) -> bool:
    return any(row.get("method") == "mfa" for row in get_authentication_records(request, user))


def heeft_tweede_factor(user: Any) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
