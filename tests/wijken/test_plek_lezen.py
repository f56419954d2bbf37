"""What a visitor types as the place to measure from."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijken.models import Buurt, Postcode
from wijken.postcodes import Plek, PlekOnbekend, lees_plek
from wijken.vlakken import buurt_van_punt

pytestmark = pytest.mark.usefixtures("gebieden")

ZELFDE_DATABASE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_volledige_postcode_die_wij_kennen():
    plek = lees_plek("2516PV")
    buurt = Buurt.objects.get(naam="Noordpolderbuurt")
    assert (plek.bij_benadering, plek.omschrijving) == (False, "postcode 2516 PV")
    assert (plek.buurt_id, plek.wijk_id) == (buurt.id, buurt.wijk_id)


@pytest.mark.parametrize("tekst", ["2552 AB", "2552ab", " 2552  ab ", "2552\u00a0AB"])
def test_onbekende_letters_geven_het_midden_van_de_vier_cijfers(tekst):
    plek = lees_plek(tekst)
    midden = Postcode.objects.get(postcode="2552")
    assert (plek.lat, plek.lon, plek.bij_benadering) == (midden.lat, midden.lon, True)
    assert plek.omschrijving.startswith("postcode 2552 ")
    assert plek.omschrijving.endswith("(ongeveer)")


@pytest.mark.parametrize("tekst", ["2552", "２５５２", "٢٥٥٢"])
def test_vier_cijfers_ook_in_een_ander_schrift(tekst):
    plek = lees_plek(tekst)
    assert (plek.omschrijving, plek.bij_benadering) == ("postcode 2552 (ongeveer)", True)


def test_verspreide_postcode_is_bij_benadering():
    assert lees_plek("2595 TA").bij_benadering


@pytest.mark.parametrize("tekst", ["52.0531,4.2493", "52.0531, 4.2493", "52.0531;4.2493"])
def test_punt_op_de_kaart(tekst):
    buurt = Buurt.objects.get(naam="Houtwijk")
    verwacht = Plek(52.0531, 4.2493, False, "gekozen plek in Houtwijk", buurt.id, buurt.wijk_id)
    assert lees_plek(tekst) == verwacht


def test_elke_postcode_van_de_tabel_ligt_in_een_buurt():
    for rij in Postcode.objects.all():
        assert buurt_van_punt(rij.lat, rij.lon) is not None, rij


def test_vier_vragen_aan_de_database_zijn_genoeg(django_assert_max_num_queries):
    lees_plek("2552 AB")
    with django_assert_max_num_queries(4):
        lees_plek("2552 AB")


def test_omgewisselde_getallen_worden_herkend():
    with pytest.raises(PlekOnbekend, match=r"omgewisseld\. Bedoelt u 52\.0531,4\.2493\?"):
        lees_plek("4.2493,52.0531")


@pytest.mark.parametrize("tekst", ["52.37,4.90", "0,0", "-52.05,4.25", "999,999", "4.9,52.37"])
def test_buiten_de_gemeente(tekst):
    with pytest.raises(PlekOnbekend, match="buiten Den Haag"):
        lees_plek(tekst)


@pytest.mark.parametrize("tekst", ["9999 ZZ", "1000", "2490"])
def test_onbekende_postcode(tekst):
    with pytest.raises(PlekOnbekend, match=rf"postcode {tekst[:4]} niet"):
        lees_plek(tekst)


@pytest.mark.parametrize("tekst", ["", "  ", "\u00a0"])
def test_leeg_vraagt_om_een_postcode(tekst):
    with pytest.raises(PlekOnbekend, match="Vul een postcode in, bijvoorbeeld 2491 EC"):
        lees_plek(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "nan,nan",
        "inf,4.2",
        "1e400,4.2",
        "52.05",
        "0123 AB",
        "25523",
        "2552 A",
        "2552 ABC",
        "Loosduinseweg 12",
        "2552\x00AB",
        "²²²²",
        "1,2,3",
        "52.05," + "4" * 1000,
        "😀",
    ],
)
def test_onzin_krijgt_een_voorbeeld(tekst):
    with pytest.raises(PlekOnbekend, match=r"geen postcode\. .* bijvoorbeeld 2491 EC"):
        lees_plek(tekst)


def test_zonder_postcodes_is_er_toch_een_voorbeeld():
    Postcode.objects.all().delete()
    with pytest.raises(PlekOnbekend, match="1234 AB"):
        lees_plek("huis")


def uitkomst(tekst: str) -> str:
    try:
        return lees_plek(tekst).omschrijving
    except PlekOnbekend as uitleg:
        return str(uitleg)


@ZELFDE_DATABASE
@given(st.text(max_size=80))
def test_elke_tekst_geeft_een_plek_of_een_uitleg(tekst):
    assert uitkomst(tekst)
