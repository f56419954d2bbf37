"""Still there, or works here no longer: what who keeps the entry true says with one button."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Ronde, Wijziging
from organisaties.personen import zonder_opvolger
from tests.fabriek import HOUTWIJK, gebruiker, maak, persoon

pytestmark = pytest.mark.django_db
OPVOLGER = {
    "opvolger": "bekend",
    "naam": "Nieuwe Persoon",
    "functie": "Coach",
    "email": "nieuw@example.nl",
    "telefoon": "0701234567",
    "zichtbaarheid": "professionals",
    "grondslag": "Toestemming van de persoon",
}


@pytest.fixture
def ingang():
    people = [persoon("publiek", naam="Oude Persoon"), persoon("publiek", naam="Collega")]
    return maak(personen=people, **HOUTWIJK)


@pytest.fixture
def kwartiermaker(client):
    user = gebruiker("kwartiermaker", wijken=["houtwijk"])
    client.force_login(user)
    return user


def url(naam, row, wie="Oude Persoon"):
    return reverse(naam, args=[row.slug, row.contacten.get(naam=wie).uuid])


def namen(row, gebruiker=None):
    seen = row.contacten.zichtbaar_voor(gebruiker or AnonymousUser())
    return list(seen.values_list("naam", flat=True))


def pagina(client, row):
    return client.get(row.get_absolute_url()).content.decode()


# --- works here no longer -----------------------------------------------------------------------


def test_met_een_opvolger_neemt_die_de_plaats_in(client, ingang, kwartiermaker):
    assert (
        "Oude Persoon werkt hier niet meer"
        in client.get(url("persoon_weg", ingang)).content.decode()
    )
    answer = client.post(url("persoon_weg", ingang), OPVOLGER)
    assert answer.status_code == 302
    assert answer["Location"] == f"{ingang.get_absolute_url()}#mensen"
    assert namen(ingang) == ["Collega"]
    assert namen(ingang, kwartiermaker) == ["Nieuwe Persoon", "Collega"]
    new = ingang.contacten.get(naam="Nieuwe Persoon")
    assert (new.zichtbaarheid, new.telefoon) == ("professionals", "070-123 45 67")
    assert (new.grondslag, new.bevestigd_op) == (OPVOLGER["grondslag"], timezone.localdate())
    assert not zonder_opvolger().exists()
    assert ingang.contacten.get(naam="Oude Persoon").vertrokken_op == timezone.localdate()


def test_zonder_opvolger_staat_er_dat_die_wordt_gezocht(client, ingang, kwartiermaker):
    client.post(url("persoon_weg", ingang), {"opvolger": "gezocht", "functie": "Coach"})
    assert namen(ingang) == ["Collega"]
    assert [contact.naam for contact in zonder_opvolger()] == ["Oude Persoon"]
    assert "opvolger gezocht" in pagina(client, ingang)


def test_wie_later_komt_is_de_opvolger(client, ingang, kwartiermaker):
    client.post(url("persoon_weg", ingang), {"opvolger": "gezocht"})
    again = client.get(url("persoon_weg", ingang)).content.decode()
    assert "Dat staat er al sinds" in again
    client.post(url("persoon_weg", ingang), OPVOLGER)
    assert not zonder_opvolger().exists()
    assert ingang.contacten.filter(naam="Nieuwe Persoon").count() == 1
    assert "opvolger gezocht" not in pagina(client, ingang)


@pytest.mark.parametrize("eerst", [True, False])
def test_geen_opvolger_nodig_kan_meteen_en_later(client, ingang, kwartiermaker, eerst):
    if eerst:
        client.post(url("persoon_weg", ingang), {"opvolger": "gezocht"})
    client.post(url("persoon_weg", ingang), {"opvolger": "geen"})
    assert not zonder_opvolger().exists()
    assert namen(ingang) == ["Collega"]


def test_voor_anderen_is_de_persoon_meteen_nergens_meer(client, ingang, kwartiermaker):
    client.post(url("persoon_weg", ingang), {"opvolger": "gezocht"})
    client.logout()
    for address in (ingang.get_absolute_url(), f"{ingang.get_absolute_url()}contact.vcf",
                    "/uitvoer/contacten.csv"):  # fmt: skip
        answer = client.get(address)
        text = b"".join(answer) if answer.streaming else answer.content
        assert b"Oude Persoon" not in text, address


def test_de_geschiedenis_vertelt_het_zonder_naam_in_de_reden(client, ingang, kwartiermaker):
    client.post(url("persoon_weg", ingang), OPVOLGER)
    change = Wijziging.objects.latest("pk")
    assert (change.veld, change.ronde.wie) == ("personen", kwartiermaker)
    assert change.voor is None
    assert change.na is None
    assert "Persoon" not in change.ronde.reden
    assert {row["naam"] for row in change.persoonlijk.na} >= {"Oude Persoon", "Nieuwe Persoon"}


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"naam": ""}, "naam"),
        ({"grondslag": ""}, "grondslag"),
        ({"email": "geen adres"}, "email"),
        ({"zichtbaarheid": "iedereen"}, "zichtbaarheid"),
        ({"zichtbaarheid": ""}, "zichtbaarheid"),
        ({"naam": "bel\x07"}, "naam"),
        ({"opvolger": ""}, "opvolger"),
        ({"opvolger": "gezocht"}, "opvolger"),
    ],
)
def test_wat_niet_klopt_verandert_niets(client, ingang, kwartiermaker, anders, veld):
    answer = client.post(url("persoon_weg", ingang), OPVOLGER | anders)
    assert answer.status_code == 400
    assert veld in answer.context["formulier"].errors
    assert namen(ingang) == ["Oude Persoon", "Collega"]


def test_de_gronden_staan_als_keuze_bij_het_veld(client, ingang, kwartiermaker):
    page = client.get(url("persoon_weg", ingang)).content.decode()
    assert 'list="id_grondslag_gronden"' in page
    assert '<option value="Toestemming van de persoon">' in page


# --- still there --------------------------------------------------------------------------------


def test_klopt_nog_zet_de_dag_van_vandaag(client, kwartiermaker):
    lang = (timezone.localdate() - timedelta(days=500)).isoformat()
    days = {"bevestigd_op": lang, "herinnerd_op": lang, "verborgen_op": lang}
    row = maak(personen=[persoon("publiek", naam="Oude Persoon", **days)], **HOUTWIJK)
    assert namen(row) == []
    answer = client.post(url("persoon_bevestig", row), follow=True)
    assert "Bedankt" in answer.content.decode()
    contact = row.contacten.get()
    assert (contact.bevestigd_op, contact.herinnerd_op) == (timezone.localdate(), None)
    assert namen(row) == ["Oude Persoon"]
    assert Ronde.objects.latest("pk").aard == Ronde.Aard.BEVESTIGING


def test_tweemaal_bevestigen_is_een_keer(client, ingang, kwartiermaker):
    for _ in range(2):
        client.post(url("persoon_bevestig", ingang))
    assert Ronde.objects.filter(aard=Ronde.Aard.BEVESTIGING).count() == 1


def test_wie_intussen_vertrok_komt_door_een_oude_pagina_niet_terug(client, ingang, kwartiermaker):
    client.post(url("persoon_weg", ingang), {"opvolger": "gezocht"})
    answer = client.post(url("persoon_bevestig", ingang), follow=True)
    assert "intussen als vertrokken gemeld" in answer.content.decode()
    assert namen(ingang) == ["Collega"]


# --- who may not --------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", ["persoon_weg", "persoon_bevestig"])
@pytest.mark.parametrize("wie", ["wacht", "professional", "organisatie", "kwartiermaker"])
def test_wie_de_ingang_niet_bijhoudt_mag_dit_niet(client, ingang, naam, wie):
    client.force_login(gebruiker(wie, wijken=["spoorwijk"], organisaties=[maak()]))
    assert client.post(url(naam, ingang), OPVOLGER).status_code == 403
    assert namen(ingang) == ["Oude Persoon", "Collega"]


@pytest.mark.parametrize("naam", ["persoon_weg", "persoon_bevestig"])
def test_zonder_account_is_het_eerst_aanmelden(client, ingang, naam):
    answer = client.post(url(naam, ingang), OPVOLGER)
    assert answer.status_code == 302
    assert "next=" in answer["Location"]
    assert namen(ingang) == ["Oude Persoon", "Collega"]


def test_zonder_tweede_factor_mag_een_kwartiermaker_dit_niet(
    client, ingang, kwartiermaker, settings
):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    assert client.post(url("persoon_weg", ingang), OPVOLGER).status_code == 403


def test_de_organisatie_zelf_mag_het_bij_de_eigen_ingang(client, ingang):
    client.force_login(gebruiker("organisatie", organisaties=[ingang]))
    assert client.post(url("persoon_weg", ingang), {"opvolger": "geen"}).status_code == 302
    assert namen(ingang) == ["Collega"]


@pytest.mark.parametrize("naam", ["persoon_weg", "persoon_bevestig"])
def test_een_persoon_van_een_ander_is_er_hier_niet(client, ingang, kwartiermaker, naam):
    other = maak(personen=[persoon("publiek")], **HOUTWIJK)
    wrong = reverse(naam, args=[ingang.slug, other.contacten.get().uuid])
    assert client.post(wrong, {"opvolger": "geen"}).status_code == 404


def test_ophalen_bevestigt_niets(client, ingang, kwartiermaker):
    assert client.get(url("persoon_bevestig", ingang)).status_code == 405
