"""What people change by hand in areas and words is kept, read back, and undone one at a time."""

import pytest
from django.urls import reverse

from organisaties.models import Gebruiker, Ondersteuning
from tests.organisaties.beheerformulier import opgestuurd
from wijken import versie
from wijken.handwerk import wijzigingen_van
from wijken.models import Buurt, Gebiedswijziging, Stadsdeel, Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create_superuser("baas@example.nl", "x")
    client.force_login(user)
    return user


def adres(obj, wat):
    return reverse(f"admin:{obj._meta.label_lower.replace('.', '_')}_{wat}", args=[obj.pk])


def bewaar(client, obj, **anders):
    url = adres(obj, "change")
    answer = client.post(url, opgestuurd(client.get(url)) | anders)
    assert answer.status_code == 302
    obj.refresh_from_db()


def test_een_buurt_verhuizen_staat_in_het_logboek(client, baas):
    buurt = Buurt.objects.select_related("wijk").first()
    old, new = buurt.wijk, Wijk.objects.exclude(pk=buurt.wijk_id).first()
    bewaar(client, buurt, wijk=new.pk)
    row = wijzigingen_van(buurt).get()
    assert (row.wie, row.naam) == ("baas@example.nl", str(buurt))
    assert (row.voor, row.na) == ({"wijk": old.slug}, {"wijk": new.slug})
    text = client.get(adres(buurt, "history")).content.decode()
    assert old.slug in text
    assert new.slug in text


def test_alleen_wat_verschilt_en_geen_omtrek(client, baas):
    wijk = Wijk.objects.get(slug="houtwijk")
    bewaar(client, wijk, naam="Houtwijkje")
    row = wijzigingen_van(wijk).get()
    assert (row.voor, row.na) == ({"naam": "Houtwijk"}, {"naam": "Houtwijkje"})
    bewaar(client, wijk)  # nothing changed
    assert wijzigingen_van(wijk).count() == 1


def test_een_wijziging_gaat_terug(client, baas):
    wijk = Wijk.objects.get(slug="houtwijk")
    bewaar(client, wijk, naam="Houtwijkje", toelichting="proef")
    row = wijzigingen_van(wijk).get()
    bewaar(client, wijk, toelichting="blijft")
    before = versie.uit_database()
    client.post(adres(wijk, "history"), {"wijziging": row.pk})
    wijk.refresh_from_db()
    assert (wijk.naam, wijk.toelichting) == ("Houtwijk", "blijft")
    assert versie.uit_database() != before
    assert "teruggedraaid" in wijzigingen_van(wijk).first().reden
    again = client.post(adres(wijk, "history"), {"wijziging": row.pk}, follow=True)
    assert "daarna nog gewijzigd" in again.content.decode()


def test_een_buurt_gaat_terug_naar_haar_wijk(client, baas):
    buurt = Buurt.objects.first()
    old, new = buurt.wijk_id, Wijk.objects.exclude(pk=buurt.wijk_id).first()
    bewaar(client, buurt, wijk=new.pk)
    client.post(adres(buurt, "history"), {"wijziging": wijzigingen_van(buurt).get().pk})
    buurt.refresh_from_db()
    assert buurt.wijk_id == old


def test_wat_verwijderd_is_blijft_te_lezen(client, baas):
    gemeente = Wijk.objects.first().gemeente
    part = Stadsdeel.objects.create(naam="Tijdelijk deel", slug="tijdelijk", gemeente=gemeente)
    client.post(adres(part, "delete"), {"post": "yes"})
    row = Gebiedswijziging.objects.get(sleutel="tijdelijk")
    assert row.na is None
    assert row.voor["gemeente"] == gemeente.slug
    page = client.get(reverse("admin:wijken_gebiedswijziging_changelist"))
    assert "Tijdelijk deel" in page.content.decode()


def test_woorden_gaan_langs_hetzelfde_logboek(client, baas):
    word = Ondersteuning.objects.get(slug="spraak-taal")
    bewaar(client, word, synoniemen="stottert")
    row = wijzigingen_van(word).get()
    assert row.na == {"synoniemen": ["stottert"]}


def test_wie_alleen_mag_kijken_draait_niets_terug(client, baas):
    wijk = Wijk.objects.get(slug="houtwijk")
    bewaar(client, wijk, naam="Houtwijkje")
    row = wijzigingen_van(wijk).get()
    maker = Gebruiker.objects.create_user("maker@example.nl", rol=Gebruiker.Rol.KWARTIERMAKER)
    client.force_login(maker)
    assert client.get(adres(wijk, "history")).status_code == 200
    assert client.post(adres(wijk, "history"), {"wijziging": row.pk}).status_code == 403
    wijk.refresh_from_db()
    assert wijk.naam == "Houtwijkje"


def test_de_wijziging_van_een_ander_gebied_gaat_hier_niet_terug(client, baas):
    wijk, other = Wijk.objects.get(slug="houtwijk"), Wijk.objects.get(slug="waldeck")
    bewaar(client, wijk, naam="Houtwijkje")
    row = wijzigingen_van(wijk).get()
    assert client.post(adres(other, "history"), {"wijziging": row.pk}).status_code == 404


@pytest.mark.parametrize("nummer", ["", "x", "²", "1\x00", "9" * 30])
def test_een_wijziging_die_niet_kan_bestaan_is_er_niet(client, baas, nummer):
    wijk = Wijk.objects.get(slug="houtwijk")
    bewaar(client, wijk, naam="Houtwijkje")
    assert client.post(adres(wijk, "history"), {"wijziging": nummer}).status_code == 404
