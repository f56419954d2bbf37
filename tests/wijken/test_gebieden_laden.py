"""Loading the areas: everything once, nothing twice, and a human's change stays."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wijken.bestanden import BestandOngeldig
from wijken.laden import laad_gebieden
from wijken.models import Buurt, Gemeente, Kerncijfer, Postcode, Stadsdeel, Wijk
from wijken.versie import LEEG, huidige

pytestmark = pytest.mark.django_db


@pytest.fixture
def eigen_map(tmp_path) -> Path:
    """Copy the fixture files, to be changed by a test."""
    bron = Path(settings.BASE_DIR) / "fixtures"
    shutil.copytree(bron / "gebieden", tmp_path / "gebieden")
    shutil.copy(bron / "postcodes.csv", tmp_path)
    return tmp_path


def wijzig_json(pad: Path, wijzig) -> None:
    inhoud = json.loads(pad.read_text("utf-8"))
    wijzig(inhoud)
    pad.write_text(json.dumps(inhoud), "utf-8")


def test_eerste_keer_laadt_alles(leeg):
    telling = laad_gebieden()
    assert Gemeente.objects.get().code == "GM0518"
    assert Stadsdeel.objects.count() == 8
    assert Wijk.objects.count() == 54
    assert Buurt.objects.count() == 114
    assert Postcode.objects.count() == 255
    assert telling.nieuw == 1 + 8 + 54 + 114 + 255 + Kerncijfer.objects.count()


def test_elke_rij_noemt_zijn_bron(gebieden):
    for model in (Wijk, Buurt, Kerncijfer, Postcode):
        assert not model.objects.filter(bron="").exists()


def test_laden_hoogt_de_versie_op(leeg):
    assert huidige() == LEEG
    laad_gebieden()
    assert huidige().startswith("1-")


@pytest.mark.parametrize("bijwerken", [False, True])
def test_tweede_keer_schrijft_niets(gebieden, bijwerken):
    voor = huidige()
    with CaptureQueriesContext(connection) as vragen:
        telling = laad_gebieden(bijwerken=bijwerken)
    assert {v["sql"].split()[0] for v in vragen} <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert (telling.geschreven, telling.afwijkend, huidige()) == (0, [], voor)


def test_wat_een_mens_wijzigde_blijft_en_wordt_genoemd(gebieden):
    Buurt.objects.filter(code="BU05181785").update(wijk=Wijk.objects.get(slug="houtwijk"))
    telling = laad_gebieden()
    assert telling.afwijkend == ["buurt Kerketuinen en Zichtenburg"]
    assert Buurt.objects.get(code="BU05181785").wijk.slug == "houtwijk"


def test_bijwerken_zet_de_bestanden_terug(gebieden):
    Wijk.objects.filter(slug="houtwijk").update(naam="Andere naam", deel_van=None)
    voor = huidige()
    telling = laad_gebieden(bijwerken=True)
    houtwijk = Wijk.objects.get(slug="houtwijk")
    assert (telling.bijgewerkt, houtwijk.naam) == (1, "Houtwijk")
    assert houtwijk.deel_van.slug == "kom-loosduinen-en-houtwijk"
    assert huidige() != voor


def test_wat_ontbreekt_komt_erbij(gebieden):
    Postcode.objects.filter(postcode="2552").delete()
    assert laad_gebieden().nieuw == 1


def test_een_eigen_gebied_dat_niet_in_de_bestanden_staat_blijft(gebieden):
    Wijk.objects.create(gemeente=Gemeente.objects.get(), naam="Eigen wijk", slug="eigen-wijk")
    laad_gebieden(bijwerken=True)
    assert Wijk.objects.filter(slug="eigen-wijk").exists()


def test_opdracht_zegt_wat_er_gebeurde(gebieden):
    Wijk.objects.filter(slug="waldeck").update(naam="Waldeck!")
    uit = StringIO()
    call_command("laad_gebieden", stdout=uit)
    assert "0 nieuw, 0 bijgewerkt, 652 gelijk, 1 anders" in uit.getvalue()
    assert "zo gelaten: wijk Waldeck!" in uit.getvalue()


def test_opdracht_weigert_in_gewone_taal(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"wijken\.json is niet te lezen"):
        call_command("laad_gebieden")


FOUTEN = {
    "onbekende wijk": (
        "buurten.geojson",
        lambda d: d["features"][0]["properties"].update(wijk="nergens"),
        "BU05180170 noemt wijk 'nergens'",
    ),
    "buurt zonder wijk": (
        "buurten.geojson",
        lambda d: d["features"][0]["properties"].update(wijk=None),
        "BU05180170 noemt wijk ''",
    ),
    "buurt dubbel": (
        "buurten.geojson",
        lambda d: d["features"].append(d["features"][0]),
        "buurt komt twee keer voor: BU05180170",
    ),
    "kapotte omtrek": (
        "buurten.geojson",
        lambda d: d["features"][0].update(geometry={"type": "Point"}),
        "BU05180170: Dit is geen GeoJSON",
    ),
    "veld ontbreekt": (
        "buurten.geojson",
        lambda d: d["features"][0]["properties"].pop("naam"),
        "mist het veld 'naam'",
    ),
    "onbekend stadsdeel": (
        "wijken.json",
        lambda d: d["wijken"][0].update(stadsdeel="nergens"),
        "wijk bohemen-meer-en-bos noemt stadsdeel 'nergens'",
    ),
    "deel van een deel": (
        "wijken.json",
        lambda d: d["wijken"][0].update(deel_van="houtwijk"),
        "noemt hele wijk 'houtwijk'",
    ),
    "wijk dubbel": (
        "wijken.json",
        lambda d: d["wijken"].append(d["wijken"][0]),
        "wijk komt twee keer voor: bohemen-meer-en-bos",
    ),
}


@pytest.mark.parametrize("fout", FOUTEN)
def test_weigert_een_verkeerd_bestand_en_schrijft_niets(leeg, eigen_map, fout):
    bestand, wijzig, melding = FOUTEN[fout]
    wijzig_json(eigen_map / "gebieden" / bestand, wijzig)
    with pytest.raises(BestandOngeldig, match=melding):
        laad_gebieden(map_=eigen_map)
    assert not Gemeente.objects.exists()
    assert huidige() == LEEG


@pytest.mark.parametrize("naam", ["gebieden/wijken.json", "gebieden/buurten.geojson"])
def test_weigert_geen_json(eigen_map, naam):
    (eigen_map / naam).write_text("{", "utf-8")
    with pytest.raises(BestandOngeldig, match="geen geldige JSON"):
        laad_gebieden(map_=eigen_map)


def test_weigert_zonder_postcodes(eigen_map):
    (eigen_map / "postcodes.csv").unlink()
    with pytest.raises(BestandOngeldig, match=r"postcodes\.csv is niet te lezen"):
        laad_gebieden(map_=eigen_map)


def test_weigert_een_postcode_zonder_getal(eigen_map):
    with (eigen_map / "postcodes.csv").open("a") as bestand:
        bestand.write("2599;niets;4.3;bron;1\n")
    with pytest.raises(BestandOngeldig, match=r"postcodes\.csv, regel 257: lat en lon"):
        laad_gebieden(map_=eigen_map)
