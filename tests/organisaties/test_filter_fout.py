"""Wrong questions: a clear word at the field, no partial answer, and never an exception."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.http import QueryDict

from organisaties.filter import OrganisatieFilter
from organisaties.index import antwoord, tellingen
from tests.fabriek import HOUTWIJK, maak

pytestmark = pytest.mark.django_db

VREEMD = ["", " ", "\0", "%", "_", "'", '"', "\\", "'; drop table x; --", "../../etc", "{{7*7}}",
          "<script>alert(1)</script>", "٣", "½", "İ", "ß", "🙂", "العربية", "\u202e", "￾", "1e9",
          "NaN", "Infinity", "-0", "0x10", "1_0", "a" * 300, "9" * 40]  # fmt: skip


def fout(zoekreeks):
    asked = OrganisatieFilter(QueryDict(zoekreeks))
    assert not asked.is_valid()
    return {name: " ".join(errors) for name, errors in asked.errors.items()}


@pytest.mark.parametrize("naam", ["wijk", "stadsdeel", "soort", "ondersteuning", "doelgroep",
                                  "taal", "toegang", "kosten"])  # fmt: skip
def test_een_onbekende_keuze_wordt_genoemd(naam):
    assert fout(f"{naam}=atlantis") == {naam: "“atlantis” kennen we niet. Kies uit de lijst."}


def test_de_goede_keuzes_ernaast_maken_het_niet_goed():
    assert "wijk" in fout("wijk=houtwijk&wijk=atlantis")


@pytest.mark.parametrize("waarde", ["abc", "-1", "999", "3-4", "2,555", "19", "18,5", "1e1"])
def test_een_leeftijd_die_geen_leeftijd_is(waarde):
    assert "leeftijd" in fout(f"leeftijd={waarde}")["leeftijd"]


@pytest.mark.parametrize("waarde", ["-1", "0", "51", "999", "abc", "nan", "inf", "1,2,3", "0,0",
                                    "1_0", "١", "1e1", "%2B2", "5,", "100"])  # fmt: skip
def test_een_straal_die_geen_afstand_is(waarde):
    assert "boven 0 en hoogstens 50" in fout(f"bij=2552&straal={waarde}")["straal"]


@pytest.mark.parametrize(("waarde", "km"), [("2", 2), ("0,5", 0.5), ("1.25", 1.25), (" 50 ", 50)])
def test_een_straal_met_komma_of_punt(waarde, km):
    assert OrganisatieFilter(QueryDict(f"bij=2552&straal={waarde}")).gevraagd["straal"] == km


@pytest.mark.parametrize(
    ("naam", "waarden"),
    [
        ("q", ["opvang", "school"]),
        ("bij", ["999", "2552"]),
        ("straal", ["2", "5"]),
        ("leeftijd", ["abc", "3"]),
        ("leeftijd", ["3", "abc"]),
        ("leeftijd", ["3", ""]),
        ("sorteer", ["beste", "naam"]),
    ],
)
def test_twee_waarden_waar_er_een_telt(naam, waarden):
    asked = {"bij": ["2552"], naam: waarden}
    assert fout(urlencode(asked, doseq=True)) == {naam: "Vul er één in."}


def test_twee_keer_dezelfde_waarde_is_een_waarde():
    asked = OrganisatieFilter(QueryDict("leeftijd=3&leeftijd=3&q=aap&q=aap"))
    assert asked.gevraagd == {"leeftijd": 36, "q": "aap"}


def test_twee_waarden_geven_antwoord_400(client):
    response = client.get("/?leeftijd=abc&leeftijd=3")
    assert response.status_code == 400
    assert "Vul er één in." in response.text


@pytest.mark.parametrize("waarde", ["999", "abc", "0000AB", "2552 ABC", "52.37,4.90", "1234567"])
def test_een_plek_die_niet_op_deze_kaart_ligt(waarde):
    assert fout(f"bij={waarde}")["bij"]


def test_straal_zonder_plek():
    assert fout("straal=2") == {"straal": "Vul ook een postcode in, of haal de afstand weg."}


def test_afstand_zonder_plek():
    assert fout("sorteer=afstand")["sorteer"] == "Vul een postcode in om op afstand te sorteren."


def test_een_foute_plek_geeft_geen_tweede_melding_bij_de_straal():
    assert set(fout("bij=999&straal=2&sorteer=afstand")) == {"bij"}


def test_onbekende_volgorde():
    assert "kennen we niet" in fout("sorteer=beste")["sorteer"]


def test_nul_byte_in_elk_veld():
    for name in OrganisatieFilter.base_filters:
        assert name in fout(f"bij=2552&{name}=a%00b")


def test_te_lange_zoektekst():
    assert "200" in fout("q=" + "x" * 10_000)["q"]


def test_vijfhonderd_waarden():
    assert fout("&".join(["taal=ar"] * 500)) == {"taal": "Kies er hoogstens 100."}


def test_een_heel_lange_keuze_komt_niet_in_haar_geheel_terug():
    assert len(fout("wijk=" + "x" * 10_000)["wijk"]) < 200


def test_elke_fout_bij_haar_eigen_veld():
    assert set(fout("wijk=atlantis&leeftijd=abc&straal=-1&kosten=veel")) == {
        "wijk", "leeftijd", "straal", "kosten"
    }  # fmt: skip


@pytest.mark.parametrize("zoekreeks", ["wijk=atlantis", "soort=cjg&leeftijd=abc", "straal=2"])
def test_een_foute_vraag_heeft_geen_half_antwoord(zoekreeks):
    maak(**HOUTWIJK, soort="cjg")
    asked = OrganisatieFilter(QueryDict(zoekreeks))
    assert asked.gevraagd == {}
    assert list(asked.qs) == list(asked.op_volgorde()) == []
    assert antwoord(asked) == 0
    assert not any(n for counts in tellingen(asked).values() for n in counts.values())


def probeer(naam, waarde):
    """Ask it: a message or an answer, and nothing else."""
    data = QueryDict(mutable=True)
    data.setlist(naam, [waarde])
    asked = OrganisatieFilter(data)
    if asked.is_valid():
        list(asked.op_volgorde())
    else:
        assert all(str(message) for message in asked.errors[naam])


@pytest.mark.parametrize("naam", OrganisatieFilter.base_filters)
def test_vreemde_tekst_geeft_een_melding_of_een_antwoord(naam):
    maak(**HOUTWIJK)
    for value in VREEMD:
        probeer(naam, value)


def stoute_teksten():
    path = Path(settings.BASE_DIR).parent / "shared/data/naughty-strings/blns_even.json"
    if not path.is_file():
        pytest.skip(f"{path} ontbreekt: de lijst van stoute teksten is NIET geprobeerd.")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("naam", ["q", "bij", "leeftijd", "straal", "wijk", "sorteer"])
def test_stoute_teksten_geven_een_melding_of_een_antwoord(naam):
    for value in stoute_teksten():
        probeer(naam, value)
