"""The map's own answer: the same entries as the list, in numbers that add up."""

import json
import math

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from kaart.beeld.punten import VEEL, WEINIG, _bol_van_wijk, _bolgebieden, _niveau
from organisaties.filter import OrganisatieFilter
from organisaties.models import Organisatie, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, WALDECK, maak, maak_veel
from wijken.boom import boom

pytestmark = pytest.mark.django_db

STAD = "4.18,52.01,4.43,52.14"
NOORDZEE = {"lat": 52.2, "lon": 4.0}


def vraag(client, query="", status=200):
    response = client.get(f"/punten.json?{query}")
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


@pytest.fixture
def stad():
    """More places than are shown at once, and every way to be somewhere or nowhere."""
    rows = [dict(HOUTWIJK, lat=HOUTWIJK["lat"] + i / 1e5) for i in range(WEINIG)]
    rows += [
        {**SPOORWIJK, "werkgebied": ["wijk:houtwijk"]},
        WALDECK,
        {"wijk": "houtwijk"},
        {"wijk": "kraayenstein"},
        {"wijk": "kom-loosduinen-en-houtwijk"},
        {"werkgebied": ["stadsdeel:laak"]},
        {"werkgebied": ["gemeente:GM0518"]},
        {},
        NOORDZEE,
    ]
    return maak_veel(rows)


# --- the levels ---------------------------------------------------------------------------------


def test_ver_weg_een_bol_per_stadsdeel(client, stad):
    beeld = vraag(client, f"zoom=11&bbox={STAD}")
    assert beeld["niveau"] == "stadsdeel"
    bollen = {rij[0]: rij[4:] for rij in beeld["gebieden"]}
    assert bollen["loosduinen"] == [WEINIG + 4, 1]
    assert bollen["laak"] == [1, 1]


def test_dichterbij_een_bol_per_wijk(client, stad):
    beeld = vraag(client, f"zoom=13&bbox={STAD}")
    assert beeld["niveau"] == "wijk"
    bollen = {rij[0]: rij[4:] for rij in beeld["gebieden"]}
    assert bollen["houtwijk"] == [WEINIG + 1, 1]
    assert bollen["kraayenstein-en-vroondaal"] == [1, 0]


def test_wie_er_alleen_werkt_geeft_een_holle_bol(client, stad):
    beeld = vraag(client, "zoom=13&q=bestaat-niet")
    assert beeld["gebieden"] == []
    beeld = vraag(client, f"zoom=13&bbox={STAD}")
    assert ["laakhavens", 0, 1] in [[rij[0], *rij[4:]] for rij in beeld["gebieden"]]


def test_dichtbij_de_plekken_zelf(client, stad):
    beeld = vraag(client, f"zoom=16&bbox={STAD}")
    assert beeld["niveau"] == "plek"
    rij = next(rij for rij in beeld["punten"] if rij[0] == str(stad[0].uuid))
    assert rij == [
        str(stad[0].uuid), stad[0].lat, stad[0].lon, stad[0].soort_id, stad[0].naam,
        stad[0].slug, "houtwijk",
    ]  # fmt: skip


def test_weinig_plekken_staan_er_op_elke_zoom(client):
    one = maak(**HOUTWIJK)
    beeld = vraag(client, f"zoom=9&bbox={STAD}")
    assert beeld["niveau"] == "plek"
    assert [rij[0] for rij in beeld["punten"]] == [str(one.uuid)]


@pytest.mark.parametrize("zoom", VEEL)
def test_bij_veel_plekken_houdt_een_wijk_langer_zijn_bol(zoom):
    assert _niveau(zoom, VEEL[zoom]) == "plek"
    assert _niveau(zoom, VEEL[zoom] + 1) == "wijk"
    assert _niveau(max(VEEL) + 1, 1_000_000) == "plek"


def test_zonder_adres_telt_bij_zijn_wijk(client, stad):
    beeld = vraag(client, f"zoom=16&bbox={STAD}")
    loose = {rij[5]: rij[6] for rij in beeld["punten"] if rij[1] is None}
    assert loose == {
        stad[WEINIG + 2].slug: "houtwijk",
        stad[WEINIG + 3].slug: "kraayenstein-en-vroondaal",
        stad[WEINIG + 4].slug: "kom-loosduinen-en-houtwijk",
    }
    assert {rij[0]: rij[4] for rij in beeld["gebieden"]} == dict.fromkeys(loose.values(), 1)


def test_op_hetzelfde_adres_dezelfde_plek(client):
    maak_veel([HOUTWIJK, HOUTWIJK])
    punten = vraag(client, f"zoom=16&bbox={STAD}")["punten"]
    assert len({tuple(rij[1:3]) for rij in punten}) == 1
    assert len(punten) == 2


# --- the same question, the same answer ----------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["", "wijk=houtwijk", "stadsdeel=laak", "wijk=kraayenstein", "q=opvang", "soort=logopedie",
     "bij=52.054,4.248&straal=1", "leeftijd=2,5", "wijk=houtwijk&wijk=waldeck&kosten=gratis"],
)  # fmt: skip
def test_kaart_en_lijst_hebben_dezelfde_antwoorden(client, stad, query):
    beeld = vraag(client, query)
    asked = OrganisatieFilter(QueryDict(query))
    assert {rij[0] for rij in beeld["punten"]} == {str(o.uuid) for o in asked.qs}
    assert beeld["totaal"] == asked.qs.count()


@pytest.mark.parametrize("query", ["", "wijk=houtwijk", "stadsdeel=loosduinen", "q=opvang"])
@pytest.mark.parametrize("zoom", [0, 12, 13, 14, 18])
def test_de_getallen_tellen_op_tot_het_totaal(client, stad, query, zoom):
    beeld = vraag(client, f"{query}&zoom={zoom}")
    assert beeld["totaal"] == beeld["metPunt"] + beeld["metWijk"] + beeld["zonderPlek"]
    located = sum(rij[4] for rij in beeld["gebieden"])
    points = [rij for rij in beeld["punten"] if rij[1] is not None]
    assert located + len(points) + beeld["zonderPlek"] == beeld["totaal"]


def test_wat_in_geen_wijk_ligt_staat_er_als_plek(client, stad):
    beeld = vraag(client, "zoom=11")
    assert [rij[0] for rij in beeld["punten"]] == [str(stad[-1].uuid)]


def test_elke_wijk_telt_in_precies_een_bol():
    counted = [pk for bol in _bolgebieden("wijk") for pk in bol.kern.wijken]
    assert sorted(counted) == sorted(boom().wijken)
    assert len(_bol_van_wijk()) == len(counted)


def test_een_concept_staat_niet_op_de_kaart(client):
    maak(**HOUTWIJK, status="concept")
    beeld = vraag(client)
    assert (beeld["totaal"], beeld["punten"]) == (0, [])


# --- the view -------------------------------------------------------------------------------------


def test_alleen_wat_in_beeld_is(client):
    here, _there = maak_veel([HOUTWIJK, SPOORWIJK])
    beeld = vraag(client, "zoom=16&bbox=4.24,52.05,4.26,52.06")
    assert [rij[0] for rij in beeld["punten"]] == [str(here.uuid)]
    assert beeld["metPunt"] == 2
    assert "kader" not in beeld


def test_zonder_kader_het_geheel_met_zijn_omvang_en_de_soorten(client):
    maak_veel([HOUTWIJK, SPOORWIJK, {}])
    beeld = vraag(client)
    west, south, east, north = beeld["kader"]
    assert math.isclose(west, HOUTWIJK["lon"])
    assert math.isclose(north, HOUTWIJK["lat"])
    assert (east, south) == (SPOORWIJK["lon"], SPOORWIJK["lat"])
    assert len(beeld["punten"]) == 3
    assert ["kinderdagverblijf", "Kinderdagverblijf", "opvang"] in [s[1:] for s in beeld["soorten"]]


def test_niets_gevonden_heeft_geen_omvang(client):
    assert vraag(client, "q=bestaat-niet")["kader"] is None


@pytest.mark.parametrize(
    ("query", "outlines"),
    [
        ("", []),
        ("wijk=houtwijk", ["wijk:houtwijk"]),
        ("wijk=kraayenstein", ["wijk:kraayenstein-en-vroondaal"]),
        ("wijk=kom-loosduinen-en-houtwijk", ["wijk:houtwijk", "wijk:kom-loosduinen"]),
        ("wijk=kraayenstein&wijk=vroondaal", ["wijk:kraayenstein-en-vroondaal"]),
        ("stadsdeel=laak", ["stadsdeel:laak"]),
        ("stadsdeel=laak&wijk=waldeck", ["wijk:waldeck"]),
    ],
)
def test_de_gevraagde_omtrekken(client, query, outlines):
    assert vraag(client, query)["gekozen"] == outlines


def test_de_gevraagde_plek(client):
    assert vraag(client)["bij"] is None
    assert vraag(client, "bij=52.0541,4.2481")["bij"] == [52.0541, 4.2481, None, False]
    assert vraag(client, "bij=52.0541,4.2481&straal=1,5")["bij"][2] == 1.5


# --- the tag --------------------------------------------------------------------------------------


def test_ongewijzigd_is_304(client):
    maak(**HOUTWIJK)
    tag = client.get("/punten.json?wijk=houtwijk")["ETag"]
    again = client.get("/punten.json?wijk=houtwijk", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/punten.json?wijk=waldeck", headers={"if-none-match": tag})
    assert other.status_code == 200


def test_na_een_bewerking_een_ander_etiket(client):
    entry = maak(**HOUTWIJK)
    tag = client.get("/punten.json")["ETag"]
    with ronde(Ronde.Aard.BEWERKING, reden="test") as schrijver:
        schrijver.wijzig({entry.pk: {"naam": "Andere naam"}})
    response = client.get("/punten.json", headers={"if-none-match": tag})
    assert response.status_code == 200
    assert json.loads(response.content)["punten"][0][4] == "Andere naam"


def test_een_weigering_krijgt_geen_etiket(client):
    response = client.get("/punten.json?bbox=1")
    assert not response.has_header("ETag")
    again = client.get("/punten.json?bbox=1", headers={"if-none-match": "*"})
    assert again.status_code == 400


def test_omtrekken_met_etiket(client):
    response = client.get("/gebieden.json")
    levels = [f["properties"]["niveau"] for f in json.loads(response.content)["features"]]
    assert levels.count("stadsdeel") == 8
    again = client.get("/gebieden.json", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bbox",
    ["x", "1,2,3", "1,2,3,4,5", "nan,52,4.3,52.1", "4.2,52,inf,52.1", "-inf,52,4.3,52.1",
     "4.3,52,4.2,52.1", "4.2,52.1,4.3,52", "4.2,52,4.3,91", "-181,52,4.3,53", "%00", ",,,",
     "4.2,52,4.3,52.1%00", "1" * 10_000],
)  # fmt: skip
def test_een_onleesbaar_kader(client, bbox):
    faults = vraag(client, f"bbox={bbox}", status=400)["fouten"]
    assert faults == {"bbox": ["Schrijf bbox als west,zuid,oost,noord, in graden."]}


@pytest.mark.parametrize("zoom", ["-1", "21", "x", "1.5", "%00", "%C2%B2", "%D9%A1", "9" * 10_000])
def test_een_onleesbare_zoom(client, zoom):
    faults = vraag(client, f"zoom={zoom}", status=400)["fouten"]
    assert faults == {"zoom": ["Schrijf zoom als een getal van 0 tot en met 20."]}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("wijk=bestaat-niet", "wijk"), ("leeftijd=abc", "leeftijd"), ("straal=-1", "straal"),
        ("bij=999", "bij"), ("q=a%00b", "q"), ("q=" + "a" * 10_000, "q"),
        ("&".join(["soort=kinderdagverblijf"] * 500), "soort"), ("sorteer=raar", "sorteer"),
    ],
)  # fmt: skip
def test_een_ongeldige_vraag_zegt_bij_welk_veld(client, query, field):
    faults = vraag(client, query, status=400)["fouten"]
    assert list(faults) == [field]
    assert all(isinstance(text, str) and text for text in faults[field])


def test_alle_fouten_tegelijk(client):
    faults = vraag(client, "wijk=bestaat-niet&bbox=x&zoom=x", status=400)["fouten"]
    assert set(faults) == {"wijk", "bbox", "zoom"}


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_alleen_lezen(client, method):
    assert getattr(client, method)("/punten.json").status_code == 405


# --- cost -----------------------------------------------------------------------------------------


def _aantal_queries(client, query):
    client.get(f"/punten.json?{query}")  # what is remembered per content version is asked here
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(f"/punten.json?{query}").status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "query", [f"zoom=18&bbox={STAD}", "zoom=18", "zoom=18&wijk=houtwijk&q=opvang"]
)
def test_evenveel_queries_voor_tien_als_voor_duizend(client, query):
    maak_veel([HOUTWIJK] * 10)
    few = _aantal_queries(client, query)
    maak_veel([HOUTWIJK] * 990)
    assert Organisatie.objects.count() == 1_000
    assert _aantal_queries(client, query) == few
    assert few <= 5
