"""Who sees which people on the page of an entry, and what of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.fabriek import HOUTWIJK, algemeen, gebruiker, maak, persoon

pytestmark = pytest.mark.django_db
NIVEAUS = ("publiek", "professionals", "coordinatoren")
WEG = ("vertrokken", "verborgen")


def mens(wie, zichtbaarheid="publiek", **waarden):
    return persoon(zichtbaarheid, naam=f"Naam-{wie}", email=f"{wie}@example.nl",
                   telefoon="070-987 65 43", rol=f"Rol-{wie}", **waarden)  # fmt: skip


def mensen():
    return [
        *(mens(level, level) for level in NIVEAUS),
        mens("vertrokken", vertrokken_op="2026-10-01"),
        mens("verborgen", verborgen_op="2026-10-01"),
    ]


@pytest.fixture
def ingang(db):
    return maak(contacten=[algemeen()], personen=mensen(), **HOUTWIJK)


def account(wie, ingang):
    other = maak()
    made = {
        "wacht": lambda: gebruiker("wacht"),
        "professional": lambda: gebruiker("professional"),
        "organisatie": lambda: gebruiker("organisatie", organisaties=[ingang]),
        "organisatie van een ander": lambda: gebruiker("organisatie", organisaties=[other]),
        "kwartiermaker": lambda: gebruiker("kwartiermaker", wijken=["houtwijk"]),
        "kwartiermaker van elders": lambda: gebruiker("kwartiermaker", wijken=["spoorwijk"]),
        "beheerder": lambda: gebruiker("beheerder"),
    }
    return made[wie]()


# who: the people by name, the people with e-mail, and whether this user edits them
ZIET = {
    "anoniem": (["publiek"], [], False),
    "wacht": (["publiek"], [], False),
    "professional": (["publiek", "professionals"], ["publiek", "professionals"], False),
    "organisatie": ([*NIVEAUS, *WEG], NIVEAUS, True),
    "organisatie van een ander": (["publiek"], ["publiek"], False),
    "kwartiermaker": ([*NIVEAUS, *WEG], NIVEAUS, True),
    "kwartiermaker van elders": (NIVEAUS, NIVEAUS, False),
    "beheerder": ([*NIVEAUS, *WEG], NIVEAUS, True),
}


def pagina(client, ingang, wie):
    if wie != "anoniem":
        client.force_login(account(wie, ingang))
    return client.get(ingang.get_absolute_url()).content.decode()


@pytest.mark.parametrize("wie", ZIET)
def test_wie_wie_ziet(client, ingang, wie):
    names, addresses, edits = ZIET[wie]
    page = pagina(client, ingang, wie)
    everybody = [*NIVEAUS, *WEG]
    assert [who for who in everybody if f"Naam-{who}" in page] == list(names)
    assert [who for who in everybody if f"{who}@example.nl" in page] == list(addresses)
    assert ("9876543" in page or "987 65 43" in page) is bool(addresses)
    assert [who for who in everybody if f"Rol-{who}" in page] == list(addresses)
    assert ("Werkt hier niet meer" in page) is edits
    assert ("Klopt nog" in page) is edits


@pytest.mark.parametrize(
    ("wie", "knop"), [("anoniem", True), ("wacht", True), ("professional", False)]
)
def test_wie_geen_adressen_ziet_krijgt_een_knop(client, ingang, wie, knop):
    assert ("Toon e-mail en telefoon" in pagina(client, ingang, wie)) is knop


@pytest.mark.parametrize("wie", ["kwartiermaker", "beheerder"])
def test_zonder_tweede_factor_ziet_een_medewerker_wat_iedereen_ziet(client, ingang, settings, wie):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    page = pagina(client, ingang, wie)
    assert "Naam-publiek" in page
    assert "Naam-professionals" not in page
    assert "publiek@example.nl" not in page
    assert "Klopt nog" not in page


def test_zonder_adres_is_er_niets_te_tonen(client):
    row = maak(personen=[mens("a") | {"email": "", "telefoon": ""}])
    assert "Toon e-mail" not in client.get(row.get_absolute_url()).content.decode()


def test_het_postvak_van_de_organisatie_staat_er_voor_iedereen(client, ingang):
    page = client.get(ingang.get_absolute_url()).content.decode()
    assert "mailto:info@example.nl" in page


def test_een_oude_bevestiging_is_zichtbaar_oud_en_geen_grond_ook(client):
    row = maak(personen=[mens("oud", bevestigd_op="2020-01-01", grondslag="")])
    client.force_login(gebruiker("beheerder"))
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Bevestigd op 1 januari 2020" in page
    assert "lang geleden" in page
    assert "Nog geen grond" in page


def test_de_grond_is_alleen_voor_wie_bewerkt(client):
    row = maak(personen=[mens("a", grondslag="Bijzondere grond")])
    client.force_login(gebruiker("professional"))
    assert "Bijzondere grond" not in client.get(row.get_absolute_url()).content.decode()


def test_wie_alleen_nog_vertrokken_mensen_heeft_toont_bezoekers_geen_kop(client):
    row = maak(personen=[mens("weg", vertrokken_op="2026-10-01")])
    assert "mensen" not in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize("wie", ["anoniem", "kwartiermaker"])
def test_evenveel_vragen_aan_de_database_met_een_en_met_veel_mensen(client, wie):
    counts = []
    for times in (1, 12):
        row = maak(personen=mensen() * times, **HOUTWIJK)
        if wie != "anoniem":
            client.force_login(account(wie, row))
        client.get(row.get_absolute_url())
        with CaptureQueriesContext(connection) as seen:
            client.get(row.get_absolute_url())
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_mensen_staan_niet_in_zoektekst_of_op_de_kaart(client, ingang):
    ingang.refresh_from_db()
    text = ingang.zoektekst + client.get("/punten.json").content.decode()
    assert not [who for who in (*NIVEAUS, *WEG) if who in text.lower()]
    assert str(ingang.uuid) in text
