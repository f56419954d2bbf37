"""The people of an entry in the management form: nobody lost, nobody brought back unseen."""

import pytest
from django.urls import reverse

from organisaties.foto import foto
from organisaties.personen import vertrokken
from tests.fabriek import HOUTWIJK, algemeen, gebruiker, maak, persoon

from .beheerformulier import opgestuurd

pytestmark = pytest.mark.django_db
DAG = "2026-10-01"


@pytest.fixture
def baas(client):
    user = gebruiker("beheerder")
    client.force_login(user)
    return user


@pytest.fixture
def ingang():
    people = [
        persoon("publiek", naam="Hier"),
        persoon("coordinatoren", naam="Vertrokken", vertrokken_op=DAG, herinnerd_op=DAG),
        persoon("professionals", naam="Verborgen", verborgen_op=DAG),
    ]
    return maak(contacten=[algemeen()], personen=people, **HOUTWIJK)


def url(row):
    return reverse("admin:organisaties_organisatie_change", args=[row.pk])


def formulier(client, row):
    return opgestuurd(client.get(url(row)))


def test_bewaren_verliest_niemand_en_brengt_niemand_terug(client, baas, ingang):
    before = foto(ingang)
    assert client.post(url(ingang), formulier(client, ingang)).status_code == 302
    assert foto(ingang) == before


@pytest.mark.parametrize("stand", ["vertrokken_op", "verborgen_op"])
def test_wie_te_vroeg_wegging_kan_hier_terug(client, baas, stand):
    row = maak(personen=[persoon("publiek", **{stand: DAG})])
    data = formulier(client, row)
    assert data[f"contacten-2-0-{stand}"] == "01-10-2026"
    assert client.post(url(row), data | {f"contacten-2-0-{stand}": ""}).status_code == 302
    assert foto(row)["personen"][0][stand] is None


def test_wie_vertrok_toen_het_formulier_openstond_komt_niet_terug(client, baas, ingang):
    data = formulier(client, ingang)
    vertrokken(ingang.contacten.get(naam="Hier"), None)
    answer = client.post(url(ingang), data | {"samenvatting": "Anders"})
    assert "Intussen" in answer.content.decode()
    assert not ingang.contacten.personen().aanwezig().exists()


@pytest.mark.parametrize("veld", ["grondslag", "bevestigd_op"])
def test_een_nieuwe_persoon_heeft_een_grond_en_een_dag(client, baas, veld):
    row = maak()
    new = {"naam": "Nieuw", "zichtbaarheid": "publiek", "volgorde": "0",
           "grondslag": "Toestemming", "bevestigd_op": DAG}  # fmt: skip
    data = formulier(client, row) | {f"contacten-2-0-{k}": v for k, v in new.items()}
    data |= {"contacten-2-TOTAL_FORMS": "1"}
    assert client.post(url(row), data | {f"contacten-2-0-{veld}": ""}).status_code == 200
    assert not row.contacten.exists()
    assert client.post(url(row), data).status_code == 302
    assert row.contacten.get().naam == "Nieuw"


def test_wie_er_al_zonder_grond_stond_houdt_het_bewaren_niet_op(client, baas):
    row = maak(personen=[persoon("publiek", grondslag="", bevestigd_op=None)])
    answer = client.post(url(row), formulier(client, row) | {"samenvatting": "Anders"})
    assert answer.status_code == 302
    assert foto(row)["personen"][0]["bevestigd_op"] is None, "nobody confirmed anything"


def test_een_grond_die_er_is_gaat_niet_weg(client, baas):
    row = maak(personen=[persoon("publiek")])
    data = formulier(client, row)
    assert client.post(url(row), data | {"contacten-2-0-grondslag": ""}).status_code == 200
    assert foto(row)["personen"][0]["grondslag"] == "Voorbeeld"
