"""A row with an address gets its point before anything is written, and never a worse one."""

import pytest

from organisaties.invoer import plaatsen
from organisaties.invoer.bron import Rij
from organisaties.models import Organisatie, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, WALDECK, velden
from tests.organisaties.bron import REGISTER, TABEL, ingang, lees, plan, telling
from wijken.geocoder import Uitkomst, Vondst, pdok

pytestmark = pytest.mark.django_db
ADRES = {
    "naam": "Opvang",
    "straat": "Proefstraat",
    "huisnummer": "5",
    "postcode": "2552AB",
    "plaats": "Den Haag",
}
HIER = Vondst(HOUTWIJK["lat"], HOUTWIJK["lon"], "adres", 11.5, "adr-1", "PDOK")
DAAR = Vondst(WALDECK["lat"], WALDECK["lon"], "adres", 11.5, "adr-2", "PDOK")
ONGEVEER = Vondst(WALDECK["lat"], WALDECK["lon"], "postcode", None, "", "postcode 2552AB")


@pytest.fixture
def antwoord(monkeypatch):
    """Let the geocoder give this answer to every address; gives what was asked."""
    asked = []

    def stel_in(vondst, let_op=""):
        def zoek(_reeks, adressen):
            rows = list(adressen)
            asked.extend(rows)
            return {adres: Uitkomst(vondst, False, let_op) for adres in rows}

        monkeypatch.setattr(plaatsen.Reeks, "zoek", zoek)
        return asked

    return stel_in


def punt(org):
    return (org.lat, org.lon, org.punt_kwaliteit, org.punt_score, org.adres_id, org.punt_bron)


def test_een_nieuw_adres_krijgt_zijn_punt_en_zijn_wijk(antwoord):
    antwoord(HIER)
    lees(a=ADRES)
    assert punt(ingang("a")) == (HIER.lat, HIER.lon, "adres", 11.5, "adr-1", "PDOK")
    assert ingang("a").ligt_in.slug == "houtwijk"


def test_een_bekend_adres_wordt_niet_nog_eens_gevraagd(antwoord):
    asked = antwoord(HIER)
    lees(a=ADRES)
    assert telling(lees(a=ADRES)) == {"ongewijzigd": 1}
    assert len(asked) == 1


def test_een_rij_met_een_eigen_punt_wordt_niet_opgezocht(antwoord):
    asked = antwoord(DAAR)
    lees(a={**ADRES, **HOUTWIJK})
    assert asked == []
    assert ingang("a").lat == HOUTWIJK["lat"]


def test_een_benadering_wordt_een_echt_punt_en_niet_andersom(antwoord):
    antwoord(ONGEVEER)
    lees(a=ADRES)
    assert ingang("a").punt_kwaliteit == "postcode"
    antwoord(HIER)
    lees(a=ADRES)
    assert ingang("a").punt_kwaliteit == "adres"
    antwoord(ONGEVEER)
    assert telling(lees(a=ADRES)) == {"ongewijzigd": 1}


def test_een_verhuizing_neemt_het_nieuwe_punt_ook_als_dat_minder_is(antwoord):
    antwoord(HIER)
    lees(a=ADRES)
    antwoord(ONGEVEER)
    lees(a={**ADRES, "huisnummer": "7"})
    assert ingang("a").punt_kwaliteit == "postcode"


def test_een_verhuizing_naar_een_onbekend_adres_laat_geen_oud_punt_staan(antwoord):
    antwoord(HIER)
    lees(a=ADRES)
    antwoord(None)
    lees(a={**ADRES, "postcode": "", "straat": "Elders"})
    assert punt(ingang("a")) == (None, None, "", None, "", "")


def test_een_straat_die_anders_gespeld_wordt_is_geen_verhuizing(antwoord):
    antwoord(HIER)
    lees(a=ADRES)
    antwoord(None)
    lees(a={**ADRES, "straat": "Proef-straat"})
    assert ingang("a").punt_kwaliteit == "adres"


def test_een_nieuw_adres_met_het_oude_punt_ernaast_wordt_opgezocht(antwoord):
    antwoord(HIER)
    lees(a=ADRES)
    antwoord(DAAR)
    moved = {**ADRES, "postcode": "2551CA", "lat": HIER.lat, "lon": HIER.lon}
    lees(Rij(1, "x", {**velden(), **moved}, ingang=str(ingang("a").uuid)), bron=TABEL)
    assert ingang("a").adres_id == "adr-2"


def test_een_punt_in_een_tabel_is_met_de_hand_gezet(antwoord):
    antwoord(HIER)
    lees(a=ADRES)
    row = Rij(1, "x", {**velden(), **ADRES, **WALDECK}, ingang=str(ingang("a").uuid))
    lees(row, bron=TABEL)
    assert punt(ingang("a"))[:5] == (WALDECK["lat"], WALDECK["lon"], "hand", None, "")
    assert telling(plan(row, bron=TABEL)) == {"ongewijzigd": 1}


def test_een_punt_dat_een_mens_zette_blijft(antwoord):
    antwoord(HIER)
    lees(a=ADRES)
    by_hand = {**WALDECK, "punt_kwaliteit": "hand", "punt_score": None, "adres_id": ""}
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({ingang("a").pk: by_hand})
    lees(a={**ADRES, "huisnummer": "7"})
    assert ingang("a").lat == WALDECK["lat"]


def test_een_adres_dat_een_mens_verbeterde_haalt_het_punt_van_het_oude_niet_binnen(antwoord):
    antwoord(None)
    lees(a=ADRES)
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({ingang("a").pk: {"straat": "Nieuwstraat", "huisnummer": "1"}})
    asked = antwoord(HIER)
    asked.clear()
    lees(a={**ADRES, "huisnummer": "9"})
    assert {(adres.straat, adres.huisnummer) for adres in asked} == {("Nieuwstraat", "1")}


def test_wat_de_adreszoeker_erbij_zegt_staat_in_het_plan(antwoord):
    antwoord(HIER, "Dit adres ligt buiten de gemeente.")
    assert plan(a=ADRES).regels.get().let_op == ["Dit adres ligt buiten de gemeente."]


def test_zonder_adres_wordt_er_niets_gevraagd(antwoord):
    asked = antwoord(HIER)
    lees(a={"naam": "Aap"})
    assert asked == []
    assert Organisatie.objects.get().lat is None


def test_een_bron_die_niet_plaatst_vraagt_niets(antwoord):
    asked = antwoord(HIER)
    source = type(REGISTER)("register", "Register", REGISTER.lees, plaatst=False)
    lees(bron=source, a=ADRES)
    assert asked == []


def test_een_adres_met_twee_ingangen_wordt_een_keer_gevraagd(antwoord):
    asked = antwoord(HIER)
    rows = [Rij(n, f"k{n}", velden(**ADRES)) for n in range(1, 4)]
    lees(*rows)
    assert len(asked) == 1


def test_een_adreszoeker_die_zwijgt_wordt_in_het_hele_plan_met_rust_gelaten(monkeypatch):
    asked = []

    class Stil:
        def zoek(self, adres):
            asked.append(adres)
            raise pdok.GeenAntwoord("De adreszoeker is er niet.")

    monkeypatch.setattr(pdok, "ingesteld", Stil)
    rows = [Rij(n, f"k{n}", velden(**{**ADRES, "huisnummer": str(n)})) for n in range(1, 250)]
    invoer = plan(*rows)
    assert len(asked) == 3
    assert "We vragen de adreszoeker nu niets meer" in invoer.melding
