"""One account per role, to try the site with. Never in production, and made once."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction

from organisaties.models import Gebruiker, Organisatie
from organisaties.rechten import TWEEDE_FACTOR, Rol
from wijken.models import Wijk

STADSDEEL = "laak"


class DemoGeweigerd(Exception):  # noqa: N818 -- the Dutch word for what happened
    """Why there is no demo account or code, in words for who asked."""


@dataclass(frozen=True)
class Demo:
    """One account, and what it is for."""

    email: str
    rol: str
    toelichting: str

    @property
    def tweede_factor(self) -> bool:
        return self.rol in TWEEDE_FACTOR


def adres(rol: str) -> str:
    return f"{rol}@example.nl"


def maak_demo_accounts() -> list[Demo]:
    """Make the accounts that are not there; what is there stays as it is."""
    _alleen_om_te_proberen()
    roles = [role for role in Rol.values if role != Rol.WACHT]
    with transaction.atomic():
        return [_demo(_account(role)) for role in roles]


def code_van_nu(rol: str) -> str:
    """Give the code that the app of this demo account shows now."""
    _alleen_om_te_proberen()
    row = Authenticator.objects.filter(user__email=adres(rol), type=Authenticator.Type.TOTP).first()
    if row is None:
        raise DemoGeweigerd(f"Er is geen demo-account “{rol}” met een tweede stap.")
    secret = decrypt(row.data["secret"])
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def _alleen_om_te_proberen() -> None:
    if settings.PRODUCTIE:
        raise DemoGeweigerd("In productie zijn er geen demo-accounts.")


def _account(role: str) -> Gebruiker:
    found = Gebruiker.objects.filter(email=adres(role)).first()
    return found or _nieuw(role)


def _nieuw(role: str) -> Gebruiker:
    user = Gebruiker(email=adres(role), first_name=f"Voorbeeld {role.capitalize()}")
    user.werkplek = "Voorbeeldorganisatie"
    user.laat_toe(role)
    user.set_unusable_password()
    user.save()
    if role == Rol.ORGANISATIE:
        user.organisaties.set(_voorbeeldingang())
    if role == Rol.KWARTIERMAKER:
        user.wijken.set(Wijk.objects.filter(stadsdeel__slug=STADSDEEL))
    if role in TWEEDE_FACTOR:
        TOTP.activate(user, generate_totp_secret())
    return user


def _voorbeeldingang() -> list[Organisatie]:
    """Give one invented entry, in the stadsdeel of the kwartiermaker when there is one."""
    rows = Organisatie.objects.gepubliceerd().filter(voorbeeld=True).order_by("slug")
    near = rows.filter(wijk__stadsdeel__slug=STADSDEEL) | rows.filter(
        buurt__wijk__stadsdeel__slug=STADSDEEL
    )
    found = near.first() or rows.first()
    return [found] if found else []


def _demo(user: Gebruiker) -> Demo:
    return Demo(user.email, user.rol, _toelichting(user))


def _toelichting(user: Gebruiker) -> str:
    if user.rol == Rol.ORGANISATIE:
        names = ", ".join(user.organisaties.values_list("naam", flat=True))
        return f"houdt bij: {names}" if names else "nog zonder ingang"
    if user.rol == Rol.KWARTIERMAKER:
        return f"voor {user.wijken.count()} wijken van Laak"
    return ""
