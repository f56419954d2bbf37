"""The private link: what became of a report, for who has the link and nobody else."""

import re

import pytest
from django.test import Client

from organisaties.meldingen import beoordeel, markeer_spam
from organisaties.models import Gebruiker, Melding
from tests.fabriek import algemeen, gebruiker, maak
from tests.meldhulp import enige, melding

pytestmark = pytest.mark.django_db
BEHEERDER = Gebruiker.Rol.BEHEERDER


@pytest.fixture
def gemeld():
    row = maak(naam="Speelzaal", contacten=[algemeen()])
    proposal = {"telefoon": {"telefoon": "070-000 00 02"}, "naam": {"naam": "Speeltuin"}}
    return melding(row, voorstel=proposal, tekst="Gebeld", email="melder@example.nl")


def pad(row):
    return f"/meldingen/{row.sleutel}/"


def lees(client, row):
    answer = client.get(pad(row))
    assert answer.status_code == 200
    return answer.content.decode()


def test_de_melder_ziet_het_eigen_adres_en_wat_is_gemeld(client, gemeld):
    page = lees(client, gemeld)
    for text in ("Dank u wel", "Speelzaal", "070-000 00 02", "Speeltuin", "Gebeld", pad(gemeld)):
        assert text in page
    assert "melder@example.nl" not in page


def test_na_het_oordeel_staat_er_per_veld_wat_ermee_is_gedaan(client, gemeld):
    beoordeel(gemeld, {"telefoon": True, "naam": False}, gebruiker(BEHEERDER), "Het klopt bijna.")
    page = lees(client, gemeld)
    for text in ("Een deel van uw melding", "niet overgenomen", "Het klopt bijna."):
        assert text in page
    assert "@example.nl" not in page


def test_spam_lijkt_voor_de_melder_op_niets_veranderd(client, gemeld):
    markeer_spam(gemeld, gebruiker(BEHEERDER))
    page = lees(client, gemeld)
    assert "Wij hebben niets veranderd" in page
    assert "pam" not in page


def test_de_pagina_blijft_tussen_ons(client, gemeld):
    for answer in (client.get(pad(gemeld)), client.get("/meldingen/onbekend/")):
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["Referrer-Policy"] == "same-origin"  # another site never sees the address
        assert "noindex" in answer["X-Robots-Tag"]
        assert "sessionid" not in answer.cookies


def test_alleen_het_formulier_van_de_pagina_zelf_verandert_iets(gemeld):
    robust = Client(enforce_csrf_checks=True)
    page = robust.get(pad(gemeld))
    assert robust.post(pad(gemeld), {"doe": "intrekken"}).status_code == 403
    assert enige() == gemeld
    tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert len(tokens) == 2
    robust.post(pad(gemeld), {"doe": "intrekken", "csrfmiddlewaretoken": tokens[1]})
    assert not Melding.objects.exists()


def test_een_onbekende_sleutel_geeft_niets(client, gemeld):
    for key in ("onbekend", str(gemeld.uuid), str(gemeld.pk), gemeld.sleutel[:-1], "%00"):
        assert client.get(f"/meldingen/{key}/").status_code == 404


def test_raden_houdt_op_bij_de_grens(client, gemeld, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "volgen": "2/h/ip"}
    answers = [client.get(f"/meldingen/poging{n}/") for n in range(3)]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert answers[-1]["Retry-After"] == "3600"
    assert "no-store" in answers[-1]["Cache-Control"]


def test_raden_in_een_nieuwe_sessie_telt_door(gemeld, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "volgen": "2/h/ip"}
    signed_in = Client()
    signed_in.force_login(gebruiker("professional"))
    clients = (Client(), signed_in, Client())
    answers = [one.get("/meldingen/poging/").status_code for one in clients]
    assert answers == [404, 404, 429]
    assert signed_in.get(pad(gemeld)).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(pad(gemeld)).status_code == 200


def test_van_een_plek_die_weg_is_staat_er_geen_naam(client, gemeld):
    gemeld.organisatie.__class__.objects.filter(pk=gemeld.organisatie.pk).update(status="concept")
    assert "Speelzaal" not in lees(client, gemeld)


def test_wat_de_melder_typte_wordt_niet_uitgevoerd(client):
    row = melding(maak(), tekst="<script>alert(1)</script>", voorstel={"naam": {"naam": "<b>x"}})
    page = lees(client, row)
    assert "<script>alert" not in page
    assert "<b>x" not in page


# --- while it waits ----------------------------------------------------------------------------


def test_de_melder_zet_er_iets_bij(client, gemeld):
    client.post(pad(gemeld), {"doe": "aanvullen", "tekst": "En nog iets"})
    assert enige().tekst.startswith("Gebeld\n\nErbij gezet op ")
    assert enige().tekst.endswith("En nog iets")


def test_de_melder_trekt_de_melding_in_en_alles_is_weg(client, gemeld):
    answer = client.post(pad(gemeld), {"doe": "intrekken"})
    assert "Wij hebben alles gewist" in answer.content.decode()
    assert not Melding.objects.exists()
    assert client.get(pad(gemeld)).status_code == 404


def test_kijken_verandert_niets(client, gemeld):
    client.get(pad(gemeld), {"doe": "intrekken"})
    assert enige().stand == Melding.Stand.NIEUW


@pytest.mark.parametrize("tekst", ["", "x" * 501, "a\x00b"])
def test_wat_er_niet_bij_kan_wordt_gezegd(client, gemeld, tekst):
    assert client.post(pad(gemeld), {"doe": "aanvullen", "tekst": tekst}).status_code == 400
    assert enige().tekst == "Gebeld"


def test_het_houdt_een_keer_op(client, gemeld):
    for _ in range(4):
        answer = client.post(pad(gemeld), {"doe": "aanvullen", "tekst": "x" * 490})
    assert answer.status_code == 400
    assert "U kunt nog" in answer.content.decode()
    assert len(enige().tekst) <= 2000


@pytest.mark.parametrize("doe", ["aanvullen", "intrekken"])
def test_na_het_oordeel_verandert_de_melder_niets_meer(client, gemeld, doe):
    beoordeel(gemeld, {"telefoon": False, "naam": False}, gebruiker(BEHEERDER))
    answer = client.post(pad(gemeld), {"doe": doe, "tekst": "Nog iets"})
    assert answer.status_code == 409
    assert "al beoordeeld" in answer.content.decode()
    assert enige().tekst == "Gebeld"
