"""Kwartiermakers and beheerders need a second factor; until then their role counts for nothing."""

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.urls import reverse

from kaart.accounts.mfa import MFAAdapter
from organisaties.models import Gebruiker, Organisatie
from tests.fabriek import maak, persoon
from tests.kaart.aanmelden import (
    ANDERE,
    account,
    code_van_app,
    geheim,
    meld_aan,
    typ,
    zet_aan,
)

pytestmark = pytest.mark.django_db
STAF = ["kwartiermaker", "beheerder"]
NIVEAUS = ["publiek", "professionals", "coordinatoren"]
CODE = reverse("mfa_authenticate")


@pytest.fixture(autouse=True)
def _verplicht(settings):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    cache.clear()


@pytest.fixture
def ingang():
    return maak(personen=[persoon(wie, naam=f"Naam {wie}") for wie in NIVEAUS])


def ziet(client, ingang):
    text = client.get(ingang.get_absolute_url()).content.decode()
    return {wie for wie in NIVEAUS if f"Naam {wie}" in text}


@pytest.mark.parametrize("rol", STAF)
def test_na_de_eerste_keer_aanmelden_stelt_u_de_tweede_stap_in(client, rol):
    user = account(rol)
    first = meld_aan(client, user.email, "/wijken/")
    page = client.get(first.url, follow=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_van_app(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    page = client.get(answer.url)
    assert len(page.context["unused_codes"]) == 10
    assert page.context["verder"] == "/wijken/"
    assert client.get("/beheer/").status_code == 200  # strong at once


@pytest.mark.parametrize("rol", STAF)
def test_zonder_tweede_stap_ziet_u_wat_iedereen_ziet(client, rol, ingang):
    meld_aan(client, account(rol).email)
    assert ziet(client, ingang) == {"publiek"}
    concept = maak(status=Organisatie.Status.CONCEPT)
    assert client.get(concept.get_absolute_url()).status_code == 404
    assert "Eerst nog uw tweede stap" in client.get("/mijn/").content.decode()


@pytest.mark.parametrize("rol", STAF)
def test_met_de_tweede_stap_telt_de_rol(client, rol, ingang):
    user = account(rol)
    secret = zet_aan(user)
    answer = meld_aan(client, user.email)
    assert answer.url == CODE
    assert "_auth_user_id" not in client.session
    typ(client, code_van_app(secret), "mfa_authenticate")
    assert ziet(client, ingang) == set(NIVEAUS)
    assert client.session.get_expiry_age() <= 12 * 60 * 60


@pytest.mark.parametrize("pad", ["/mijn/toelaten/", "/beheer/", "/beheer/organisaties/invoer/"])
def test_een_pagina_die_erom_vraagt_leidt_naar_de_tweede_stap(client, pad):
    meld_aan(client, account("beheerder").email)
    chain = client.get(pad, follow=True).redirect_chain
    assert chain[-1][0] == reverse("mfa_activate_totp")
    assert client.session["na_tweede_stap"] == pad


def test_een_sessie_van_voor_de_tweede_stap_vraagt_alleen_de_code(client):
    """Somebody who is made kwartiermaker meanwhile, and set the factor up in another browser."""
    user = account("professional")
    meld_aan(client, user.email)
    user.geef_rol("kwartiermaker")
    user.save()
    secret = zet_aan(user)
    chain = client.get("/mijn/toelaten/", follow=True).redirect_chain
    assert chain[-1][0] == f"{reverse('mfa_reauthenticate')}?next=%2Fmijn%2Ftoelaten%2F"
    answer = typ(client, code_van_app(secret), "mfa_reauthenticate", next="/mijn/toelaten/")
    assert answer.url == "/mijn/toelaten/"
    assert client.get(answer.url).status_code == 200


def test_een_verkeerde_code_laat_niemand_verder(client):
    user = account("beheerder")
    secret = zet_aan(user)
    meld_aan(client, user.email)
    for _ in range(5):
        page = typ(client, "000000", "mfa_authenticate")
    assert "Deze code klopt niet" in page.content.decode()
    page = typ(client, code_van_app(secret), "mfa_authenticate")
    assert "te vaak geprobeerd" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_een_code_uit_de_app_werkt_een_keer(client):
    user = account("beheerder")
    secret = zet_aan(user)
    code = code_van_app(secret)
    meld_aan(client, user.email)
    typ(client, code, "mfa_authenticate")
    client.post(reverse("account_logout"))
    meld_aan(client, user.email)
    typ(client, code, "mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_een_herstelcode_werkt_een_keer(client):
    user = account("kwartiermaker")
    meld_aan(client, user.email)
    page = client.get(reverse("mfa_activate_totp"))
    code = code_van_app(page.context["form"].secret)
    client.post(reverse("mfa_activate_totp"), {"code": code})
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for expected in (True, False):
        client.post(reverse("account_logout"))
        meld_aan(client, user.email)
        typ(client, code, "mfa_authenticate")
        assert ("_auth_user_id" in client.session) is expected


def test_wie_hem_nodig_heeft_kan_hem_niet_uitzetten(client):
    user = account("kwartiermaker")
    secret = zet_aan(user)
    meld_aan(client, user.email)
    typ(client, code_van_app(secret), "mfa_authenticate")
    off = reverse("mfa_deactivate_totp")
    asked = client.get(off)
    typ(client, code_van_app(secret, 1), "mfa_reauthenticate", next=asked.url)
    page = client.post(off)
    assert "verplicht" in page.content.decode()
    assert geheim(user) == secret


def test_een_professional_mag_hem_aan_en_weer_uit_zetten(client):
    user = account("professional")
    meld_aan(client, user.email)
    page = client.get(reverse("mfa_activate_totp"))
    code = code_van_app(page.context["form"].secret)
    client.post(reverse("mfa_activate_totp"), {"code": code})
    client.post(reverse("mfa_deactivate_totp"))
    assert not user.authenticator_set.exists()


def test_het_geheim_staat_niet_leesbaar_in_de_database(settings):
    user = account("beheerder")
    secret = zet_aan(user)
    assert secret not in str(list(user.authenticator_set.values()))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een nieuwe sleutel"
    assert geheim(user) == secret
    assert MFAAdapter().encrypt(secret) != secret


def test_de_eerste_code_alleen_opent_het_beheer_niet(client):
    """Signed in by session, as a stolen mailbox would give it."""
    user = account("beheerder")
    zet_aan(user)
    client.force_login(user)
    assert client.get("/beheer/organisaties/gebruiker/").status_code == 302
    answer = client.post("/beheer/organisaties/gebruiker/add/", {"email": "x@example.nl"})
    assert answer.status_code == 302


def test_medewerkers_met_losse_rechten_hebben_hem_ook_nodig(client):
    user = Gebruiker.objects.create_user("mede@example.nl", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_contact"))
    client.force_login(user)
    assert client.get("/beheer/", follow=True).redirect_chain[-1][0] == reverse("mfa_activate_totp")


def test_zonder_tweede_stap_tellen_ook_django_s_eigen_rechten_niet():
    user = account("beheerder")
    assert user.has_perm("organisaties.view_contact")
    user.sterk = False
    assert not user.has_perm("organisaties.view_contact")
    assert not user.has_module_perms("organisaties")


def test_wie_niet_in_het_beheer_hoort_komt_in_geen_kring(client):
    client.force_login(account("professional"))
    assert client.get("/beheer/", follow=True).status_code == 403


def test_het_beheer_leidt_naar_onze_aanmeldpagina(client):
    chain = client.get("/beheer/organisaties/invoer/", follow=True).redirect_chain
    assert chain[-1][0].startswith("/account/aanmelden/?next=%2Fbeheer%2Forganisaties%2Finvoer%2F")


@pytest.mark.parametrize("elders", ["https://elders.example/", "//elders.example"])
def test_het_beheer_leidt_nooit_naar_elders(client, elders):
    answer = client.get("/beheer/login/", {"next": elders})
    assert answer.url == "/account/aanmelden/?next=%2Fbeheer%2F"


def test_in_het_beheer_is_geen_wachtwoord_te_wijzigen(client, settings):
    settings.TWEEDE_FACTOR_VERPLICHT = False
    client.force_login(account("beheerder"))
    assert client.get("/beheer/password_change/").status_code == 404
    assert ANDERE not in client.get("/beheer/").content.decode()
