"""The weekly mail: what is new and open for whom, once a week, and only when asked to send."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from organisaties.models import Bericht, Contact, Melding
from organisaties.werkvoorraad.weekbericht import weekberichten
from tests.fabriek import SPOORWIJK, gebruiker, persoon
from tests.organisaties.werkhulp import dagen_terug, maak_gaaf
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def kwartiermaker():
    return gebruiker("kwartiermaker", wijken=["houtwijk"], email="hout@example.nl")


def verstuur():
    call_command("weekbericht", "--verstuur")
    return {message.to[0]: message for message in mail.outbox}


def test_zonder_versturen_gaat_er_geen_mail(kwartiermaker, capsys):
    maak_gaaf(gecontroleerd_op=None)
    call_command("weekbericht")
    out = capsys.readouterr().out
    assert "hout@example.nl: 1 open, 0 nieuw" in out
    assert "voeg --verstuur toe" in out
    assert mail.outbox == []
    assert not Bericht.objects.exists()


def test_het_bericht_noemt_het_dringendste_met_een_adres(kwartiermaker, settings):
    for name in ("Een", "Twee", "Drie", "Vier"):
        maak_gaaf(naam=name, gecontroleerd_op=None)
    Melding.objects.create(soort="fout", organisatie=maak_gaaf(naam="De Zon"))
    message = verstuur()["hout@example.nl"]
    assert message.subject == "Deze week: 5 punten in uw werkvoorraad"
    text = message.body
    assert "- Meldingen om te beoordelen: De Zon (Houtwijk)" in text
    assert f"{settings.KAART['adres']}/werkvoorraad/?soort=meldingen#meldingen-" in text
    assert "- Meldingen om te beoordelen: 1 (1 nieuw deze week)" in text
    assert "- Controle is te lang geleden: 4\n" in text
    assert text.count("#controle-") == 2
    assert "1 van de 5 plekken (20%)" in text
    assert f"{settings.KAART['adres']}/mijn/" in text
    assert Bericht.objects.get().soort == Bericht.Soort.WEEK


def test_het_bericht_noemt_nooit_een_persoon(kwartiermaker):
    baas = gebruiker("beheerder", email="baas@example.nl")
    person = persoon("professionals", naam="Kanarie Vogel", bevestigd_op=None)
    maak_gaaf(naam="De Zon", personen=[person])
    loose = Contact.objects.create(vorm="persoon", naam="Kanarie Spreeuw", functie="Kenner")
    loose.wijken.set(Wijk.objects.filter(slug="houtwijk"))
    waiting = gebruiker("wacht", email="kanarie@example.nl", first_name="Kanarie")
    EmailAddress.objects.create(user=waiting, email=waiting.email, verified=True, primary=True)
    sent = verstuur()
    text = sent["hout@example.nl"].body
    assert "- Contactpersonen zonder grond of bevestiging: De Zon (Houtwijk)\n" in text
    assert "- Contactpersonen zonder grond of bevestiging: Houtwijk\n" in text
    assert "Mensen die wachten op toegang" in sent[baas.email].body
    assert not [m for m in sent.values() if "kanarie" in m.body.lower() or "Kenner" in m.body]


def test_wie_bij_is_krijgt_een_kort_bericht(kwartiermaker):
    maak_gaaf()
    message = verstuur()["hout@example.nl"]
    assert message.subject == "Deze week: u bent helemaal bij"
    assert "Er staat niets open." in message.body


def test_de_beheerder_krijgt_wat_niemand_bijhoudt(kwartiermaker):
    gebruiker("beheerder", email="baas@example.nl")
    maak_gaaf(naam="Van Houtwijk", gecontroleerd_op=None)
    maak_gaaf(naam="Van niemand", gecontroleerd_op=None, **SPOORWIJK)
    sent = verstuur()
    assert "Van niemand" in sent["baas@example.nl"].body
    assert "Van Houtwijk" not in sent["baas@example.nl"].body
    assert "Van niemand" not in sent["hout@example.nl"].body


def test_een_wijk_zonder_eigen_kwartiermaker_is_van_die_van_het_stadsdeel(kwartiermaker):
    part = Wijk.objects.get(slug="spoorwijk").stadsdeel.slug
    gebruiker("kwartiermaker", stadsdelen=[part], email="deel@example.nl")
    gebruiker("beheerder", email="baas@example.nl")
    maak_gaaf(naam="Van Spoorwijk", gecontroleerd_op=None, **SPOORWIJK)
    sent = verstuur()
    named = {to for to, message in sent.items() if "Van Spoorwijk" in message.body}
    assert named == {"deel@example.nl"}


def test_nieuw_is_wat_deze_week_begon(kwartiermaker):
    row = maak_gaaf(gecontroleerd_op=None)
    old = timezone.now() - timedelta(days=30)
    Melding.objects.create(soort="fout", organisatie=row)
    Melding.objects.create(soort="fout", organisatie=row, gemaakt=old)
    (bericht,) = weekberichten()
    found = {pile.soort.slug: (pile.aantal, pile.nieuw) for pile in bericht.stapels}
    assert found == {"meldingen": (2, 1), "controle": (1, 0)}


def test_nieuw_over_de_termijn(kwartiermaker):
    row = maak_gaaf(gecontroleerd_op=dagen_terug(1))
    term = row.soort.controle_maanden * 30
    for days in range(term - 5, term + 12):
        maak_gaaf(gecontroleerd_op=dagen_terug(days))
    (bericht,) = weekberichten()
    (pile,) = bericht.stapels
    assert pile.nieuw <= 7
    assert 0 < pile.nieuw <= pile.aantal


@pytest.mark.parametrize(
    "anders", [{"weekbericht": False}, {"is_active": False}, {"rol": "professional"}]
)
def test_wie_het_niet_wil_of_er_niet_over_gaat_krijgt_niets(kwartiermaker, anders):
    for name, value in anders.items():
        setattr(kwartiermaker, name, value)
    kwartiermaker.save()
    assert verstuur() == {}


def test_niet_twee_keer_in_een_week(kwartiermaker):
    verstuur()
    call_command("weekbericht", "--verstuur")
    assert len(mail.outbox) == 1
    Bericht.objects.update(gestuurd_op=timezone.now() - timedelta(days=7))
    call_command("weekbericht", "--verstuur")
    assert len(mail.outbox) == 2


def test_geen_gegevens_van_melders_in_de_mail(kwartiermaker):
    Melding.objects.create(
        soort="fout", organisatie=maak_gaaf(), email="melder@example.nl", tekst="Geheim verhaal"
    )
    body = verstuur()["hout@example.nl"].body
    assert "melder@example.nl" not in body
    assert "Geheim verhaal" not in body
