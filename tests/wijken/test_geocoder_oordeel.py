"""When an answer is the address that was asked, when it is doubtful, and when it is none at all."""

import pytest

from tests.wijken.locatieserver import doc
from wijken.geocoder import Adres
from wijken.geocoder.oordeel import beoordeel
from wijken.geocoder.pdok import _treffer

ADRES = Adres("Houtwijklaan", "12", "A", "2552AB", "Den Haag")
GOED = doc("Houtwijklaan", "12A", "2552AB")


def oordeel(adres, *docs):
    return beoordeel(adres, [_treffer(d) for d in docs])


@pytest.mark.parametrize(
    ("adres", "gevonden"),
    [
        (ADRES, GOED),
        (Adres("", "12A", "", "2552AB"), GOED),
        (ADRES._replace(postcode=""), GOED),
        (ADRES._replace(postcode="2552"), GOED),
        (ADRES._replace(straat="Houtwijkln"), {**GOED, "straatnaam_verkort": "Houtwijkln"}),
        (ADRES._replace(straat="Houtwyklaan"), GOED),
        (ADRES._replace(plaats="Scheveningen"), GOED),
        (ADRES._replace(toevoeging="A-1"), doc("Houtwijklaan", "12A-1", "2552AB")),
        (Adres("Kerkstraat", "1", "", "", "Rijswijk"),
         doc("Kerkstraat", "1", "2282AB", "Rijswijk", "0603")),
    ],
)  # fmt: skip
def test_gevonden_als_alles_klopt(adres, gevonden):
    found = oordeel(adres, gevonden)
    assert found.zeker
    assert found.let_op == ""


def test_een_verkeerde_postcode_in_de_buurt_is_geen_twijfel_maar_wordt_wel_gezegd():
    found = oordeel(ADRES._replace(postcode="2552XX"), GOED)
    assert found.zeker
    assert found.let_op == "Dit adres heeft postcode 2552AB, niet 2552XX."


@pytest.mark.parametrize(
    ("adres", "gevonden", "woorden"),
    [
        (ADRES, doc("Houtwijklaan", "12", "2552AB"), "huisnummer 12, gevraagd was 12A"),
        (ADRES._replace(toevoeging=""), GOED, "huisnummer 12A, gevraagd was 12"),
        (ADRES, doc("Houtwijklaan", "14A", "2552AB"), "huisnummer 14A"),
        (ADRES, doc("Houtwijklaan", "12A", "3011AA", "Rotterdam", "0599"), "plaats Rotterdam"),
        (ADRES, doc("Houtwijklaan", "12A", "2552AB", "Rotterdam", "0599"), "plaats Rotterdam"),
        (ADRES, doc("Zichtenburg", "12A", "2552AB"), "straat Zichtenburg"),
        (ADRES._replace(postcode="", plaats=""), GOED, "zonder de juiste postcode"),
        (ADRES._replace(postcode="2511XX"), GOED, "postcode 2552AB, gevraagd was 2511XX"),
    ],
)
def test_twijfel_zegt_wat_er_anders_is(adres, gevonden, woorden):
    found = oordeel(adres, gevonden)
    assert found.treffer is not None
    assert woorden.casefold() in "; ".join(found.twijfel).casefold()


def test_het_best_passende_antwoord_telt_niet_het_eerste():
    docs = [doc("Houtwijklaan", n, "2552AB") for n in ("12", "12B", "12A", "12A-1")]
    assert oordeel(ADRES, *docs).treffer.weergave.startswith("Houtwijklaan 12A,")


def test_wat_straat_noch_postcode_deelt_is_geen_antwoord():
    assert oordeel(ADRES, doc("Coolsingel", "12A", "3011AD", "Rotterdam")).treffer is None
    assert oordeel(ADRES).treffer is None
