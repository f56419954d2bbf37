"""The yearly report: every figure counts what it says, on the page and in the file alike."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.models import Controle, Melding, Ronde
from organisaties.schrijven import ronde
from organisaties.werkvoorraad.blik import blik_van, eigen
from organisaties.werkvoorraad.verslag import verslag
from tests.fabriek import SPOORWIJK, gebruiker, maak_veel, overleg, persoon
from tests.organisaties.werkhulp import dagen_terug, gaaf, maak_gaaf

pytestmark = pytest.mark.django_db
URL = "/werkvoorraad/verslag/"


@pytest.fixture
def baas():
    return gebruiker("beheerder")


def cijfers(baas, gebied=""):
    return {(c.groep, c.naam): (c.waarde, c.van) for c in verslag(blik_van(baas, gebied))}


def cijfer(baas, naam, gebied=""):
    return next(value for (_groep, name), value in cijfers(baas, gebied).items() if name == naam)


def test_versheid_en_compleetheid(baas):
    maak_gaaf(talen=["nl"])
    maak_gaaf(gecontroleerd_op=None, leeftijd_van=None, leeftijd_tot=None, contacten=[], toegang=[],
              openingstijden=[], lat=None, lon=None, wijk="houtwijk")  # fmt: skip
    maak_gaaf(voorbeeld=True)
    overleg(wijk="houtwijk")
    assert cijfer(baas, "Plekken op de kaart") == ("3", "")
    assert cijfer(baas, "Gecontroleerd binnen de termijn") == ("1", "3")
    for name in ("Leeftijd bekend", "Bekend hoe u er binnenkomt", "Te bereiken",
                 "Openingstijden bekend", "Talen bekend", "Plek op de kaart"):  # fmt: skip
        assert cijfer(baas, name) == ("1", "2"), name


def test_vragen_van_het_laatste_jaar(baas):
    row = maak_gaaf()
    old = timezone.now() - timedelta(days=500)
    for stand in ("bevestigd", "gewijzigd", "overgedragen", "open", "vervallen"):
        Controle.objects.create(organisatie=row, stand=stand, pogingen=1)
    Controle.objects.create(organisatie=row, stand="bevestigd", pogingen=1, gevraagd_op=old)
    Controle.objects.create(organisatie=row, stand="overgedragen", pogingen=0)
    assert cijfer(baas, "Gevraagd") == ("5", "")
    assert cijfer(baas, "Beantwoord") == ("2", "5")
    assert cijfer(baas, "Geen antwoord") == ("1", "5")


def test_meldingen_met_het_middelste_aantal_dagen(baas):
    row, now = maak_gaaf(), timezone.now()
    for days, stand in ((1, "overgenomen"), (3, "afgewezen"), (10, "deels"), (0, "spam")):
        Melding.objects.create(
            soort="fout", organisatie=row, stand=stand, gemaakt=now - timedelta(days=days),
            behandeld_op=now,
        )  # fmt: skip
    Melding.objects.create(soort="gemist")
    assert cijfer(baas, "Ontvangen") == ("4", "")
    assert cijfer(baas, "Overgenomen") == ("2", "4")
    assert cijfer(baas, "Dagen tot een oordeel") == ("3", "")
    assert cijfer(baas, "Ontvangen", "houtwijk") == ("3", "")
    assert cijfer(baas, "Dagen tot een oordeel", "spoorwijk") == ("nog geen", "")


def test_personen_met_grond_en_bevestigd(baas):
    maak_gaaf(personen=[
        persoon("publiek", bevestigd_op=dagen_terug(2)),
        persoon("publiek", grondslag="", bevestigd_op=None),
        persoon("publiek", vertrokken_op=dagen_terug(2)),
    ])  # fmt: skip
    assert cijfer(baas, "Met een grond") == ("1", "2")
    assert cijfer(baas, "Bevestigd") == ("1", "2")


def test_wijzigingen_per_wie(baas):
    row = maak_gaaf()
    acts = [
        ({"aard": Ronde.Aard.BEWERKING, "wie": baas}, {"samenvatting": "a", "omschrijving": "b"}),
        ({"aard": Ronde.Aard.INVOER, "bron": "lrk"}, {"samenvatting": "c"}),
        ({"aard": Ronde.Aard.BEVESTIGING, "bron": "controle"}, {"samenvatting": "d"}),
        ({"aard": Ronde.Aard.CORRECTIE, "wie": baas}, {"samenvatting": "e"}),
    ]
    for why, values in acts:
        with ronde(**why) as schrijver:
            schrijver.wijzig({row.pk: values})
    assert cijfer(baas, "Kwartiermakers en beheerders") == ("2", "6")
    assert cijfer(baas, "Een register of andere bron") == ("1", "6")
    assert cijfer(baas, "De organisatie zelf, of een professional") == ("1", "6")
    assert cijfer(baas, "Na een melding") == ("1", "6")
    Ronde.objects.update(wanneer=timezone.now() - timedelta(days=400))
    assert cijfer(baas, "Alle samen") == ("0", "")


def test_een_wijk_een_stadsdeel_en_alles(baas):
    maak_gaaf()
    maak_gaaf(**SPOORWIJK)
    maak_gaaf(lat=None, lon=None)
    areas = {"": "3", "houtwijk": "1", "stadsdeel:laak": "1", "stadsdeel:loosduinen": "1"}
    assert {a: cijfer(baas, "Plekken op de kaart", a)[0] for a in areas} == areas


def test_een_leeg_gebied_geeft_geen_percentage(baas):
    (fresh,) = (c for c in verslag(eigen(baas)) if "binnen de termijn" in c.naam)
    assert (fresh.waarde, fresh.van, fresh.procent) == ("0", "0", "")


def test_pagina_en_bestand_zijn_dezelfde_tabel(client, baas):
    client.force_login(baas)
    maak_gaaf()
    page = client.get(URL, {"gebied": "houtwijk"})
    file = client.get(URL, {"gebied": "houtwijk", "vorm": "csv"})
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert "compleet-en-actueel-houtwijk-" in file["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    shown = [
        [c.groep, c.naam, c.waarde, c.van, c.procent, c.uitleg] for c in page.context["cijfers"]
    ]
    assert rows[1:] == shown
    assert "100%" in page.content.decode()
    assert "Stand van" in page.content.decode()


def test_een_kwartiermaker_ziet_alleen_de_eigen_gebieden(client):
    client.force_login(gebruiker("kwartiermaker", wijken=["houtwijk"]))
    maak_gaaf(**SPOORWIJK)
    assert client.get(URL, {"gebied": "spoorwijk"}).status_code == 404
    assert client.get(URL).context["cijfers"][0].waarde == "0"


def test_meer_plekken_vragen_niet_meer(baas):
    def queries():
        verslag(eigen(baas))
        with CaptureQueriesContext(connection) as asked:
            verslag(eigen(baas))
        return len(asked)

    maak_veel([gaaf(gecontroleerd_op=None)])
    few = queries()
    maak_veel([gaaf(gecontroleerd_op=None) for _ in range(60)])
    assert queries() == few
