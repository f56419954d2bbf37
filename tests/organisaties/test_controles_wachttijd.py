"""Asking for the waiting time: the same machinery, another question."""

import pytest
from django.core import mail
from django.core.management import call_command

from organisaties.controles.plan import maak_plan
from organisaties.models import Controle
from tests.fabriek import algemeen, maak

from .vraaghulp import INGANG, WACHTTIJD, dagen_terug, later, met_postvak, stuur, vraag

pytestmark = pytest.mark.django_db


def met_wachttijd(dagen, **waarden):
    """An entry that was checked today, with a waiting time of so many days ago."""
    wait = {"weken": 8, "gemeld_op": dagen_terug(dagen)}
    return maak(**{"contacten": [algemeen()], "gecontroleerd_op": dagen_terug(0),
                   "wachttijden": [wait], **waarden})  # fmt: skip


@pytest.mark.parametrize(("dagen", "gevraagd"), [(84, 0), (85, 1), (400, 1)])
def test_gevraagd_wordt_wie_een_oude_wachttijd_heeft(dagen, gevraagd):
    met_wachttijd(dagen)
    assert len(maak_plan(WACHTTIJD).brieven) == gevraagd


def test_de_nieuwste_melding_telt_en_zonder_melding_is_er_niets_te_vragen():
    old, new = ({"weken": 8, "gemeld_op": dagen_terug(n)} for n in (300, 3))
    met_wachttijd(300, wachttijden=[old, new])
    met_postvak()
    assert not maak_plan(WACHTTIJD).brieven


def test_een_mail_per_adres_met_een_link_per_ingang():
    met_wachttijd(100, naam="A")
    met_wachttijd(100, naam="B")
    assert stuur(WACHTTIJD).verstuurd == 1
    [sent] = mail.outbox
    assert sent.subject == "Hoe lang is de wachttijd nu? 2 plekken van u"
    assert sent.body.count("/wachttijd/") == 2
    assert "/controle/" not in sent.body


def test_wie_al_om_alles_gevraagd_is_krijgt_geen_tweede_vraag():
    row = met_wachttijd(100, gecontroleerd_op=None)
    stuur(INGANG)
    assert stuur(WACHTTIJD).verstuurd == 0
    Controle.objects.filter(organisatie=row).update(stand=Controle.Stand.BEVESTIGD)
    assert stuur(WACHTTIJD).verstuurd == 1


def test_zonder_antwoord_naar_de_kwartiermaker(settings):
    row = met_wachttijd(100)
    for _ in range(settings.CONTROLE_POGINGEN + 1):
        stuur(WACHTTIJD)
        later(settings.CONTROLE_HERINNER_DAGEN)
    assert vraag(row, WACHTTIJD).stand == Controle.Stand.OVERGEDRAGEN
    assert len(mail.outbox) == settings.CONTROLE_POGINGEN


def test_de_opdracht(capsys):
    met_wachttijd(100, naam="De Boom")
    call_command("vraag_wachttijd")
    assert "info@example.nl: De Boom" in capsys.readouterr().out
    assert not mail.outbox
    call_command("vraag_wachttijd", "--verstuur")
    assert len(mail.outbox) == 1
