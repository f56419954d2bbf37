"""The municipality's own sign-on, played by a server on loopback."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from copy import deepcopy
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from organisaties.models import Gebruiker, Maildomein
from tests.kaart.aanmelden import account, bevestig, code_van_app, typ, zet_aan
from tests.standin import fout, json_antwoord, standin

pytestmark = pytest.mark.django_db
NAAR = reverse("openid_connect_login", args=["organisatie"])
TERUG = reverse("openid_connect_callback", args=["organisatie"])


@pytest.fixture(autouse=True)
def _vers():
    cache.clear()


@contextmanager
def dienst(settings, wie, domeinen=()):
    """A sign-on that says that everybody is ``wie``: the claims of one person."""
    with standin({}) as server:
        settings.OIDC_SERVER = server.url
        providers = deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
        [app] = providers["openid_connect"]["APPS"]
        app |= {"client_id": "kaart", "secret": "geheim", "name": "Voorbeeldgemeente"}
        app["settings"] |= {"server_url": server.url, "verified_email": list(domeinen)}
        settings.SOCIALACCOUNT_PROVIDERS = providers
        server.routes = _paden(server.url, wie)
        yield server


def _paden(url, wie):
    claims = {"sub": "1", "iss": url, "aud": "kaart", "exp": time.time() + 60}
    token = jwt.encode(claims, "s" * 32)
    paths = {name: f"{url}/{name}" for name in ("authorize", "token", "userinfo", "keys")}
    config = {
        "issuer": url,
        "authorization_endpoint": paths["authorize"],
        "token_endpoint": paths["token"],
        "userinfo_endpoint": paths["userinfo"],
        "jwks_uri": paths["keys"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }
    return {
        "/.well-known/openid-configuration": json_antwoord(config),
        "/token": json_antwoord({"access_token": "t", "token_type": "Bearer", "id_token": token}),
        "/userinfo": json_antwoord({"sub": "1", **wie}),
    }


def meld_aan_via(client, volgende=""):
    """Press the button, be let through at the other side, come back."""
    there = client.post(NAAR, {"next": volgende})
    asked = parse_qs(urlsplit(there.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(TERUG, {"code": "c", "state": asked["state"][0]})


def persoon(email="wie@gemeente.example", bevestigd=True):
    return {
        "email": email,
        "email_verified": bevestigd,
        "given_name": "Voor",
        "family_name": "Beeld",
    }


def aangemeld(client):
    return int(client.session.get("_auth_user_id", 0))


def test_zonder_instelling_is_er_niets_van_te_zien(client):
    assert NAAR not in client.get(reverse("account_login")).content.decode()
    assert client.post(NAAR).status_code == 404
    assert client.get(TERUG).status_code == 404


def test_met_een_bevestigd_adres_komt_u_in_het_account_met_dat_adres(client, settings):
    user = account("professional", "wie@gemeente.example")
    with dienst(settings, persoon("Wie@gemeente.example")):
        page = client.get(reverse("account_login")).content.decode()
        assert "Meld u aan via Voorbeeldgemeente" in page
        assert meld_aan_via(client, "/wijken/").url == "/wijken/"
    assert aangemeld(client) == user.pk
    assert mail.outbox == []


@pytest.mark.parametrize(("domein", "rol"), [("gemeente.example", "professional"),
                                             ("ander.example", "wacht")])  # fmt: skip
def test_wie_nieuw_is_gaat_langs_dezelfde_regel(client, settings, domein, rol):
    Maildomein.objects.create(domein=domein)
    with dienst(settings, persoon()):
        meld_aan_via(client)
    user = Gebruiker.objects.get()
    assert (user.email, user.rol, user.get_full_name()) == (
        "wie@gemeente.example", rol, "Voor Beeld"
    )  # fmt: skip
    assert aangemeld(client) == user.pk


def test_een_adres_dat_de_dienst_niet_bevestigt_krijgt_onze_code(client, settings):
    Maildomein.objects.create(domein="gemeente.example")
    with dienst(settings, persoon(bevestigd=False)):
        answer = meld_aan_via(client)
    assert answer.url == reverse("account_email_verification_sent")
    assert Gebruiker.objects.get().rol == "wacht"
    bevestig(client, "wie@gemeente.example")
    assert Gebruiker.objects.get().rol == "professional"


def test_een_onbevestigd_adres_opent_het_account_van_een_ander_niet(client, settings):
    account("professional", "wie@gemeente.example")
    with dienst(settings, persoon(bevestigd=False)):
        meld_aan_via(client)
    assert not aangemeld(client)
    assert Gebruiker.objects.count() == 1


def test_voor_eigen_domeinen_is_het_woord_van_de_dienst_genoeg(client, settings):
    """A server that says nothing about verifying, for addresses that only it gives out."""
    user = account("professional", "wie@gemeente.example")
    with dienst(settings, persoon(bevestigd=False), ["gemeente.example"]):
        meld_aan_via(client)
    assert aangemeld(client) == user.pk


def test_een_kwartiermaker_heeft_ook_dan_onze_tweede_stap_nodig(client, settings):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    user = account("kwartiermaker", "wie@gemeente.example")
    secret = zet_aan(user)
    with dienst(settings, persoon()):
        assert meld_aan_via(client).url == reverse("mfa_authenticate")
    assert not aangemeld(client)
    typ(client, code_van_app(secret), "mfa_authenticate")
    assert client.get("/beheer/").status_code == 200


def test_een_uitgezet_account_blijft_uitgezet(client, settings):
    account("professional", "wie@gemeente.example", is_active=False)
    with dienst(settings, persoon()):
        assert meld_aan_via(client).url == reverse("account_inactive")
    assert not aangemeld(client)
    assert "uitgezet" in client.get(reverse("account_inactive")).content.decode()


def test_zonder_adres_komt_niemand_binnen(client, settings):
    with dienst(settings, {}):
        assert meld_aan_via(client).status_code == 401
    assert not Gebruiker.objects.exists()


def test_een_dienst_die_stuk_is_geeft_een_pagina_met_een_weg_verder(client, settings):
    with dienst(settings, persoon()) as server:
        server.routes["/.well-known/openid-configuration"] = fout(500)
        page = client.post(NAAR)
    assert page.status_code == 503
    assert "Terug naar aanmelden" in page.content.decode()


def test_een_verzonnen_terugkeer_meldt_niemand_aan(client, settings):
    with dienst(settings, persoon()):
        page = client.get(TERUG, {"code": "c", "state": "verzonnen"})
    assert page.status_code >= 400
    assert not aangemeld(client)


def test_openen_zonder_knop_begint_niets(client, settings):
    with dienst(settings, persoon()) as server:
        assert client.get(NAAR).status_code == 405
        assert server.verzoeken == []


@pytest.mark.parametrize(
    ("server", "verwacht"),
    [("", "'self'"), ("https://login.example/realm/x", "'self' https://login.example")],
)
def test_het_beleid_laat_alleen_de_ingestelde_dienst_toe(settings, server, verwacht):
    code = (
        "from kaart import settings as s;"
        "print(*s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**os.environ, "OIDC_SERVER": server},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == verwacht
