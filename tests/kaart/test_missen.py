"""Anybody says what is not on the map; each page leads there."""

import pytest

from organisaties.models import Melding, Organisatie
from tests.fabriek import maak
from tests.meldhulp import enige, ingevuld, oud_genoeg

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rustig(monkeypatch):
    oud_genoeg(monkeypatch)


def test_wat_er_ontbreekt_wordt_bewaard_met_de_wijk(client):
    data = ingevuld(naam="Speelgroep", wat="Samen spelen", waar="In het park", wijk="houtwijk")
    answer = client.post("/melden/", data)
    row = enige()
    assert answer.url == f"/meldingen/{row.sleutel}/"
    assert (row.soort, row.wijk.slug, row.organisatie) == ("gemist", "houtwijk", None)
    said = {"naam": "Speelgroep", "wat": "Samen spelen", "waar": "In het park"}
    assert row.voorstel == said
    assert not Organisatie.objects.exists()


@pytest.mark.parametrize("naam", ["naam", "wat", "tekst"])
def test_een_van_drie_is_genoeg(client, naam):
    assert client.post("/melden/", ingevuld(**{naam: "Iets"})).status_code == 302


def test_niets_is_te_weinig(client):
    answer = client.post("/melden/", ingevuld(waar="Ergens", wijk="houtwijk"))
    assert answer.status_code == 400
    assert "Schrijf op hoe de plek heet" in answer.content.decode()
    assert not Melding.objects.exists()


@pytest.mark.parametrize(
    ("naam", "waarde", "zin"),
    [
        ("telefoon", "bel maar", "is geen telefoonnummer"),
        ("website", "geen adres", "is geen webadres"),
        ("wijk", "nergens", "nergens"),
        ("naam", "a\x00b", "onzichtbaar stuurteken"),
        ("waar", "x" * 201, "200"),
        ("vindplaats", "spam", "veld dat u niet ziet"),
    ],
)
def test_wat_niet_kan_wordt_gezegd(client, naam, waarde, zin):
    answer = client.post("/melden/", ingevuld(**{"naam": "Speelgroep", naam: waarde}))
    assert answer.status_code == 400
    assert zin in answer.content.decode()
    assert not Melding.objects.exists()


def test_boven_de_grens_komt_de_pagina_die_vraagt_te_wachten(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "melding": "1/h/ip"}
    client.post("/melden/", ingevuld(naam="Een"))
    answer = client.post("/melden/", ingevuld(naam="Twee"))
    assert answer.status_code == 429
    assert "Probeer het over een uur opnieuw" in answer.content.decode()


# --- the way there -----------------------------------------------------------------------------


@pytest.mark.parametrize("pad", ["/", "/wijken/", "/over/", "/bestaat-niet/", "/?q=zzzzzz"])
def test_elke_pagina_leidt_naar_het_formulier(client, pad):
    assert 'href="/melden/"' in client.get(pad).content.decode()


def test_de_pagina_van_een_wijk_geeft_haar_wijk_mee(client):
    assert 'href="/melden/?wijk=houtwijk"' in client.get("/wijken/houtwijk/").content.decode()
    page = client.get("/melden/?wijk=houtwijk").content.decode()
    assert '<option value="houtwijk" selected>' in page


def test_een_leeg_antwoord_geeft_de_gekozen_wijk_mee(client):
    maak()
    page = client.get("/?q=zzzzzz&wijk=houtwijk").content.decode()
    assert 'href="/melden/?wijk=houtwijk"' in page


def test_een_onbekende_wijk_in_het_adres_doet_niets(client):
    answer = client.get("/melden/?wijk=<script>")
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
