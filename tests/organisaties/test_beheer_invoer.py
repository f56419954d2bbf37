"""Bringing in a file in the management site: upload, look at the plan, apply, undo."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from organisaties.invoer import opslag
from organisaties.models import Gebruiker, Invoer, Organisatie, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import maak
from tests.organisaties.invoerhulp import (
    bestand,
    bewaard,
    bladzijde,
    doe,
    gebruik,
    ingang,
    lees_in,
    upload,
    voer_door,
)

pytestmark = pytest.mark.django_db
Stand = Invoer.Stand
AAP, NOOT, MIES = ("a", "Aap", "gratis"), ("b", "Noot", "betaald"), ("c", "Mies", "betaald")
LIJST = "admin:organisaties_invoer_changelist"
NIEUW = "admin:organisaties_invoer_add"


@pytest.fixture(autouse=True)
def _register(monkeypatch, settings, tmp_path):
    gebruik(monkeypatch, settings, tmp_path)


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create_superuser("baas@example.nl")
    client.force_login(user)
    return user


def wijzig(sleutel, wie=None, **waarden):
    with ronde(Ronde.Aard.BEWERKING, wie=wie) as schrijver:
        schrijver.wijzig({ingang(sleutel).pk: waarden})


# --- bringing in ----------------------------------------------------------------------------------


def test_het_formulier_noemt_elke_bron_met_uitleg_en_sjabloon(client, baas):
    text = client.get(reverse(NIEUW)).content.decode()
    for words in ("Kinderopvang (LRK)", "Scholen (DUO)", "Visitekaartjes", "officiële bestand"):
        assert words in text
    for kind, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        url = reverse("admin:organisaties_invoer_sjabloon", args=[kind])
        assert url in text
        assert client.get(url).content.startswith(start)
    assert (
        client.get(reverse("admin:organisaties_invoer_sjabloon", args=["pdf"])).status_code == 404
    )


def test_inlezen_laat_het_plan_zien_en_verandert_niets(client, baas):
    text = upload(client, bestand(AAP, NOOT), peildatum="2026-11-01").content.decode()
    assert "Er is nog niets veranderd" in text
    assert "Voer 2 wijzigingen door" in text
    assert "2026-11-01" in text
    assert not Organisatie.objects.exists()


@pytest.mark.parametrize(
    ("bron", "soort", "reden"),
    [
        ("register", ("x.pdf", b"x"), "Kies een bestand van deze soort"),
        ("register", ("x.csv", b""), "Dit bestand is leeg"),
        ("bestaat-niet", ("x.csv", b"x"), "bestaat-niet"),
        ("", ("x.csv", b"x"), "Kies eerst wat voor bestand"),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld(client, baas, bron, soort, reden):
    text = upload(client, SimpleUploadedFile(*soort), bron).content.decode()
    assert reden in text
    assert "Het bestand is niet ingelezen" in text


def test_te_groot_en_niets_gekozen(client, baas, settings):
    settings.INVOER_MAX_MB = 0
    assert "groter dan 0 MB" in upload(client, bestand(AAP)).content.decode()
    assert "Kies een bestand." in client.post(reverse(NIEUW), {}).content.decode()
    assert not Invoer.objects.exists()


def test_een_fout_bestand_zegt_wat_er_mist(client, baas):
    answer = upload(client, bestand(AAP, kop=("x", "y", "z")))
    assert "De kolom sleutel ontbreekt" in answer.content.decode()
    assert "Dit bestand kon niet worden ingelezen" in answer.content.decode()


# --- the plan -------------------------------------------------------------------------------------


def test_nieuw_in_woorden_en_een_bladzijde_tegelijk(client, baas):
    run = lees_in(*[(f"k{n:02}", f"Naam {n:02}", "betaald") for n in range(30)])
    text = bladzijde(client, run)
    assert "Naam 00" in text
    assert "Kinderdagverblijf" in text
    assert "Naam 29" not in text
    assert "Naam 29" in bladzijde(client, run, "?tab=nieuw&p=2")


def test_gewijzigd_veld_voor_veld_van_oud_naar_nieuw(client, baas):
    voer_door(AAP)
    run = lees_in(("a", "Aapje", "gratis"))
    text = bladzijde(client, run)
    assert "<del>Aap</del>" in text
    assert "<ins>Aapje</ins>" in text
    assert "<dt>Kosten</dt>" not in text


def test_verdwenen_geweigerd_en_overgeslagen_met_de_reden(client, baas):
    voer_door(AAP, NOOT)
    run = lees_in(AAP, ("c", "", ""), ("ander", "x", ""), ("d", "Wim", "gratis"))
    assert "andere gemeente" in bladzijde(client, run)
    assert "Er wordt niets verwijderd" in bladzijde(client, run, "?tab=verdwenen")
    refused = bladzijde(client, run, "?tab=geweigerd")
    assert "deze is leeg. Vul de naam in." in refused
    assert "regel 3" in refused
    assert "kosten hersteld" in bladzijde(client, run, "?tab=let-op")


def test_geweigerde_regels_zijn_er_tot_ze_zijn_opgeruimd(client, baas):
    run = voer_door(AAP, ("x", "", ""))
    text = bladzijde(client, run, "?tab=geweigerd")
    assert "Geweigerd (1)" in text
    assert "opgeruimd" not in text
    Invoer.objects.update(gemaakt=timezone.now() - timedelta(days=31))
    opslag.ruim_op()
    text = bladzijde(client, run, "?tab=geweigerd")
    assert "Geweigerd (" not in text
    assert "Geweigerde regels zijn na 30 dagen opgeruimd" in text


@pytest.mark.parametrize(
    ("aantallen", "tekst"),
    [({"a": 1}, "1 in 1 gebied."), ({"a": 1, "b": 2}, "3 in 2 gebieden.")],
)
def test_aantallen_per_gebied_in_goed_nederlands(client, baas, aantallen, tekst):
    run = lees_in(AAP)
    Invoer.objects.update(cijfers={"onderwerp": "gastouders", "aantallen": aantallen})
    assert f"(plekken met gastouderopvang): {tekst}" in bladzijde(client, run)


def test_wat_een_mens_schreef_wordt_een_voorstel(client, baas):
    voer_door(AAP)
    wijzig("a", naam="Eigen naam")
    run = lees_in(AAP)
    assert "Bij 1 ingang zegt de bron iets anders" in bladzijde(client, run)
    text = bladzijde(client, run, "?tab=voorstellen")
    assert "Blijft: Eigen naam" in text
    assert "De bron zegt: Aap" in text


def test_een_regel_die_gekoppeld_is_zegt_waaraan_en_waarom(client, baas, monkeypatch):
    entry = maak(naam="Bestaand")
    run = lees_in(AAP)
    twin = {"id": entry.pk, "score": 90, "redenen": ["zelfde postcode"], "zeker": True}
    run.regels.update(koppeling=[twin])
    text = bladzijde(client, run)
    assert "Lijkt op" in text
    assert "zelfde postcode" in text
    run.regels.update(lot="gewijzigd", organisatie=entry)
    run.tellingen = {"gewijzigd": 1}
    run.save()
    assert "Gekoppeld aan" in bladzijde(client, run, "?tab=gekoppeld")


def test_niets_te_doen(client, baas):
    voer_door(AAP)
    text = bladzijde(client, lees_in(AAP))
    assert "Er is niets te veranderen" in text
    assert "Voer door" not in text


def test_weggooien_laat_niets_achter(client, baas, settings):
    run = lees_in(AAP)
    doe(client, run, "weggooien")
    assert (run.stand, run.regels.count(), bewaard(settings)) == (Stand.VERVALLEN, 0, [])
    assert "Weggegooid op" in bladzijde(client, run)
    assert "kan nu niet meer" in doe(client, run, "doorvoeren").content.decode()


# --- applying and undoing -------------------------------------------------------------------------


def test_doorvoeren_verwijst_naar_de_ronde(client, baas):
    run = lees_in(AAP)
    text = doe(client, run, "doorvoeren").content.decode()
    assert "Deze invoer is doorgevoerd" in text
    assert reverse("admin:organisaties_ronde_change", args=[run.ronde_id]) in text
    assert (ingang("a").naam, run.ronde.wie) == ("Aap", baas)


def test_een_verdacht_plan_vraagt_een_vinkje(client, baas):
    voer_door(AAP, *[(f"k{n}", f"Naam {n}", "betaald") for n in range(12)])
    run = lees_in(AAP)
    assert "Meer dan de helft" in bladzijde(client, run)
    assert "Zet eerst het vinkje" in doe(client, run, "doorvoeren").content.decode()
    assert run.stand == Stand.PLAN
    doe(client, run, "doorvoeren", zeker="ja")
    assert run.stand == Stand.TOEGEPAST


def test_een_verouderd_plan_zegt_wie_wat_wijzigde_en_kan_opnieuw(client, baas):
    voer_door(AAP, NOOT)
    run = lees_in(("a", "Aapje", "gratis"), MIES)
    wijzig("a", baas, samenvatting="Intussen")
    assert "nadat dit plan is gemaakt" in bladzijde(client, run, "?tab=gewijzigd")
    text = doe(client, run, "doorvoeren").content.decode()
    assert run.stand == Stand.VERVALLEN
    assert "Dit plan past niet meer" in text
    assert "in één zin (baas@example.nl," in text
    doe(client, run, "opnieuw")
    assert run.stand == Stand.PLAN
    doe(client, run, "doorvoeren")
    assert (ingang("a").naam, ingang("a").samenvatting) == ("Aapje", "Intussen")


def test_terugdraaien_zegt_eerst_wat_er_gebeurt(client, baas):
    voer_door(AAP)
    run = voer_door(("a", "Aapje", "betaald"), NOOT)
    wijzig("a", naam="Door een mens")
    url = reverse("admin:organisaties_invoer_terugdraaien", args=[run.pk])
    text = client.get(url).content.decode()
    assert "1 ingang die erbij kwam" in text
    assert "2 gegevens krijgen de oude waarde terug" in text
    assert "Aan 1 ingang is daarna nog gewerkt" in text
    run.refresh_from_db()
    assert run.stand == Stand.TOEGEPAST
    text = doe(client, run, "terugdraaien").content.decode()
    assert run.stand == Stand.TERUGGEDRAAID
    assert "daarna gewijzigd" in text
    assert (ingang("a").naam, ingang("a").kosten) == ("Door een mens", "gratis")
    assert "kunt u terugdraaien" in doe(client, run, "terugdraaien").content.decode()
