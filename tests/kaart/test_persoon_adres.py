"""E-mail and telephone of a public person: one at a time, to who asks, and not too often."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organisaties.models import Contact
from tests.fabriek import algemeen, gebruiker, maak, persoon

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _telt_van_nul():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def ingang():
    people = [persoon(level, telefoon="070-987 65 43") for level in Contact.Zichtbaarheid.values]
    return maak(naam="De Opvang", contacten=[algemeen(telefoon="070-111 11 11")], personen=people)


def adres(row, zichtbaarheid="publiek"):
    uuid = row.contacten.personen().get(zichtbaarheid=zichtbaarheid).uuid
    return reverse("persoon_adres", args=[row.slug, uuid])


def test_de_knop_toont_adres_en_nummer(client, ingang):
    answer = client.post(adres(ingang))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "mailto:publiek@example.nl" in page
    assert "tel:+31709876543" in page
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]


def test_de_knop_staat_op_de_pagina_en_werkt_zonder_javascript(ingang):
    client = Client(enforce_csrf_checks=True)
    page = client.get(ingang.get_absolute_url()).content.decode()
    assert f'action="{adres(ingang)}"' in page
    token = client.cookies["csrftoken"].value
    assert client.post(adres(ingang), {"csrfmiddlewaretoken": token}).status_code == 200


def test_zonder_csrf_gebeurt_er_niets(ingang):
    answer = Client(enforce_csrf_checks=True).post(adres(ingang))
    assert answer.status_code == 403
    assert "publiek@example.nl" not in answer.content.decode()


@pytest.mark.parametrize("manier", ["get", "head"])
def test_ophalen_toont_niets(client, ingang, manier):
    answer = getattr(client, manier)(adres(ingang))
    assert answer.status_code == 405
    assert b"example.nl" not in answer.content


@pytest.mark.parametrize("zichtbaarheid", ["professionals", "coordinatoren"])
@pytest.mark.parametrize("wie", ["anoniem", "wacht"])
def test_wie_niet_openbaar_is_bestaat_hier_niet(client, ingang, wie, zichtbaarheid):
    if wie != "anoniem":
        client.force_login(gebruiker(wie))
    assert client.post(adres(ingang, zichtbaarheid)).status_code == 404


@pytest.mark.parametrize("stand", [{"vertrokken_op": "2026-10-01"}, {"verborgen_op": "2026-10-01"}])
def test_wie_vertrok_of_verborgen_is_ook_niet(client, stand):
    assert client.post(adres(maak(personen=[persoon("publiek", **stand)]))).status_code == 404


def test_van_een_onbekende_of_een_ander_niets(client, ingang):
    other = maak(personen=[persoon("publiek")])
    wrong = other.contacten.get().uuid
    for uuid in (uuid4(), wrong, ingang.contacten.algemeen().get().uuid):
        assert client.post(reverse("persoon_adres", args=[ingang.slug, uuid])).status_code == 404


@pytest.mark.parametrize("status", ["concept", "gestopt"])
def test_van_een_ingang_die_niet_te_zien_is_niets(client, status):
    row = maak(status=status, personen=[persoon("publiek")])
    assert client.post(adres(row)).status_code == 404


def test_zonder_adres_is_er_niets(client):
    row = maak(personen=[persoon("publiek", email="")])
    assert client.post(adres(row)).status_code == 404


def test_wie_te_veel_vraagt_hoort_wanneer_het_weer_kan_en_wie_te_bellen(client, ingang):
    codes = [client.post(adres(ingang)).status_code for _ in range(15)]
    assert set(codes) == {200}
    answer = client.post(adres(ingang))
    page = answer.content.decode()
    assert answer.status_code == 429
    assert answer["Retry-After"] == "3600"
    assert answer["Cache-Control"] == "no-store, private"
    assert "over een uur" in page
    assert "070-111 11 11" in page
    assert "publiek@example.nl" not in page


def test_een_nieuwe_sessie_op_hetzelfde_netwerk_telt_door(ingang, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "adres_tonen": "2/h/ip"}
    waiting = Client()
    waiting.force_login(gebruiker("wacht"))
    codes = [one.post(adres(ingang)).status_code for one in (Client(), waiting, Client())]
    assert codes == [200, 200, 429]
    assert waiting.post(adres(ingang)).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post(adres(ingang)).status_code == 200


def test_wie_adressen_toch_al_ziet_telt_niet_mee(client, ingang):
    client.force_login(gebruiker("professional"))
    codes = [client.post(adres(ingang)).status_code for _ in range(17)]
    assert set(codes) == {200}
