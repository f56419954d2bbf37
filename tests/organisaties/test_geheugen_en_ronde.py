"""What is remembered per content version stays true, also when a round is undone halfway."""

import pytest
from django.db import transaction

from organisaties.index import index, tellingen
from organisaties.models import Organisatie, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, maak, velden
from wijken import versie

from .hulp import gevonden, vraag

pytestmark = pytest.mark.django_db


class Halverwege(Exception):  # noqa: N818
    pass


def aantal():
    return tellingen(vraag())["wijk"]["houtwijk"]


def mislukte_ronde(tijdens=lambda: None):
    with pytest.raises(Halverwege), ronde(Ronde.Aard.BEWERKING) as schrijver:  # noqa: PT012
        schrijver.nieuw([velden(**HOUTWIJK)])
        tijdens()
        raise Halverwege


def test_een_ronde_telt_meteen_mee():
    maak(**HOUTWIJK)
    assert aantal() == 1
    maak(**HOUTWIJK)
    assert aantal() == 2


def test_een_mislukte_ronde_laat_niets_achter():
    maak(**HOUTWIJK)
    before = versie.uit_database(), Ronde.objects.count(), aantal()
    mislukte_ronde()
    assert (versie.uit_database(), Ronde.objects.count(), aantal()) == before
    assert Organisatie.objects.count() == 1


def test_een_teruggedraaide_versie_wordt_nooit_verward_met_een_nieuwe():
    """The number is given out again; its token is not, so nothing remembered comes back."""
    maak(**HOUTWIJK)
    with transaction.atomic():
        maak(**HOUTWIJK)
        assert aantal() == 2
        gone = versie.uit_database()
        transaction.set_rollback(True)
    assert aantal() == 1
    maak(**HOUTWIJK, wijk="waldeck")
    assert versie.uit_database().split("-")[0] == gone.split("-")[0]
    assert aantal() == 1


def test_tijdens_een_ronde_tellen_wordt_niet_onthouden():
    """Counted between write and version: it must not stay after the round was undone."""
    maak(**HOUTWIJK)
    mislukte_ronde(tijdens=index)
    assert aantal() == 1
    assert len(gevonden("wijk=houtwijk")) == 1


def test_na_een_ronde_is_wat_tijdens_de_ronde_geteld_werd_vergeten():
    maak(**HOUTWIJK)
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.nieuw([velden(**HOUTWIJK)])
        index()
        schrijver.nieuw([velden(**HOUTWIJK)])
    assert aantal() == 3


def test_een_ronde_binnen_een_verzoek_gaat_mee_met_de_nieuwe_versie():
    with versie.vastgehouden():
        maak(**HOUTWIJK)
        assert aantal() == 1


def test_een_ronde_die_niets_verandert_laat_de_versie_staan():
    entry = maak(naam="Aap")
    before = versie.uit_database(), Ronde.objects.count()
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({entry.pk: {"naam": " Aap "}})
    assert (versie.uit_database(), Ronde.objects.count()) == before
