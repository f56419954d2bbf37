"""What registers and the geocoder tell, as visitors get to see it: page, list, map and files."""

import json
import re

import pytest

from tests.fabriek import HOUTWIJK, maak
from tests.kaart.uitvoerlezers import haal, lees_csv, lees_geojson, lees_xlsx
from wijken.models import Kerncijfer
from wijken.versie import ophogen

pytestmark = pytest.mark.django_db
BENADERD = {**HOUTWIJK, "punt_kwaliteit": "postcode"}


def lees(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(re.sub("<[^>]+>", " ", response.content.decode()).split())


def pagina(client, row):
    return lees(client, f"/organisaties/{row.slug}/")


# --- an entry ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ve", "woord"), [(True, "ja"), (False, "nee")])
def test_kindplaatsen_en_voorschoolse_educatie_staan_op_de_pagina(client, ve, woord):
    page = pagina(client, maak(kindplaatsen=34, ve=ve))
    assert "Aantal kindplaatsen 34" in page
    assert f"Biedt voorschoolse educatie (VE) {woord}" in page


def test_wat_geen_register_zegt_staat_er_niet(client):
    page = pagina(client, maak(**HOUTWIJK))
    for text in ("kindplaatsen", "voorschoolse educatie", "LRK", "BRIN", "bij benadering"):
        assert text not in page


def test_nummers_in_registers_staan_erbij_en_andere_sleutels_niet(client):
    page = pagina(client, maak(sleutels=["lrk:123456789", "duo:18CQ00", "plannen:zon"]))
    assert "BRIN met vestiging: 18CQ00, LRK-nummer: 123456789" in page
    assert "plannen" not in page


def test_wat_uit_het_register_verdween_zegt_sinds_wanneer(client):
    page = pagina(client, maak(verdwenen_op="2026-11-03"))
    assert "Sinds 3 november 2026 staat dit niet meer in de bron. Bel eerst" in page


# --- its twin on the municipal map ---------------------------------------------------------------

TWEELING = "Ook op de Sociale Kaart van de gemeente"


def test_de_pagina_verwijst_naar_de_kaart_van_de_gemeente(client, settings):
    row = maak(sleutels=["gemeentekaart:a b"])
    assert TWEELING not in pagina(client, row), "no address is known"
    settings.KAART = {**settings.KAART, "gemeentekaart_url": "https://g.example.nl/o/{sleutel}"}
    page = client.get(f"/organisaties/{row.slug}/").content.decode()
    assert '<a href="https://g.example.nl/o/a%20b" rel="noreferrer">' in page
    assert TWEELING not in pagina(client, maak(sleutels=["lrk:1"]))


# --- a point that is only that of the postcode ---------------------------------------------------


def test_een_plek_bij_benadering_zegt_dat_op_pagina_en_in_de_lijst(client):
    row = maak(naam="Ongeveer hier", **BENADERD)
    assert "Plek bij benadering" in pagina(client, row)
    assert "In Houtwijk (plek bij benadering)" in lees(client, "/?q=ongeveer")
    near = lees(client, "/?q=ongeveer&bij=2552AB")
    assert re.search(r"ongeveer \d", near), "the distance is no better than the point"


def test_een_plek_bij_benadering_is_ook_op_de_kaart_te_herkennen(client):
    row, exact = maak(**BENADERD), maak(**HOUTWIJK)
    punten = json.loads(client.get("/punten.json").content)["punten"]
    rows = {uuid: rest for uuid, *rest in punten}
    assert rows[str(row.uuid)][-2:] == ["houtwijk", True]
    assert rows[str(exact.uuid)][-1] == "houtwijk"


# --- files ---------------------------------------------------------------------------------------


def test_elk_bestand_heeft_dezelfde_registergegevens(client):
    maak(naam="A", kindplaatsen=34, ve=False, **BENADERD)
    maak(naam="B", **HOUTWIJK)
    maak(naam="C")
    names = ("kindplaatsen", "voorschoolse educatie (VE)", "plek bij benadering")
    for lezer, soort in ((lees_csv, "csv"), (lees_xlsx, "xlsx")):
        found = [[row[name] for name in names] for row in lezer(haal(client, soort))]
        assert found == [["34", "nee", "ja"], ["", "", "nee"], ["", "", ""]]
    known = [feature["properties"] for feature in lees_geojson(haal(client, "geojson"))]
    assert [[p["kindplaatsen"], p["ve"], p["plek_bij_benadering"]] for p in known] == [
        [34, False, True],
        [None, None, False],
        [None, None, None],
    ]


# --- childminders in a wijk ----------------------------------------------------------------------


@pytest.fixture
def gastouders():
    def tel(jaar=2026, **aantallen):
        rows = {code.replace("__", ":").replace("_", "-"): n for code, n in aantallen.items()}
        for code, n in rows.items():
            Kerncijfer.objects.create(
                gebied_code=code, onderwerp="gastouders", waarde=n, jaar=jaar, bron="LRK"
            )
        ophogen()

    return tel


def test_de_wijkpagina_telt_gastouders_van_de_wijk(client, gastouders):
    gastouders(wijk__houtwijk=12, wijk__waldeck=1)
    assert (
        "In deze wijk staan 12 plekken voor gastouderopvang ingeschreven in het LRK "
        "(peiljaar 2026)."
    ) in lees(client, "/wijken/houtwijk/")
    assert "In deze wijk staat 1 plek voor" in lees(client, "/wijken/waldeck/")


def test_een_samengestelde_wijk_telt_haar_delen_op(client, gastouders):
    gastouders(wijk__houtwijk=12, wijk__kom_loosduinen=3)
    gastouders(jaar=2025, wijk__kom_loosduinen_en_houtwijk=100)
    assert "staan 15 plekken" in lees(client, "/wijken/kom-loosduinen-en-houtwijk/")


def test_wie_niet_te_plaatsen_was_maakt_het_een_ondergrens(client, gastouders):
    gastouders(wijk__houtwijk=12, GM0518=2)
    assert "staan minstens 12 plekken" in lees(client, "/wijken/houtwijk/")


def test_zonder_telling_staat_er_niets_over_gastouders(client):
    assert "gastouder" not in lees(client, "/wijken/houtwijk/")
    assert "gastouder" not in lees(client, "/stadsdelen/loosduinen/")
