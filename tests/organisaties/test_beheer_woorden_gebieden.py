"""The management pages of words, areas, key figures, accounts and the ledger."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from organisaties.foto import foto
from organisaties.models import Contact, Gebruiker, Invoer, Ondersteuning, Organisatie, Ronde
from organisaties.querysets import Gebied
from tests.fabriek import HOUTWIJK, maak, persoon
from wijken import versie
from wijken.models import Buurt, Wijk

from .beheerformulier import opgestuurd

pytestmark = pytest.mark.django_db


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create_superuser("baas@example.nl", "x")
    client.force_login(user)
    return user


def bewaar(client, obj, **anders):
    url = reverse(f"admin:{obj._meta.label_lower.replace('.', '_')}_change", args=[obj.pk])
    answer = client.post(url, opgestuurd(client.get(url)) | anders)
    obj.refresh_from_db()
    return answer


def test_zoekwoorden_staan_een_per_regel(client, baas):
    word = Ondersteuning.objects.get(slug="spraak-taal")
    before = versie.uit_database()
    answer = bewaar(client, word, synoniemen="stottert\r\n\r\n praat niet \r\nstottert")
    assert answer.status_code == 302
    assert word.synoniemen == ["stottert", "praat niet"]
    assert versie.uit_database() != before


def test_bewaren_zonder_verandering_laat_de_versie_staan(client, baas):
    before = versie.uit_database()
    assert bewaar(client, Ondersteuning.objects.first()).status_code == 302
    assert bewaar(client, Wijk.objects.first()).status_code == 302
    assert versie.uit_database() == before


@pytest.mark.parametrize("synoniemen", ["bel\x07", "x" * 81])
def test_weigert_een_zoekwoord_dat_niet_kan(client, baas, synoniemen):
    word = Ondersteuning.objects.first()
    answer = bewaar(client, word, synoniemen=synoniemen)
    assert list(answer.context["adminform"].form.errors) == ["synoniemen"]


def test_woord_in_gebruik_kan_niet_weg(client, baas):
    org = maak(ondersteuning=["spraak-taal"])
    word = Ondersteuning.objects.get(slug="spraak-taal")
    url = reverse("admin:organisaties_ondersteuning_delete", args=[word.pk])
    client.post(url, {"post": "yes"})
    data = {"action": "delete_selected", "_selected_action": [word.pk], "post": "yes"}
    client.post(reverse("admin:organisaties_ondersteuning_changelist"), data)
    assert foto(org)["ondersteuning"] == ["spraak-taal"]


def test_buurt_verhuizen_is_een_wijziging_en_alles_volgt(client, baas):
    org = maak(**HOUTWIJK)
    waldeck = Wijk.objects.get(slug="waldeck")
    before = foto(org), org.buurt_id
    assert bewaar(client, org.buurt, wijk=waldeck.pk).status_code == 302
    org = Organisatie.objects.get(pk=org.pk)
    assert (foto(org), org.buurt_id) == before
    assert org.ligt_in == waldeck
    found = Organisatie.objects.gevestigd_in(Gebied.van_wijken([waldeck.pk]))
    assert list(found) == [org]


def test_omtrek_en_code_zijn_niet_te_typen(client, baas):
    buurt = Buurt.objects.first()
    before = buurt.omtrek, buurt.code
    bewaar(client, buurt, omtrek="{}", code="BU0000")
    assert (buurt.omtrek, buurt.code) == before


def test_sleutelfiguur_staat_zonder_naam_in_het_gewone_logboek(client, baas):
    url = reverse("admin:organisaties_contact_add")
    wijk = Wijk.objects.get(slug="houtwijk").pk
    data = {"naam": "Geheime Naam", "zichtbaarheid": "coordinatoren", "wijken": [wijk]}
    data |= {"grondslag": "Toestemming", "bevestigd_op": "2026-09-01"}
    before = versie.uit_database()
    assert client.post(url, data).status_code == 302
    assert Contact.objects.get().vorm == "persoon"
    entry = LogEntry.objects.get()
    assert "Geheime" not in entry.object_repr + entry.change_message
    assert versie.uit_database() != before


def test_contact_van_een_ingang_wordt_bij_de_ingang_bewerkt(client, baas):
    maak(personen=[persoon("professionals")])
    url = reverse("admin:organisaties_contact_change", args=[Contact.objects.get().pk])
    assert client.get(url).status_code == 302


def test_geschiedenis_in_woorden(client, baas):
    org = maak(ondersteuning=["spraak-taal"], personen=[persoon("professionals", naam="Sanne")])
    page = client.get(reverse("admin:organisaties_organisatie_history", args=[org.pk]))
    text = page.content.decode()
    assert "aangemaakt" in text
    assert "Praten en taal" in text
    assert "Sanne" in text


def test_geschiedenis_zonder_recht_op_contacten_noemt_geen_personen(client):
    org = maak(personen=[persoon("professionals", naam="Sanne")])
    user = Gebruiker.objects.create_user("mede@example.nl", "x", is_staff=True)
    rights = ["view_organisatie", "view_ronde", "view_wijziging"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    ronde = Ronde.objects.get()
    for url in (
        reverse("admin:organisaties_organisatie_history", args=[org.pk]),
        reverse("admin:organisaties_ronde_change", args=[ronde.pk]),
        reverse("admin:organisaties_wijziging_changelist"),
    ):
        page = client.get(url)
        assert page.status_code == 200
        assert "Sanne" not in page.content.decode()


def test_alle_lijsten_openen_en_hebben_geen_script_in_de_pagina(client, baas):
    maak(**HOUTWIJK)
    invoer = Invoer.objects.create(bron="x", tellingen={"nieuw": 1})
    pages = ["organisaties_" + n for n in ("organisatie", "contact", "soort", "groep", "taal")]
    pages += ["organisaties_ronde", "organisaties_wijziging", "organisaties_invoer"]
    pages += ["organisaties_gebruiker", "auth_group"]
    pages += ["wijken_" + n for n in ("wijk", "buurt", "stadsdeel", "gemeente", "postcode")]
    urls = [reverse(f"admin:{name}_changelist") for name in pages]
    urls.append(reverse("admin:organisaties_invoer_change", args=[invoer.pk]))
    for url in urls:
        page = client.get(url)
        assert page.status_code == 200, url
        text = page.content.decode()
        assert "<script>" not in text, url
        assert " style=" not in text, url


def test_gebruiker_met_hetzelfde_adres_in_hoofdletters(client, baas):
    url = reverse("admin:organisaties_gebruiker_add")
    data = {"email": "BAAS@example.nl", "rol": "wacht"}
    answer = client.post(url, data)
    assert list(answer.context["adminform"].form.errors) == ["email"]
