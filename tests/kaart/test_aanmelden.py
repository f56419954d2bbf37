"""Signing in with a code by mail: the way in, and every way that is refused."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests.kaart.aanmelden import ANDERE, account, laatste_code, meld_aan, typ, vraag_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vers():
    cache.clear()


def ingelogd(client):
    return "_auth_user_id" in client.session


def test_met_de_code_uit_de_mail_bent_u_aangemeld(client):
    user = account("professional")
    answer = meld_aan(client, user.email)
    assert (answer.status_code, answer.url) == (302, reverse("mijn"))
    assert ingelogd(client)
    assert len(mail.outbox) == 1  # one code, also for an account that was made by hand
    page = client.get(answer.url)
    assert "professional@example.nl" in page.content.decode()


def test_hoofdletters_en_een_code_zonder_streepje_zijn_goed(client):
    account("professional")
    vraag_code(client, "Professional@EXAMPLE.nl")
    typ(client, laatste_code("professional@example.nl").replace("-", " "))
    assert ingelogd(client)


def test_na_aanmelden_komt_u_waar_u_heen_wilde(client):
    account("professional")
    assert meld_aan(client, "professional@example.nl", "/wijken/").url == "/wijken/"


@pytest.mark.parametrize(
    "elders", ["https://elders.example/", "//elders.example/x", "javascript:alert(1)", "/\\elders"]
)
def test_nooit_naar_een_andere_site(client, elders):
    account("professional")
    assert meld_aan(client, "professional@example.nl", elders).url == reverse("mijn")


def test_een_verkeerde_code_laat_niemand_binnen(client):
    account("professional")
    vraag_code(client, "professional@example.nl")
    page = typ(client, ANDERE)
    assert "Deze code klopt niet" in page.content.decode()
    assert not ingelogd(client)


def test_na_drie_verkeerde_codes_werkt_ook_de_goede_niet_meer(client):
    account("professional")
    vraag_code(client, "professional@example.nl")
    good = laatste_code()
    for _ in range(3):
        answer = typ(client, ANDERE)
    assert answer.url == reverse("account_login")
    typ(client, good)
    assert not ingelogd(client)


def test_een_oude_code_werkt_niet(client):
    account("professional")
    vraag_code(client, "professional@example.nl")
    later = timezone.now() + timedelta(minutes=16)
    with mock.patch("time.time", return_value=later.timestamp()):
        typ(client, laatste_code())
    assert not ingelogd(client)


def test_een_gebruikte_code_werkt_geen_tweede_keer(client):
    account("professional")
    vraag_code(client, "professional@example.nl")
    code = laatste_code()
    typ(client, code)
    client.post(reverse("account_logout"))
    typ(client, code)
    assert not ingelogd(client)


def test_afmelden_gaat_alleen_met_een_knop(client):
    client.force_login(account("professional"))
    assert client.get(reverse("account_logout")).status_code == 200
    assert ingelogd(client)
    assert client.post(reverse("account_logout")).url == "/"
    assert not ingelogd(client)


@pytest.mark.parametrize(
    "naam", ["account_change_password", "account_reset_password", "account_set_password"]
)
def test_er_zijn_geen_pagina_s_met_een_wachtwoord(naam):
    with pytest.raises(NoReverseMatch):
        reverse(naam)


@pytest.mark.parametrize(
    "pad", ["login/", "password/reset/", "email/", "3rdparty/", "signup/", "social/connections/"]
)
def test_wat_niet_gebruikt_wordt_is_er_niet(client, pad):
    assert client.get(f"/account/{pad}").status_code == 404


def test_een_wachtwoord_meesturen_doet_niets(client):
    user = account("professional")
    user.set_password("geheim")
    user.save()
    client.post(reverse("account_login"), {"login": user.email, "password": "geheim"})
    client.post("/beheer/login/", {"username": user.email, "password": "geheim"})
    assert not ingelogd(client)


def test_wie_niet_is_aangemeld_wordt_erheen_geleid(client):
    assert client.get("/mijn/").url == "/account/aanmelden/?next=/mijn/"


def test_de_pagina_zegt_waar_de_code_staat_op_een_proefsite(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    for page in ("account_login", "account_signup"):
        assert "var/mail/" in client.get(reverse(page)).content.decode()


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [("PRODUCTIE", True), ("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")],
)
def test_met_echte_mail_of_in_productie_staat_er_geen_pad(client, settings, naam, waarde):
    setattr(settings, naam, waarde)
    assert "var/mail" not in client.get(reverse("account_login")).content.decode()


def test_de_kop_zegt_wie_u_bent(client):
    assert "Aanmelden" in client.get("/over/").content.decode()
    client.force_login(account("professional"))
    page = client.get("/over/").content.decode()
    assert "Mijn account" in page
    assert "Aanmelden" not in page


def test_de_kaartantwoorden_hangen_niet_van_een_cookie_af(client):
    client.force_login(account("professional"))
    for path in ("/punten.json", "/gebieden.json"):
        assert "Cookie" not in client.get(path).get("Vary", "")
