"""A day in a sentence is the day that it was here, also just after midnight."""

from datetime import UTC, date, datetime

import pytest
from allauth.account.models import EmailAddress

from organisaties.invoer.terugdraaien import draai_terug
from organisaties.leesbaar import dag
from organisaties.models import Bericht, Controle, Gebruiker, Melding, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import gebruiker, maak
from tests.organisaties.werkhulp import een, maak_gaaf
from wijken import handwerk
from wijken.models import Gebiedswijziging, Wijk

pytestmark = pytest.mark.django_db
HALF_EEN = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # half past midnight in Den Haag
DAG = date(2026, 7, 2)


@pytest.mark.parametrize("moment", [HALF_EEN, DAG])
def test_een_dag_is_de_dag_van_hier(moment):
    assert dag(moment) == "2 juli 2026"


def test_een_melding_van_na_middernacht():
    row = Melding.objects.create(soort="fout", organisatie=maak_gaaf())
    Melding.objects.filter(pk=row.pk).update(gemaakt=HALF_EEN)
    item = een("meldingen")
    assert "Gemeld op 2 juli 2026." in item.zin
    assert item.sinds == DAG


def test_een_account_van_na_middernacht():
    user = gebruiker("wacht")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Gebruiker.objects.update(date_joined=HALF_EEN)
    item = een("toelaten")
    assert "Wacht sinds 2 juli 2026" in item.zin
    assert item.sinds == DAG


def test_mail_van_na_middernacht():
    mail = Bericht.objects.create(soort="controle", aan="info@example.nl", stand="terug")
    Bericht.objects.filter(pk=mail.pk).update(gestuurd_op=HALF_EEN)
    item = een("mail")
    assert "van 2 juli 2026" in item.zin
    assert item.sinds == DAG


def test_een_vraag_van_na_middernacht():
    Controle.objects.create(
        organisatie=maak_gaaf(gecontroleerd_op=None),
        stand="overgedragen",
        pogingen=3,
        laatst_gestuurd_op=HALF_EEN,
    )
    item = een("geen-antwoord")
    assert "de laatste op 2 juli 2026" in item.zin
    assert item.sinds == DAG


def test_het_logboek_noemt_de_dag_van_wat_terugging():
    row = maak(naam="Aap")
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({row.pk: {"naam": "Noot"}})
    Ronde.objects.filter(pk=schrijver.ronde.pk).update(wanneer=HALF_EEN)
    back = draai_terug(Ronde.objects.get(pk=schrijver.ronde.pk)).ronde
    assert "van 2 juli 2026 teruggedraaid" in back.reden


def test_het_logboek_van_gebieden_ook():
    wijk = Wijk.objects.get(slug="houtwijk")
    handwerk.noteer(wijk, {"naam": "Aap"}, {"naam": wijk.naam}, wie="baas")
    Gebiedswijziging.objects.update(wanneer=HALF_EEN)
    handwerk.draai_terug(wijk, Gebiedswijziging.objects.get(), wie="baas")
    reasons = Gebiedswijziging.objects.values_list("reden", flat=True)
    assert "wijziging van 02-07-2026 teruggedraaid" in reasons
