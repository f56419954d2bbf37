"""Age and cost: in years with a comma, "tot" is exclusive, unknown still counts and says so."""

import pytest

from tests.fabriek import HOUTWIJK, maak

from .hulp import gevonden, rij, volgorde, vraag

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("tekst", "maanden"),
    [("3", 36), ("2,5", 30), ("2.5", 30), ("0", 0), (" 4 ", 48), ("18", 216), ("0,25", 3)],
)
def test_leeftijd_in_jaren_wordt_maanden(tekst, maanden):
    assert vraag(f"leeftijd={tekst}").gevraagd["leeftijd"] == maanden


@pytest.mark.parametrize(
    ("leeftijd", "past"),
    [("2", False), ("2,4", False), ("2,5", True), ("3", True), ("3,9", True), ("4", False)],
)
def test_van_telt_mee_en_tot_niet(leeftijd, past):
    entry = maak(leeftijd_van=30, leeftijd_tot=48)
    assert gevonden(f"leeftijd={leeftijd}") == ({entry} if past else set())


def test_leeftijd_nul_is_een_vraag():
    maak(leeftijd_van=24)
    baby = maak(leeftijd_van=0, leeftijd_tot=48)
    assert gevonden("leeftijd=0") == {baby}


@pytest.mark.parametrize(
    ("grenzen", "past"),
    [
        ({"leeftijd_van": 24}, {"3", "17"}),
        ({"leeftijd_tot": 48}, {"1", "3"}),
        ({}, {"1", "3", "17"}),
    ],
)
def test_een_onbekende_grens_sluit_niemand_uit(grenzen, past):
    entry = maak(**grenzen)
    found = {age for age in ("1", "3", "17") if gevonden(f"leeftijd={age}") == {entry}}
    assert found == past


def test_onbekende_leeftijd_past_komt_laatst_en_zegt_het():
    unknown = maak(naam="Aap")
    known = maak(naam="Noot", leeftijd_van=0, leeftijd_tot=48)
    assert volgorde("leeftijd=3") == [known, unknown]
    assert rij("leeftijd=3", unknown).onbekend is True
    assert rij("leeftijd=3", known).onbekend is False


def test_kosten_verbreden_en_onbekend_telt_mee():
    free, paid, unknown = maak(kosten="gratis"), maak(kosten="betaald"), maak()
    maak(kosten="verzekering")
    assert gevonden("kosten=gratis&kosten=betaald") == {free, paid, unknown}


def test_onbekende_kosten_komen_laatst_en_zeggen_het():
    unknown = maak(naam="Aap")
    free = maak(naam="Noot", kosten="gratis")
    assert volgorde("kosten=gratis") == [free, unknown]
    assert rij("kosten=gratis", unknown).onbekend is True


def test_onbekend_komt_ook_na_wat_verder_weg_ligt_of_alleen_werkt():
    unknown = maak(**HOUTWIJK)
    works = maak(werkgebied=["wijk:houtwijk"], kosten="gratis")
    assert volgorde("wijk=houtwijk&kosten=gratis") == [works, unknown]
    assert volgorde("bij=52.0542,4.2482&kosten=gratis") == [works, unknown]


def test_leeftijd_en_kosten_vernauwen_elkaar():
    maak(leeftijd_van=0, leeftijd_tot=24, kosten="gratis")
    maak(leeftijd_van=24, leeftijd_tot=48, kosten="betaald")
    both = maak(leeftijd_van=24, leeftijd_tot=48, kosten="gratis")
    assert gevonden("leeftijd=3&kosten=gratis") == {both}


def test_zonder_vraag_naar_leeftijd_of_kosten_is_niets_onbekend():
    maak()
    assert not hasattr(volgorde("")[0], "onbekend")
