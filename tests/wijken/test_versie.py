"""The content version: one name for one content."""

import pytest
from django.db import IntegrityError, transaction

from wijken.versie import LEEG, Inhoudsversie, huidige, ophogen, vastgehouden

pytestmark = pytest.mark.usefixtures("leeg")


def test_zonder_inhoud_is_de_versie_leeg():
    assert huidige() == LEEG == "0-leeg"


def test_ophogen_telt_en_geeft_de_nieuwe_versie():
    eerste, tweede = ophogen(), ophogen()
    assert (eerste.split("-")[0], tweede.split("-")[0]) == ("1", "2")
    assert huidige() == tweede


def test_versie_lezen_kost_een_vraag(django_assert_num_queries):
    ophogen()
    with django_assert_num_queries(1):
        huidige()


def test_teruggedraaid_nummer_krijgt_een_andere_naam():
    with transaction.atomic():
        weg = ophogen()
        transaction.set_rollback(True)
    opnieuw = ophogen()
    assert weg.split("-")[0] == opnieuw.split("-")[0]
    assert weg != opnieuw


def test_vastgehouden_vraagt_een_keer(django_assert_num_queries):
    ophogen()
    with django_assert_num_queries(1), vastgehouden() as versie:
        assert huidige() == huidige() == versie


def test_vastgehouden_gaat_mee_met_ophogen():
    with vastgehouden() as oud:
        nieuw = ophogen()
        assert oud != huidige() == nieuw


def test_na_het_blok_geldt_de_database_weer():
    eerste = ophogen()
    with vastgehouden():
        Inhoudsversie.objects.update(nummer=7)
        assert huidige() == eerste
    assert huidige().startswith("7-")


def test_er_is_nooit_een_tweede_rij():
    with pytest.raises(IntegrityError), transaction.atomic():
        Inhoudsversie.objects.create(id=2)
