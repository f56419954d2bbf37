"""The command that erases a person: by uuid or address, first to look, then to do."""

import pytest
from django.core.management import CommandError, call_command

from organisaties.models import Contact, Gewist, Melding, Ronde
from tests.fabriek import maak, persoon
from tests.organisaties.wissenhulp import BLIJVER, EMAIL, UUID, bewerk, kanarie, stort, waar

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    return maak(naam="De Zon", personen=[kanarie(), BLIJVER])


def voer_uit(capsys, *woorden, **opties):
    call_command("wis_persoon", *woorden, **opties)
    return capsys.readouterr().out


def test_zonder_ja_wordt_alleen_gekeken(row, capsys):
    out = voer_uit(capsys, UUID)
    assert "plekken op de kaart: 1 (De Zon)" in out
    assert "Er is niets gewist" in out
    assert Contact.objects.filter(uuid=UUID).exists()


def test_met_het_kenmerk(row, capsys):
    assert "Gewist: " in voer_uit(capsys, UUID, "--ja", "--reden", "vertrokken")
    assert waar(EMAIL) == []
    assert Gewist.objects.get().reden == "vertrokken"
    assert Ronde.objects.latest("pk").bron == "opdracht"


def test_met_een_adres_gaan_alle_rijen_met_dat_adres(row, capsys):
    maak(naam="De Maan", personen=[kanarie(uuid=None, email=EMAIL.upper())])
    voer_uit(capsys, EMAIL, "--ja")
    assert list(Contact.objects.personen().values_list("naam", flat=True)) == ["Bert Blijver"]
    assert Gewist.objects.count() == 2


def test_ook_wie_alleen_nog_in_de_geschiedenis_staat(row, capsys):
    bewerk(row, personen=[BLIJVER])
    assert waar(EMAIL)
    voer_uit(capsys, EMAIL, "--ja")
    assert waar(EMAIL) == waar("Kanarie") == []
    assert Gewist.objects.get().reden == "verzoek"


def test_ook_wie_alleen_iets_meldde(capsys):
    Melding.objects.create(soort="gemist", email="m@example.nl", tekst="Antwoord aan M@example.nl.")
    voer_uit(capsys, "m@example.nl", "--ja")
    assert waar("m@example.nl") == []
    assert not Gewist.objects.exists()
    assert not Ronde.objects.exists()


def test_wie_er_niet_is(capsys):
    before = sorted(stort())
    assert "Hier staat niets van deze persoon" in voer_uit(capsys, "niemand@example.nl", "--ja")
    assert sorted(stort()) == before


def test_een_naam_is_te_weinig():
    with pytest.raises(CommandError, match="kenmerk"):
        call_command("wis_persoon", "Kanarie Vogel")


def test_een_gedeeld_postvak_blijft(capsys):
    row = maak(personen=[kanarie(), persoon("publiek", naam="Anna Ander", email=EMAIL)])
    assert "ook van een ander contact" in voer_uit(capsys, UUID, "--ja")
    assert row.contacten.get().email == EMAIL
