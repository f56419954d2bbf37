"""Cells that a person types: every usual way to write it, and what is said of the rest."""

import pytest

from organisaties.invoer.tabel.cellen import Gebiedenlijst, Leeftijd, Sleutels, Woorden
from organisaties.invoer.tabel.tijden import Uren, Wachttijden
from organisaties.invoer.tabel.woordenboek import Woordenboek

MA_DI = [[1, "09:00", "17:00"], [2, "09:00", "17:00"]]


@pytest.mark.parametrize(
    "cel",
    [
        "ma 09:00-17:00; di 09:00-17:00",
        "Maandag en dinsdag van 9.00 tot 17.00 uur",
        "ma t/m di 9-17",
        "ma-di: 9u - 17u",
        "di, ma 09:00 – 17:00\nma 09:00-17:00",
    ],
)
def test_openingstijden_zoals_mensen_ze_schrijven(cel):
    assert Uren().clean(cel) == MA_DI


def test_twee_keer_op_een_dag():
    assert Uren().clean("ma 9-12 en 13-17") == [[1, "09:00", "12:00"], [1, "13:00", "17:00"]]
    assert len(Uren().clean("werkdagen 9-12; weekend 10-11")) == 7


@pytest.mark.parametrize(
    "cel", ["altijd", "ma", "9-17", "xx 9-17", "ma 25:00-26:00", "vr-ma 9-17", " " * 9_999 + "x"]
)
def test_openingstijden_die_we_niet_lezen(cel):
    with pytest.raises(ValueError, match="Schrijf dag en uren"):
        Uren().clean(cel)


def test_wachttijd_met_en_zonder_melder():
    assert Wachttijden().clean("6 weken, gemeld op 1-9-2026 door A; 3 wk gemeld op 2026-08-01") == [
        {"weken": 6, "gemeld_op": "2026-09-01", "gemeld_door": "A"},
        {"weken": 3, "gemeld_op": "2026-08-01", "gemeld_door": ""},
    ]


@pytest.mark.parametrize("cel", ["6 weken", "lang", "6 weken, gemeld op gisteren"])
def test_wachttijd_zonder_dag_is_geen_wachttijd(cel):
    with pytest.raises(ValueError, match="Schrijf"):
        Wachttijden().clean(cel)


@pytest.mark.parametrize(
    ("cel", "maanden", "eenheid"),
    [("30", 30, 1), ("2,5 jaar", 30, 1), ("4", 48, 12), ("4 jr", 48, 0), ("6 mnd", 6, 0)],
)
def test_leeftijd_in_maanden_en_jaren(cel, maanden, eenheid):
    assert Leeftijd(eenheid).clean(cel) == maanden


@pytest.mark.parametrize(("cel", "eenheid"), [("4", 0), ("baby", 1), ("2,5", 1)])
def test_leeftijd_die_niets_zegt(cel, eenheid):
    with pytest.raises(ValueError, match="Schrijf een aantal maanden of jaren"):
        Leeftijd(eenheid).clean(cel)


@pytest.mark.django_db
def test_gebieden_met_en_zonder_soort():
    boek = Woordenboek()
    cel = "heel Den Haag; stadsdeel laak, HOUTWIJK; wijk Bohemen, Meer en Bos; wijk:waldeck"
    assert Gebiedenlijst().clean(cel, boek=boek) == [
        "gemeente:GM0518", "stadsdeel:laak", "wijk:bohemen-meer-en-bos", "wijk:houtwijk",
        "wijk:waldeck",
    ]  # fmt: skip


@pytest.mark.django_db
def test_gebied_dat_er_niet_is():
    with pytest.raises(ValueError, match=r"“Houtwyk” kennen we niet\. Bedoelt u “Houtwijk”"):
        Gebiedenlijst().clean("wijk Houtwyk", boek=Woordenboek())


@pytest.mark.django_db
def test_woorden_op_naam_code_en_synoniem():
    words = Woorden("ondersteuning").clean("code:motoriek; praten en taal", boek=Woordenboek())
    assert words == ["motoriek", "spraak-taal"]


def test_sleutel_zonder_bron():
    with pytest.raises(ValueError, match="zoals lrk:123456789"):
        Sleutels().clean("123456789")
