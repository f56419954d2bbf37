"""One normal form: the same address, however it is written, is asked once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijken.geocoder import Adres, normaal
from wijken.geocoder.adres import lees_nummer

ADRES = Adres("Houtwijklaan", "12", "A", "2552AB", "Den Haag")


def test_leesbaar_en_heel():
    assert normaal(ADRES) == "houtwijklaan 12-A, 2552AB den haag"


@pytest.mark.parametrize(
    "anders",
    [
        Adres("HOUTWIJKLAAN", "12a", "", "2552 ab", "'s-Gravenhage"),
        Adres(" Houtwijklaan ", "12", " a ", "2552AB", "S GRAVENHAGE"),
        Adres("Hóutwijklaan", "12-A", "", "2552ab", "s-Gravenhage"),
        Adres("Houtwijklaan", "012", "-A", "2552AB", "'S-GRAVENHAGE"),
    ],
)
def test_andere_schrijfwijze_is_dezelfde_vraag(anders):
    assert normaal(anders) == normaal(ADRES)


@pytest.mark.parametrize(
    "anders",
    [
        ADRES._replace(toevoeging=""),
        ADRES._replace(huisnummer="1", toevoeging="2A"),
        ADRES._replace(postcode="2552AC"),
        ADRES._replace(straat="Houtwijkplein"),
        ADRES._replace(plaats="Rotterdam"),
    ],
)
def test_een_ander_adres_is_een_andere_vraag(anders):
    assert normaal(anders) not in ("", normaal(ADRES))


@pytest.mark.parametrize(
    "adres",
    [
        Adres(),
        ADRES._replace(huisnummer=""),
        ADRES._replace(huisnummer="geen"),
        ADRES._replace(huisnummer="0"),
        ADRES._replace(straat="Postbus"),
        Adres("", "12", "", "2552", "Den Haag"),
        ADRES._replace(straat="x" * 500),
    ],
)
def test_wat_geen_adres_is_wordt_niet_gevraagd(adres):
    assert normaal(adres) == ""


@pytest.mark.parametrize(
    ("tekst", "schrijf"), [("18A-1", "18A1"), ("12-2", "12-2"), (" 7 bis", "7BIS"), ("12", "12")]
)
def test_huisnummers(tekst, schrijf):
    assert str(lees_nummer(tekst)) == schrijf


TEKST = st.text(max_size=40)


@settings(max_examples=50)
@given(st.builds(Adres, TEKST, st.integers(0, 10**6).map(str) | TEKST, TEKST, TEKST, TEKST))
def test_elke_tekst_geeft_een_vraag_die_past_en_niets_dat_een_opdracht_is(adres):
    vraag = normaal(adres)
    assert len(vraag) <= 200
    assert not set(vraag) & set("\"'*?:()[]{}^~\\/+!&|\x00")
