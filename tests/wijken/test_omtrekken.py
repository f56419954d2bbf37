"""Outlines: no gaps, every spot drawn once, and nothing guessed."""

import json
from pathlib import Path

import pytest
import shapely
from django.conf import settings
from shapely.geometry import shape

from wijken.models import Buurt, Wijk
from wijken.versie import ophogen
from wijken.vlakken import omtrek_van_stadsdeel, omtrek_van_wijk, omtrekken


@pytest.fixture
def kaart(gebieden):
    return omtrekken()


def op_niveau(kaart, niveau):
    return {
        f["properties"]["slug"]: shape(f["geometry"])
        for f in kaart["features"]
        if f["properties"]["niveau"] == niveau
    }


def buurt_vlakken():
    return {buurt.code: shape(buurt.omtrek) for buurt in Buurt.objects.all()}


def test_buren_delen_hun_grens_zonder_gaten(gebieden):
    vlakken = list(buurt_vlakken().values())
    stad = shapely.union_all(vlakken)
    assert shapely.coverage_is_valid(vlakken)
    assert stad.geom_type == "Polygon"
    assert len(stad.interiors) == 0
    assert stad.area == pytest.approx(sum(vlak.area for vlak in vlakken), rel=1e-12)


@pytest.mark.parametrize("niveau", ["stadsdeel", "wijk"])
def test_elk_niveau_dekt_de_stad_precies_een_keer(kaart, niveau):
    vlakken = list(op_niveau(kaart, niveau).values())
    stad = shapely.union_all(list(buurt_vlakken().values()))
    assert sum(vlak.area for vlak in vlakken) == pytest.approx(stad.area, rel=1e-12)
    assert shapely.union_all(vlakken).equals(stad)


def test_kaart_tekent_de_delen_of_het_geheel_nooit_allebei(kaart):
    wijken = op_niveau(kaart, "wijk")
    assert {"houtwijk", "kom-loosduinen", "kraayenstein-en-vroondaal"} <= set(wijken)
    assert not {"kom-loosduinen-en-houtwijk", "kraayenstein", "schipperskwartier"} & set(wijken)
    assert (len(op_niveau(kaart, "stadsdeel")), len(wijken)) == (8, 49)


def test_eigenschappen_op_de_kaart(kaart):
    wijken = {f["properties"]["slug"]: f["properties"] for f in kaart["features"]}
    centraal = wijken["laak-centraal"]
    assert centraal["naam"] == "Laak Centraal"
    assert (centraal["zekerheid"], centraal["stadsdeel"]) == ("benadering", "laak")
    assert wijken["houtwijk"]["deel_van"] == "kom-loosduinen-en-houtwijk"
    assert wijken["escamp"]["niveau"] == "stadsdeel"


def test_naam_staat_binnen_de_omtrek(kaart):
    for feature in kaart["features"]:
        eigen = feature["properties"]
        assert shape(feature["geometry"]).contains(shapely.Point(eigen["lon"], eigen["lat"]))


def test_kaart_is_kleine_geldige_geojson(kaart):
    tekst = json.dumps(kaart, separators=(",", ":"))
    assert len(tekst) < 120_000
    for feature in json.loads(tekst)["features"]:
        for ring in feature["geometry"]["coordinates"]:
            assert all(round(getal, 5) == getal for punt in ring for getal in punt)
        assert shape(feature["geometry"]).exterior.is_ccw


def test_samengestelde_wijk_is_de_som_van_haar_delen(gebieden):
    geheel, kom, houtwijk = (
        shape(omtrek_van_wijk(gebieden.wijk_op_slug[slug].id))
        for slug in ("kom-loosduinen-en-houtwijk", "kom-loosduinen", "houtwijk")
    )
    assert geheel.equals(kom.union(houtwijk))


def test_stadsdeel_is_de_som_van_zijn_buurten(gebieden):
    laak = shape(omtrek_van_stadsdeel(gebieden.stadsdeel_op_slug["laak"].id))
    delen = [v for code, v in buurt_vlakken().items() if code[6:8] in ("38", "39")]
    assert laak.equals(shapely.union_all(delen))


def test_verplaatste_buurt_verandert_de_omtrek(gebieden):
    houtwijk = Wijk.objects.get(slug="houtwijk")
    voor = shape(omtrek_van_wijk(houtwijk.id))
    Buurt.objects.filter(code="BU05181785").update(wijk=houtwijk)
    ophogen()
    assert shape(omtrek_van_wijk(houtwijk.id)).area > voor.area


@pytest.mark.parametrize("slug", ["kraayenstein", "vroondaal", "molenwijk", "schipperskwartier"])
def test_deel_zonder_buurten_heeft_geen_omtrek(gebieden, slug):
    assert omtrek_van_wijk(gebieden.wijk_op_slug[slug].id) is None


def test_onbekende_wijk_is_een_keyerror(gebieden):
    with pytest.raises(KeyError):
        omtrek_van_wijk(0)


def test_lege_kaart_is_een_lege_collectie(leeg):
    assert omtrekken() == {"type": "FeatureCollection", "features": []}


def test_bestand_past_op_een_telefoon():
    pad = Path(settings.BASE_DIR) / "fixtures" / "gebieden" / "buurten.geojson"
    inhoud = json.loads(pad.read_text("utf-8"))
    assert pad.stat().st_size < 120_000
    assert "crs" not in inhoud
    assert inhoud["bron"]["jaar"] == 2024
    assert all(shape(f["geometry"]).exterior.is_ccw for f in inhoud["features"])
