"""What a source would say otherwise waits for a human, who takes it over or turns it down."""

import pytest

from organisaties.invoer.voorstellen import (
    VoorstelVerouderd,
    huidige_waarde,
    neem_over,
    openstaand,
    wijs_af,
)
from organisaties.models import Gebruiker, Ronde, Voorstel
from organisaties.schrijven import ronde
from tests.fabriek import maak, persoon
from tests.organisaties.bron import TABEL, ingang, lees, plan, telling

pytestmark = pytest.mark.django_db


@pytest.fixture
def wie():
    return Gebruiker.objects.create_user("coordinator@example.nl")


@pytest.fixture
def voorstel():
    """A human wrote another name than the register has."""
    lees(a={"naam": "Aap"})
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({ingang("a").pk: {"naam": "De Aap"}})
    lees(a={"naam": "Aapje"})
    return openstaand().get()


def test_een_voorstel_zegt_wat_er_staat_en_wat_de_bron_zegt(voorstel):
    assert (huidige_waarde(voorstel), voorstel.waarde) == ("De Aap", "Aapje")


def test_overnemen_schrijft_met_naam_en_bron(voorstel, wie):
    neem_over(voorstel, wie)
    assert ingang("a").naam == "Aapje"
    last = Ronde.objects.first()
    assert (last.wie, last.bron, last.aard) == (wie, "register", Ronde.Aard.BEWERKING)
    assert not openstaand().exists()
    assert telling(plan(a={"naam": "Aapje"})) == {"ongewijzigd": 1}


def test_afwijzen_laat_staan_en_dezelfde_waarde_komt_niet_terug(voorstel, wie):
    wijs_af(voorstel, wie)
    assert ingang("a").naam == "De Aap"
    assert not plan(a={"naam": "Aapje"}).regels.exists()
    lees(a={"naam": "Aapje"})
    assert not openstaand().exists()


def test_een_andere_waarde_komt_er_weer_bij(voorstel, wie):
    wijs_af(voorstel, wie)
    lees(a={"naam": "Aaap"})
    assert openstaand().get().waarde == "Aaap"


def test_als_de_bron_het_eens_wordt_is_er_geen_voorstel_meer(voorstel):
    lees(a={"naam": "De Aap"})
    assert not Voorstel.objects.exists()


@pytest.mark.parametrize("besluit", [neem_over, wijs_af])
def test_twee_keer_besluiten_kan_niet(voorstel, wie, besluit):
    wijs_af(voorstel, wie)
    with pytest.raises(VoorstelVerouderd, match="al besloten"):
        besluit(voorstel, wie)
    assert ingang("a").naam == "De Aap"


def test_een_tabel_van_een_collega_mag_wel_schrijven_en_wordt_daarna_beschermd(voorstel):
    lees(bron=TABEL, b={"naam": "Noot"})
    lees(bron=TABEL, b={"naam": "Nootje"})
    assert ingang("b", TABEL).naam == "Nootje"
    with ronde(Ronde.Aard.TABEL, bron="tabel") as schrijver:
        schrijver.wijzig({ingang("a").pk: {"naam": "Uit de tabel"}})
    lees(a={"naam": "Aapje"})
    assert ingang("a").naam == "Uit de tabel"


def test_personen_blijven_niet_in_de_regels_van_een_toegepast_plan_staan():
    maak(sleutels=["register:a"], personen=[persoon("coordinatoren")])
    new = [persoon("coordinatoren", naam="Ander voorbeeld")]
    invoer = lees(a={"personen": new}, b={"personen": new})
    assert openstaand().filter(veld="personen").exists()
    for regel in invoer.regels.all():
        assert "personen" not in {**regel.waarden, **regel.voorstel}
