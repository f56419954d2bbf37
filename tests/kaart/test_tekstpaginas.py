"""About, privacy, accessibility: they say what the software does, and the data says its source."""

import pytest

from tests.fabriek import maak

pytestmark = pytest.mark.django_db
PAGINAS = ["/over/", "/privacy/", "/toegankelijkheid/", "/wijken/", "/wijken/houtwijk/",
           "/stadsdelen/laak/", "/overleggen/"]  # fmt: skip


def lees(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_over_noemt_de_bronnen_zoals_de_gegevens_ze_noemen(client):
    maak(bron="Gebiedsplan Laak, hoofdstuk 5; Gebiedsplan Loosduinen, hoofdstuk 1 en 8")
    maak(bron="Gebiedsplan Laak, hoofdstuk 2")
    page = lees(client, "/over/")
    assert 'Gebiedsplan Laak <span class="zacht">(2 plekken)' in page
    assert 'Gebiedsplan Loosduinen <span class="zacht">(1 plek)' in page
    for text in ("CC BY 4.0", "GeoNames", "buurtgrenzen", "Kerncijfers wijken en buurten 2024"):
        assert text in page


def test_over_noemt_geen_bron_van_een_concept(client):
    maak(bron="Zeldzame bron", status="concept")
    assert "Zeldzame bron" not in lees(client, "/over/")


def test_over_noemt_voorbeelden_apart_en_niet_als_bron(client):
    maak(bron="Gebiedsplan Laak")
    maak(bron="Zelf bedacht", voorbeeld=True)
    page = lees(client, "/over/")
    assert 'Gebiedsplan Laak <span class="zacht">(1 plek)' in page
    assert "Zelf bedacht" not in page
    assert "Daarnaast is er 1 verzonnen voorbeeld." in page


def test_over_legt_de_andere_kaarten_de_voorbeelden_en_de_afkortingen_uit(client):
    page = lees(client, "/over/")
    for text in ("socialekaartdenhaag.nl", "partnersinkindontwikkeling.nl", "verzonnen voorbeeld"):
        assert text in page
    for short in ("VE", "CJG", "SPPOH", "SMW", "SBO", "SO", "IVH", "JGZ"):
        assert f"<dt>{short}</dt>" in page


def test_privacy_noemt_de_server_van_de_achtergrondkaart(client, settings):
    settings.KAART = {**settings.KAART, "tegels": "https://service.pdok.nl/{z}/{x}/{y}.png"}
    assert "service.pdok.nl" in lees(client, "/privacy/")
    settings.KAART = {**settings.KAART, "tegels": ""}
    assert "haalt niets op bij andere servers" in lees(client, "/privacy/")


def test_contact_komt_uit_de_instellingen(client, settings):
    settings.KAART = {**settings.KAART, "contact": "kaart@example.nl"}
    for path in PAGINAS[:3]:
        assert "mailto:kaart@example.nl" in lees(client, path)
    settings.KAART = {**settings.KAART, "contact": "javascript:alert(1)"}
    assert "javascript:" not in lees(client, "/privacy/")


def test_toegankelijkheid_zegt_dat_er_nog_geen_onderzoek_was(client):
    assert "nog niet onderzocht" in lees(client, "/toegankelijkheid/")


@pytest.mark.parametrize("pad", PAGINAS)
def test_een_bezoeker_krijgt_geen_cookie(client, pad):
    assert not client.get(pad).cookies


def test_ook_op_de_pagina_van_een_organisatie_geen_cookie(client):
    assert not client.get(f"/organisaties/{maak().slug}/").cookies


@pytest.mark.parametrize("pad", PAGINAS)
def test_een_kop_van_de_eerste_soort_en_geen_opmaak_in_de_regel(client, pad):
    page = lees(client, pad)
    assert page.count("<h1") == 1
    assert " style=" not in page
    assert "<script>" not in page
    assert "<style" not in page


@pytest.mark.parametrize("pad", PAGINAS)
def test_alleen_lezen(client, pad):
    assert client.post(pad).status_code == 405
