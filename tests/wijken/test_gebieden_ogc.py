"""Areas come from an OGC API Features service, also when it follows its own mind."""

import pytest

from tests.standin import antwoord, fout, json_antwoord, standin, traag
from tests.wijken.ogcapi import GEMEENTE, dienst, graden, stad
from wijken.bestanden import BestandOngeldig
from wijken.bronnen import maak_gebiedsplan, standaard_adres
from wijken.models import Gemeente
from wijken.ophalen import Client, OnbereikbareBron

pytestmark = pytest.mark.django_db
SNEL = Client(verbinden=1, lezen=0.2, pogingen=1)
ITEMS = "/ogc/v1/collections/buurten/items"


def plan(server, pad="/ogc/v1"):
    return maak_gebiedsplan(server.url + pad, GEMEENTE, client=SNEL)


def bladen(*, links, features=()):
    return json_antwoord({"features": list(features), "links": links})


@pytest.mark.parametrize("bbox", ["volgt", "genegeerd", "geweigerd"])
def test_alle_bladen_wat_de_dienst_ook_met_het_vak_doet(bbox):
    with standin(dienst(bbox=bbox)) as server:
        gemaakt = plan(server)
    assert gemaakt.tellingen["nieuw"] == 7
    assert [r.naam for r in gemaakt.regels if r.soort == "wijk"] == ["Noord", "Zuid"]
    assert gemaakt.overgeslagen == ({} if bbox == "volgt" else {"andere gemeente": 1})


def test_vraagt_alleen_wat_beschreven_staat_en_om_het_land():
    with standin(dienst()) as server:
        plan(server, "/ogc/v1/collections/buurten/items?f=json")
    vragen = [dict(v.query) for v in server.verzoeken if v.pad == ITEMS]
    assert vragen[0].keys() == {"f", "limit", "bbox"}
    west, zuid, oost, noord = map(float, vragen[0]["bbox"].split(","))
    assert (west < 5.32 < oost, zuid < 52.308 < noord, noord - zuid < 0.02) == (True,) * 3


def test_de_volgorde_van_de_bladen_verandert_de_vingerafdruk_niet():
    with standin(dienst(per_blad=2)) as een, standin(dienst(per_blad=50)) as ander:
        assert plan(een).vingerafdruk == plan(ander).vingerafdruk


def test_een_los_geojsonbestand_op_een_adres():
    with standin({"/stad.geojson": json_antwoord({"features": graden(stad())})}) as server:
        assert plan(server, "/stad.geojson").tellingen["nieuw"] == 7


def test_een_sleutel_in_het_adres_wordt_niet_bewaard_of_getoond():
    with standin({"/stad.json": json_antwoord({"features": graden(stad())})}) as server:
        met_naam = server.url.replace("://", "://gebruiker:geheim@")
        gemaakt = maak_gebiedsplan(f"{met_naam}/stad.json?sleutel=geheim", GEMEENTE, client=SNEL)
    assert gemaakt.bron == f"{server.url}/stad.json"


def test_het_standaardadres_is_dat_van_het_cbs():
    assert standaard_adres(2024) == "https://api.pdok.nl/cbs/wijken-en-buurten-2024/ogc/v1"


MISLUKT = {
    "kring": (bladen(links=[{"rel": "next", "href": ITEMS + "?p=2"}]), "in een kring"),
    "andere server": (
        bladen(links=[{"rel": "next", "href": "http://elders.example/x"}]),
        "staat op een andere server",
    ),
    "te weinig": (json_antwoord({"features": [], "numberMatched": 9}), "gaf 0 van de 9"),
    "geen features": (json_antwoord({"title": "hallo"}), "geeft geen gebieden"),
    "niets": (bladen(links=[]), "geen buurt van GM9999"),
}


@pytest.mark.parametrize("geval", MISLUKT)
def test_weigert_een_antwoord_dat_niet_klopt(geval):
    functie, melding = MISLUKT[geval]
    with (
        standin({**dienst(), ITEMS: functie}) as server,
        pytest.raises(BestandOngeldig, match=melding),
    ):
        plan(server)
    assert not Gemeente.objects.filter(code=GEMEENTE).exists()


def test_weigert_bladen_zonder_einde(monkeypatch):
    monkeypatch.setattr("wijken.bronnen.ogc.MEESTE_BLADEN", 3)

    def eindeloos(path, query, headers):
        volgende = f"{path}?p={int(dict(query).get('p', 0)) + 1}"
        return bladen(links=[{"rel": "next", "href": volgende}])(path, query, headers)

    with (
        standin({**dienst(), ITEMS: eindeloos}) as server,
        pytest.raises(BestandOngeldig, match="meer dan 3 bladen"),
    ):
        plan(server)


def test_weigert_een_dienst_zonder_buurten():
    routes = {"/ogc/v1/collections": json_antwoord({"collections": [{"id": "bomen"}]})}
    with standin(routes) as server, pytest.raises(BestandOngeldig, match="heeft geen collectie"):
        plan(server)


ONBEREIKBAAR = {
    "storing": fout(500),
    "traag": traag(bladen(links=[]), 0.5),
    "HTML": antwoord(b"<!doctype html><p>Onderhoud", Content_Type="text/html"),
}


@pytest.mark.parametrize("geval", ONBEREIKBAAR)
def test_zegt_dat_de_dienst_niet_antwoordt(geval):
    routes = {**dienst(), ITEMS: ONBEREIKBAAR[geval]}
    with standin(routes) as server, pytest.raises(OnbereikbareBron, match=r"127\.0\.0\.1"):
        plan(server)
    assert not Gemeente.objects.filter(code=GEMEENTE).exists()
