"""Logs, addresses of reporters, judged requests and waiting accounts: gone after their time."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from organisaties.models import Aanmelding, Bericht, Gebruiker, Melding, Uitvoer
from organisaties.wissen.bewaartermijn import bekijk, voer_uit
from tests.fabriek import maak

pytestmark = pytest.mark.django_db
NU = timezone.make_aware(datetime(2026, 11, 22, 12))
DAG = NU.date()


def geleden(dagen):
    return NU - timedelta(days=dagen)


def test_logboeken_blijven_twee_jaar():
    for days in (10, 729, 732):
        Bericht.objects.create(soort="week", aan="a@example.nl", gestuurd_op=geleden(days))
        Uitvoer.objects.create(vorm="csv", wanneer=geleden(days))
    report = voer_uit(DAG)
    assert (Bericht.objects.count(), Uitvoer.objects.count()) == (2, 2)
    assert report.opgeruimd == {
        "Verstuurde mails uit het logboek verwijderd": 1,
        "Meegenomen lijsten uit het logboek verwijderd": 1,
    }


@pytest.mark.parametrize(
    ("stand", "dagen", "blijft"),
    [
        ("overgenomen", 80, True),
        ("overgenomen", 95, False),
        ("nieuw", 300, True),
    ],
)
def test_het_adres_van_een_melder_gaat_na_drie_maanden(stand, dagen, blijft):
    done = None if stand == "nieuw" else geleden(dagen)
    own = {"email": "m@example.nl", "tekst": "Zo"}
    Melding.objects.create(soort="gemist", stand=stand, behandeld_op=done, **own)
    voer_uit(DAG)
    row = Melding.objects.get()
    assert (bool(row.email), row.tekst) == (blijft, "Zo")


@pytest.mark.parametrize(
    ("soort", "dagen", "blijft"),
    [
        ("melding", 29, True),
        ("melding", 32, False),
        ("aanmelding", 32, False),
        ("toelating", 32, False),
        ("week", 300, True),
        ("controle", 300, True),
    ],
)
def test_het_logboek_vergeet_wie_iets_meldde_of_vroeg(soort, dagen, blijft):
    own = {"aan": "m@example.nl", "fout": "550 <m@example.nl>", "stand": "geweigerd"}
    Bericht.objects.create(soort=soort, onderwerp="Zo", gestuurd_op=geleden(dagen), **own)
    voer_uit(DAG)
    row = Bericht.objects.get()
    assert ("m@example.nl" in row.aan + row.fout, row.onderwerp) == (blijft, "Zo")
    assert bool(row.opgelost_op) is not blijft
    assert not voer_uit(DAG).opgeruimd


@pytest.mark.parametrize(("dagen", "blijft"), [(29, True), (32, False)])
def test_spam_gaat_na_dertig_dagen(dagen, blijft):
    Melding.objects.create(soort="gemist", stand="spam", behandeld_op=geleden(dagen))
    Melding.objects.create(soort="gemist", stand="nieuw", gemaakt=geleden(900))
    report = voer_uit(DAG)
    assert Melding.objects.filter(stand="spam").exists() is blijft
    assert report.opgeruimd == ({} if blijft else {"Meldingen verwijderd die spam waren": 1})
    assert Melding.objects.filter(stand="nieuw").exists()


@pytest.mark.parametrize(("dagen", "blijft"), [(170, True), (190, False)])
def test_een_aanmelding_die_niemand_beoordeelt_gaat_na_een_half_jaar(dagen, blijft):
    Aanmelding.objects.create(overleg=maak(), naam="Anna", gemaakt=geleden(dagen))
    report = voer_uit(DAG)
    assert Aanmelding.objects.exists() is blijft
    told = {"Aanmeldingen voor een overleg verwijderd die niemand beoordeelde": 1}
    assert report.opgeruimd == ({} if blijft else told)


def test_een_beoordeelde_aanmelding_bewaart_niets_van_de_persoon():
    own = {"naam": "Anna", "email": "a@example.nl", "telefoon": "06-12345678", "toestemming": "Ja"}
    row = maak()
    Aanmelding.objects.create(overleg=row, stand="toegelaten", **own)
    Aanmelding.objects.create(overleg=row, stand="open", gemaakt=NU, **own)
    assert voer_uit(DAG).opgeruimd == {"Aanmeldingen voor een overleg leeggemaakt": 1}
    judged = Aanmelding.objects.get(stand="toegelaten")
    assert (judged.naam, judged.email, judged.telefoon, judged.toestemming) == ("", "", "", "Ja")
    assert Aanmelding.objects.get(stand="open").naam == "Anna"


@pytest.mark.parametrize(
    ("rol", "dagen", "extra", "blijft"),
    [
        ("wacht", 170, {}, True),
        ("wacht", 190, {}, False),
        ("professional", 900, {}, True),
        ("wacht", 900, {"toegelaten_op": NU}, True),
        ("wacht", 900, {"is_staff": True}, True),
    ],
)
def test_een_account_dat_niemand_toelaat_gaat_na_een_half_jaar(rol, dagen, extra, blijft):
    Gebruiker.objects.create(email="w@example.nl", rol=rol, date_joined=geleden(dagen), **extra)
    voer_uit(DAG)
    assert Gebruiker.objects.filter(email="w@example.nl").exists() is blijft


def test_kijken_telt_alleen():
    Bericht.objects.create(soort="week", aan="a@example.nl", gestuurd_op=geleden(900))
    assert bekijk(DAG).opgeruimd == {"Verstuurde mails uit het logboek verwijderd": 1}
    assert Bericht.objects.exists()
