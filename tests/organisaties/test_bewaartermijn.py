"""The term of persons: confirmed, asked, hidden, erased; each on its day, never twice."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisaties import sleutelfiguren
from organisaties.keuring import Fout, Geweigerd
from organisaties.models import Bericht, Contact, Gebruiker, Gewist, Ronde
from organisaties.personen import bevestig_persoon
from organisaties.wissen import bewaartermijn
from organisaties.wissen.bewaartermijn import (
    LATER,
    MISLUKT,
    NIET_GEWIST,
    ZELF_VRAGEN,
    bekijk,
    voer_uit,
)
from organisaties.wissen.herinneren import herinner
from organisaties.wissen.termijn import Stap, gevraagd, per_stap, stap, zet_dagen
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, maak, persoon
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
DAG = date(2026, 11, 22)
NET, TE_LANG = date(2025, 11, 22), date(2025, 11, 21)


def geleden(dagen):
    return DAG - timedelta(days=dagen)


def ingang(*, contacten=(), plek=HOUTWIJK, **dagen):
    texts = {name: day and day.isoformat() for name, day in dagen.items()}
    person = persoon("professionals", naam="Kanarie Vogel", email="k@example.nl", **texts)
    return maak(naam="De Zon", **plek, personen=[person], contacten=list(contacten))


def zonder_post(**dagen):
    row = ingang(**dagen)
    Contact.objects.update(email="")
    return row


def de_persoon():
    return Contact.objects.personen().get()


def aantallen(report):
    return {step: desks.total() for step, desks in report.stappen.items()}


# --- which day ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dagen", "wat"),
    [
        ({"bevestigd_op": DAG}, None),
        ({"bevestigd_op": NET}, None),
        ({"bevestigd_op": TE_LANG}, Stap.HERINNEREN),
        ({}, Stap.HERINNEREN),
        ({"herinnerd_op": DAG}, None),
        ({"bevestigd_op": TE_LANG, "herinnerd_op": geleden(29)}, None),
        ({"bevestigd_op": TE_LANG, "herinnerd_op": geleden(30)}, Stap.VERBERGEN),
        ({"herinnerd_op": geleden(60), "verborgen_op": geleden(89)}, None),
        ({"herinnerd_op": geleden(120), "verborgen_op": geleden(90)}, Stap.WISSEN),
        # a machine that stood still: hidden first, and then the whole time again
        ({"herinnerd_op": geleden(400)}, Stap.VERBERGEN),
        # confirmed since, some other way
        ({"bevestigd_op": geleden(1), "herinnerd_op": geleden(9)}, Stap.TERUG),
        ({"bevestigd_op": DAG, "herinnerd_op": geleden(9), "verborgen_op": geleden(1)}, Stap.TERUG),
        # confirmed after the last question, and that is a year ago by now: asked anew
        ({"bevestigd_op": TE_LANG, "herinnerd_op": geleden(400)}, Stap.HERINNEREN),
        ({"bevestigd_op": DAG, "vertrokken_op": geleden(89)}, None),
        ({"bevestigd_op": DAG, "vertrokken_op": geleden(90)}, Stap.VERTROKKEN),
        ({"vertrokken_op": geleden(10), "herinnerd_op": geleden(300)}, None),
        # hidden by hand before she was asked: erased no sooner than anybody
        ({"herinnerd_op": geleden(100), "verborgen_op": geleden(300)}, None),
        ({"herinnerd_op": geleden(120), "verborgen_op": geleden(300)}, Stap.WISSEN),
        # hidden by hand, and confirmed
        ({"bevestigd_op": DAG, "verborgen_op": geleden(300)}, None),
    ],
)  # fmt: skip
def test_wat_er_op_welke_dag_gebeurt(dagen, wat):
    assert stap(Contact(vorm="persoon", **dagen), DAG) is wat


# --- from question to gone ------------------------------------------------------------------------


def test_vraag_verberg_en_wis(mailoutbox):
    row = ingang(bevestigd_op=TE_LANG)
    assert aantallen(voer_uit(DAG)) == {"Om bevestiging gevraagd": 1}
    assert (de_persoon().herinnerd_op, de_persoon().verborgen_op) == (DAG, None)
    assert mailoutbox[0].to == ["k@example.nl"]
    voer_uit(DAG + timedelta(days=29))
    assert row.contacten.aanwezig().exists()
    assert aantallen(voer_uit(DAG + timedelta(days=30))) == {"Verborgen: geen antwoord": 1}
    assert not row.contacten.aanwezig().exists()
    voer_uit(DAG + timedelta(days=119))
    assert de_persoon()
    report = voer_uit(DAG + timedelta(days=120))
    assert aantallen(report) == {"Gewist: te lang niet bevestigd": 1}
    assert not Contact.objects.personen().exists()
    assert Gewist.objects.get().reden == Gewist.Reden.BEWAARTERMIJN
    assert len(mailoutbox) == 1
    assert {r.bron for r in Ronde.objects.exclude(reden="test")} == {"bewaartermijn"}


def test_wie_vertrok_wordt_gewist(mailoutbox):
    ingang(bevestigd_op=DAG, vertrokken_op=geleden(90))
    assert aantallen(voer_uit(DAG)) == {"Gewist: werkt er niet meer": 1}
    assert Gewist.objects.get().reden == Gewist.Reden.VERTROKKEN
    assert not mailoutbox


def test_nog_een_keer_op_dezelfde_dag_doet_niets(mailoutbox):
    ingang(bevestigd_op=TE_LANG)
    zonder = maak(personen=[persoon("publiek", email="", bevestigd_op=None)])
    beheerder()
    voer_uit(DAG)
    rounds, mails = Ronde.objects.count(), len(mailoutbox)
    report = voer_uit(DAG)
    assert report.leeg
    assert (Ronde.objects.count(), len(mailoutbox)) == (rounds, mails)
    assert zonder.contacten.get().herinnerd_op == DAG


def test_wie_intussen_bevestigde_is_weer_te_zien():
    row = ingang(bevestigd_op=geleden(2), herinnerd_op=geleden(40), verborgen_op=geleden(10))
    assert aantallen(voer_uit(DAG)) == {"Weer bevestigd: weer te zien": 1}
    assert row.contacten.aanwezig().exists()
    assert de_persoon().herinnerd_op is None


def test_een_sleutelfiguur_gaat_dezelfde_weg(mailoutbox):
    person = Contact.objects.create(vorm="persoon", naam="Kanarie Vogel", email="k@example.nl")
    person.wijken.set(Wijk.objects.filter(slug="houtwijk"))
    report = voer_uit(DAG)
    assert report.stappen["Om bevestiging gevraagd"] == {"Houtwijk": 1}
    assert sleutelfiguren.wijzigingen(person.uuid).count() == 1
    voer_uit(DAG + timedelta(days=30))
    person.refresh_from_db()
    assert person.verborgen_op == DAG + timedelta(days=30)
    voer_uit(DAG + timedelta(days=120))
    assert not Contact.objects.filter(pk=person.pk).exists()
    assert not hasattr(sleutelfiguren.wijzigingen(person.uuid).latest("pk"), "persoonlijk")


# --- mail -----------------------------------------------------------------------------------------


def test_de_mail_zegt_waarom_en_wat_er_gebeurt(mailoutbox):
    ingang(bevestigd_op=TE_LANG)
    voer_uit(DAG)
    (mail,) = mailoutbox
    assert "Kanarie" not in mail.subject
    assert "/bewaren/" in mail.body
    assert "22 december 2026" in mail.body
    assert "22 maart 2027" in mail.body
    assert Bericht.objects.get().soort == Bericht.Soort.BEWAREN


def test_zonder_eigen_adres_vraagt_de_mail_het_aan_de_organisatie(mailoutbox):
    """About who is public, and without the name: many read that mailbox."""
    row = ingang(bevestigd_op=TE_LANG, contacten=[algemeen()])
    Contact.objects.personen().update(email="", zichtbaarheid="publiek")
    voer_uit(DAG)
    (mail,) = mailoutbox
    assert mail.to == ["info@example.nl"]
    assert row.naam in mail.body
    assert "Kanarie" not in mail.body + mail.subject


@pytest.mark.parametrize(
    "waarden",
    [
        {"zichtbaarheid": "professionals"},
        {"zichtbaarheid": "coordinatoren"},
        {"zichtbaarheid": "publiek", "verborgen_op": DAG},
    ],
)
def test_wie_niet_voor_iedereen_is_vraagt_de_kwartiermaker(waarden, mailoutbox):
    ingang(bevestigd_op=TE_LANG, contacten=[algemeen()])
    Contact.objects.personen().update(email="", **waarden)
    report = voer_uit(DAG)
    assert aantallen(report) == {ZELF_VRAGEN: 1}
    assert report.zelf_vragen == ["De Zon"]
    assert not mailoutbox


def test_vragen_laat_wie_met_de_hand_verborgen_is_niet_weer_zien(mailoutbox):
    row = ingang(bevestigd_op=TE_LANG, verborgen_op=geleden(300))
    zonder = maak(
        personen=[persoon("publiek", email="", bevestigd_op=None, verborgen_op="2026-01-01")]
    )
    voer_uit(DAG)
    assert row.contacten.get().verborgen_op == geleden(300)
    assert row.contacten.get().herinnerd_op == DAG
    assert zonder.contacten.get().verborgen_op == date(2026, 1, 1)
    assert len(mailoutbox) == 1


def test_zonder_enig_adres_moet_de_kwartiermaker_het_vragen(mailoutbox):
    zonder_post(bevestigd_op=None)
    report = voer_uit(DAG)
    assert aantallen(report) == {ZELF_VRAGEN: 1}
    assert report.zelf_vragen == ["De Zon"]
    assert [c.naam for c in gevraagd()] == ["Kanarie Vogel"]
    assert not mailoutbox


def test_een_adres_krijgt_een_mail_hoeveel_rijen_er_ook_zijn(mailoutbox):
    ingang(bevestigd_op=TE_LANG)
    ingang(bevestigd_op=TE_LANG, plek=SPOORWIJK)
    report = voer_uit(DAG)
    assert len(mailoutbox) == 1
    assert mailoutbox[0].body.count("/bewaren/") == 2
    assert report.stappen["Om bevestiging gevraagd"] == {"Houtwijk": 1, "Spoorwijk": 1}


@pytest.fixture
def kapot(monkeypatch):
    """Let mail to some addresses fail, with this reason."""
    wrong = {}

    def verstuur(soort, aan, sjabloon, context, controles=()):
        stand = Bericht.Stand.GEWEIGERD if aan in wrong else Bericht.Stand.VERSTUURD
        return Bericht.objects.create(soort=soort, aan=aan, stand=stand, fout=wrong.get(aan, ""))

    monkeypatch.setattr("organisaties.wissen.herinneren.verstuur", verstuur)
    return wrong


def test_een_mail_die_mislukt_telt_niet_en_houdt_niets_tegen(kapot):
    kapot["k@example.nl"] = "mailserver: timed out"
    ingang(bevestigd_op=TE_LANG)
    other = maak(personen=[persoon("publiek", email="a@example.nl", bevestigd_op=None)])
    report = voer_uit(DAG)
    assert aantallen(report) == {"Om bevestiging gevraagd": 1, MISLUKT: 1}
    assert Contact.objects.get(naam="Kanarie Vogel").herinnerd_op is None
    assert other.contacten.get().herinnerd_op == DAG
    kapot.clear()
    assert aantallen(voer_uit(DAG)) == {"Om bevestiging gevraagd": 1}


def test_een_adres_dat_nooit_zal_werken_houdt_de_persoon_niet_vast(kapot):
    kapot["k@example.nl"] = "550 no such user"
    ingang(bevestigd_op=TE_LANG, contacten=[algemeen()])
    Contact.objects.personen().update(zichtbaarheid="publiek")
    assert aantallen(voer_uit(DAG)) == {"Om bevestiging gevraagd": 1}
    assert list(Bericht.objects.order_by("pk").values_list("aan", flat=True)) == [
        "k@example.nl", "info@example.nl"
    ]  # fmt: skip


def met_postvakken(aantal):
    for number in range(aantal):
        email = f"p{number}@example.nl"
        maak(personen=[persoon("publiek", email=email, bevestigd_op=None)])


def test_niet_meer_mails_dan_gevraagd(mailoutbox):
    met_postvakken(3)
    report = voer_uit(DAG, hoogstens=2)
    assert aantallen(report) == {"Om bevestiging gevraagd": 2, LATER: 1}
    assert len(mailoutbox) == 2
    assert aantallen(voer_uit(DAG, hoogstens=2)) == {"Om bevestiging gevraagd": 1}


def test_na_drie_storingen_houdt_het_vragen_op(kapot):
    kapot.update({f"p{n}@example.nl": "mailserver: timed out" for n in range(5)})
    met_postvakken(5)
    report = voer_uit(DAG)
    assert aantallen(report) == {MISLUKT: 3, LATER: 2}
    assert report.storing == "mailserver: timed out"
    assert "mailserver neemt niets aan" in "".join(report.regels())
    assert Bericht.objects.filter(soort="bewaren").count() == 3


def test_een_ronde_schrijft_veel_dagen_tegelijk(mailoutbox):
    met_postvakken(4)
    before = Ronde.objects.count()
    voer_uit(DAG)
    assert len(mailoutbox) == 4
    assert Ronde.objects.count() == before + 1


def vragen_om_te_mailen():
    with CaptureQueriesContext(connection) as asked:
        herinner(per_stap(DAG)[Stap.HERINNEREN], DAG)
    return len(asked)


def test_een_mail_meer_kost_weinig_vragen(mailoutbox):
    ingang(bevestigd_op=None, contacten=[algemeen()])
    vragen_om_te_mailen()
    met_postvakken(2)
    few = vragen_om_te_mailen()
    met_postvakken(12)
    assert vragen_om_te_mailen() <= few + 10 * 8


# --- report ---------------------------------------------------------------------------------------


def beheerder():
    return Gebruiker.objects.create_user("baas@example.nl", rol=Gebruiker.Rol.BEHEERDER)


def test_de_beheerder_krijgt_het_verslag_zonder_namen_van_personen(mailoutbox):
    beheerder()
    ingang(bevestigd_op=DAG, vertrokken_op=geleden(100))
    zonder_post(bevestigd_op=None)
    voer_uit(DAG)
    (mail,) = mailoutbox
    assert mail.to == ["baas@example.nl"]
    assert "Gewist: werkt er niet meer: 1" in mail.body
    assert "Houtwijk: 1" in mail.body
    assert "De Zon" in mail.body
    assert "Kanarie" not in mail.body


def test_zonder_werk_geen_mail(mailoutbox):
    beheerder()
    ingang(bevestigd_op=DAG)
    assert voer_uit(DAG).leeg
    assert not mailoutbox


def test_wat_niet_gewist_kan_worden_houdt_de_rest_niet_tegen(monkeypatch):
    ingang(vertrokken_op=geleden(90))
    ingang(vertrokken_op=geleden(90))
    real, calls = bewaartermijn.wis, []

    def soms(*args, **opties):
        calls.append(args)
        if len(calls) == 1:
            raise Geweigerd([Fout(0, "naam", "Dit kan niet.")])
        return real(*args, **opties)

    monkeypatch.setattr(bewaartermijn, "wis", soms)
    report = voer_uit(DAG)
    assert aantallen(report) == {NIET_GEWIST: 1, "Gewist: werkt er niet meer": 1}
    assert Contact.objects.personen().count() == 1


def test_kijken_verandert_niets(mailoutbox):
    ingang(bevestigd_op=TE_LANG)
    ingang(vertrokken_op=geleden(100))
    before, rounds = list(Contact.objects.values()), Ronde.objects.count()
    report = bekijk(DAG)
    assert aantallen(report) == {"Om bevestiging gevraagd": 1, "Gewist: werkt er niet meer": 1}
    assert (list(Contact.objects.values()), Ronde.objects.count()) == (before, rounds)
    assert not mailoutbox


def test_wie_intussen_veranderde_wordt_overgeslagen(monkeypatch):
    """Somebody confirms between look and write."""
    row = ingang(herinnerd_op=geleden(40), bevestigd_op=None)
    seen = per_stap(DAG)[Stap.VERBERGEN]
    bevestig_persoon(seen[0], None)
    assert zet_dagen(seen, {"verborgen_op": DAG}, "geen antwoord") == []
    assert row.contacten.aanwezig().exists()


def test_wie_tijdens_het_wissen_bevestigd_is_blijft(monkeypatch):
    """Somebody confirms after the list was made, while another is being erased."""
    dates = {"herinnerd_op": geleden(200), "verborgen_op": geleden(100), "bevestigd_op": None}
    first, second = ingang(**dates), ingang(**dates)
    real = bewaartermijn.wis

    def bevestig_eerst(uuid, **opties):
        if second.contacten.filter(uuid=uuid).exists():
            bevestig_persoon(second.contacten.get(), None)
        return real(uuid, **opties)

    monkeypatch.setattr(bewaartermijn, "wis", bevestig_eerst)
    assert aantallen(voer_uit(DAG)) == {"Gewist: te lang niet bevestigd": 1}
    assert not first.contacten.exists()
    assert second.contacten.get().verborgen_op is None
    assert Gewist.objects.count() == 1


def test_een_sleutelfiguur_die_bevestigd_is_blijft(monkeypatch):
    person = Contact.objects.create(vorm="persoon", naam="Kanarie Vogel", vertrokken_op=geleden(99))
    real = bewaartermijn.wis

    def terug_eerst(uuid, **opties):
        Contact.objects.filter(pk=person.pk).update(vertrokken_op=None, bevestigd_op=DAG)
        return real(uuid, **opties)

    monkeypatch.setattr(bewaartermijn, "wis", terug_eerst)
    assert voer_uit(DAG).leeg
    assert Contact.objects.filter(pk=person.pk).exists()


def test_de_opdracht_laat_eerst_zien_en_doet_dan(capsys, mailoutbox):
    ingang(bevestigd_op=None)
    call_command("bewaartermijn")
    out = capsys.readouterr().out
    assert "Om bevestiging gevraagd: 1" in out
    assert "Er is niets veranderd" in out
    assert not mailoutbox
    call_command("bewaartermijn", "--ja")
    assert "Houtwijk: 1" in capsys.readouterr().out
    assert len(mailoutbox) == 1
    call_command("bewaartermijn", "--ja")
    assert "Er is niets te doen" in capsys.readouterr().out


def vragen():
    bekijk(DAG)
    with CaptureQueriesContext(connection) as asked:
        bekijk(DAG)
    return len(asked)


def test_evenveel_vragen_om_te_kijken_bij_weinig_en_veel():
    ingang(bevestigd_op=TE_LANG)
    few = vragen()
    for _ in range(10):
        ingang(bevestigd_op=TE_LANG)
    assert vragen() == few
