"""The management page of an entry: whose it is, what another changed meanwhile, and deleting."""

import pytest
from django.urls import reverse

from organisaties.bewerken import bewerk
from organisaties.foto import foto
from organisaties.models import Gebruiker, Organisatie, Ronde, Wijziging
from tests.fabriek import HOUTWIJK, WALDECK, maak, persoon
from wijken.models import Wijk

from .beheerformulier import opgestuurd

pytestmark = pytest.mark.django_db


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create_superuser("baas@example.nl", "x")
    client.force_login(user)
    return user


@pytest.fixture
def maker(client):
    user = Gebruiker.objects.create_user("maker@example.nl", rol=Gebruiker.Rol.KWARTIERMAKER)
    user.wijken.set(Wijk.objects.filter(slug="houtwijk"))
    client.force_login(user)
    return user


def adres(org, wat="change"):
    return reverse(f"admin:organisaties_organisatie_{wat}", args=[org.pk])


def test_een_kwartiermaker_wijzigt_de_eigen_wijk_en_kijkt_elders(client, maker):
    own, other = maak(**HOUTWIJK), maak(**WALDECK)
    data = opgestuurd(client.get(adres(own))) | {"samenvatting": "Nieuw"}
    assert client.post(adres(own), data).status_code == 302
    assert foto(own)["samenvatting"] == "Nieuw"
    assert client.get(adres(other)).status_code == 200
    assert client.post(adres(other), data).status_code == 403
    assert foto(other)["samenvatting"] == ""


def test_wat_een_ander_intussen_wijzigde_staat_boven_het_formulier(client, baas):
    org = maak(samenvatting="Oud", personen=[persoon("publiek", naam="Voorbeeld Oud")])
    data = opgestuurd(client.get(adres(org))) | {"naam": "Mijn naam"}
    other = Gebruiker.objects.create_superuser("ander@example.nl", "x")
    bewerk(org, {"samenvatting": "Van een ander"}, wie=other)
    answer = client.post(adres(org), data)
    assert answer.status_code == 200
    [step] = answer.context["intussen"]
    assert step.ronde.wie == other
    text = answer.content.decode()
    assert "Dit is intussen gewijzigd" in text
    assert "Van een ander" in text
    assert "Mijn naam" in text
    assert foto(org)["samenvatting"] == "Van een ander"


@pytest.mark.parametrize("gezien", ["", "x", "²", "1\x00", "9" * 30])
def test_wie_niet_zegt_wat_is_gezien_krijgt_alles_te_zien(client, baas, gezien):
    org = maak(samenvatting="Oud")
    data = opgestuurd(client.get(adres(org))) | {"naam": "Mijn naam", "gezien_tot": gezien}
    bewerk(org, {"samenvatting": "Van een ander"}, wie=None)
    answer = client.post(adres(org), data)
    assert answer.status_code == 200
    assert "Van een ander" in answer.content.decode()
    assert foto(org)["samenvatting"] == "Van een ander"


def test_verwijderen_zegt_dat_het_voorgoed_is_en_biedt_stoppen_aan(client, baas):
    org = maak(naam="Weg")
    page = client.get(adres(org, "delete")).content.decode()
    assert "voorgoed" in page
    assert "Zet op gestopt" in page
    assert client.post(adres(org, "delete"), {"stop": "ja"}).status_code == 302
    assert Organisatie.objects.get(pk=org.pk).status == "gestopt"
    assert client.post(adres(org, "delete"), {"post": "yes"}).status_code == 302
    assert not Organisatie.objects.filter(pk=org.pk).exists()
    gone = Wijziging.objects.get(organisatie=None, na__isnull=True)
    assert (gone.ronde.wie, gone.voor["naam"]) == (baas, "Weg")


def test_een_kwartiermaker_verwijdert_niets(client, maker):
    org = maak(**HOUTWIJK)
    for data in ({"post": "yes"}, {"stop": "ja"}):
        answer = client.post(adres(org, "delete"), data)
        assert answer.status_code in (302, 403)
    assert Organisatie.objects.filter(pk=org.pk).exists()
    assert Ronde.objects.filter(reden="verwijderd in het beheer").count() == 0
