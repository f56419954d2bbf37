"""Refused rows are taken along with their reason, mended, and uploaded again."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from organisaties.invoer import taak
from organisaties.models import Gebruiker, Invoerregel, Organisatie, Uitvoer
from tests.organisaties.invoerhulp import bladzijde, doe, gebruik, lees_in

pytestmark = pytest.mark.django_db
KOP = "Sleutel;Naam;Soort;In één zin;Contactpersoon: naam"


@pytest.fixture(autouse=True)
def _register(monkeypatch, settings, tmp_path):
    gebruik(monkeypatch, settings, tmp_path)


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create_superuser("baas@example.nl")
    client.force_login(user)
    return user


def tabel(*regels, naam="lijst.csv"):
    upload = SimpleUploadedFile(naam, "\n".join([KOP, *regels]).encode("utf-8-sig"))
    return taak.nieuw("tabel", upload, wie=None)


def haal(client, invoer, soort="csv"):
    url = reverse("admin:organisaties_invoer_geweigerd", args=[invoer.pk, soort])
    return client.get(url)


def cellen(antwoord):
    text = antwoord.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_de_reden_staat_vooraan_en_de_kolommen_zoals_ze_waren(client, baas):
    run = tabel("k1;De Zon;luchtkasteel;Fijn;Jan", "k2;De Maan;logopedie;Ook fijn;")
    kop, row = cellen(haal(client, run))
    assert kop == ["Reden", *KOP.split(";")]
    assert row[0].startswith("Regel 2: Soort: ")
    assert row[1:] == ["k1", "De Zon", "luchtkasteel", "Fijn", "Jan"]


def test_twee_redenen_zijn_twee_zinnen(client, baas):
    run = tabel("k1;De Zon;luchtkasteel;Fijn;")
    run.regels.update(melding="Soort: kennen we niet.; Kosten: te lang; Naam: deze is leeg.")
    text = bladzijde(client, run, "?tab=geweigerd")
    assert "Soort: kennen we niet. Kosten: te lang; Naam: deze is leeg." in text


def test_excel_heeft_hetzelfde(client, baas):
    run = tabel("k1;De Zon;luchtkasteel;Fijn;Jan")
    book = load_workbook(io.BytesIO(haal(client, run, "xlsx").content))
    found = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert found == cellen(haal(client, run))


def test_verbeterd_en_weer_ingelezen_met_de_reden_er_nog_in(client, baas):
    run = tabel("k1;De Zon;luchtkasteel;'=1+1;")
    mended = haal(client, run).content.replace(b"luchtkasteel", b"logopedie")
    again = taak.nieuw("tabel", SimpleUploadedFile("verbeterd.csv", mended), wie=None)
    assert again.tellingen["nieuw"] == 1
    taak.start(again, taak.TOEPASSEN)
    assert Organisatie.objects.get().samenvatting == "=1+1"


@pytest.mark.parametrize("cel", ["=1+1", "'=1+1", "+31", "@x", "''=1"])
def test_een_formule_wordt_onschadelijk(client, baas, cel):
    run = tabel(f"k1;De Zon;luchtkasteel;{cel};")
    found = cellen(haal(client, run))[1][4]
    assert found.startswith("'")
    assert found.lstrip("'") == cel.lstrip("'")


def test_na_doorvoeren_kan_het_nog_steeds(client, baas):
    run = tabel("k1;De Zon;luchtkasteel;Fijn;Jan", "k2;De Maan;logopedie;;")
    doe(client, run, "doorvoeren")
    assert run.opslag == ""
    assert cellen(haal(client, run))[0] == ["Reden", *KOP.split(";")]


def test_wie_wat_meenam_wordt_opgeschreven(client, baas):
    run = lees_in(("a", "", ""), ("b", "", ""))
    haal(client, run)
    entry = Uitvoer.objects.get()
    assert (entry.wie, entry.vorm, entry.rijen) == (baas, "beheer", 2)
    assert str(run.pk) in entry.vraag


def test_personen_alleen_voor_wie_ze_mag_zien(client, baas):
    run = tabel("k1;De Zon;luchtkasteel;Fijn;Jan Geheim")
    line = run.regels.get()
    line.melding = "Contactpersoon: naam: “Jan Geheim” kan niet."
    line.save()
    assert "Jan Geheim" in haal(client, run).content.decode()
    user = Gebruiker.objects.create_user("mede@example.nl", is_staff=True)
    rights = ["add_organisatie", "change_organisatie"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    kop, row = cellen(haal(client, run))
    assert kop == ["Reden", "Sleutel", "Naam", "Soort", "In één zin"]
    assert "mag geen contactpersonen zien" in row[0]
    page = client.get(reverse("admin:organisaties_invoer_change", args=[run.pk]))
    assert "Geheim" not in page.content.decode()


def test_een_kolom_die_we_niet_kennen_blijft_dicht_voor_wie_geen_personen_mag_zien(client, baas):
    run = tabel("k1;De Zon;luchtkasteel;;")
    Invoerregel.objects.update(cellen={"Naam": "De Zon", "Mobiel directeur": "06-geheim"})
    user = Gebruiker.objects.create_user("mede@example.nl", is_staff=True)
    rights = ["add_organisatie", "change_organisatie"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    assert "geheim" not in haal(client, run).content.decode()


def test_zonder_recht_of_met_een_onbekende_soort(client, baas):
    run = lees_in(("a", "", ""))
    assert haal(client, run, "pdf").status_code == 404
    client.force_login(Gebruiker.objects.create_user("mede@example.nl", is_staff=True))
    assert haal(client, run).status_code == 403
