"""Invented examples come only when asked, and never in production."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organisaties.invoer.inhoud import laad_bron, laad_vocabulaire
from organisaties.keuring import Geweigerd
from organisaties.models import Organisatie
from tests.fabriek import maak

pytestmark = pytest.mark.django_db


def laad(*opties):
    call_command("laad_inhoud", *opties, stdout=StringIO(), stderr=StringIO())


def test_zonder_voorbeelden_komen_er_geen_voorbeelden():
    laad()
    assert not Organisatie.objects.filter(voorbeeld=True).exists()


def test_voorbeelden_worden_in_productie_geweigerd(settings):
    settings.PRODUCTIE = True
    with pytest.raises(CommandError, match="niet in productie"):
        laad("--voorbeelden")
    rows = laad_bron("voorbeelden").regels.all()
    assert {(row.lot, row.melding) for row in rows} == {
        ("geweigerd", "voorbeeld: Verzonnen voorbeelden mogen niet in productie.")
    }
    with pytest.raises(Geweigerd, match="niet in productie"):
        maak(voorbeeld=True)
    assert not Organisatie.objects.exists()


def test_wat_geweigerd_werd_wordt_de_volgende_keer_weer_geprobeerd(settings):
    settings.PRODUCTIE = True
    laad_bron("voorbeelden")
    settings.PRODUCTIE = False
    assert laad_bron("voorbeelden").tellingen["nieuw"] >= 60
    assert laad_bron("voorbeelden") is None


def test_zonder_voorbeelden_valt_er_niets_te_verwijderen():
    entry = maak()
    laad_vocabulaire()
    call_command("verwijder_voorbeelden", stdout=StringIO())
    assert list(Organisatie.objects.all()) == [entry]
