"""The log of who took which list along, and who may read it."""

import pytest
from django.test import Client
from django.urls import reverse

from kaart.uitvoer.stroom import Stroom
from organisaties.models import Gebruiker, Uitvoer
from tests.fabriek import HOUTWIJK, maak, maak_veel, persoon
from tests.kaart.uitvoerlezers import ADRESSEN, breek_af, haal, inhoud

pytestmark = pytest.mark.django_db
LIJST = "admin:organisaties_uitvoer_changelist"


def account(rol, email=None):
    client = Client()
    client.force_login(Gebruiker.objects.create_user(email or f"{rol}@example.nl", rol=rol))
    return client


def laatste():
    row = Uitvoer.objects.first()
    who = row.wie.email if row.wie else None
    return (who, row.vorm, row.vraag, row.rijen, row.met_personen, row.afgebroken)


@pytest.fixture
def ingangen():
    return maak_veel([{**HOUTWIJK, "personen": [persoon("publiek"), persoon("publiek")]}] * 3)


@pytest.mark.parametrize("soort", ADRESSEN)
def test_ook_zonder_account(client, ingangen, soort):
    haal(client, soort, "wijk=houtwijk&q=opvang&bij=2551CA&straal=7")
    who, vorm, question, number, people, broken = laatste()
    assert (who, vorm, number, people, broken) == (None, soort, 3, False, False)
    assert set(question.split()) == {"q", "wijk=houtwijk", "bij", "straal"}
    assert Uitvoer.objects.get().kenmerk == ""


def test_wie_hoeveel_en_of_er_personen_bij_zijn(ingangen):
    client = account("professional")
    who = "professional@example.nl"
    haal(client, "csv", "per=persoon")
    assert laatste() == (who, "csv per persoon", "geen", 6, True, False)
    haal(client, "xlsx", "kolommen=naam,telefoon")
    assert laatste() == (who, "xlsx", "geen", 3, False, False)
    haal(client, "vcf", "wijk=houtwijk&sinds=vorige")
    assert laatste() == (who, "vcf", "wijk=houtwijk sinds=vorige", 9, True, False)
    haal(client, "vcf", "per=ingang")
    assert laatste() == (who, "vcf", "geen", 3, False, False)


def test_een_kaartje_van_een_ingang(client, ingangen):
    row = ingangen[0]
    inhoud(client.get(f"/organisaties/{row.slug}/contact.vcf"))
    assert laatste() == (None, "vcf", f"van {row.uuid}", 1, False, False)


def test_een_afgebroken_lijst_zegt_hoe_ver_zij_kwam(client):
    maak_veel([{}] * 300)
    response = client.get(ADRESSEN["csv"])
    stream = iter(response.streaming_content)
    next(stream), next(stream)
    breek_af(response)
    assert laatste() == (None, "csv", "geen", 250, False, True)


@pytest.mark.parametrize("manier", ["head", "post"])
def test_wat_niets_meeneemt_staat_er_niet_in(client, ingangen, manier):
    getattr(client, manier)(ADRESSEN["csv"])
    assert not Uitvoer.objects.exists()


@pytest.mark.parametrize("vraag", ["wijk=x", "kolommen=x", "sinds=vorige"])
def test_wat_geweigerd_wordt_staat_er_niet_in(client, vraag):
    assert client.get(f"{ADRESSEN['csv']}?{vraag}").status_code in (400, 403)
    assert not Uitvoer.objects.exists()


def test_een_heel_lang_filter_wordt_ingekort(client):
    from organisaties.woorden import keuzes  # noqa: PLC0415 -- asks the database

    asked = [f"{n}={k.slug}" for n in ("wijk", "soort") for k in keuzes(n)[:90]]
    haal(client, "csv", "&".join(asked))
    assert len(laatste()[2]) == 1000


def test_een_logboek_dat_hapert_houdt_niemand_op(client, ingangen, monkeypatch, caplog):
    def stuk(**_waarden):
        raise RuntimeError("vol")

    monkeypatch.setattr(Uitvoer.objects, "create", stuk)
    assert len(haal(client, "csv")) > 100
    assert "staat niet in het logboek" in caplog.text


def test_de_regel_in_het_logboek_komt_na_de_laatste_byte():
    """A server closes the stream when all of it has gone: nobody waits for the log."""
    told = []
    stream = Stroom((part for part in [b"a", b"b"]), told.append)
    assert list(stream) == [b"a", b"b"]
    assert told == []
    stream.close()
    stream.close()
    assert told == [True]


# --- who reads it --------------------------------------------------------------------------------


def test_de_beheerder_leest_het(ingangen):
    haal(account("professional"), "csv", "wijk=houtwijk")
    html = account("beheerder").get(reverse(LIJST)).content.decode()
    for part in ("professional@example.nl", "wijk=houtwijk", "meegenomen lijst"):
        assert part in html
    assert "Logboek" in account("beheerder", "b2@example.nl").get("/beheer/").content.decode()


@pytest.mark.parametrize("rol", ["kwartiermaker", "professional", "organisatie", "wacht"])
def test_niemand_anders(ingangen, rol):
    haal(Client(), "csv")
    client = account(rol)
    response = client.get(reverse(LIJST))
    assert response.status_code in (302, 403)
    assert "organisaties/uitvoer/" not in inhoud(client.get("/beheer/")).decode()


def test_niemand_verandert_het(ingangen):
    haal(Client(), "csv")
    client, pk = account("beheerder"), Uitvoer.objects.get().pk
    for name in ("add", "delete", "change"):
        args = [] if name == "add" else [pk]
        url = reverse(f"admin:organisaties_uitvoer_{name}", args=args)
        assert client.post(url, {"post": "yes", "rijen": 0}).status_code == 403
    assert Uitvoer.objects.get().rijen == 3


def test_afdrukken_en_kenmerk_staan_niet_op_de_bladzijde(ingangen):
    haal(account("professional"), "csv")
    row = Uitvoer.objects.get()
    client = account("beheerder")
    change = reverse("admin:organisaties_uitvoer_change", args=[row.pk])
    html = client.get(change).content.decode() + client.get(reverse(LIJST)).content.decode()
    for secret in (row.kenmerk, *row.afdrukken.values()):
        assert secret not in html


def test_evenveel_vragen_aan_de_database_bij_meer_regels(django_assert_max_num_queries):
    client, prof = account("beheerder"), account("professional")
    maak()
    for number in (1, 20):
        for _ in range(number):
            haal(prof, "csv")
        client.get(reverse(LIJST))
        with django_assert_max_num_queries(14):
            client.get(reverse(LIJST))
