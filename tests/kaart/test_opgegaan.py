"""The public address of an entry that was merged leads on to the one that is left."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from organisaties.dubbelen.samenvoegen import voeg_samen
from organisaties.models import Ronde
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, maak, maak_veel

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheerder(client):
    client.force_login(get_user_model().objects.create(email="baas@example.nl", is_staff=True))


def zet(org, status):
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({org.pk: {"status": status}})


def test_het_oude_adres_verwijst_door_ook_door_een_keten(client):
    een, twee, drie = maak_veel([{}, {}, {}])
    voeg_samen(twee, een, {})
    voeg_samen(drie, twee, {})
    answer = client.get(een.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, drie.get_absolute_url())
    assert client.get(drie.get_absolute_url()).status_code == 200


def test_ook_een_beheerder_wordt_doorverwezen(client, beheerder):
    een, ander = maak_veel([{}, {}])
    voeg_samen(een, ander, {})
    assert client.get(ander.get_absolute_url())["Location"] == een.get_absolute_url()
    assert client.get(reverse("organisatie_vcf", args=[ander.slug])).status_code == 404


def test_op_kaart_lijst_en_in_bestanden_staat_alleen_de_blijver(client, beheerder):
    een = maak(naam="Blijvertje", **HOUTWIJK)
    ander = maak(naam="Wegtrekkertje", **HOUTWIJK)
    voeg_samen(een, ander, {"naam": "behoud"})
    for name in ("zoeken", "punten", "uitvoer_csv", "uitvoer_vcf", "uitvoer_geojson"):
        answer = client.get(reverse(name))
        body = b"".join(answer) if answer.streaming else answer.content
        assert b"Wegtrekkertje" not in body, name


def test_is_de_blijver_een_concept_dan_is_de_ander_gestopt(client):
    een, ander = maak_veel([{}, {}])
    voeg_samen(een, ander, {})
    zet(een, "concept")
    assert client.get(ander.get_absolute_url()).status_code == 410


def test_is_de_blijver_gestopt_dan_zegt_haar_pagina_dat(client):
    een, ander = maak_veel([{}, {}])
    voeg_samen(een, ander, {})
    zet(een, "gestopt")
    answer = client.get(ander.get_absolute_url(), follow=True)
    assert (answer.redirect_chain[0][1], answer.status_code) == (301, 410)
