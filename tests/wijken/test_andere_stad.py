"""Another city starts with its code and one command; and the command says what it did."""

import json
from io import StringIO

import pytest
from django.conf import settings as instellingen
from django.core.management import CommandError, call_command
from django.test import override_settings

from tests.fabriek import maak
from tests.standin import standin
from tests.wijken.ogcapi import GEMEENTE, dienst, schrijf, stad
from wijken.models import Buurt, Gebiedsronde, Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def bestand(tmp_path):
    return schrijf(tmp_path / "buurten.geojson", stad(BU99990101={"aantal_inwoners": 900}))


def draai(*woorden):
    uit = StringIO()
    call_command("importeer_gebieden", *map(str, woorden), "--gemeente", GEMEENTE, stdout=uit)
    return uit.getvalue()


def test_een_andere_stad_doet_het(client, leeg, bestand):
    kaart = {**instellingen.KAART, "gemeente": GEMEENTE, "plaats": "Verzonnen"}
    with override_settings(KAART=kaart):
        call_command("importeer_gebieden", str(bestand), "--schrijf", stdout=StringIO())
        midden = Buurt.objects.get(code="BU99990102")
        maak(naam="De Eerste", lat=midden.lat, lon=midden.lon)
        gebieden = client.get("/gebieden.json").json()
        for pad in ("/", "/wijken/", "/overleggen/", "/?wijk=noord", "/punten.json"):
            assert client.get(pad).status_code == 200, pad
        wijk = client.get(Wijk.objects.get(slug="noord").get_absolute_url())
    assert {f["properties"]["slug"] for f in gebieden["features"]} == {"noord", "zuid"}
    assert "De Eerste" in wijk.content.decode()


def test_de_meegeleverde_gebieden_komen_niet_in_een_andere_stad(leeg):
    uit = StringIO()
    with override_settings(KAART={**instellingen.KAART, "gemeente": GEMEENTE}):
        call_command("laad_gebieden", stdout=uit)
    assert "zijn van Den Haag (GM0518); deze kaart is van GM9999." in uit.getvalue()
    assert not Wijk.objects.exists()


def test_zonder_schrijf_is_het_een_proef(bestand):
    uit = draai(bestand)
    assert "7 nieuw, 0 gewijzigd" in uit
    assert "nieuw: wijk Noord (noord)" in uit
    assert "er is niets geschreven" in uit
    assert not Gebiedsronde.objects.exists()


def test_schrijf_neemt_over_en_terugdraaien_geeft_terug(bestand):
    assert "Geschreven als invoer" in draai(bestand, "--schrijf", "--jaar", 2025)
    ronde = Gebiedsronde.objects.get()
    uit = draai("--terugdraaien", ronde.pk)
    assert "0 teruggezet, 9 weggehaald, 0 zo gelaten" in uit


def test_wijzigingen_per_veld(bestand):
    draai(bestand, "--schrijf", "--jaar", 2025)
    anders = {"BU99990101": {"aantal_inwoners": 950, "buurtnaam": "Gracht"}}
    schrijf(bestand, stad("BU99990103", **anders))
    uit = draai(bestand, "--jaar", 2025)
    regel = "gewijzigd: buurt Gracht (BU99990101): naam Aan de Gracht -> Gracht; "
    assert regel + "inwoners 2025 900.00 -> 950.00" in uit
    assert "verdwenen: buurt Het Hof (BU99990103)" in uit


def test_aantallen_als_json_van_een_dienst():
    with standin(dienst()) as server:
        uit = json.loads(draai(f"{server.url}/ogc/v1", "--json"))
    assert (uit["nieuw"], uit["geweigerd"], uit["geschreven"]) == (7, 0, False)


def test_weigert_in_gewone_taal(tmp_path):
    with pytest.raises(CommandError, match="is een map"):
        draai(tmp_path)
    with pytest.raises(CommandError, match=r"Er is geen invoer 12\. Wel: nog geen enkele"):
        draai("--terugdraaien", 12)
