"""Work about contact persons: on what ground we keep them, and who comes after them."""

import pytest
from django.utils import timezone

from organisaties.models import (
    Contact,
)
from organisaties.sleutelfiguren import beeld
from organisaties.werkvoorraad.soort import FormulierFout
from tests.fabriek import gebruiker, persoon
from tests.organisaties.werkhulp import (
    GROND,
    dagen_terug,
    doe,
    een,
    maak_gaaf,
    werk,
)
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def baas():
    return gebruiker("beheerder")


@pytest.mark.parametrize(
    "anders", [{"grondslag": ""}, {"bevestigd_op": None}, {"bevestigd_op": "2020-01-01"}]
)
def test_een_persoon_zonder_grond_of_bevestiging_wordt_bevestigd(baas, anders):
    maak_gaaf(
        personen=[
            persoon(
                "publiek",
                bevestigd_op=dagen_terug(1),
                **{k: v for k, v in anders.items() if k != "bevestigd_op"},
            )
            | anders
        ]
    )
    doe(baas, een("grond"), "grond", grond=GROND)
    contact = Contact.objects.personen().get()
    assert (contact.grondslag, contact.bevestigd_op) == (GROND, timezone.localdate())
    assert werk() == {}


def test_een_eigen_grond_blijft_staan(baas):
    own = "Afspraak met de directie, 3 maart"
    maak_gaaf(personen=[persoon("publiek", grondslag=own, bevestigd_op=None)])
    form = een("grond").formulier
    assert form["grond"].value() == own
    doe(baas, een("grond"), "grond", grond=form["grond"].value())
    assert Contact.objects.personen().get().grondslag == own


@pytest.mark.parametrize("grond", ["bel\x07", "x" * 201])
def test_een_grond_die_niet_bewaard_kan_worden_wordt_geweigerd(baas, grond):
    contact = Contact.objects.create(vorm="persoon", naam="Voorbeeld")
    contact.wijken.set(Wijk.objects.filter(slug="houtwijk"))
    with pytest.raises(FormulierFout):
        doe(baas, een("grond"), "grond", grond=grond)
    assert beeld(contact.uuid)["grondslag"] == ""


def test_een_sleutelfiguur_krijgt_een_grond(baas):
    contact = Contact.objects.create(vorm="persoon", naam="Voorbeeld")
    contact.wijken.set(Wijk.objects.filter(slug="houtwijk"))
    doe(baas, een("grond"), "grond", grond=GROND)
    assert beeld(contact.uuid)["grondslag"] == GROND
    assert werk() == {}


def test_zonder_gekozen_grond_gebeurt_er_niets(baas):
    maak_gaaf(personen=[persoon("publiek", grondslag="", bevestigd_op=dagen_terug(1))])
    with pytest.raises(FormulierFout):
        doe(baas, een("grond"), "grond", grond="")
    assert werk() == {"grond": 1}


def test_wie_vertrok_vraagt_om_een_opvolger(baas):
    maak_gaaf(personen=[persoon("publiek", grondslag="", bevestigd_op=dagen_terug(1))])
    doe(baas, een("grond"), "vertrokken")
    assert werk() == {"opvolger": 1}
    doe(baas, een("opvolger"), "geen")
    assert werk() == {}
