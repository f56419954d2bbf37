"""How far an import is, and who may see and do what with it."""

import time

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from organisaties.invoer import taak, voortgang
from organisaties.keuring import keur
from organisaties.models import Gebruiker, Invoer
from tests.fabriek import persoon
from tests.organisaties.invoerhulp import bladzijde, doe, gebruik, ingang, lees_in, voer_door

pytestmark = pytest.mark.django_db
Stand = Invoer.Stand
AAP = ("a", "Aap", "gratis")
LIJST = "admin:organisaties_invoer_changelist"
NIEUW = "admin:organisaties_invoer_add"
BEIDE = ("add_organisatie", "change_organisatie")


@pytest.fixture(autouse=True)
def _register(monkeypatch, settings, tmp_path):
    gebruik(monkeypatch, settings, tmp_path)


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create_superuser("baas@example.nl")
    client.force_login(user)
    return user


def medewerker(client, *rechten):
    user = Gebruiker.objects.create_user("mede@example.nl", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=rechten))
    client.force_login(user)
    return user


# --- how far --------------------------------------------------------------------------------------


def bezig(run, tijd):
    Invoer.objects.filter(pk=run.pk).update(stand=Stand.TOEPASSEN)
    voortgang.schrijf(run, voortgang.Voortgang(1500, 3000, "De wijzigingen", tijd))


def stand(client, run):
    return client.get(reverse("admin:organisaties_invoer_voortgang", args=[run.pk])).json()


def test_de_voortgang_overleeft_een_herlaad(client, baas):
    run = lees_in(AAP)
    bezig(run, time.time())
    text = bladzijde(client, run)
    assert '<progress aria-labelledby="voortgang-naam" max="3000" value="1500">' in text
    assert '<noscript><meta http-equiv="refresh"' in text
    told = stand(client, run)
    assert (told["klaar"], told["gestopt"], told["gedaan"], told["totaal"]) == (
        False, False, 1500, 3000,
    )  # fmt: skip
    assert told["tekst"] == "1.500 van 3.000 ingangen gedaan"
    Invoer.objects.filter(pk=run.pk).update(stand=Stand.TOEGEPAST)
    assert stand(client, run)["klaar"]


def test_een_gestopt_proces_biedt_opnieuw_aan(client, baas):
    run = lees_in(AAP)
    bezig(run, time.time() - 3600)
    assert stand(client, run)["gestopt"]
    text = bladzijde(client, run)
    assert "<h1>Dit is onderweg gestopt</h1>" in text
    assert "niets half gebeurd" in text
    assert "Terug naar het plan" in text
    assert "Probeer het opnieuw" not in text
    doe(client, run, "opnieuw")
    assert run.stand == Stand.PLAN
    assert "onderweg gestopt" in bladzijde(client, run)
    Invoer.objects.filter(pk=run.pk).update(stand=Stand.LEZEN)
    doe(client, run, "opnieuw")
    assert (run.stand, run.melding) == (Stand.PLAN, "")


# --- who ------------------------------------------------------------------------------------------


def test_de_lijst_toont_elke_invoer(client, baas):
    voer_door(AAP)
    text = client.get(reverse(LIJST)).content.decode()
    for words in ("Een register", "register.csv", "1 nieuw", "Toegepast", "Bestand inlezen"):
        assert words in text


def test_alleen_wie_ingangen_mag_maken_en_wijzigen(client, baas):
    run = lees_in(AAP)
    medewerker(client, "view_invoer", "change_organisatie")
    text = bladzijde(client, run)
    assert "Aap" in text
    assert "Voer 1 wijziging door" not in text
    assert client.get(reverse(NIEUW)).status_code == 403
    for action in ("doorvoeren", "weggooien", "opnieuw", "terugdraaien"):
        assert doe(client, run, action).status_code == 403
    assert run.stand == Stand.PLAN


def test_zonder_recht_is_er_niets(client):
    medewerker(client, "view_organisatie")
    assert client.get(reverse(LIJST)).status_code == 403


def test_het_logboek_alleen_voor_wie_het_mag_zien(client, baas):
    run = voer_door(AAP)
    words = "Bekijk alles wat er veranderde"
    assert words in bladzijde(client, run)
    medewerker(client, *BEIDE)
    assert words not in bladzijde(client, run)


def test_een_knop_is_geen_link(client, baas):
    run = lees_in(AAP)
    assert (
        client.get(reverse("admin:organisaties_invoer_doorvoeren", args=[run.pk])).status_code
        == 405
    )
    assert doe(client, run, "weggooien").status_code == 200
    url = reverse("admin:organisaties_invoer_weggooien", args=[0])
    assert client.post(url).status_code == 404


def test_personen_alleen_voor_wie_ze_mag_zien_en_wijzigen(client, baas):
    run = lees_in(AAP)
    line = run.regels.get()
    line.waarden |= {"personen": [{**persoon("coordinatoren"), "naam": "Geheime Naam"}]}
    line.save()
    assert "Geheime Naam" in bladzijde(client, run)
    medewerker(client, "add_organisatie", "change_organisatie")
    text = bladzijde(client, run)
    assert "Geheime Naam" not in text
    assert "mag geen contactpersonen zien" in text
    assert "Dat mag u niet" in doe(client, run, "doorvoeren").content.decode()
    assert run.stand == Stand.PLAN
    assert "Visitekaartjes" not in client.get(reverse(NIEUW)).content.decode()


def test_wie_niet_mag_verwijderen_leest_en_krijgt_gestopt(client):
    medewerker(client, "add_organisatie", "change_organisatie")
    run = voer_door(AAP)
    url = reverse("admin:organisaties_invoer_terugdraaien", args=[run.pk])
    text = client.get(url).content.decode()
    assert "krijgt de status “Gestopt”" in text
    assert "gaat weer weg" not in text
    doe(client, run, "terugdraaien")
    assert (run.stand, ingang("a").status) == (Stand.TERUGGEDRAAID, "gestopt")


def met_personen():
    """An import that wrote a person, applied."""
    run = lees_in(AAP)
    line = run.regels.get()
    line.waarden |= keur({"personen": [persoon("coordinatoren")]})
    line.save()
    taak.start(run, taak.TOEPASSEN)
    return run


def test_terugdraaien_met_personen_kan_wie_ze_mag_wijzigen(client):
    run = met_personen()
    medewerker(client, *BEIDE, "view_contact", "change_contact")
    doe(client, run, "terugdraaien")
    assert run.stand == Stand.TERUGGEDRAAID


@pytest.mark.parametrize("methode", ["get", "post"])
def test_terugdraaien_met_personen_kan_niet_wie_ze_alleen_mag_zien(client, methode):
    run, zonder = met_personen(), voer_door(("b", "Noot", "gratis"))
    medewerker(client, *BEIDE, "view_contact")
    url = reverse("admin:organisaties_invoer_terugdraaien", args=[run.pk])
    answer = getattr(client, methode)(url, follow=True)
    assert "Deze invoer wijzigde contactpersonen" in answer.content.decode()
    run.refresh_from_db()
    assert run.stand == Stand.TOEGEPAST
    doe(client, zonder, "terugdraaien")
    assert zonder.stand == Stand.TERUGGEDRAAID


def test_een_bestand_met_alleen_personen_blijft_dicht(client, baas):
    run = lees_in(("x", "", ""))
    Invoer.objects.update(bron="vcard")
    medewerker(client, "add_organisatie", "change_organisatie")
    text = bladzijde(client, run, "?tab=geweigerd")
    assert "alleen contactpersonen" in text
    assert "Vul de naam in" not in text


def test_aantal_vragen_groeit_niet_met_de_regels(client, baas, django_assert_max_num_queries):
    rows = [(f"k{n}", f"Naam {n}", "betaald") for n in range(20)]
    voer_door(*rows)
    run = lees_in(*[(key, f"{name}!", cost) for key, name, cost in rows])
    with django_assert_max_num_queries(45):
        assert bladzijde(client, run).count("<ins>") == 20
