"""Columns are found however their header is written, or missed by name."""

import pytest

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.koppen import zoek_kolommen

GEZOCHT = {
    "naam": ["Naam", "naam organisatie"],
    "email": ["E-mail", "e-mailadres"],
    "huisnummer": ["HUISNUMMER-TOEVOEGING"],
    "plek": ["Straat of één plek"],
}


def zoek(*kop, verplicht=()):
    return zoek_kolommen(kop, GEZOCHT, verplicht)


def test_de_kolommen_zoals_ze_er_staan():
    found = zoek("naam organisatie", "E-mail", "overig", verplicht=["naam", "email"])
    assert found == {"naam": "naam organisatie", "email": "E-mail"}


@pytest.mark.parametrize(
    ("kop", "veld"),
    [
        ("NAAM", "naam"),
        (" naam_Organisatie ", "naam"),
        ("email", "email"),
        ("Emailadres:", "email"),
        ("huisnummer toevoeging", "huisnummer"),
        ("straat of een plek", "plek"),
        ("STRAAT OF E\u0301E\u0301N PLEK", "plek"),
    ],
)
def test_hoofdletters_accenten_spaties_en_leestekens_tellen_niet(kop, veld):
    assert zoek("iets", kop) == {veld: kop}


def test_de_eerste_naam_in_de_lijst_gaat_voor():
    assert zoek("naam organisatie", "naam") == {"naam": "naam"}


def test_een_gelijke_kop_gaat_voor_een_die_erop_lijkt():
    assert zoek("NAAM", "Naam") == {"naam": "Naam"}


def test_een_kop_zonder_letters_is_nooit_de_gezochte():
    assert zoek("#", "", "-") == {}


def test_wat_ontbreekt_wordt_genoemd_met_wat_er_wel_is():
    with pytest.raises(BestandGeweigerd) as caught:
        zoek("titel", "", "mail", verplicht=["naam"])
    assert str(caught.value) == (
        "In het bestand ontbreekt de kolom 'Naam'. Wel gevonden: 'titel', 'mail'."
    )


def test_meer_dat_ontbreekt_staat_in_een_zin():
    with pytest.raises(BestandGeweigerd) as caught:
        zoek(*(f"k{n}" for n in range(50)), verplicht={"email", "naam"})
    assert str(caught.value).startswith(
        "In het bestand ontbreken de kolommen 'Naam', 'E-mail'. Wel gevonden: 'k0', 'k1',"
    )
    assert str(caught.value).endswith("'k11' en meer.")


def test_twee_kolommen_met_een_betekenis_worden_geweigerd():
    with pytest.raises(BestandGeweigerd, match="De kolommen 'e-mail' en 'EMAIL' betekenen"):
        zoek("e-mail", "EMAIL")
