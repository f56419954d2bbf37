"""Work that comes of asking, and of not asking: mail, no answer, old checks and waiting times."""

from datetime import timedelta

import pytest
from django.utils import timezone

from organisaties.foto import foto
from organisaties.models import (
    Controle,
    Organisatie,
    Ronde,
)
from organisaties.werkvoorraad.soort import FormulierFout
from tests.fabriek import gebruiker, maak, persoon
from tests.organisaties.werkhulp import (
    bounce,
    dagen_terug,
    doe,
    een,
    maak_gaaf,
    werk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def baas():
    return gebruiker("beheerder")


def test_een_nieuw_postvak_komt_bij_elke_plek_van_de_mail(baas):
    rows = [
        maak_gaaf(naam="Een"),
        maak_gaaf(naam="Twee", personen=[persoon("publiek", email="info@example.nl")]),
    ]
    bounce(*rows)
    doe(baas, een("mail"), "postvak", email="nieuw@example.nl")
    assert [foto(r)["contacten"][0]["email"] for r in rows] == ["nieuw@example.nl"] * 2
    assert foto(rows[1])["personen"][0]["email"] == "nieuw@example.nl"
    assert "mail" not in werk()


def test_zonder_nieuw_adres_wordt_erom_gevraagd(baas):
    bounce(maak_gaaf())
    with pytest.raises(FormulierFout, match="Vul het nieuwe e-mailadres in"):
        doe(baas, een("mail"), "postvak", email="")
    assert werk() == {"mail": 1}


def test_een_mail_zonder_plek_is_af_te_vinken(baas):
    bounce()
    doe(baas, een("mail"), "opgelost")
    assert werk() == {}


def overgedragen(row, **waarden):
    sent = timezone.now() - timedelta(days=20)
    values = {"pogingen": 3, "laatst_gestuurd_op": sent, "aan": "info@example.nl", **waarden}
    return Controle.objects.create(organisatie=row, stand="overgedragen", **values)


def test_geen_antwoord_is_klaar_na_klopt_nog(baas):
    row = maak_gaaf(gecontroleerd_op=dagen_terug(400))
    overgedragen(row)
    assert werk() == {"geen-antwoord": 1}
    item = een("geen-antwoord")
    assert "3 mails" in item.zin
    assert item.bel == "070-000 00 01"
    doe(baas, item, "klopt")
    row.refresh_from_db()
    assert row.contact_gecontroleerd_door == Organisatie.Wie.KWARTIERMAKER
    assert werk() == {}


def test_zonder_mailadres_zegt_de_lijst_dat(baas):
    overgedragen(maak_gaaf(gecontroleerd_op=None), pogingen=0, laatst_gestuurd_op=None)
    assert "geen goed e-mailadres" in een("geen-antwoord").zin


@pytest.mark.parametrize(
    ("knop", "velden", "weken"), [("weken", {"weken": "6"}, 6), ("klaar", {}, 20)]
)
def test_een_onbeantwoorde_wachttijd_vult_de_kwartiermaker_in(baas, knop, velden, weken):
    old = [{"weken": 20, "gemeld_op": dagen_terug(100), "gemeld_door": "x"}]
    row = maak_gaaf(wachttijden=old)
    overgedragen(row, aard="wachttijd")
    doe(baas, een("geen-antwoord"), knop, **velden)
    assert foto(row)["wachttijden"][0]["weken"] == weken
    assert "geen-antwoord" not in werk()


def test_een_oude_controle_wordt_nieuw(baas):
    row = maak_gaaf(gecontroleerd_op=dagen_terug(400))
    message = doe(baas, een("controle"), "klopt")
    assert message == f"{row.naam} is vandaag gecontroleerd."
    assert werk() == {}
    last = Ronde.objects.first()
    assert (last.aard, last.wie) == (Ronde.Aard.BEVESTIGING, baas)


@pytest.mark.parametrize(
    "anders", [{"voorbeeld": True}, {"status": "concept"}, {"status": "gestopt"}]
)
def test_alleen_gepubliceerd_en_echt_wordt_nagekeken(anders):
    maak(**anders)
    assert werk() == {}


def test_wie_net_gevraagd_is_staat_niet_in_de_lijst():
    row = maak_gaaf(gecontroleerd_op=dagen_terug(400))
    Controle.objects.create(organisatie=row)
    assert werk() == {}


@pytest.mark.parametrize(
    ("knop", "velden", "weken"), [("weken", {"weken": "4"}, [4, 9]), ("weg", {}, [])]
)
def test_een_oude_wachttijd_wordt_ververst_of_weggehaald(baas, knop, velden, weken):
    old = [{"weken": 9, "gemeld_op": dagen_terug(100), "gemeld_door": "x"}]
    row = maak_gaaf(wachttijden=old)
    doe(baas, een("wachttijd"), knop, **velden)
    assert [w["weken"] for w in foto(row)["wachttijden"]] == weken
    assert werk() == {}


def test_een_verse_wachttijd_is_geen_werk():
    maak_gaaf(wachttijden=[
        {"weken": 9, "gemeld_op": dagen_terug(100), "gemeld_door": "x"},
        {"weken": 3, "gemeld_op": dagen_terug(2), "gemeld_door": "x"},
    ])  # fmt: skip
    assert werk() == {}


@pytest.mark.parametrize("weken", ["", "-1", "261", "veel"])
def test_een_onmogelijke_wachttijd_wordt_geweigerd(baas, weken):
    maak_gaaf(wachttijden=[{"weken": 9, "gemeld_op": dagen_terug(100), "gemeld_door": "x"}])
    with pytest.raises(FormulierFout):
        doe(baas, een("wachttijd"), "weken", weken=weken)
    assert werk() == {"wachttijd": 1}
