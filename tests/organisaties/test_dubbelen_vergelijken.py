"""Which entries look like the same place, how much, and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from organisaties.dubbelen.kenmerken import e164, sites, van_foto
from organisaties.dubbelen.namen import als_naam, gelijkenis
from organisaties.dubbelen.vergelijken import Vergelijker
from organisaties.foto import foto
from tests.fabriek import HOUTWIJK, algemeen, maak, maak_veel

pytestmark = pytest.mark.django_db
ADRES = {"straat": "Dorpsstraat", "huisnummer": "12", "postcode": "2552AB"}
METER = 1 / 111_195  # degrees of latitude
VLINDER = {"naam": "De Vlinder", "soort": "kinderdagverblijf"}


def beste(beeld, **anders):
    """The best candidate for this photograph, None when there is none."""
    found = Vergelijker().kandidaten(beeld, **anders)
    return found[0] if found else None


def noord(meters):
    return {**HOUTWIJK, "lat": HOUTWIJK["lat"] + meters * METER}


# --- the same place ---------------------------------------------------------------------------


def test_zelfde_naam_en_adres_is_zeker():
    org = maak(**VLINDER, **ADRES)
    found = beste({**VLINDER, **ADRES, "naam": "Kinderdagverblijf de Vlinder B.V."})
    assert (found.id, found.score, found.zeker) == (org.pk, 100, True)
    assert found.redenen == ("zelfde naam", "zelfde postcode en huisnummer")


def test_een_schrijffout_in_de_naam_is_nog_zeker_en_zegt_hoeveel_het_lijkt():
    maak(naam="De Regenboogvlinder", **ADRES)
    found = beste({**VLINDER, **ADRES, "naam": "De Regenboogvlindr"})
    assert found.zeker
    assert found.redenen[0] == "naam lijkt voor 97%"


def test_op_een_ander_nummer_om_de_hoek_is_het_een_vraag_en_met_telefoon_zeker():
    maak(**VLINDER, **HOUTWIJK, **ADRES, contacten=[algemeen(telefoon="070-123 45 67")])
    near = {**VLINDER, **noord(20), **ADRES, "huisnummer": "2"}
    found = beste(near)
    assert (found.zeker, found.redenen) == (False, ("zelfde naam", "ligt op 20 meter"))
    found = beste({**near, "contacten": [{"telefoon": "+31 70 1234567"}]})
    assert found.zeker
    assert "zelfde telefoonnummer" in found.redenen


def test_een_deel_van_de_naam_op_hetzelfde_adres_is_een_vraag():
    maak(naam="Zonnestraal De Vlinder", **ADRES)
    found = beste({**VLINDER, **ADRES})
    assert (found.score, found.zeker) == (90, False)


def test_hetzelfde_adres_onder_een_heel_andere_naam_is_een_vraag():
    maak(naam="Hoppetee", **ADRES)
    found = beste({**VLINDER, **ADRES})
    assert (found.score, found.zeker) == (50, False)


def test_zonder_adres_telt_dezelfde_naam_en_helpt_de_website():
    maak(**VLINDER, website="https://www.vlinder.example.nl/")
    assert beste(VLINDER).redenen == ("zelfde naam",)
    found = beste({**VLINDER, "website": "http://vlinder.example.nl"})
    assert (found.score, found.redenen) == (65, ("zelfde naam", "zelfde website"))


def test_verhuisd_met_hetzelfde_nummer_en_postvak_is_een_vraag():
    contact = algemeen(telefoon="070-1234567", email="info@vlinder.example.nl")
    maak(**VLINDER, **HOUTWIJK, contacten=[contact])
    found = beste({**VLINDER, **noord(2_000), "contacten": [contact]})
    assert (found.zeker, found.redenen[1]) == (False, "ligt op 2,0 km")


def test_een_ander_nummer_in_de_naam_is_nooit_zeker():
    maak(naam="De Vlinder 1", **ADRES)
    found = beste({**VLINDER, **ADRES, "naam": "De Vlinder 2"})
    assert not found.zeker
    assert found.redenen[0].endswith("maar met een ander nummer")


def test_twee_die_even_zeker_zijn_zijn_het_geen_van_beide():
    maak_veel([{**VLINDER, **ADRES}] * 2)
    assert [k.zeker for k in Vergelijker().kandidaten({**VLINDER, **ADRES})] == [False, False]


# --- kinds ------------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", ["bso", "basisschool", "gastouderbureau"])
def test_een_andere_soort_op_hetzelfde_adres_is_een_andere_ingang(soort):
    maak(**VLINDER, **ADRES)
    assert beste({**VLINDER, **ADRES, "soort": soort}) is None


@pytest.mark.parametrize("soort", ["kindcentrum", "peuteropvang", "voorschool"])
def test_een_verwante_soort_is_een_vraag_en_nooit_zeker(soort):
    maak(**VLINDER, **ADRES)
    found = beste({**VLINDER, **ADRES, "soort": soort})
    assert (found.score, found.zeker) == (79, False)
    assert "de soort verschilt" in found.redenen


def test_dezelfde_naam_zonder_adres_is_een_vraag_ook_bij_een_verwante_soort():
    maak(**{**VLINDER, "soort": "kindcentrum"})
    found = beste({**VLINDER, **ADRES, "soort": "kinderdagverblijf"})
    assert (found.score, found.zeker) == (50, False)
    assert beste({**VLINDER, **ADRES, "soort": "bso"}) is None
    assert beste({**VLINDER, **ADRES, "soort": "basisschool"}) is None


# --- no candidates ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "anders",
    [
        {"status": "gestopt"},
        {"voorbeeld": True},
        {"sleutels": ["lrk:1"]},
    ],
)
def test_wat_niet_meetelt_is_geen_kandidaat(anders):
    maak(**VLINDER, **ADRES, **anders)
    assert Vergelijker(zonder_bron="lrk").kandidaten({**VLINDER, **ADRES}) == []


def test_een_opgegane_ingang_is_geen_kandidaat():
    kept = maak(naam="Iets anders")
    maak(**VLINDER, **ADRES, status="gestopt", opgegaan_in=str(kept.uuid))
    assert beste({**VLINDER, **ADRES}) is None


def test_dezelfde_naam_elders_is_een_andere_plek():
    maak(**VLINDER, **HOUTWIJK)
    assert beste({**VLINDER, **noord(500)}) is None


def test_een_andere_deur_in_hetzelfde_gebouw_is_een_andere_plek():
    maak(naam="Hoppetee", **ADRES, toevoeging="A")
    assert beste({**VLINDER, **ADRES, "toevoeging": "B"}) is None


def test_het_nummer_van_een_hoofdkantoor_zegt_weinig():
    contact = {"telefoon": "070-7654321", "website": "https://keten.example.nl"}
    rows = [{"naam": f"Keten {wijk}"} for wijk in ("Laak", "Duinoord", "Escamp", "Moerwijk")]
    site = {"website": contact["website"]}
    maak_veel([{**row, **site, "contacten": [algemeen(telefoon="070-7654321")]} for row in rows])
    assert beste({**VLINDER, **site, "naam": "Keten Ypenburg", "contacten": [contact]}) is None


def test_een_punt_uit_de_postcode_is_niet_dichtbij():
    maak(**VLINDER, **HOUTWIJK, punt_kwaliteit="postcode")
    found = beste({**VLINDER, **HOUTWIJK})
    assert found.redenen[1] == "ligt bij benadering op dezelfde plek"
    assert found.score == 62


def test_een_ingang_is_niet_haar_eigen_tweeling():
    org = maak(**VLINDER, **ADRES)
    assert beste(foto(org), behalve=org.pk) is None


def test_wie_nog_typt_vindt_ook_een_naam_met_een_schrijffout():
    org = maak(naam="Hoppetee")
    half = {"naam": "Hopetee", "soort": ""}
    assert beste(half) is None
    assert beste(half, ruim=True).id == org.pk


# --- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Crèche 't Kwetternest", "KDV Het Kwetternest B.V."),
        ("Zonne Bloem", "Zonnebloem"),
        ("Stichting Kinderopvang Pluk", "PLUK, locatie"),
    ],
)
def test_namen_die_hetzelfde_zeggen(een, ander):
    assert gelijkenis(als_naam(een), als_naam(ander)) == 100


def test_een_naam_van_alleen_gewone_woorden_houdt_ze():
    assert als_naam("De Kinderopvang").woorden == {"de", "kinderopvang"}


@pytest.mark.parametrize("tekst", ["070-123 45 67", "+31701234567", "0031 (0)70 1234567"])
def test_een_telefoonnummer_is_overal_hetzelfde(tekst):
    assert e164(tekst) == "+31701234567"


@pytest.mark.parametrize("tekst", ["", "geen", "1"])
def test_wat_geen_telefoonnummer_is(tekst):
    assert not e164(tekst).startswith("+31701")


def test_een_website_zonder_adres_is_niets():
    assert sites("https://[kapot") == sites("nergens") == frozenset()
    assert sites("https://www.Keten.example.nl/a/") == {"keten.example.nl", "keten.example.nl/a"}


@pytest.mark.parametrize("rest", [("12A", ""), ("12", "a"), ("0012", "-A")])
def test_een_huisnummer_met_toevoeging_op_elke_manier(rest):
    row = van_foto({"postcode": "2552 ab", "huisnummer": rest[0], "toevoeging": rest[1]})
    assert (row.adres, row.toevoeging) == (("2552AB", "12"), "a")


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_gelijkenis_geldt_heen_en_terug(een, ander):
    here, there = als_naam(een), als_naam(ander)
    assert 0 <= gelijkenis(here, there) <= 100
    assert gelijkenis(here, there) == gelijkenis(there, here)


# --- cost -------------------------------------------------------------------------------------


def test_lezen_vraagt_evenveel_hoeveel_ingangen_er_ook_zijn():
    counts = []
    for number in (1, 40):
        maak_veel([{"contacten": [algemeen()], "sleutels": []}] * number)
        with CaptureQueriesContext(connection) as seen:
            Vergelijker().kandidaten({**VLINDER, **ADRES})
        counts.append(len(seen))
    assert counts[0] == counts[1] == 3
