"""Signing in through the pages, as people do: type an address, read the mail, type the code."""

import re
import time
from unittest import mock

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from django.core import mail, signing
from django.urls import reverse

from kaart import formulierwacht
from organisaties.models import Gebruiker

CODE = re.compile(r"^\d{4}-\d{4}$", re.MULTILINE)
ANDERE = "0000-0000"


def account(rol, email=None, **extra):
    return Gebruiker.objects.create_user(email or f"{rol}@example.nl", rol=rol, **extra)


def laatste_code(email=None):
    """The code in the newest mail; it must have gone to this address alone."""
    message = mail.outbox[-1]
    assert email is None or message.to == [email]
    return CODE.search(message.body)[0]


def vraag_code(client, email, volgende=""):
    data = {"login": email} | ({"next": volgende} if volgende else {})
    return client.post(reverse("account_login"), data)


def typ(client, code, naar="account_confirm_login_code", **meer):
    return client.post(reverse(naar), {"code": code, **meer})


def meld_aan(client, email, volgende=""):
    answer = vraag_code(client, email, volgende)
    more = {"next": volgende} if volgende else {}
    assert answer.status_code == 302
    return typ(client, laatste_code(email.lower()), **more)


def tijd_geleden(seconden=10):
    """A signed time as the form carries it, from a while ago."""
    with mock.patch("time.time", return_value=time.time() - seconden):
        return signing.TimestampSigner(salt=formulierwacht._ZOUT).sign("t")


def vraag_aan(client, email, **anders):
    data = {"naam": "Voorbeeld Persoon", "werkplek": "Voorbeeldschool, leraar", "email": email}
    data |= {"tijd": tijd_geleden(), "vindplaats": ""} | anders
    return client.post(reverse("account_signup"), data)


def bevestig(client, email):
    return typ(client, laatste_code(email.lower()), "account_email_verification_sent")


def zet_aan(user):
    """Give this account a second factor; its secret."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    return secret


def code_van_app(secret, stappen=0):
    counter = list(auth.yield_hotp_counters_from_time())[1] + stappen
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def geheim(user):
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return decrypt(row.data["secret"])
