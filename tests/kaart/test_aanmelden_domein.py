"""Asking for an account: who is let in at once, and who waits."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from organisaties.accounts import (
    OPENBARE_AANBIEDERS,
    is_goedgekeurd,
    keur_domein,
    laat_toe_op_domein,
    wachtenden,
)
from organisaties.models import Gebruiker, Maildomein
from tests.kaart.aanmelden import account, bevestig, meld_aan, tijd_geleden, vraag_aan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _domein():
    cache.clear()
    Maildomein.objects.create(domein="gemeente.example")


def rol(email):
    return Gebruiker.objects.get(email=email).rol


def test_met_een_goedgekeurd_domein_bent_u_meteen_professional(client):
    vraag_aan(client, "Wie@Gemeente.EXAMPLE")
    assert bevestig(client, "wie@gemeente.example").url == reverse("mijn")
    user = Gebruiker.objects.get(email="wie@gemeente.example")
    assert (user.rol, user.is_staff, user.toegelaten_door) == ("professional", False, None)
    assert user.toegelaten_op
    assert (user.get_full_name(), user.werkplek) == ("Voorbeeld Persoon", "Voorbeeldschool, leraar")
    assert not user.has_usable_password()


@pytest.mark.parametrize(
    "email", ["a@sub.gemeente.example", "a@gemeente.example.nl", "a@nietgemeente.example"]
)
def test_een_ander_domein_wacht_en_de_pagina_zegt_dat(client, email):
    vraag_aan(client, email)
    bevestig(client, email)
    assert rol(email) == "wacht"
    assert "Uw aanvraag is binnen" in client.get("/mijn/").content.decode()
    assert [user.email for user in wachtenden()] == [email]


def test_zonder_bevestigd_adres_geldt_de_regel_niet(client):
    vraag_aan(client, "wie@gemeente.example")
    assert rol("wie@gemeente.example") == "wacht"
    user = Gebruiker.objects.get()
    assert not laat_toe_op_domein(user)
    assert not wachtenden().exists()
    assert client.get("/mijn/").status_code == 302


def test_wie_wachtte_komt_binnen_als_het_domein_is_goedgekeurd(client):
    vraag_aan(client, "wie@school.example")
    bevestig(client, "wie@school.example")
    client.post(reverse("account_logout"))
    Maildomein.objects.create(domein="school.example")
    meld_aan(client, "wie@school.example")
    assert rol("wie@school.example") == "professional"


@pytest.mark.parametrize("domein", sorted({"gmail.com", "ziggo.nl", "home.nl", "xs4all.nl"}))
def test_een_openbare_aanbieder_telt_nooit_ook_niet_als_rij(domein):
    Maildomein.objects.create(domein=domein)
    assert not is_goedgekeurd(f"wie@{domein}")
    with pytest.raises(ValueError, match="werkgever"):
        keur_domein(domein.upper())
    with pytest.raises(ValueError, match="werkgever"):
        keur_domein(f"klant.{domein}")


@pytest.mark.parametrize("fout", ["", "nl", "a b.nl", "-x.nl", "x..nl", "http://x.nl/"])
def test_een_domein_is_een_domein(fout):
    with pytest.raises(ValueError, match="apenstaartje"):
        keur_domein(fout)


@pytest.mark.parametrize("vorm", ["denhaag.nl", " DenHaag.nl ", "@denhaag.nl", "wie@denhaag.nl"])
def test_een_domein_mag_op_elke_manier_worden_getypt(vorm):
    assert keur_domein(vorm) == "denhaag.nl"


def test_de_bekende_aanbieders_staan_in_de_lijst():
    known = [
        "gmail.com", "hotmail.com", "outlook.com", "live.nl", "ziggo.nl", "kpnmail.nl",
        "icloud.com", "yahoo.com", "proton.me", "xs4all.nl", "planet.nl", "hetnet.nl",
        "upcmail.nl", "casema.nl", "home.nl",
    ]  # fmt: skip
    assert set(known) <= OPENBARE_AANBIEDERS


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [("naam", ""), ("werkplek", ""), ("email", "geen adres"), ("vindplaats", "robot"),
     ("tijd", ""), ("naam", "Kijk op https://elders.example"), ("naam", "a\x00b"),
     ("werkplek", "bel\x07")],
)  # fmt: skip
def test_een_onvolledige_aanvraag_of_een_robot_wordt_geweigerd(client, veld, waarde):
    page = vraag_aan(client, **{"email": "wie@gemeente.example", veld: waarde})
    assert page.status_code == 200
    assert not Gebruiker.objects.exists()
    assert mail.outbox == []


def test_een_aanvraag_in_twee_seconden_is_een_robot(client):
    page = vraag_aan(client, "wie@gemeente.example", tijd=tijd_geleden(0))
    assert "heel snel" in page.content.decode()


def test_een_ander_kan_uw_adres_niet_bezet_houden(client):
    """Who never typed the code does not keep the address, nor the name that comes with it."""
    vraag_aan(client, "wie@gemeente.example", naam="Een ander")
    Gebruiker.objects.update(date_joined=timezone.now() - timedelta(hours=2))
    other = type(client)()
    cache.clear()
    vraag_aan(other, "wie@gemeente.example")
    bevestig(other, "wie@gemeente.example")
    assert Gebruiker.objects.get().get_full_name() == "Voorbeeld Persoon"


def test_een_bestaand_account_verliest_nooit_zijn_adres(client):
    user = account("professional", "wie@gemeente.example")
    vraag_aan(client, user.email)
    assert list(Gebruiker.objects.all()) == [user]
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_een_account_dat_de_beheerder_maakte_wordt_niet_opgeruimd(client):
    """It has no role yet and was never used, but nobody asked for it in vain."""
    made = account("wacht", "later@example.nl")
    Gebruiker.objects.update(date_joined=timezone.now() - timedelta(days=2))
    vraag_aan(client, "wie@school.example")
    assert Gebruiker.objects.filter(pk=made.pk).exists()


def test_wie_is_teruggezet_op_wacht_blijft_wachten(client):
    vraag_aan(client, "wie@gemeente.example")
    bevestig(client, "wie@gemeente.example")
    user = Gebruiker.objects.get()
    user.geef_rol("wacht")
    user.save()
    assert not laat_toe_op_domein(user)
    assert rol("wie@gemeente.example") == "wacht"
    assert list(wachtenden()) == [user]
