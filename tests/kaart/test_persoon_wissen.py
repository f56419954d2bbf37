"""The page that erases a person: who may, what it shows, the tick, and the report."""

import re

import pytest
from django.urls import reverse

from organisaties.keuring import Fout, Geweigerd
from organisaties.models import Contact, Gebruiker, Gewist, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, maak, persoon
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
NAAM = "Kanarie Vogel"
GOED = {"reden": "verzoek", "zeker": "on"}


def persoon_bij(plek=HOUTWIJK, **waarden):
    person = persoon("coordinatoren", **{"naam": NAAM, "email": "k@example.nl", **waarden})
    row = maak(**plek, personen=[person], contacten=[algemeen()])
    return row.contacten.personen().get()


@pytest.fixture
def contact():
    return persoon_bij()


def gebruiker(rol, *wijken):
    user = Gebruiker.objects.create_user(f"{rol}@example.nl", rol=rol)
    user.wijken.set(Wijk.objects.filter(slug__in=wijken))
    return user


@pytest.fixture
def kwartiermaker(client):
    user = gebruiker(Gebruiker.Rol.KWARTIERMAKER, "houtwijk")
    client.force_login(user)
    return user


@pytest.fixture
def beheerder(client):
    user = gebruiker(Gebruiker.Rol.BEHEERDER)
    client.force_login(user)
    return user


def pad(contact):
    return reverse("persoon_wissen", args=[contact.uuid])


def tekst(answer):
    return answer.content.decode()


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rol", ["wacht", "professional", "organisatie"])
def test_wie_niet_mag_ziet_niets(client, contact, rol):
    user = gebruiker(rol)
    user.organisaties.add(contact.organisatie)
    client.force_login(user)
    for answer in (client.get(pad(contact)), client.post(pad(contact), GOED)):
        assert answer.status_code == 403
        assert NAAM not in tekst(answer)
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_zonder_account_eerst_aanmelden(client, contact):
    for answer in (client.get(pad(contact)), client.post(pad(contact), GOED)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/")
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_een_kwartiermaker_alleen_in_de_eigen_wijken(client, kwartiermaker, contact):
    other = persoon_bij(SPOORWIJK, naam="Iemand Anders", email="i@example.nl")
    assert client.get(pad(contact)).status_code == 200
    assert client.get(pad(other)).status_code == 403
    assert client.post(pad(other), GOED).status_code == 403
    assert Contact.objects.filter(pk=other.pk).exists()


def test_een_sleutelfiguur_als_alle_wijken_de_eigen_zijn(client, kwartiermaker):
    person = Contact.objects.create(vorm="persoon", naam=NAAM)
    person.wijken.set(Wijk.objects.filter(slug__in=["houtwijk", "spoorwijk"]))
    assert client.get(pad(person)).status_code == 403
    person.wijken.set(Wijk.objects.filter(slug="houtwijk"))
    assert client.get(pad(person)).status_code == 200
    person.wijken.clear()
    assert client.get(pad(person)).status_code == 403


def test_de_ingang_verwijst_wie_mag_naar_het_wissen(client, contact):
    url = contact.organisatie.get_absolute_url()
    organisation = gebruiker(Gebruiker.Rol.ORGANISATIE)
    organisation.organisaties.add(contact.organisatie)
    client.force_login(organisation)
    assert pad(contact) not in tekst(client.get(url))
    client.force_login(gebruiker(Gebruiker.Rol.KWARTIERMAKER, "houtwijk"))
    assert pad(contact) in tekst(client.get(url))


# --- what it shows --------------------------------------------------------------------------------


def test_de_pagina_zegt_wat_waar_staat_en_verandert_niets(client, beheerder, contact):
    rounds = Ronde.objects.count()
    body = tekst(client.get(pad(contact)))
    assert NAAM in body
    assert f"plekken op de kaart: <strong>1</strong> ({contact.organisatie.naam})" in body
    assert "geschiedenis van personen: <strong>1</strong>" in body
    assert Ronde.objects.count() == rounds
    assert Contact.objects.filter(pk=contact.pk).exists()


def test_een_account_en_gedeelde_gegevens_blijven_en_dat_staat_er(client, beheerder):
    person = persoon_bij(email="info@example.nl", telefoon="06-12345678")
    Gebruiker.objects.create_user("k2@example.nl")
    other = persoon_bij(naam="Nog Iemand", email="k2@example.nl")
    assert "ook van een ander contact" in tekst(client.get(pad(person)))
    assert "Er is een account met dit e-mailadres" in tekst(client.get(pad(other)))


def test_wie_nergens_meer_staat_kan_uit_de_geschiedenis(client, beheerder, contact):
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({contact.organisatie_id: {"personen": []}})
    assert NAAM in tekst(client.get(pad(contact)))
    assert client.post(pad(contact), GOED).status_code == 200
    assert Gewist.objects.get().contact == contact.uuid


@pytest.mark.usefixtures("beheerder")
@pytest.mark.parametrize("vorm", ["onbekend", "algemeen"])
def test_wie_er_niet_is_is_er_niet(client, contact, vorm):
    if vorm == "onbekend":
        url = pad(Contact())
    else:
        url = pad(contact.organisatie.contacten.algemeen().get())
    assert client.get(url).status_code == 404


# --- doing it -------------------------------------------------------------------------------------


def test_wissen_met_het_vinkje(client, kwartiermaker, contact):
    answer = client.post(pad(contact), GOED)
    assert answer.status_code == 200
    assert "De persoon is gewist" in tekst(answer)
    assert NAAM not in tekst(answer)
    assert not Contact.objects.filter(pk=contact.pk).exists()
    trace = Gewist.objects.get()
    assert (trace.contact, trace.reden, trace.wie) == (contact.uuid, "verzoek", kwartiermaker)
    assert Ronde.objects.latest("pk").wie == kwartiermaker


@pytest.mark.parametrize(
    "data", [{"reden": "verzoek"}, {"zeker": "on"}, {**GOED, "reden": "zomaar"}, {}]
)
def test_zonder_vinkje_of_reden_gebeurt_er_niets(client, beheerder, contact, data):
    answer = client.post(pad(contact), data)
    assert answer.status_code == 400
    assert "Dit klopt nog niet" in tekst(answer)
    assert Contact.objects.filter(pk=contact.pk).exists()
    assert not Gewist.objects.exists()


def test_nog_een_keer_zegt_dat_het_al_gebeurd_is(client, beheerder, contact):
    client.post(pad(contact), GOED)
    for answer in (client.get(pad(contact)), client.post(pad(contact), GOED)):
        assert (answer.status_code, "al gewist" in tekst(answer)) == (410, True)
    assert Gewist.objects.count() == 1


def test_wat_niet_geschreven_kan_worden_wordt_gezegd(client, beheerder, contact, monkeypatch):
    def nee(*args, **opties):
        raise Geweigerd([Fout(0, "naam", "Dit veld is verplicht.")])

    monkeypatch.setattr("kaart.views.wissen.wis", nee)
    answer = client.post(pad(contact), GOED)
    assert (answer.status_code, "Er is niets gewist." in tekst(answer)) == (400, True)


# --- the same person elsewhere --------------------------------------------------------------------


def test_dezelfde_persoon_elders_kan_mee(client, beheerder, contact):
    twin = persoon_bij(SPOORWIJK)
    other = persoon_bij(SPOORWIJK, naam="Anna Ander")
    body = tekst(client.get(pad(contact)))
    (own,) = re.findall(rf'<input[^>]*value="{twin.uuid}"[^>]*>', body)
    (stranger,) = re.findall(rf'<input[^>]*value="{other.uuid}"[^>]*>', body)
    assert ("checked" in own, "checked" in stranger) == (True, False)
    client.post(pad(contact), {**GOED, "ook": [str(twin.uuid)]})
    assert list(Contact.objects.personen()) == [other]
    assert Gewist.objects.count() == 2


def test_wie_niet_gekozen_is_blijft(client, beheerder, contact):
    twin = persoon_bij(SPOORWIJK)
    client.post(pad(contact), GOED)
    twin.refresh_from_db()
    assert (twin.naam, twin.email) == (NAAM, "k@example.nl")


def test_een_rij_buiten_de_eigen_wijken_kan_niet_mee(client, kwartiermaker, contact):
    twin = persoon_bij(SPOORWIJK)
    body = tekst(client.get(pad(contact)))
    assert "niet in uw wijken" in body
    assert str(twin.uuid) not in body
    client.post(pad(contact), {**GOED, "ook": [str(twin.uuid)]})
    assert Contact.objects.filter(pk=twin.pk).exists()


def test_een_verzonnen_rij_kan_niet_mee(client, beheerder, contact):
    persoon_bij(SPOORWIJK)
    stranger = persoon_bij(naam="Heel Anders", email="h@example.nl")
    answer = client.post(pad(contact), {**GOED, "ook": [str(stranger.uuid)]})
    assert answer.status_code == 400
    assert Contact.objects.filter(pk=stranger.pk).exists()


def test_het_algemene_postvak_blijft_tenzij_het_gekozen_wordt(client, beheerder):
    person = persoon_bij(email="info@example.nl")
    row, general = person.organisatie, person.organisatie.contacten.algemeen().get()
    assert "algemeen nummer of postvak" in tekst(client.get(pad(person)))
    client.post(pad(person), GOED)
    assert row.contacten.get().email == "info@example.nl"
    other = persoon_bij(email="info@example.nl", naam="Nog Iemand")
    client.post(pad(other), {**GOED, "ook": [str(general.uuid)]})
    assert not row.contacten.exists()
