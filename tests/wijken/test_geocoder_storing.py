"""A geocoder that misbehaves: the batch ends, points fall back, nothing wrong is kept."""

import json

import pytest

from tests import standin
from tests.wijken.locatieserver import dienst, doc
from wijken.geocoder import Adres, zoek
from wijken.geocoder.pdok import Locatieserver
from wijken.geocoder.zoek import MAX_OP_RIJ
from wijken.models import Adrespunt
from wijken.ophalen import Client, OnbereikbareBron, haal_json

pytestmark = pytest.mark.django_db

GOED = doc("Houtwijklaan", "1", "2552KN")
ADRESSEN = [Adres("Houtwijklaan", str(n), "", "2552KN", "Den Haag") for n in range(1, 9)]
HEEL = json.dumps({"response": {"docs": [GOED]}}).encode()
SNEL = {"verbinden": 1.0, "lezen": 0.1, "pogingen": 2, "pauze": 0.0, "geduld": 1.0}


def met(**velden):
    return standin.json_antwoord({"response": {"docs": [{**GOED, **velden}]}})


def zonder(veld):
    rest = {name: value for name, value in GOED.items() if name != veld}
    return standin.json_antwoord({"response": {"docs": [rest]}})


def vraag(server, adressen=ADRESSEN, **opties):
    with_client = Locatieserver(server.url, client=Client(**SNEL), pauze=0)
    return zoek(adressen, dienst=with_client, **opties)


STORINGEN = {
    "traag": standin.traag(standin.antwoord(HEEL), 0.4),
    "te druk": standin.te_druk("0"),
    "heel lang te druk": standin.te_druk("3600"),
    "fout 500": standin.fout(500),
    "weigert": standin.fout(400),
    "kapotte JSON": standin.kapotte_json(),
    "in het midden afgekapt": standin.afgekapt(HEEL),
    "geen JSON": standin.antwoord(b"<html>onderhoud</html>"),
    "leeg": standin.antwoord(b""),
    "een lijst": standin.json_antwoord([]),
    "niets": standin.json_antwoord(None),
    "fout met status 200": standin.json_antwoord({"error": {"msg": "stuk", "code": 500}}),
    "docs is tekst": standin.json_antwoord({"response": {"docs": "niets"}}),
    "te groot": standin.antwoord(b" " * 1_100_000 + HEEL),
    "omgewisseld": met(centroide_ll="POINT(52.05419 4.24815)"),
    "buiten Nederland": met(centroide_ll="POINT(0.0 0.0)"),
    "geen punt": met(centroide_ll="LINESTRING(4 52, 5 52)"),
    "punt is een getal": met(centroide_ll=4.2),
    "zonder punt": zonder("centroide_ll"),
    "zonder huisnummer": zonder("huis_nlt"),
}


@pytest.mark.parametrize("naam", STORINGEN)
def test_bij_een_storing_valt_alles_terug_en_wordt_er_niets_onthouden(naam):
    meldingen = []
    with standin.standin({"/free": STORINGEN[naam]}) as server:
        uitkomsten = vraag(server, meld=meldingen.append)
        asked = len(server.verzoeken)
    assert [u.vondst.kwaliteit for u in uitkomsten.values()] == ["postcode"] * len(ADRESSEN)
    assert not any(u.twijfel for u in uitkomsten.values())
    assert not Adrespunt.objects.exists()
    assert asked <= MAX_OP_RIJ * SNEL["pogingen"]
    assert len(meldingen) == 1
    assert meldingen[0].endswith("voorlopig een punt bij benadering, uit de postcode.")


def test_niemand_thuis():
    with standin.standin({}) as server:
        pass
    assert vraag(server)[ADRESSEN[0]].vondst.kwaliteit == "postcode"


def test_na_een_keer_druk_komt_het_antwoord_alsnog():
    route = standin.achtereenvolgens(standin.te_druk("0"), dienst([GOED]))
    with standin.standin({"/free": route}) as server:
        assert vraag(server, ADRESSEN[:1])[ADRESSEN[0]].vondst.kwaliteit == "adres"


def test_losse_fouten_houden_de_rest_niet_tegen():
    docs = [doc("Houtwijklaan", str(n), "2552KN") for n in range(1, 9)]
    goed, fout = dienst(docs), standin.kapotte_json()
    route = standin.achtereenvolgens(fout, fout, goed, fout, goed)
    meldingen = []
    with standin.standin({"/free": route}) as server:
        uitkomsten = vraag(server, meld=meldingen.append)
    kwaliteiten = [u.vondst.kwaliteit for u in uitkomsten.values()]
    assert kwaliteiten.count("postcode") == 3
    assert kwaliteiten.count("adres") == 5
    assert meldingen == []
    assert "geen antwoord" in uitkomsten[ADRESSEN[0]].let_op


def test_wat_bekend_was_blijft_gelden_tijdens_een_storing():
    with standin.standin({"/free": dienst([GOED])}) as server:
        vraag(server, ADRESSEN[:1])
        server.routes = {"/free": standin.fout(500)}
        uitkomst = vraag(server, ADRESSEN[:1], vers=True)[ADRESSEN[0]]
    assert uitkomst.vondst.kwaliteit == "adres"


def test_geen_treffers_is_een_antwoord_en_geen_storing():
    with standin.standin({"/free": dienst([])}) as server:
        vraag(server)
    assert set(Adrespunt.objects.values_list("stand", flat=True)) == {"niet_gevonden"}


def test_vreemde_teksten_passen_in_de_kolommen():
    vreemd = {"weergavenaam": "x" * 900, "id": "adr-" + "y" * 300, "score": "hoog"}
    with standin.standin({"/free": met(**vreemd, gemeentecode=None)}) as server:
        vondst = vraag(server, ADRESSEN[:1])[ADRESSEN[0]].vondst
    assert (vondst.score, len(vondst.adres_id)) == (None, 60)


def test_de_standin_weigert_zoals_de_echte_wat_niet_in_de_beschrijving_staat():
    with standin.standin({"/free": dienst([GOED])}) as server:
        url = f"{server.url}/free"
        with pytest.raises(OnbereikbareBron) as weigering:
            haal_json(url, [("q", "Spui"), ("limit", "1")], client=Client(**SNEL))
    assert weigering.value.status == 400


def test_echt_antwoord_van_de_dienst_wordt_gelezen(settings):
    path = settings.BASE_DIR.parent / "shared/data/pdok-locatieserver/free.json"
    if not path.exists():
        pytest.skip("Het echte antwoord (../shared/data/pdok-locatieserver) ontbreekt.")
    adres = Adres("Bolstraat", "1", "", "3581 WS", "Utrecht")
    with standin.standin({"/free": standin.antwoord(path.read_bytes())}) as server:
        uitkomst = vraag(server, [adres])[adres]
    assert uitkomst.vondst[:3] == (52.08884161, 5.13287587, "adres")
    assert uitkomst.vondst.adres_id == "adr-01e5f757daeb1616e02fdcd0e6193e4b"
    assert "buiten de gemeente" in uitkomst.let_op
