"""What follows when somebody used a code: the address of the account is one that can be verified.

An account that was made by hand has no address of allauth's own yet; without one its owner would
get a second code.
"""

from typing import Any

from allauth.account.signals import authentication_step_completed

from organisaties.accounts import onthoud_adres
from organisaties.models import Gebruiker


def _onthoud(user: Gebruiker, method: str, **_signal: Any) -> None:
    if method == "code":
        onthoud_adres(user)


def luister() -> None:
    authentication_step_completed.connect(_onthoud, dispatch_uid="adres van wie een code gebruikt")
