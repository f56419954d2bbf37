"""Who is asked whether the entry is still true, in which mail, how often, and when it stops."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organisaties.controles import handel_af, onbeantwoord, teruggekomen
from organisaties.controles.plan import maak_plan
from organisaties.controles.versturen import voer_uit
from organisaties.models import Bericht, Controle, Ronde, Soort
from organisaties.schrijven import ronde
from organisaties.termijnen import maanden_terug
from tests.fabriek import algemeen, maak, maak_veel, persoon

from .vraaghulp import INGANG, dagen_terug, later, met_postvak, stuur, vraag

pytestmark = pytest.mark.django_db
Stand = Controle.Stand


def wijzig(row, **waarden):
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({row.pk: waarden})


def gevraagd():
    """The addresses of a plan, each with the names of the entries in that mail."""
    return {b.aan: sorted(v.naam for v in b.vragen) for b in maak_plan(INGANG).brieven}


# --- who is due ----------------------------------------------------------------------------------


def test_wie_nooit_is_nagekeken_is_aan_de_beurt():
    met_postvak(naam="De Boom")
    assert gevraagd() == {"info@example.nl": ["De Boom"]}


@pytest.mark.parametrize(("maanden", "dagen", "aan_de_beurt"), [
    (6, 0, False), (6, 1, True), (12, 0, False), (12, 1, True), (1, 1, True),
])  # fmt: skip
def test_de_termijn_is_die_van_de_soort(maanden, dagen, aan_de_beurt):
    Soort.objects.filter(slug="kinderdagverblijf").update(controle_maanden=maanden)
    day = maanden_terug(timezone.localdate(), maanden) - timedelta(days=dagen)
    met_postvak(gecontroleerd_op=day.isoformat())
    assert bool(gevraagd()) is aan_de_beurt


@pytest.mark.parametrize("status", ["concept", "gestopt"])
def test_wat_niet_op_de_kaart_staat_wordt_niet_gevraagd(status):
    met_postvak(status=status)
    assert gevraagd() == {}


def test_een_verzonnen_voorbeeld_wordt_alleen_bij_uitproberen_gevraagd(settings):
    met_postvak(voorbeeld=True)
    assert gevraagd()
    settings.PRODUCTIE = True
    assert gevraagd() == {}


# --- to whom -------------------------------------------------------------------------------------


def test_het_algemene_postvak_gaat_voor_en_een_bevestigde_persoon_is_de_tweede():
    person = persoon("coordinatoren", email="coach@example.nl")
    maak(naam="A", contacten=[algemeen(email="Info@Example.nl")], personen=[person])
    maak(naam="B", contacten=[algemeen(email="")],
         personen=[persoon("publiek", email="b@example.nl")])  # fmt: skip
    assert gevraagd() == {"info@example.nl": ["A"], "b@example.nl": ["B"]}


@pytest.mark.parametrize("persoon_", [
    {"bevestigd_op": None}, {"vertrokken_op": "2026-01-01"}, {"verborgen_op": "2026-01-01"},
    {"email": ""},
])  # fmt: skip
def test_zonder_adres_gaat_het_meteen_naar_de_kwartiermaker(persoon_):
    row = maak(koepel=str(met_postvak(naam="Koepel").uuid),
               personen=[persoon("publiek", **persoon_)])  # fmt: skip
    assert stuur().overgedragen == 1
    assert (vraag(row).stand, vraag(row).pogingen) == (Stand.OVERGEDRAGEN, 0)
    assert [c.organisatie for c in onbeantwoord()] == [row]
    assert stuur().overgedragen == 0, "handed over once"


def test_wie_alsnog_een_adres_krijgt_wordt_alsnog_gevraagd():
    row = maak()
    stuur()
    wijzig(row, contacten=[algemeen()])
    assert stuur().verstuurd == 1
    assert (vraag(row).stand, vraag(row).pogingen) == (Stand.OPEN, 1)
    assert not onbeantwoord()


# --- one mail ------------------------------------------------------------------------------------


def test_meer_ingangen_van_een_adres_staan_in_een_mail():
    met_postvak(naam="A")
    met_postvak("INFO@example.nl", naam="B")
    met_postvak("ander@example.nl", naam="C")
    assert gevraagd() == {"info@example.nl": ["A", "B"], "ander@example.nl": ["C"]}
    assert stuur().verstuurd == 2
    together = next(m for m in mail.outbox if m.to == ["info@example.nl"])
    assert together.body.count("/klopt/") == 2


def test_de_mail_zegt_wat_er_staat_en_nooit_iets_over_personen(settings):
    settings.KAART = {**settings.KAART, "adres": "https://kaart.example.nl"}
    row = maak(
        naam="De Boom & Zo",
        contacten=[algemeen(telefoon="070-000 00 01")],
        personen=[persoon("publiek", naam="Zeldzame Naam", telefoon="06-00 00 00 00")],
        straat="Kerkstraat", huisnummer="1", postcode="2552AB", plaats="Den Haag",
        website="https://boom.example.nl", leeftijd_van=0, leeftijd_tot=48, kosten="gratis",
        openingstijden=[[1, "08:00", "12:00"], [1, "13:00", "17:00"]],
        wachttijden=[{"weken": 8, "gemeld_op": dagen_terug(20)}],
    )  # fmt: skip
    stuur()
    [sent] = mail.outbox
    assert sent.subject == "Klopt dit nog? De Boom & Zo"
    for text in ("Kerkstraat 1, 2552 AB Den Haag", "070-000 00 01", "info@example.nl",
                 "https://boom.example.nl", "ma 08:00-12:00 en 13:00-17:00", "ongeveer 8 weken",
                 "0 tot 4 jaar", "Gratis", "De Boom & Zo"):  # fmt: skip
        assert text in sent.body, text
    for part in ("klopt", "wijzigen", "weg"):
        assert sent.body.count(f"/{part}/") == 1
    assert sent.body.count("https://kaart.example.nl/controle/") == 3
    for text in ("Zeldzame", "06-00", "publiek@example.nl"):
        assert text not in sent.body
    assert Bericht.objects.get().controles.get() == vraag(row)


@pytest.mark.parametrize(("dagen", "tekst"), [
    ([1, 2, 3, 4, 5], "ma t/m vr 09:00-12:00"), ([1, 2, 4], "ma en di 09:00-12:00, do 09:00"),
    ([7], "zo 09:00-12:00"),
])  # fmt: skip
def test_dagen_met_dezelfde_tijden_staan_samen(dagen, tekst):
    met_postvak(openingstijden=[[day, "09:00", "12:00"] for day in dagen])
    stuur()
    assert f"Open: {tekst}" in mail.outbox[0].body


def test_wat_niemand_weet_staat_er_als_niet_bekend():
    met_postvak()
    stuur()
    assert "Website: niet bekend" in mail.outbox[0].body


def test_een_lange_lijst_kost_evenveel_vragen_aan_de_database_als_een_korte():
    counts = []
    for number in (1, 30):
        maak_veel([{"contacten": [algemeen(email=f"p{number}@example.nl")],
                    "openingstijden": [[1, "08:00", "12:00"]]}] * number)  # fmt: skip
        with CaptureQueriesContext(connection) as seen:
            plan = maak_plan(INGANG)
        counts.append(len(seen))
        voer_uit(plan)
    assert counts[0] == counts[1]


# --- reminders and the end of it -----------------------------------------------------------------


def test_na_de_laatste_herinnering_gaat_het_naar_de_kwartiermaker(settings):
    row = met_postvak()
    for attempt in range(1, settings.CONTROLE_POGINGEN + 1):
        assert stuur().verstuurd == 1
        assert stuur().verstuurd == 0, "not again on the same day"
        assert vraag(row).pogingen == attempt
        later(settings.CONTROLE_HERINNER_DAGEN)
    assert [m.subject.startswith("Herinnering:") for m in mail.outbox] == [False, True, True]
    assert ["laatste keer" in m.body for m in mail.outbox] == [False, False, True]
    assert vraag(row).stand == Controle.Stand.OPEN
    done = stuur()
    assert (done.verstuurd, done.overgedragen) == (0, 1)
    assert [c.organisatie for c in onbeantwoord()] == [row]
    later(100)
    assert stuur().verstuurd == 0


def test_een_dag_te_vroeg_is_nog_geen_herinnering(settings):
    met_postvak()
    stuur()
    later(settings.CONTROLE_HERINNER_DAGEN - 1)
    assert stuur().verstuurd == 0


def test_een_adres_krijgt_niet_twee_mails_kort_na_elkaar(settings):
    met_postvak(naam="A")
    stuur()
    new = met_postvak(naam="B")
    assert stuur().verstuurd == 0
    later(settings.CONTROLE_HERINNER_DAGEN)
    assert stuur().verstuurd == 1
    assert vraag(new).pogingen == 1


def test_wie_meteen_nagekeken_is_wordt_niet_herinnerd(settings):
    row = met_postvak()
    stuur()
    wijzig(row, gecontroleerd_op=dagen_terug(0))
    later(settings.CONTROLE_HERINNER_DAGEN)
    done = stuur()
    assert (done.verstuurd, done.vervallen) == (0, 1)
    assert vraag(row).stand == Stand.VERVALLEN


@pytest.mark.parametrize("status", ["gestopt", "concept"])
def test_wat_van_de_kaart_ging_vervalt(status):
    row = met_postvak()
    stuur()
    wijzig(row, status=status)
    assert stuur().vervallen == 1
    assert vraag(row).stand == Stand.VERVALLEN


def test_een_ander_adres_krijgt_de_vraag_van_voren_af_aan(settings):
    row = met_postvak()
    for _ in range(settings.CONTROLE_POGINGEN):
        stuur()
        later(settings.CONTROLE_HERINNER_DAGEN)
    stuur()
    wijzig(row, contacten=[algemeen(email="nieuw@example.nl")])
    assert stuur().verstuurd == 1
    assert (vraag(row).aan, vraag(row).pogingen) == ("nieuw@example.nl", 1)


def test_wat_de_kwartiermaker_afhandelt_wordt_voorlopig_niet_opnieuw_gevraagd():
    row = maak()
    stuur()
    assert handel_af(vraag(row))
    assert not handel_af(vraag(row)), "handled once"
    assert not onbeantwoord()
    wijzig(row, contacten=[algemeen()])
    assert stuur().verstuurd == 0
    Controle.objects.update(antwoord_op=timezone.now() - timedelta(days=100))
    assert stuur().verstuurd == 1


# --- mail that did not arrive --------------------------------------------------------------------


def test_naar_een_adres_dat_terugkwam_gaat_geen_mail_tot_het_anders_is(settings):
    row = met_postvak()
    stuur()
    Bericht.objects.update(stand=Bericht.Stand.TERUG)
    later(settings.CONTROLE_HERINNER_DAGEN)
    assert stuur().verstuurd == 0
    assert [b.aan for b in teruggekomen()] == ["info@example.nl"]
    wijzig(row, contacten=[algemeen(email="nieuw@example.nl")])
    assert stuur().verstuurd == 1
    assert not teruggekomen(), "the address that did not work is no longer in use"


def test_een_andere_ingang_met_dat_adres_gaat_naar_de_kwartiermaker():
    met_postvak()
    stuur()
    Bericht.objects.update(stand=Bericht.Stand.TERUG)
    other = met_postvak()
    stuur()
    assert vraag(other).stand == Stand.OVERGEDRAGEN


def test_wie_zegt_dat_het_opgelost_is_laat_het_opnieuw_proberen(settings):
    met_postvak()
    stuur()
    Bericht.objects.update(stand=Bericht.Stand.TERUG)
    later(settings.CONTROLE_HERINNER_DAGEN)
    assert handel_af(Bericht.objects.get())
    assert stuur().verstuurd == 1


# --- a limit, and two at once --------------------------------------------------------------------


def test_hoogstens_zoveel_mails_in_een_keer_en_de_rest_later():
    for number in range(5):
        met_postvak(f"p{number}@example.nl", gecontroleerd_op=dagen_terug(400 - number))
    plan = maak_plan(INGANG, 2)
    assert [b.aan for b in plan.brieven] == ["p0@example.nl", "p1@example.nl"], "oldest first"
    assert plan.meer == 3
    voer_uit(plan)
    assert [b.aan for b in maak_plan(INGANG, 2).brieven] == ["p2@example.nl", "p3@example.nl"]


def test_een_herinnering_gaat_voor_een_eerste_vraag(settings):
    met_postvak("oud@example.nl")
    stuur()
    later(settings.CONTROLE_HERINNER_DAGEN)
    met_postvak("nieuw@example.nl")
    assert [b.aan for b in maak_plan(INGANG, 1).brieven] == ["oud@example.nl"]


def test_twee_keer_tegelijk_verstuurt_niets_dubbel():
    row = met_postvak()
    none = maak()
    first, second = maak_plan(INGANG), maak_plan(INGANG)
    assert voer_uit(first).verstuurd == 1
    done = voer_uit(second)
    assert (done.verstuurd, done.overgedragen) == (0, 0)
    assert len(mail.outbox) == 1
    assert (vraag(row).pogingen, vraag(none).stand) == (1, Stand.OVERGEDRAGEN)


def test_wie_antwoordt_tussen_plan_en_mail_krijgt_geen_mail(settings):
    row = met_postvak()
    stuur()
    later(settings.CONTROLE_HERINNER_DAGEN)
    plan = maak_plan(INGANG)
    Controle.objects.update(stand=Stand.BEVESTIGD)
    assert voer_uit(plan).verstuurd == 0
    assert vraag(row).stand == Stand.BEVESTIGD


# --- the command ---------------------------------------------------------------------------------


def test_zonder_verstuur_is_het_een_lijst(capsys):
    met_postvak(naam="De Boom")
    maak(naam="De Struik")
    call_command("vraag_controle")
    said = capsys.readouterr().out
    assert "info@example.nl: De Boom" in said
    assert "naar de kwartiermaker: De Struik" in said
    assert "Er is niets verstuurd" in said
    assert not mail.outbox
    assert not Controle.objects.exists()


def test_met_verstuur_gaat_de_mail_weg(capsys):
    met_postvak()
    call_command("vraag_controle", "--verstuur", "--hoogstens", "1")
    assert "1 mails verstuurd" in capsys.readouterr().out
    assert len(mail.outbox) == 1


def test_hoogstens_nul_is_een_vergissing():
    with pytest.raises(CommandError, match="--hoogstens"):
        call_command("vraag_controle", "--hoogstens", "0")
