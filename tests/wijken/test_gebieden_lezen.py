"""What comes in wrong is refused by number or as a file, in one clear sentence."""

import contextlib
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wijken.ogcapi import GEMEENTE, buurt, gebied, graden, schrijf, stad, vak
from wijken.bestanden import BestandOngeldig
from wijken.bronnen import maak_gebiedsplan, pas_gebieden_toe
from wijken.bronnen.kenmerken import Geweigerd, lees_kenmerk
from wijken.bronnen.punten import vlak_in_graden
from wijken.models import Buurt, Gemeente

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(tmp_path):
    def maak_plan(features, **erbij):
        pad = schrijf(tmp_path / "stad.geojson", features, **erbij)
        return maak_gebiedsplan(pad, GEMEENTE)

    return maak_plan


def test_meters_en_graden_geven_dezelfde_omtrek(plan):
    pas_gebieden_toe(plan(stad(), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}))
    assert plan(graden(stad())).leeg
    lon, lat = Buurt.objects.get(code="BU99990101").omtrek["coordinates"][0][0]
    assert (round(lon, 2), round(lat, 2)) == (5.32, 52.31)


def test_de_namen_van_gebiedsindelingen_zijn_ook_goed(plan):
    buurten = [
        gebied(f["geometry"], statcode=f["properties"]["buurtcode"], statnaam="B", gm_code=GEMEENTE)
        for f in stad()
    ]
    wijk = gebied(vak(0), statcode="WK999901", statnaam="Wijk 01 Noord", gm_code=GEMEENTE)
    gemeente = gebied(vak(0), statcode=GEMEENTE, statnaam="Verzonnen")
    gemaakt = plan([*buurten, wijk, gemeente])
    assert gemaakt.gemeentenaam == "Verzonnen"
    namen = [regel.naam for regel in gemaakt.regels if regel.soort == "wijk"]
    assert namen == ["Noord", "Wijk 02"]
    assert gemaakt.let_op == ["De bron noemt geen naam voor WK999902."]


def test_water_en_andere_gemeenten_worden_overgeslagen(plan):
    gemaakt = plan([*stad(), buurt("BU99980101"), buurt("BU99999998", water="JA")])
    assert gemaakt.overgeslagen == {"andere gemeente": 1, "water": 1}
    assert gemaakt.tellingen["geweigerd"] == 0


def test_overlap_wordt_gezegd(plan):
    gemaakt = plan(stad(BU99990102={"geometrie": vak(500)}))
    assert gemaakt.let_op[0].startswith("BU99990101 en BU99990102 overlappen elkaar in de bron (60")


def test_een_naald_in_de_omtrek_is_geen_bezwaar(plan):
    ring = [[0, 0], [600, 0], [600, 300], [700, 300], [600, 300], [600, 600], [0, 600], [0, 0]]
    punten = [[150_000 + x, 480_000 + y] for x, y in ring]
    naald = {"type": "Polygon", "coordinates": [punten]}
    assert plan(stad(BU99990101={"geometrie": naald})).tellingen["geweigerd"] == 0


STRIK = [[150_000, 480_000], [150_600, 480_600], [150_600, 480_000], [150_000, 480_600]]
WEIGERINGEN = {
    "geen code": ({"buurtcode": None, "wijkcode": "", "gemeentecode": None}, "geen CBS-code"),
    "verkeerde code": ({"buurtcode": "0101"}, "De code is ‘0101’"),
    "andere gemeentecode": ({"gemeentecode": "GM0363"}, "maar BU99990101 ligt in GM9999"),
    "geen naam": ({"buurtnaam": None}, "De naam ontbreekt"),
    "lange naam": ({"buurtnaam": "x" * 101}, "De naam is te lang"),
    "geen omtrek": ({"geometrie": None}, "Er is geen omtrek"),
    "een punt": ({"geometrie": {"type": "Point", "coordinates": [5, 52]}}, "is een Point"),
    "lege omtrek": ({"geometrie": {"type": "Polygon", "coordinates": []}}, "De omtrek is leeg"),
    "geen getallen": (
        {"geometrie": {"type": "Polygon", "coordinates": [[["a", "b"]] * 4]}},
        "De omtrek is niet te lezen",
    ),
    "een punt zonder getal": (
        {
            "geometrie": {
                "type": "Polygon",
                "coordinates": [[*STRIK, [math.nan, 480_300], STRIK[0]]],
            }
        },
        "een punt zonder getallen",
    ),
    "strik": (
        {"geometrie": {"type": "Polygon", "coordinates": [[*STRIK, STRIK[0]]]}},
        "snijdt zichzelf",
    ),
    "omgewisseld": (
        {"geometrie": {"type": "Polygon", "coordinates": [[[y, x] for x, y in STRIK]]}},
        "staan omgewisseld",
    ),
    "buiten Nederland": ({"geometrie": vak(-400_000)}, "ligt niet in Nederland"),
    "te klein": ({"geometrie": vak(0, breed=0.1, hoog=0.1)}, "te klein om te tekenen"),
}


@pytest.mark.parametrize("fout", WEIGERINGEN)
def test_weigert_een_gebied_en_niet_het_bestand(plan, fout):
    anders, reden = WEIGERINGEN[fout]
    gemaakt = plan(stad(BU99990101=anders))
    (weigering,) = gemaakt.geweigerd
    assert (weigering.nummer, reden in weigering.reden) == (1, True)
    assert weigering.goed.startswith(("Goed is", "Goed zijn"))
    assert gemaakt.tellingen["nieuw"] == 6


def test_weigert_een_code_die_er_al_staat(plan):
    gemaakt = plan([*stad(), buurt("BU99990101")])
    assert str(gemaakt.geweigerd[0]).startswith("6 (BU99990101): Deze code staat er al eerder in.")


def test_een_geweigerde_buurt_is_niet_verdwenen(plan):
    pas_gebieden_toe(plan(stad()))
    gemaakt = plan(stad(BU99990101={"geometrie": None}))
    assert (gemaakt.tellingen["geweigerd"], gemaakt.tellingen["verdwenen"]) == (1, 0)


BESTANDEN = {
    "leeg": (b"", "stad.geojson is leeg"),
    "geen JSON": (b"{", "geen geldige GeoJSON"),
    "geen tekst": (b"\xff\xfe\x00", "geen geldige GeoJSON"),
    "HTML": (b"<!doctype html>", "geen geldige GeoJSON"),
    "diep genest": (b"[" * 100_000, "geen geldige GeoJSON"),
    "een lijst": (b"[]", "geen lijst ‘features’"),
    "geen features": (b'{"features": {}}', "geen lijst ‘features’"),
    "nul features": (b'{"features": []}', "geen buurt van GM9999 .geen gebieden"),
    "rommel": (b'{"features": [1, null]}', "Nummer 1 .zonder code.: Er staat geen CBS-code"),
    "elders": (
        json.dumps({"features": [buurt("BU99980101")]}).encode(),
        "geen buurt van GM9999 .1 andere gemeente.",
    ),
    "te groot": (b" " * 1_000_001, "groter dan 1 MB"),
}


@pytest.mark.parametrize("fout", BESTANDEN)
def test_weigert_een_bestand_in_een_zin(settings, tmp_path, fout):
    settings.INVOER_MAX_MB = 1
    inhoud, melding = BESTANDEN[fout]
    pad = tmp_path / "stad.geojson"
    pad.write_bytes(inhoud)
    with pytest.raises(BestandOngeldig, match=melding):
        maak_gebiedsplan(pad, GEMEENTE)
    assert not Gemeente.objects.filter(code=GEMEENTE).exists()


def test_weigert_een_map_en_wat_er_niet_is(tmp_path):
    with pytest.raises(BestandOngeldig, match="is een map"):
        maak_gebiedsplan(tmp_path, GEMEENTE)
    with pytest.raises(BestandOngeldig, match="is niet te lezen: No such file"):
        maak_gebiedsplan(tmp_path / "weg.geojson", GEMEENTE)


def test_weigert_een_gemeentecode_die_er_geen_is(tmp_path):
    with pytest.raises(BestandOngeldig, match="Goed is GM en vier cijfers"):
        maak_gebiedsplan(tmp_path, "0344")


GETAL = st.integers() | st.floats()
JSON = st.recursive(
    st.none() | st.booleans() | GETAL | st.text(max_size=5),
    lambda deel: (
        st.lists(deel, max_size=4) | st.dictionaries(st.text(max_size=5), deel, max_size=3)
    ),
    max_leaves=12,
)
PUNTEN = st.lists(st.lists(GETAL, max_size=4) | JSON, max_size=6)
OMTREK = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Polygon", "MultiPolygon", "Feature"]) | JSON,
        "coordinates": st.lists(PUNTEN | st.lists(PUNTEN, max_size=2), max_size=2) | JSON,
    }
)
VELDEN = st.dictionaries(st.sampled_from([*stad()[0]["properties"], "statcode", "jaar"]), JSON)


@settings(max_examples=25)
@given(
    feature=st.fixed_dictionaries({"properties": VELDEN | JSON, "geometry": OMTREK | JSON}) | JSON
)
def test_rommel_wordt_geweigerd_en_nooit_een_ongeluk(feature):
    for lees in (lees_kenmerk, lambda f: vlak_in_graden(f.get("geometry"))):
        with contextlib.suppress(Geweigerd):
            if lees is lees_kenmerk or isinstance(feature, dict):
                lees(feature)
