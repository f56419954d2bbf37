"""The table that staff take along."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from openpyxl import load_workbook

from organisaties.cellen import herstel, ontschadig
from organisaties.foto import VELDEN
from organisaties.invoer.tabel import OrganisatieTabel
from organisaties.models import Gebruiker, Organisatie, Uitvoer
from tests.fabriek import HOUTWIJK, algemeen, maak, persoon

pytestmark = pytest.mark.django_db
URL = "admin:organisaties_organisatie_export"


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create_superuser("baas@example.nl", "x")
    client.force_login(user)
    return user


def haal(client, formaat, vraag=""):
    return client.post(reverse(URL) + vraag, {"format": formaat, "resource": "0"})


def rijen(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_csv_heeft_woorden_en_een_rij_per_ingang(client, baas):
    koepel = maak(naam="Koepel")
    maak(naam="Zon", soort="logopedie", koepel=str(koepel.uuid), talen=["ar"], **HOUTWIJK)
    maak(werkgebied=["wijk:houtwijk"], contacten=[algemeen()])
    rows = {row["Naam"]: row for row in rijen(haal(client, "0"))}
    assert len(rows) == 3
    zon = rows["Zon"]
    assert (zon["Soort"], zon["Hoort bij"]) == ("Logopedie", "Koepel")
    assert zon["Talen van medewerkers"] == "Arabisch"
    assert zon["Breedtegraad"] == str(HOUTWIJK["lat"]).replace(".", ",")


def test_elk_veld_van_de_foto_is_een_kolom():
    columns = OrganisatieTabel().get_export_fields()
    assert {column.attribute.partition("__")[0] for column in columns} == {"id", *VELDEN}


def test_xlsx_opent_en_heeft_geen_formules(client, baas):
    maak(naam="=1+1", straat="@x")
    book = load_workbook(io.BytesIO(haal(client, "1").content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "'=1+1" in [cell.value for cell in cells]
    assert not any(cell.data_type == "f" for cell in cells)


def test_uitvoer_volgt_de_filters_en_wordt_opgeschreven(client, baas):
    maak(naam="Ja", status="concept")
    maak(naam="Nee")
    assert [r["Naam"] for r in rijen(haal(client, "0", "?status__exact=concept"))] == ["Ja"]
    entry = Uitvoer.objects.get()
    assert (entry.wie, entry.vorm, entry.rijen, entry.met_personen) == (baas, "beheer", 1, True)
    assert "status__exact=concept" in entry.vraag


@pytest.mark.parametrize(
    "begin", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
)
def test_formules_worden_onschadelijk_en_komen_precies_terug(begin):
    assert ontschadig(f"{begin}1") == f"'{begin}1"
    assert herstel(f"'{begin}1") == f"{begin}1"
    assert herstel(ontschadig(f"'{begin}1")) == f"'{begin}1"
    assert ontschadig("gewoon") == "gewoon"


@pytest.mark.parametrize("mag_contacten", [True, False])
def test_personen_alleen_voor_wie_ze_mag_zien(client, mag_contacten):
    maak(personen=[persoon("professionals", naam="Geheime Naam")])
    user = Gebruiker.objects.create_user("mede@example.nl", "x", is_staff=True)
    rights = ["view_organisatie", *(["view_contact"] if mag_contacten else [])]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    assert ("Geheime Naam" in haal(client, "0").content.decode()) is mag_contacten


def test_zonder_recht_geen_uitvoer(client):
    user = Gebruiker.objects.create_user("mede@example.nl", "x", is_staff=True)
    client.force_login(user)
    assert client.get(reverse(URL)).status_code == 403
    assert haal(client, "0").status_code == 403


def test_aantal_vragen_groeit_niet_met_de_rijen(django_assert_max_num_queries):
    for _ in range(30):
        maak(talen=["ar"])
    with django_assert_max_num_queries(40):
        assert len(OrganisatieTabel().export(Organisatie.objects.all())) == 30


def test_bladzijde_toont_twee_knoppen_en_geen_script(client, baas):
    text = client.get(reverse(URL)).content.decode()
    assert "Meenemen als CSV" in text
    assert "Meenemen als Excel (XLSX)" in text
    assert "onchange" not in text
