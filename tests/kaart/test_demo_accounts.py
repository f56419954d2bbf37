"""One account per role to try the site with, made once and never in production."""

import io

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import reverse

from organisaties.demo import adres, code_van_nu
from organisaties.models import Gebruiker
from tests.fabriek import SPOORWIJK, maak
from tests.kaart.aanmelden import meld_aan, typ

pytestmark = pytest.mark.django_db
ROLLEN = ["professional", "organisatie", "kwartiermaker", "beheerder"]


def draai(*opdracht):
    out = io.StringIO()
    call_command(*opdracht, stdout=out)
    return out.getvalue()


def test_elke_rol_kan_zich_aanmelden(client, settings):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    cache.clear()
    entry = maak(naam="Voorbeeld: Zon", voorbeeld=True, **SPOORWIJK)
    said = draai("maak_demo_accounts")
    for role in ROLLEN:
        assert adres(role) in said
        answer = meld_aan(client, adres(role))
        if answer.url == reverse("mfa_authenticate"):
            typ(client, draai("demo_code", role).strip(), "mfa_authenticate")
        page = client.get("/mijn/").content.decode()
        assert str(Gebruiker.Rol(role).label) in page
        assert ("Voorbeeld: Zon" in page) is (role == "organisatie")
        assert "Eerst nog uw tweede stap" not in page
        client.post(reverse("account_logout"))
    assert list(entry.bewerkers.values_list("email", flat=True)) == [adres("organisatie")]


def test_een_tweede_keer_verandert_niets_en_zegt_hetzelfde():
    first = draai("maak_demo_accounts")
    Gebruiker.objects.filter(email=adres("professional")).update(werkplek="Ergens anders")
    before = list(Gebruiker.objects.order_by("pk").values())
    assert draai("maak_demo_accounts") == first
    assert list(Gebruiker.objects.order_by("pk").values()) == before


def test_de_kwartiermaker_is_van_laak():
    draai("maak_demo_accounts")
    user = Gebruiker.objects.get(email=adres("kwartiermaker"))
    assert {wijk.stadsdeel.slug for wijk in user.wijken.all()} == {"laak"}


def test_in_productie_gebeurt_er_niets(settings):
    settings.PRODUCTIE = True
    for command in (["maak_demo_accounts"], ["demo_code", "beheerder"]):
        with pytest.raises(CommandError, match="productie"):
            draai(*command)
    assert not Gebruiker.objects.exists()


@pytest.mark.parametrize("rol", ["professional", "onbekend"])
def test_een_code_is_er_alleen_voor_een_demo_account_met_tweede_stap(rol):
    draai("maak_demo_accounts")
    with pytest.raises(CommandError, match="geen demo-account"):
        draai("demo_code", rol)
    assert len(code_van_nu("beheerder")) == 6
