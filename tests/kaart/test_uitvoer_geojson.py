import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kaart.uitvoer import geojson
from tests.kaart.uitvoerlezers import UUID, bereik, een_rij, gemaakt, lees_geojson


def test_een_plek():
    row = een_rij(naam="Opvang", lat=52.05418684, lon=4.24815264, voorbeeld=True,
                  wachttijd=(6, date(2026, 9, 1)), talen=["Turks"])  # fmt: skip
    feature = lees_geojson(gemaakt(geojson, row))[0]
    assert (feature["type"], feature["id"]) == ("Feature", UUID)
    assert feature["geometry"] == {"type": "Point", "coordinates": [4.248153, 52.054187]}
    known = feature["properties"]
    assert (known["naam"], known["voorbeeld"], known["talen"]) == ("Opvang", True, ["Turks"])
    assert (known["wachttijd_weken"], known["wachttijd_gemeld_op"]) == (6, "2026-09-01")
    assert known["straat"] is None


def test_zonder_punt_is_de_geometrie_null():
    assert lees_geojson(gemaakt(geojson, een_rij()))[0]["geometry"] is None


def test_zonder_rijen_een_lege_verzameling():
    assert json.loads(gemaakt(geojson)) == {"type": "FeatureCollection", "features": []}


def test_nooit_een_persoon():
    person = bereik(persoon=True, naam="Aagje", functie="Coachje", email="aagje@example.nl",
                     open=True)  # fmt: skip
    data = gemaakt(geojson, een_rij(personen=[person])).decode()
    assert not any(word in data for word in ("Aagje", "Coachje", "aagje@"))


def test_meer_dan_een_stuk_blijft_een_geheel():
    assert len(lees_geojson(gemaakt(geojson, *[een_rij()] * 501))) == 501


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_elke_tekst_komt_terug(waarde):
    feature = lees_geojson(gemaakt(geojson, een_rij(naam=waarde, werkt_in=[waarde])))[0]
    assert feature["properties"]["naam"] == (waarde or None)
    assert feature["properties"]["werkt_in"] == [waarde]
