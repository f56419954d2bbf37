"""A kwartiermaker brings in own lists about own wijken; the beheerder anything about the city."""

import pytest
from django.test import Client

from organisaties.admin.invoerformulier import InvoerForm
from organisaties.foto import foto
from organisaties.invoer import taak
from organisaties.models import Invoerregel
from tests.fabriek import HOUTWIJK, SPOORWIJK, gebruiker, maak
from tests.organisaties.invoerhulp import bestand, doe, gebruik, lees_in, upload

pytestmark = pytest.mark.django_db
KOP = ("id", "Naam", "Soort", "Wijk (met de hand gekozen)")


@pytest.fixture(autouse=True)
def _bewaren(settings, tmp_path, monkeypatch):
    gebruik(monkeypatch, settings, tmp_path)


@pytest.fixture
def kwartiermaker():
    return gebruiker("kwartiermaker", wijken=["spoorwijk"])


def lees_tabel(wie, *rijen):
    run = taak.nieuw("tabel", bestand(*rijen, kop=KOP), wie=wie)
    run.refresh_from_db()
    return run


def loten(run):
    return dict(run.regels.values_list("nummer", "lot"))


def test_eigen_wijk_gaat_mee_en_een_ander_wordt_geweigerd(kwartiermaker):
    own, other = maak(**SPOORWIJK), maak(**HOUTWIJK)
    run = lees_tabel(
        kwartiermaker,
        (str(own.uuid), "Andere naam", "", ""),
        (str(other.uuid), "Gekaapt", "", ""),
        ("", "Nieuw hier", "kinderdagverblijf", "Spoorwijk"),
        ("", "Nieuw elders", "kinderdagverblijf", "Houtwijk"),
        ("", "Nieuw zonder plek", "kinderdagverblijf", ""),
    )
    lot = Invoerregel.Lot
    assert list(loten(run).values()) == [
        lot.GEWIJZIGD, lot.GEWEIGERD, lot.NIEUW, lot.GEWEIGERD, lot.GEWEIGERD,
    ]  # fmt: skip
    refused = run.regels.filter(lot=lot.GEWEIGERD)
    assert all("hoort niet bij uw wijken" in regel.melding for regel in refused)


def test_niemand_schuift_een_ingang_haar_wijk_uit_of_in(kwartiermaker):
    own, other = maak(wijk="spoorwijk"), maak(wijk="houtwijk")
    run = lees_tabel(
        kwartiermaker,
        (str(own.uuid), "", "", "Houtwijk"),
        (str(other.uuid), "", "", "Spoorwijk"),
    )
    assert set(loten(run).values()) == {Invoerregel.Lot.GEWEIGERD}
    assert (foto(own)["wijk"], foto(other)["wijk"]) == ("spoorwijk", "houtwijk")


def test_een_beheerder_is_aan_geen_wijk_gebonden():
    other = maak(**HOUTWIJK)
    run = lees_tabel(gebruiker("beheerder"), (str(other.uuid), "Andere naam", "", ""))
    assert set(loten(run).values()) == {Invoerregel.Lot.GEWIJZIGD}


def test_een_register_is_voor_de_beheerder(kwartiermaker):
    shown = {rol: {b.code for b in InvoerForm(wie).bronnen}
             for rol, wie in (("km", kwartiermaker), ("b", gebruiker("beheerder")))}  # fmt: skip
    assert shown["km"] == {"tabel", "vcard"}
    assert {"lrk", "duo", "tabel"} <= shown["b"]
    client = Client()
    client.force_login(kwartiermaker)
    answer = upload(client, bestand(("1", "Zon", "")))
    assert "Selecteer een geldige keuze" in answer.content.decode()


def test_een_plan_van_een_ander_bestaat_niet_voor_een_kwartiermaker(client, kwartiermaker):
    run = lees_in(("1", "Zon", ""), wie=gebruiker("beheerder"))
    client.force_login(kwartiermaker)
    assert doe(client, run, "doorvoeren").status_code == 404
    assert run.stand == run.Stand.PLAN
