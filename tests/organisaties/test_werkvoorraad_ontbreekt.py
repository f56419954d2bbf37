"""Work about what an entry misses: filled in where it stands in the list."""

import pytest

from organisaties.foto import foto
from organisaties.werkvoorraad.soort import FormulierFout
from tests.fabriek import gebruiker, overleg, persoon
from tests.organisaties.werkhulp import (
    dagen_terug,
    doe,
    een,
    maak_gaaf,
    werk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def baas():
    return gebruiker("beheerder")


def test_ontbrekend_contact_wordt_aangevuld(baas):
    row = maak_gaaf(contacten=[])
    with pytest.raises(FormulierFout, match="Vul een telefoonnummer of een e-mailadres in"):
        doe(baas, een("geen-contact"), "bewaar", telefoon="", email="")
    doe(baas, een("geen-contact"), "bewaar", telefoon="0700000001", email="")
    assert foto(row)["contacten"][0]["telefoon"] == "070-000 00 01"
    assert werk() == {}


def test_een_persoon_die_te_bereiken_is_is_ook_contact():
    maak_gaaf(contacten=[], personen=[persoon("publiek", bevestigd_op=dagen_terug(1))])
    assert werk() == {}


def test_ontbrekende_toegang_wordt_aangevuld(baas):
    row = maak_gaaf(toegang=[])
    with pytest.raises(FormulierFout):
        doe(baas, een("geen-toegang"), "bewaar")
    doe(baas, een("geen-toegang"), "bewaar", toegang=["zelf", "huisarts"])
    assert foto(row)["toegang"] == ["huisarts", "zelf"]
    assert werk() == {}


@pytest.mark.parametrize(
    ("van", "tot", "maanden"),
    [
        ("2,5", "4", (30, 48)),
        ("0", "", (0, None)),
        ("", "12", (None, 144)),
        ("6 maanden", "2 jaar", (6, 24)),
        ("", "1 jaar en 3 maanden", (None, 15)),
    ],
)
def test_ontbrekende_leeftijd_wordt_aangevuld_in_jaren_of_maanden(baas, van, tot, maanden):
    row = maak_gaaf(leeftijd_van=None, leeftijd_tot=None)
    doe(baas, een("geen-leeftijd"), "bewaar", van=van, tot=tot)
    row.refresh_from_db()
    assert (row.leeftijd_van, row.leeftijd_tot) == maanden
    assert werk() == {}


@pytest.mark.parametrize(
    ("van", "tot"), [("", ""), ("4", "2"), ("4", "4"), ("oud", ""), ("-1", ""), ("", "26")]
)
def test_een_onmogelijke_leeftijd_wordt_geweigerd(baas, van, tot):
    maak_gaaf(leeftijd_van=None, leeftijd_tot=None)
    with pytest.raises(FormulierFout):
        doe(baas, een("geen-leeftijd"), "bewaar", van=van, tot=tot)
    assert werk() == {"geen-leeftijd": 1}


def test_een_overleg_hoeft_geen_leeftijd_en_geen_toegang():
    overleg(gecontroleerd_op=dagen_terug(1))
    assert werk() == {"geen-contact": 1}


def test_een_overleg_dat_er_nog_niet_is_hoeft_geen_contact():
    overleg(gecontroleerd_op=dagen_terug(1), overleg={"staat": "aanbevolen"})
    assert werk() == {}
