"""What a source would say otherwise waits for a human, who takes it over or turns it down."""

import pytest

from organisaties.foto import foto
from organisaties.invoer.toepassen import pas_toe
from organisaties.invoer.voorstellen import (
    VoorstelVerouderd,
    neem_over,
    openstaand,
    wijs_af,
)
from organisaties.models import Gebruiker, Ronde, Voorstel
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, WALDECK, maak, persoon
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
    assert (foto(voorstel.organisatie)["naam"], voorstel.waarde) == ("De Aap", "Aapje")


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


def test_wat_samen_hoort_wordt_samen_overgenomen(wie):
    lees(a=HOUTWIJK)
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({ingang("a").pk: {"lat": SPOORWIJK["lat"], "lon": SPOORWIJK["lon"]}})
    lees(a=WALDECK)
    assert set(openstaand().values_list("veld", flat=True)) >= {"lat", "lon"}
    neem_over(openstaand().get(veld="lat"), wie)
    assert (ingang("a").lat, ingang("a").lon) == (WALDECK["lat"], WALDECK["lon"])
    assert not openstaand().filter(veld__in=["lat", "lon"]).exists()


def test_een_half_adres_wordt_niet_geschreven():
    address = {"straat": "Proefstraat", "huisnummer": "5", "postcode": "2552AB"}
    lees(a=address)
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({ingang("a").pk: {"straat": "Nieuwstraat"}})
    lees(a={"straat": "Elders", "huisnummer": "9", "postcode": "2551CA"})
    assert (ingang("a").straat, ingang("a").huisnummer) == ("Nieuwstraat", "5")
    assert openstaand().count() == 3


def test_van_personen_blijft_na_het_besluit_alleen_een_afdruk(wie):
    maak(sleutels=["register:a"], personen=[persoon("coordinatoren")])
    row = {"naam": "Opvang", "personen": [persoon("coordinatoren", naam="Ander voorbeeld")]}
    lees(a=row)
    voorstel = openstaand().get(veld="personen")
    wijs_af(voorstel, wie)
    voorstel.refresh_from_db()
    assert "Ander voorbeeld" not in str(voorstel.waarde)
    lees(a=row)
    assert not openstaand().filter(veld="personen").exists()


def test_wat_afgewezen_is_blijft_dat_ook_na_een_ouder_plan(voorstel, wie):
    other = plan(a={"naam": "Aapje", "kosten": "gratis"})
    wijs_af(voorstel, wie)
    pas_toe(other)
    assert not openstaand().filter(veld="naam").exists()
