"""From address to point: kept answers, then the geocoder, then the postcode."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.standin import standin
from tests.wijken.locatieserver import dienst, doc
from wijken.geocoder import Adres, Vondst, beter, wijs_af, zoek
from wijken.geocoder.bewaren import BEWAAR_DAGEN
from wijken.geocoder.pdok import Locatieserver
from wijken.geocoder.zoek import PORTIE
from wijken.models import Adrespunt, Postcode

pytestmark = pytest.mark.django_db

ADRES = Adres("Houtwijklaan", "12", "A", "2552AB", "Den Haag")
TWIJFEL = ADRES._replace(toevoeging="B")
ONBEKEND = Adres("Nergensweg", "1", "", "2552AB", "Den Haag")
RIJSWIJK = Adres("Kerkstraat", "1", "", "2282AB", "Rijswijk")
DOCS = [
    doc("Houtwijklaan", "12A", "2552AB"),
    doc("Kerkstraat", "1", "2282AB", "Rijswijk", "0603"),
    doc("Lange Poten", "4", "3011AA", "Rotterdam", "0599"),
]


@pytest.fixture
def server():
    with standin({"/free": dienst(list(DOCS))}) as server:
        yield server


@pytest.fixture
def vraag(server):
    """Ask the stand-in, without pauses."""

    def vraag(*adressen, **opties):
        return zoek(adressen, dienst=Locatieserver(server.url, pauze=0), **opties)

    return vraag


def ouder(dagen):
    Adrespunt.objects.update(opgehaald=timezone.now() - timedelta(days=dagen))


def test_gevonden_met_score_en_eigen_kenmerk(vraag):
    uitkomst = vraag(ADRES)[ADRES]
    assert (uitkomst.twijfel, uitkomst.let_op) == (False, "")
    assert (uitkomst.vondst.lat, uitkomst.vondst.lon) == (52.05419, 4.24815)
    assert uitkomst.vondst.kwaliteit == "adres"
    assert uitkomst.vondst.adres_id == DOCS[0]["id"]
    assert uitkomst.vondst.score > 0
    row = Adrespunt.objects.get()
    assert (row.stand, row.weergave) == ("gevonden", "Houtwijklaan 12A, 2552AB 's-Gravenhage")
    assert row.gemeente_code == "GM0518"


def test_wat_bekend_is_wordt_niet_opnieuw_gevraagd_tenzij_vers(vraag, server):
    vraag(ADRES)
    ouder(400)
    assert vraag(ADRES)[ADRES].vondst.kwaliteit == "adres"
    assert len(server.verzoeken) == 1
    vraag(ADRES, vers=True)
    assert len(server.verzoeken) == 2
    assert Adrespunt.objects.get().opgehaald > timezone.now() - timedelta(days=1)


def test_zelfde_adres_in_twee_schrijfwijzen_is_een_vraag(vraag, server):
    ook = Adres("HOUTWIJKLAAN", "12a", "", "2552 ab", "'s-Gravenhage")
    uitkomsten = vraag(ADRES, ook, vers=True)
    assert uitkomsten[ADRES] == uitkomsten[ook]
    assert len(server.verzoeken) == 1


def test_alleen_wat_de_dienst_kent_wordt_gestuurd(vraag, server):
    vraag(ADRES)
    query = server.verzoeken[0].query
    assert [v for k, v in query if k == "fq"] == ["type:adres", "postcode:2552AB", "huisnummer:12"]
    assert dict(query)["q"] == "houtwijklaan 12a 2552AB den haag"
    assert {k for k, _ in query} == {"q", "fq", "fl", "rows"}


def test_twijfel_komt_niet_op_de_kaart_maar_blijft_voor_een_mens(vraag):
    uitkomst = vraag(TWIJFEL)[TWIJFEL]
    assert uitkomst.twijfel
    assert uitkomst.vondst.kwaliteit == "postcode"
    assert "heeft huisnummer 12A, gevraagd was 12B" in uitkomst.let_op
    row = Adrespunt.objects.get()
    assert (row.stand, row.lat) == ("twijfel", 52.05419)


def test_onzichtbare_tekens_komen_niet_in_de_toelichting(vraag):
    adres = TWIJFEL._replace(plaats="Rotter\x00dam\ud800")
    assert vraag(adres)[adres].let_op.endswith("plaats 's-Gravenhage, gevraagd was Rotterdam.")


def test_verkeerde_stad_is_twijfel(vraag):
    adres = Adres("Lange Poten", "4", "", "", "Den Haag")
    uitkomst = vraag(adres)[adres]
    assert uitkomst.twijfel
    assert uitkomst.vondst is None
    assert "plaats Rotterdam, gevraagd was Den Haag" in uitkomst.let_op


def test_buiten_de_gemeente_wordt_gezegd(vraag):
    uitkomst = vraag(RIJSWIJK)[RIJSWIJK]
    assert uitkomst.vondst.kwaliteit == "adres"
    assert uitkomst.let_op == ("Dit adres ligt buiten de gemeente: Kerkstraat 1, 2282AB Rijswijk.")


def test_verkeerde_postcode_dan_wordt_op_woorden_gezocht(vraag, server):
    adres = ADRES._replace(postcode="2552XX")
    assert vraag(adres)[adres].vondst.kwaliteit == "adres"
    assert len(server.verzoeken) == 2


def test_niet_gevonden_wordt_onthouden_en_later_nog_eens_gevraagd(vraag, server):
    uitkomst = vraag(ONBEKEND)[ONBEKEND]
    assert (uitkomst.twijfel, uitkomst.let_op) == (False, "De adreszoeker kent dit adres niet.")
    assert uitkomst.vondst.kwaliteit == "postcode"
    asked = len(server.verzoeken)
    ouder(BEWAAR_DAGEN - 1)
    vraag(ONBEKEND)
    assert len(server.verzoeken) == asked
    ouder(BEWAAR_DAGEN + 1)
    server.routes = {"/free": dienst([doc("Nergensweg", "1", "2552AB")])}
    assert vraag(ONBEKEND)[ONBEKEND].vondst.kwaliteit == "adres"
    assert Adrespunt.objects.get().stand == "gevonden"


def test_wat_een_mens_afwees_blijft_afgewezen_bij_hetzelfde_antwoord(vraag, server):
    vraag(TWIJFEL)
    wijs_af(Adrespunt.objects.get())
    assert not vraag(TWIJFEL, vers=True)[TWIJFEL].twijfel
    assert Adrespunt.objects.get().stand == "niet_gevonden"
    server.routes = {"/free": dienst([doc("Houtwijklaan", "12C", "2552AB")])}
    assert vraag(TWIJFEL, vers=True)[TWIJFEL].twijfel


# --- Without a geocoder ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("postcode", "bekend"), [("2491EC", "2491EC"), ("2491XX", "2491"), ("2491", "2491")]
)
def test_zonder_dienst_telt_de_postcode(settings, postcode, bekend):
    settings.KAART = {**settings.KAART, "geocoder": ""}
    adres = Adres("Onbekendweg", "1", "", postcode, "Den Haag")
    row = Postcode.objects.get(postcode=bekend)
    assert zoek([adres])[adres].vondst == Vondst(
        row.lat, row.lon, "postcode", None, "", f"postcode {bekend}"
    )
    assert not Adrespunt.objects.exists()


@pytest.mark.parametrize(
    "adres",
    [
        Adres(),
        Adres("Houtwijklaan", "12", "", "9999XX"),
        Adres("Postbus", "12", "", "2491EC", "Den Haag"),
        Adres("Houtwijklaan", "12", "", "geen", "\x00"),
    ],
)
def test_zonder_bekende_postcode_geen_punt(settings, adres):
    settings.KAART = {**settings.KAART, "geocoder": ""}
    assert zoek([adres])[adres] == (None, False, "")


def test_wat_geen_adres_is_wordt_niet_gevraagd(vraag, server):
    vraag(Adres("Houtwijklaan", "", "", "2552AB"), Adres("Postbus", "3", "", "2500AA"))
    assert server.verzoeken == []


def test_bewaard_antwoord_geldt_ook_zonder_dienst(vraag, settings):
    vraag(ADRES)
    settings.KAART = {**settings.KAART, "geocoder": ""}
    assert zoek([ADRES])[ADRES].vondst.kwaliteit == "adres"


# --- Many -----------------------------------------------------------------------------------------


class VanBuiten:
    """Knows no address at all, at once."""

    def zoek(self, adres):
        yield []


@pytest.mark.parametrize("aantal", [3, PORTIE])
def test_vast_aantal_vragen_aan_de_database_per_portie(aantal, django_assert_max_num_queries):
    adressen = [ADRES._replace(huisnummer=str(n)) for n in range(1, aantal + 1)]
    with django_assert_max_num_queries(5):
        assert len(zoek(adressen, dienst=VanBuiten())) == aantal
    assert Adrespunt.objects.count() == aantal


def test_meer_dan_een_portie():
    adressen = [ADRES._replace(huisnummer=str(n)) for n in range(1, PORTIE + 3)]
    assert list(zoek(iter(adressen), dienst=VanBuiten())) == adressen


def test_tussen_twee_vragen_zit_een_pauze(server):
    nu, geslapen = [100.0], []

    def slaap(seconden):
        geslapen.append(seconden)
        nu[0] += seconden

    langzaam = Locatieserver(server.url, pauze=0.25, klok=lambda: nu[0], slaap=slaap)
    zoek([ADRES, RIJSWIJK, TWIJFEL], dienst=langzaam)
    assert geslapen == [0.25] * (len(server.verzoeken) - 1)


def test_wat_al_beantwoord_was_blijft_als_er_wordt_afgebroken(server):
    class Afgebroken(Locatieserver):
        def zoek(self, adres):
            if adres == RIJSWIJK:
                raise KeyboardInterrupt
            return super().zoek(adres)

    with pytest.raises(KeyboardInterrupt):
        zoek([ADRES, RIJSWIJK], dienst=Afgebroken(server.url, pauze=0))
    assert Adrespunt.objects.get().stand == "gevonden"


# --- Never a better point for a worse one ---------------------------------------------------------


def test_de_trap_van_punten():
    trap = ["hand", "adres", "postcode", None]
    for hoog, een in enumerate(trap):
        for laag, ander in enumerate(trap):
            assert beter(ander, een) is (hoog < laag)
    assert beter("postcode", "") is beter(None, "postcode") is True
    assert beter("", "adres") is beter("adres", "") is beter("", "postcode") is False


# --- From the command line ------------------------------------------------------------------------


def opdracht(*args):
    out, err = StringIO(), StringIO()
    call_command("zoek_adressen", *args, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def test_opdracht_toont_het_punt_en_de_twijfel(server, settings):
    settings.KAART = {**settings.KAART, "geocoder": server.url}
    tekst = opdracht("--straat=Houtwijklaan", "--huisnummer=12B", "--postcode=2552AB")
    assert "houtwijklaan 12-B, 2552AB: 52.0545, 4.2476 (postcode: postcode 2552)" in tekst
    assert "heeft huisnummer 12A, gevraagd was 12B" in tekst
    assert "kijk dit na in het beheer, bij Adressen nakijken" in tekst


def test_opdracht_zegt_wat_er_mist():
    with pytest.raises(CommandError, match="Geef een huisnummer"):
        opdracht("--straat=Houtwijklaan")
