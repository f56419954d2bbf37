"""The work list of proposals: what a source says otherwise, to take over or to leave."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from organisaties.models import Gebruiker, Ronde, Uitvoer, Voorstel
from tests.fabriek import maak, persoon

pytestmark = pytest.mark.django_db
LIJST = "admin:organisaties_voorstel_changelist"


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create_superuser("baas@example.nl")
    client.force_login(user)
    return user


def voorstel(entry, veld="naam", waarde="Uit de bron", bron="lrk"):
    return Voorstel.objects.create(organisatie=entry, bron=bron, veld=veld, waarde=waarde)


def bladzijde(client, vraag=""):
    return client.get(reverse(LIJST) + vraag).content.decode()


def doe(client, wat, *voorstellen):
    data = {"doe": wat, "voorstel": [row.pk for row in voorstellen]}
    return client.post(reverse(LIJST), data, follow=True).content.decode()


def stand(row):
    row.refresh_from_db()
    return row.stand


def test_per_ingang_wat_er_staat_en_wat_de_bron_zegt(client, baas):
    entry = maak(naam="De Zon", kosten="gratis")
    voorstel(entry)
    voorstel(entry, "kosten", "betaald", "duo")
    text = bladzijde(client)
    assert text.count(">De Zon</a>") == 1
    for words in ("Uit de bron", "Gratis", "Kinderopvang (LRK)", "Scholen (DUO)", "2 voorstellen"):
        assert words in text
    assert "Uit de bron" not in bladzijde(client, "?bron=duo")
    assert "Uit de bron" in bladzijde(client, "?veld=naam")
    assert "U bent bij" in bladzijde(client, "?bron=niets")


def test_neem_over_schrijft_de_waarde_met_geschiedenis(client, baas):
    entry = maak(naam="De Zon")
    row = voorstel(entry)
    assert "1 voorstel overgenomen" in doe(client, f"over-{row.pk}")
    entry.refresh_from_db()
    assert (entry.naam, stand(row), row.besloten_door) == ("Uit de bron", "overgenomen", baas)
    assert Ronde.objects.latest("pk").wie == baas


def test_laat_zo_verandert_niets(client, baas):
    entry = maak(naam="De Zon")
    row = voorstel(entry)
    assert "de ingang blijft zoals zij is" in doe(client, f"laat-{row.pk}")
    entry.refresh_from_db()
    assert (entry.naam, stand(row)) == ("De Zon", "afgewezen")
    assert "U bent bij" in bladzijde(client)


def test_wat_is_aangevinkt_gaat_samen(client, baas):
    rows = [voorstel(maak(), waarde=f"Naam {n}") for n in range(3)]
    assert "2 voorstellen overgenomen" in doe(client, "over", *rows[:2])
    assert [stand(row) for row in rows] == ["overgenomen", "overgenomen", "open"]


def adresvoorstellen():
    """An entry with an address and a point, and what a source says otherwise of both."""
    place = {"straat": "Laan", "huisnummer": "3", "postcode": "2552AB", "plaats": "Den Haag"}
    entry = maak(**place, lat=52.06, lon=4.28)
    return entry, [
        voorstel(entry, "straat", "Kade"),
        voorstel(entry, "huisnummer", "5"),
        voorstel(entry, "lat", 52.05),
    ]


def test_wat_bij_elkaar_hoort_is_een_regel(client, baas):
    entry, _rows = adresvoorstellen()
    voorstel(entry, "straat", "Plein", "duo")
    text = bladzijde(client, "?bron=lrk")
    assert "2 voorstellen" in text
    for words in ("Laan 3, 2552", "Kade 5, 2552", ">Adres<", "Punt op de kaart", "52.05000, 4.28"):
        assert words in text
    assert text.count('type="checkbox" name="voorstel"') == 2
    assert "Plein 3" not in text
    assert "Plein 3" in bladzijde(client, "?veld=adres&bron=duo")
    file = client.get(reverse("admin:organisaties_voorstel_csv")).content.decode("utf-8-sig")
    assert [row[2] for row in csv.reader(io.StringIO(file), delimiter=";")][1:] == [
        "Adres", "Adres", "Punt op de kaart",
    ]  # fmt: skip


@pytest.mark.parametrize(("wat", "wordt"), [("over", "overgenomen"), ("laat", "afgewezen")])
def test_wat_meegaat_met_zijn_groep_is_niet_al_besloten(client, baas, wat, wordt):
    _entry, (street, number, point) = adresvoorstellen()
    text = doe(client, wat, street, number)
    assert f"1 voorstel {wordt}" in text
    assert "al besloten" not in text
    assert [stand(row) for row in (street, number, point)] == [wordt, wordt, "open"]


def test_een_groep_staat_op_een_bladzijde(client, baas, monkeypatch):
    monkeypatch.setattr("organisaties.admin.voorstellen.PER_BLADZIJDE", 1)
    adresvoorstellen()
    first, second = bladzijde(client), bladzijde(client, "?p=2")
    assert "Kade 5" in first
    assert "Kade" not in second
    assert "Neem over: Punt op de kaart" in second


def test_over_wat_al_besloten_is_wordt_niet_nog_eens_besloten(client, baas):
    entry = maak(naam="De Zon")
    row, other = voorstel(entry), voorstel(maak())
    Voorstel.objects.filter(pk=row.pk).update(stand="afgewezen")
    text = doe(client, "over", row, other)
    assert "1 voorstel overgenomen" in text
    assert "Over 1 voorstel was al besloten" in text
    entry.refresh_from_db()
    assert entry.naam == "De Zon"


def test_een_waarde_die_niet_meer_kan_zegt_waarom(client, baas):
    row = voorstel(maak(naam="De Zon"), "slug", maak(slug="bezet").slug)
    assert "De Zon, Webadres" in doe(client, f"over-{row.pk}")
    assert stand(row) == "open"


@pytest.mark.parametrize("sleutel", ["x", "²", "1\x00", "9" * 30])
def test_een_sleutel_die_geen_sleutel_is(client, baas, sleutel):
    row = voorstel(maak())
    assert "Kies eerst een of meer voorstellen" in doe(client, f"over-{sleutel}")
    assert stand(row) == "open"


@pytest.mark.parametrize("wat", ["", "over", "misschien-1", "over-x", "over-²", "over-" + "9" * 40])
def test_een_post_die_nergens_over_gaat(client, baas, wat):
    row = voorstel(maak())
    doe(client, wat)
    assert stand(row) == "open"


def test_personen_alleen_voor_wie_ze_mag_zien_en_wijzigen(client, baas):
    secret = [persoon("coordinatoren", naam="Geheime Naam")]
    row = voorstel(maak(), "personen", secret)
    assert "Geheime Naam" in bladzijde(client)
    user = Gebruiker.objects.create_user("mede@example.nl", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="change_organisatie"))
    client.force_login(user)
    assert "Geheime Naam" not in bladzijde(client)
    file = client.get(reverse("admin:organisaties_voorstel_csv")).content.decode()
    assert "Geheime Naam" not in file
    assert "mag geen contactpersonen wijzigen" in doe(client, f"over-{row.pk}")
    assert stand(row) == "open"


def test_de_lijst_gaat_mee_als_csv_en_dat_wordt_opgeschreven(client, baas):
    entry = maak(naam="=1+1")
    voorstel(entry, bron="gemeentekaart")
    voorstel(maak())
    url = reverse("admin:organisaties_voorstel_csv")
    text = client.get(url + "?bron=gemeentekaart").content.decode("utf-8-sig")
    kop, row = csv.reader(io.StringIO(text), delimiter=";")
    assert kop[:5] == ["Ingang", "Kenmerk", "Veld", "Nu", "In de bron"]
    assert row[:5] == ["'=1+1", str(entry.uuid), "Naam", "'=1+1", "Uit de bron"]
    log = Uitvoer.objects.get()
    assert (log.wie, log.vorm, log.rijen) == (baas, "beheer", 1)
    assert "bron=gemeentekaart" in log.vraag


def test_alleen_wie_organisaties_mag_wijzigen(client):
    client.force_login(Gebruiker.objects.create_user("mede@example.nl", is_staff=True))
    for name in (LIJST, "admin:organisaties_voorstel_csv"):
        assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse(LIJST), {}).status_code == 403


def test_aantal_vragen_groeit_niet_met_de_rijen(client, baas, django_assert_max_num_queries):
    entry = maak()
    for number in range(20):
        voorstel(entry, bron=f"bron{number}")
    with django_assert_max_num_queries(40):
        assert bladzijde(client).count("Neem over<") == 20
