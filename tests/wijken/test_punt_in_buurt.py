"""From a point to its buurt."""

import csv
import json
import math

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from wijken.models import Buurt
from wijken.vlakken import METER_PER_GRAAD, SPELING_METER, buurt_van_punt

ZELFDE_DATABASE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
GEEN_GETAL = [math.nan, math.inf, -math.inf]


@pytest.fixture
def vlakken(gebieden):
    return {buurt.id: shape(buurt.omtrek) for buurt in Buurt.objects.all()}


def test_bekend_punt(gebieden):
    buurt_id = buurt_van_punt(52.0531, 4.2493)
    assert gebieden.buurten[buurt_id].naam == "Houtwijk"


def test_eigen_punt_van_elke_buurt_ligt_erin(gebieden):
    for buurt in Buurt.objects.all():
        assert buurt_van_punt(buurt.lat, buurt.lon) == buurt.id


@ZELFDE_DATABASE
@given(lat=st.floats(52.00, 52.15), lon=st.floats(4.15, 4.46))
def test_antwoord_is_de_buurt_die_het_punt_bevat(vlakken, lat, lon):
    punt = shapely.Point(lon, lat)
    bevat = {id_ for id_, vlak in vlakken.items() if vlak.contains(punt)}
    antwoord = buurt_van_punt(lat, lon)
    if bevat:
        assert {antwoord} == bevat
    elif antwoord is not None:
        assert vlakken[antwoord].distance(punt) * METER_PER_GRAAD <= SPELING_METER * 1.7


@ZELFDE_DATABASE
@given(lat=st.floats(), lon=st.floats())
def test_geen_enkel_getal_geeft_een_fout(gebieden, lat, lon):
    assert buurt_van_punt(lat, lon) is None or (52.01 < lat < 52.14 and 4.18 < lon < 4.43)


def test_op_de_grens_wint_altijd_dezelfde(vlakken):
    houtwijk, kom = (Buurt.objects.get(code=f"BU0518{c}").id for c in ("1786", "1795"))
    lijn = shapely.line_merge(vlakken[houtwijk].intersection(vlakken[kom]))
    hoekpunt = shapely.get_point(shapely.get_geometry(lijn, 0), 1)
    assert buurt_van_punt(hoekpunt.y, hoekpunt.x) == min(houtwijk, kom)


@pytest.mark.parametrize(("meter", "binnen"), [(8, True), (15, False)])
def test_net_buiten_de_rand_telt_de_dichtstbijzijnde_tot_de_speling(vlakken, meter, binnen):
    stad = shapely.union_all(list(vlakken.values()))
    zuidelijkste = min(stad.exterior.coords, key=lambda punt: punt[1])
    antwoord = buurt_van_punt(zuidelijkste[1] - meter / METER_PER_GRAAD, zuidelijkste[0])
    assert (antwoord is not None) == binnen


@pytest.mark.parametrize(
    ("lat", "lon"), [(52.37, 4.90), (52.1, 4.2), (4.2493, 52.0531), (0, 0), (91, 400)]
)
def test_buiten_de_gemeente_is_er_geen(gebieden, lat, lon):
    assert buurt_van_punt(lat, lon) is None


@pytest.mark.parametrize("getal", GEEN_GETAL)
def test_geen_getal_ligt_nergens(gebieden, getal):
    assert buurt_van_punt(getal, 4.3) is None
    assert buurt_van_punt(52.05, getal) is None


def test_zonder_buurten_ligt_alles_nergens(leeg):
    assert buurt_van_punt(52.0531, 4.2493) is None


def test_schoolpunten_blijven_in_de_buurt_van_de_volle_omtrekken(gebieden, brongegevens):
    vol = json.loads((brongegevens / "denhaag-gebieden" / "buurten.geojson").read_text("utf-8"))
    codes = [f["properties"]["buurtcode"] for f in vol["features"]]
    boom_vol = shapely.STRtree([shape(f["geometry"]) for f in vol["features"]])
    pad = brongegevens / "duo-scholen" / "scholen_denhaag_2024-11-22.csv"
    with pad.open(encoding="utf-8", newline="") as bestand:
        punten = [
            (float(r["lat"]), float(r["lon"])) for r in csv.DictReader(bestand, delimiter=";")
        ]
    assert len(punten) == 221
    for lat, lon in punten:
        treffer = boom_vol.query(shapely.Point(lon, lat), predicate="within")
        assert gebieden.buurten[buurt_van_punt(lat, lon)].code == codes[treffer[0]]
