from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kaart.uitvoer import csv as als_csv
from kaart.uitvoer.kolommen import KOPPEN
from organisaties.cellen import herstel, ontschadig
from tests.kaart.uitvoerlezers import bereik, een_rij, gemaakt, lees_csv

tekst = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def test_een_rij_met_alles():
    data = gemaakt(
        als_csv,
        een_rij(
            naam="Opvang", huisnummer="12-2", algemeen=[bereik(telefoon="+31701234567")],
            personen=[bereik(naam="A", functie="coach"), bereik(naam="B", functie="arts")],
            leeftijd_van=30, leeftijd_tot=48, tolk=True, wachttijd=(6, date(2026, 9, 1)),
            voorbeeld=True, talen=["Turks", "Pools"], lat=52.0541868, lon=4.2481526,
        ),
    )  # fmt: skip
    row = lees_csv(data)[0]
    assert row["telefoon"] == "070-123 45 67"
    assert (row["contactpersoon"], row["functie contactpersoon"]) == ("A; B", "coach; arts")
    assert (row["leeftijd van (jaren)"], row["leeftijd tot (jaren)"]) == ("2,5", "4")
    assert (row["tolk"], row["voorbeeld"], row["talen"]) == ("ja", "ja", "Turks; Pools")
    assert (row["wachttijd (weken)"], row["wachttijd gemeld op"]) == ("6", "2026-09-01")
    assert (row["lat"], row["lon"]) == ("52,054187", "4,248153")


def test_vorm_voor_nederlands_excel():
    data = gemaakt(als_csv, een_rij(naam="Één"))
    assert data.startswith(b"\xef\xbb\xbfid;naam;soort;")
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    assert b"sep=" not in data


def test_zonder_rijen_alleen_de_koppen():
    assert gemaakt(als_csv) == b"\xef\xbb\xbf" + ";".join(KOPPEN).encode() + b"\r\n"


@pytest.mark.parametrize("teken", ["=", "+", "-", "@", "\t", "\r", "\n", "\0"])
def test_formule_krijgt_een_aanhalingsteken(teken):
    cel = lees_csv(gemaakt(als_csv, een_rij(naam=f"{teken}1+1")))[0]["naam"]
    assert cel == f"'{teken}1+1"
    assert herstel(cel) == f"{teken}1+1"


def test_gewone_apostrof_blijft():
    assert ontschadig("'s-Gravenhage") == "'s-Gravenhage" == herstel("'s-Gravenhage")


@given(tekst)
@example("'=1")
@example("''+1")
def test_elke_tekst_komt_terug(waarde):
    row = lees_csv(gemaakt(als_csv, een_rij(naam=waarde, straat=waarde, bron=waarde)))[0]
    assert {herstel(row[k]) for k in ("naam", "straat", "bron")} == {waarde}
    assert row["naam"][:1] not in set("=+-@\t\r\n\0")


@given(tekst)
def test_herstel_geeft_precies_terug(waarde):
    assert herstel(ontschadig(waarde)) == waarde
