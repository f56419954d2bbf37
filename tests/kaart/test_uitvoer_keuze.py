"""What somebody chooses about a file: a row per entry or per person, and which columns."""

import csv
import io

import pytest
from django.test import Client

from organisaties.models import Gebruiker
from tests.fabriek import HOUTWIJK, algemeen, maak, maak_veel, persoon
from tests.kaart.uitvoerlezers import ADRESSEN, haal, ids, lees_csv, lees_vcf, lees_xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def professional():
    client = Client()
    client.force_login(Gebruiker.objects.create_user("prof@example.nl", rol="professional"))
    return client


@pytest.fixture
def ingang():
    return maak(**HOUTWIJK, naam="De Zon", straat="Laan", huisnummer="1", postcode="2551AB",
                plaats="Den Haag", contacten=[algemeen(telefoon="0701234567")],
                personen=[persoon("publiek", naam="An", rol="Trekker", telefoon="0612345678"),
                          persoon("professionals", naam="Bo")])  # fmt: skip


def koppen(data):
    return next(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_een_rij_per_persoon_met_de_ingang_erbij(professional, ingang):
    an, bo = lees_csv(haal(professional, "csv", "per=persoon"))
    assert (an["naam"], an["functie"], an["rol in het netwerk"]) == ("An", "Coach", "Trekker")
    assert (an["e-mail"], an["telefoon"]) == ("publiek@example.nl", "06-12 34 56 78")
    assert (an["zichtbaar voor"], an["bevestigd op"]) == ("Iedereen", "2026-09-01")
    assert (an["organisatie"], an["soort"]) == ("De Zon", "Kinderdagverblijf")
    assert (an["wijk"], an["adres"]) == ("Houtwijk", "Laan 1, 2551AB Den Haag")
    assert (an["algemeen nummer"], an["algemene e-mail"]) == ("070-123 45 67", "info@example.nl")
    assert an["webadres"].endswith(f"/organisaties/{ingang.slug}/")
    assert an["id organisatie"] == bo["id organisatie"] == str(ingang.uuid)
    assert {an["id persoon"], bo["id persoon"]} == {
        str(uuid) for uuid in ingang.contacten.personen().values_list("uuid", flat=True)
    }


def test_xlsx_per_persoon_is_dezelfde_tabel(professional, ingang):
    people = lees_csv(haal(professional, "csv", "per=persoon"))
    assert lees_xlsx(haal(professional, "xlsx", "per=persoon")) == people


def test_kaartjes_van_personen_of_van_ingangen(professional, ingang):
    people = lees_vcf(haal(professional, "vcf", "per=persoon"))
    assert [card.fn.value for card in people] == ["An", "Bo"]
    assert [card.fn.value for card in lees_vcf(haal(professional, "vcf", "per=ingang"))] == [
        "De Zon"
    ]
    assert len(lees_vcf(haal(professional, "vcf"))) == 3


@pytest.mark.parametrize(
    "vraag", ["kolommen=telefoon,naam,id", "kolommen=telefoon&kolommen=naam,id"]
)
def test_gekozen_kolommen_in_de_gevraagde_volgorde(client, ingang, vraag):
    data = haal(client, "csv", vraag)
    assert koppen(data) == ["telefoon", "naam", "id"]
    assert lees_csv(data) == lees_xlsx(haal(client, "xlsx", vraag))
    assert lees_csv(data)[0]["telefoon"] == "070-123 45 67"


def test_kolommen_per_persoon(professional, ingang):
    data = haal(professional, "csv", "per=persoon&kolommen=naam,email")
    assert data.decode("utf-8-sig").splitlines() == [
        "naam;e-mail", "An;publiek@example.nl", "Bo;professionals@example.nl"
    ]  # fmt: skip


def test_zonder_keuze_alle_kolommen(client, professional, ingang):
    assert haal(client, "csv", "kolommen=") == haal(client, "csv")
    more = set(koppen(haal(professional, "csv"))) - set(koppen(haal(client, "csv")))
    assert more == {"telefoon contactpersoon", "e-mail contactpersoon"}


def test_in_een_cel_hoort_elk_adres_bij_de_naam_op_dezelfde_plaats(professional):
    maak(personen=[persoon("publiek", naam="An", email=""), persoon("publiek", naam="Bo")])
    (row,) = lees_csv(haal(professional, "csv"))
    assert row["contactpersoon"] == "An; Bo"
    assert row["e-mail contactpersoon"] == "; publiek@example.nl"
    assert row["telefoon contactpersoon"] == ""


@pytest.mark.parametrize("soort", ["vcf", "geojson"])
def test_een_bestand_zonder_kolommen_let_er_niet_op(client, ingang, soort):
    assert ids(soort, haal(client, soort, "kolommen=quatsch")) == [str(ingang.uuid)]


def test_formules_blijven_tekst_ook_in_een_lijst_van_personen(professional):
    maak(naam="=1+1", personen=[persoon("publiek", naam="@SUM(A1)", functie="+31", rol="-1")])
    (row,) = lees_csv(haal(professional, "csv", "per=persoon"))
    cells = [row["naam"], row["functie"], row["rol in het netwerk"], row["organisatie"]]
    assert cells == ["'@SUM(A1)", "'+31", "'-1", "'=1+1"]


def test_niet_meer_vragen_aan_de_database_bij_meer_personen(
    professional, django_assert_num_queries
):
    haal(professional, "csv", "per=persoon")
    for number in (1, 60):
        maak_veel([{"personen": [persoon("publiek"), persoon("professionals")]}] * number)
        haal(professional, "csv", "per=persoon")
        with django_assert_num_queries(17):
            haal(professional, "csv", "per=persoon")


# --- what is refused -----------------------------------------------------------------------------


def fout(client, zoekreeks, soort="csv"):
    response = client.get(f"{ADRESSEN[soort]}?{zoekreeks}")
    assert response.status_code == 400
    assert "Content-Disposition" not in response.headers
    return response.content.decode()


def test_een_onbekende_kolom_en_wat_wel_kan(client):
    text = fout(client, "kolommen=naam,schoenmaat&per=persoon")
    assert "- Kolommen (kolommen): “schoenmaat” kennen we niet. Kies uit: naam, functie, " in text


def test_een_kolom_met_adressen_is_niet_voor_iedereen(client, professional):
    text = fout(client, "per=persoon&kolommen=naam,email")
    assert "“email” kennen we niet" in text
    assert "telefoon," not in text.replace("algemeen_telefoon,", "")
    fout(client, "kolommen=persoon_email")
    assert haal(professional, "csv", "kolommen=persoon_email")


def test_duizend_onbekende_kolommen_komen_niet_allemaal_terug(client):
    text = fout(client, "kolommen=" + ",".join(f"{'x' * 90}{n}" for n in range(30)))
    assert len(text) < 1_500


@pytest.mark.parametrize("soort", ADRESSEN)
@pytest.mark.parametrize("per", ["per=mens", "per=ingang,persoon", "per=ingang&per=persoon"])
def test_een_rij_per_iets_anders(client, soort, per):
    assert "(per): schrijf ingang of persoon." in fout(client, per, soort)
