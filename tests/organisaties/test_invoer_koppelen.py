"""A row without a known key finds the entry that it is about, or does not."""

import pytest

from organisaties.invoer.bron import Rij, vaste_uuid
from organisaties.invoer.terugdraaien import draai_invoer_terug
from organisaties.models import Dubbel, Organisatie, Ronde, Voorstel
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, maak, velden
from tests.organisaties.bron import ANDER, REGISTER, TABEL, ingang, lees, plan, telling

pytestmark = pytest.mark.django_db
ADRES = {"straat": "Proefstraat", "huisnummer": "5", "postcode": "2552AB", "plaats": "Den Haag"}
ZON = {"naam": "Kinderopvang De Zonnebloem", **ADRES, **HOUTWIJK}


def test_een_zekere_gelijke_krijgt_de_sleutel_en_geen_tweede_ingang():
    org = maak(**ZON)
    invoer = lees(a={**ZON, "naam": "De Zonnebloem", "website": "https://zon.example.nl"})
    assert telling(invoer) == {"gewijzigd": 1}
    assert ingang("a") == org
    org.refresh_from_db()
    assert org.website == "https://zon.example.nl"


def test_wat_de_ingang_al_zei_blijft_en_wordt_een_voorstel():
    org = maak(**ZON)
    lees(a={**ZON, "naam": "De Zonnebloem"})
    org.refresh_from_db()
    assert org.naam == "Kinderopvang De Zonnebloem"
    voorstel = Voorstel.objects.get(organisatie=org)
    assert (voorstel.veld, voorstel.waarde, voorstel.bron) == ("naam", "De Zonnebloem", "register")


def test_het_plan_zegt_waarom():
    maak(**ZON)
    regel = plan(a=ZON).regels.get()
    assert regel.koppeling[0]["zeker"]
    assert any("postcode" in reason for reason in regel.koppeling[0]["redenen"])


def test_een_twijfelgeval_wordt_nieuw_en_komt_naast_het_andere_te_staan():
    org = maak(**ZON)
    lees(a={**velden(), **ADRES, "naam": "De Zonnewijzer"})
    assert Organisatie.objects.count() == 2
    pair = Dubbel.objects.get()
    assert {pair.een, pair.ander} == {org, ingang("a")}
    assert pair.stand == Dubbel.Stand.OPEN


def test_een_school_op_hetzelfde_adres_is_een_andere_ingang():
    maak(**ZON)
    assert telling(lees(a={**ZON, "soort": "basisschool"})) == {"nieuw": 1}
    assert not Dubbel.objects.exists()


def test_twee_rijen_van_een_bron_zijn_er_twee():
    assert telling(lees(a=ZON, b=ZON)) == {"nieuw": 2}


def test_twee_rijen_die_bij_een_ingang_uitkomen_schrijven_niet_over_elkaar():
    maak(**ZON)
    invoer = plan(a=ZON, b=ZON)
    assert telling(invoer) == {"gewijzigd": 1, "geweigerd": 1}


def test_een_bron_die_niets_toevoegt_gaat_aan_onbekenden_voorbij():
    org = maak(**ZON)
    source = type(REGISTER)("kaart", "Kaart", REGISTER.lees, voegt_toe=False)
    invoer = lees(bron=source, a=ZON, b={"naam": "Heel iets anders"})
    assert telling(invoer) == {"gewijzigd": 1}
    assert invoer.overgeslagen == {"staat niet op deze kaart": 1}
    assert ingang("a", source) == org


def test_alleen_bekend_komt_er_pas_in_als_een_mens_haar_erop_zette():
    rij = Rij(1, "a", {"kindplaatsen": 5}, alleen_bekend=True)
    assert telling(lees(rij)) == {}
    org = maak(sleutels=["register:a"])
    assert telling(lees(rij)) == {"gewijzigd": 1}
    org.refresh_from_db()
    assert org.kindplaatsen == 5


def test_een_rij_kan_zelf_zeggen_over_welke_ingang_zij_gaat():
    org = maak()
    lees(Rij(1, "x", {"naam": "Nieuwe naam"}, ingang=str(org.uuid)), bron=TABEL)
    org.refresh_from_db()
    assert org.naam == "Nieuwe naam"
    assert not org.sleutels.exists()


@pytest.mark.parametrize("kenmerk", ["4b1c5e4e-0000-4000-8000-000000000000", "geen uuid"])
def test_een_ingang_die_er_niet_is_wordt_geweigerd(kenmerk):
    regel = plan(Rij(1, "x", velden(), ingang=kenmerk), bron=TABEL).regels.get()
    assert regel.melding == f"Er is geen ingang met kenmerk “{kenmerk}”. Laat het leeg."


def test_wie_bij_een_gekoppelde_koepel_hoort_hoort_bij_de_ingang_die_er_al_was():
    koepel = maak(naam="Stichting De Proeftuin", soort="kinderopvangorganisatie", **ADRES)
    own = vaste_uuid("register", "houder")
    top = velden(naam="Stichting De Proeftuin", soort="kinderopvangorganisatie", **ADRES, uuid=own)
    rows = [Rij(1, "houder", top), Rij(2, "a", velden(koepel=own))]
    lees(*rows)
    assert ingang("houder") == koepel
    assert ingang("a").koepel == koepel
    assert telling(plan(*rows)) == {"ongewijzigd": 2}


def test_aanvullen_voegt_toe_en_haalt_niets_weg():
    org = maak(ondersteuning=["motoriek"], sleutels=["register:a"])
    contact = {"uuid": vaste_uuid("register", "a/contact"), "telefoon": "070-000 00 09"}
    rij = Rij(1, "a", aanvulling={"ondersteuning": ["voorschool-ve"], "contacten": [contact]})
    source = type(REGISTER)("register", "Register", REGISTER.lees, menselijk=True)
    lees(rij, bron=source)
    assert set(org.ondersteuning.values_list("slug", flat=True)) == {"motoriek", "voorschool-ve"}
    assert org.contacten.get().telefoon == "070-000 00 09"
    assert telling(plan(rij, bron=source)) == {"ongewijzigd": 1}


def test_twee_bronnen_op_een_ingang_schrijven_niet_om_en_om():
    lees(a={**ZON, "website": "https://een.example.nl"})
    lees(bron=ANDER, z={**ZON, "website": "https://twee.example.nl"})
    for _ in range(2):
        assert telling(lees(a={**ZON, "website": "https://een.example.nl"})) == {"ongewijzigd": 1}
        again = lees(bron=ANDER, z={**ZON, "website": "https://twee.example.nl"})
        assert telling(again) == {"ongewijzigd": 1}
    assert ingang("a").website == "https://een.example.nl"


def test_de_een_vindt_verdwenen_wat_de_ander_nog_kent():
    lees(a=ZON)
    lees(bron=ANDER, z=ZON)
    assert telling(lees()) == {"verdwenen": 1}
    assert telling(lees(bron=ANDER, z=ZON)) == {"ongewijzigd": 1}
    assert ingang("a").verdwenen_op is not None


def test_wat_er_in_het_register_af_gaat_gaat_er_ook_hier_af():
    lees(Rij(1, "a", velden(), aanvulling={"ondersteuning": ["voorschool-ve"]}))
    lees(Rij(1, "a", velden(), eraf={"ondersteuning": ["voorschool-ve"]}))
    assert not ingang("a").ondersteuning.exists()


def test_wat_een_mens_eraan_toevoegde_gaat_er_niet_af():
    lees(Rij(1, "a", velden(naam="Opvang")))
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({ingang("a").pk: {"ondersteuning": ["voorschool-ve"]}})
    lees(Rij(1, "a", velden(naam="Opvang"), eraf={"ondersteuning": ["voorschool-ve"]}))
    assert ingang("a").ondersteuning.exists()
    assert Voorstel.objects.get().veld == "ondersteuning"


def test_wat_een_mens_verwijderde_komt_niet_vanzelf_terug():
    lees(a=ZON)
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.verwijder([ingang("a").pk])
    invoer = lees(a=ZON)
    assert invoer.overgeslagen == {"eerder door een mens verwijderd": 1}
    assert not Organisatie.objects.exists()


def test_wat_met_een_invoer_terugging_mag_wel_weer_komen():
    draai_invoer_terug(lees(a=ZON))
    assert telling(lees(a=ZON)) == {"nieuw": 1}
