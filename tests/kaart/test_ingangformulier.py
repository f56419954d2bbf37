"""The form of an entry: what was not touched is not written, what was is checked."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaart.formulieren.indeling import Blik
from kaart.formulieren.ingang import IngangForm
from organisaties.foto import VELDEN, foto
from organisaties.genereren import verzonnen
from organisaties.leeftijd import leeftijd_als_tekst, leeftijd_uit_tekst
from organisaties.models import Contact
from organisaties.rijen import LEEG
from tests.fabriek import algemeen, maak, persoon
from tests.kaart.ingangformulier import opgestuurd

pytestmark = pytest.mark.django_db
ALLES = frozenset(VELDEN)
IEDEREEN = Blik(ziet=list(Contact.Zichtbaarheid.values), door="de organisatie")


def formulier(beeld, velden=ALLES, blik=IEDEREEN, **data):
    shown = IngangForm(beeld=beeld, velden=velden, blik=blik)
    return IngangForm({**opgestuurd(shown), **data}, beeld=beeld, velden=velden, blik=blik)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 300), st.integers(0, 5))
def test_onveranderd_verstuurd_verandert_niets(nummer, zaad):
    beeld = {**LEEG, **list(verzonnen(nummer % 60 + 1, zaad))[-1]}
    form = formulier(beeld)
    assert form.is_valid(), form.errors
    assert form.gewijzigd() == {}
    assert form.wijzigingen() == {}


def test_een_gewijzigd_veld_is_het_enige_dat_wordt_geschreven():
    beeld = foto(maak(samenvatting="Oud"))
    form = formulier(beeld, samenvatting="  Nieuw ")
    assert form.is_valid()
    assert form.wijzigingen() == {"samenvatting": "Nieuw"}


def test_personen_die_iemand_niet_mag_zien_staan_er_niet_in_en_blijven():
    rows = [persoon("coordinatoren", naam="Geheim Voorbeeld"), persoon("publiek", naam="Open")]
    left = persoon("publiek", naam="Vertrokken Voorbeeld", vertrokken_op="2026-01-01")
    beeld = foto(maak(personen=[*rows, left]))
    shown = IngangForm(beeld=beeld, velden=ALLES)
    text = str(shown) + str(opgestuurd(shown))
    assert "Open" in text
    assert "Geheim" not in text
    assert "Vertrokken" not in text
    sent = {**opgestuurd(shown), "personen-0-functie": "Directeur"}
    form = IngangForm(sent, beeld=beeld, velden=ALLES)
    assert form.is_valid()
    after = form.wijzigingen()["personen"]
    assert [after[0], after[2]] == [beeld["personen"][0], beeld["personen"][2]]
    assert after[1]["functie"] == "Directeur"


def test_wie_een_verborgen_persoon_raadt_komt_er_niet_bij():
    beeld = foto(maak(personen=[persoon("coordinatoren", naam="Geheim Voorbeeld")]))
    shown = IngangForm(beeld=beeld, velden=ALLES)
    guess = {"personen-0-uuid": beeld["personen"][0]["uuid"], "personen-0-weg": "on"}
    form = IngangForm({**opgestuurd(shown), **guess}, beeld=beeld, velden=ALLES)
    form.is_valid()
    assert "personen" not in form.wijzigingen()


@pytest.mark.parametrize(
    ("tekst", "maanden"),
    [("", None), ("0", 0), ("2,5", 30), ("2.5", 30), ("2½", 30), ("4 jaar", 48),
     ("6 maanden", 6), ("2 jaar en 3 maanden", 27), ("1 maand", 1)],
)  # fmt: skip
def test_een_leeftijd_zoals_mensen_haar_schrijven(tekst, maanden):
    assert leeftijd_uit_tekst(tekst) == maanden


@given(st.integers(0, 300))
def test_elke_leeftijd_leest_terug_zoals_zij_werd_getoond(maanden):
    assert leeftijd_uit_tekst(leeftijd_als_tekst(maanden)) == maanden


def test_drie_tijden_op_een_dag_blijven_er_drie():
    hours = [[1, "08:00", "09:00"], [1, "10:00", "11:00"], [1, "12:00", "13:00"]]
    form = formulier(foto(maak(openingstijden=hours)), samenvatting="Nieuw")
    assert form.is_valid()
    assert form.wijzigingen() == {"samenvatting": "Nieuw"}


def test_nieuwe_weken_zijn_een_nieuwe_melding_van_vandaag():
    old = {"weken": 4, "gemeld_op": "2026-01-01", "gemeld_door": "de kwartiermaker"}
    form = formulier(foto(maak(wachttijden=[old])), **{"wacht-weken": "8"})
    assert form.is_valid()
    today = timezone.localdate().isoformat()
    new = {"weken": 8, "gemeld_op": today, "gemeld_door": "de organisatie"}
    assert form.wijzigingen() == {"wachttijden": [new, old]}


def test_een_lege_regel_haalt_een_contact_weg_en_de_andere_blijven():
    rows = [algemeen(naam="Aanmelden"), algemeen(naam="Receptie", functie="balie")]
    beeld = foto(maak(contacten=rows))
    empty = dict.fromkeys(["contacten-0-naam", "contacten-0-email", "contacten-0-telefoon"], "")
    form = formulier(beeld, **empty)
    assert form.is_valid()
    assert form.wijzigingen() == {"contacten": beeld["contacten"][1:]}


def test_een_weggelaten_https_komt_er_vanzelf_bij():
    form = formulier(foto(maak()), website="www.example.nl")
    assert form.is_valid()
    assert form.wijzigingen() == {"website": "https://www.example.nl"}
