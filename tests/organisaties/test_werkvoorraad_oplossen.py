"""An item is solved by who may, as it was shown, and once."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from organisaties.foto import foto
from organisaties.models import (
    Contact,
    Dubbel,
)
from organisaties.werkvoorraad.oplossen import AlOpgelost, GeenRecht, Veranderd, los_op
from organisaties.werkvoorraad.soort import Onbekend
from tests.fabriek import gebruiker, maak, persoon
from tests.organisaties.werkhulp import (
    ADRES,
    GROND,
    bounce,
    dagen_terug,
    doe,
    een,
    maak_gaaf,
    voorstel,
    werk,
)
from wijken.models import Wijk

pytestmark = pytest.mark.django_db


@pytest.fixture
def baas():
    return gebruiker("beheerder")


def test_wat_intussen_gewijzigd_is_wordt_niet_bevestigd(baas):
    row = maak_gaaf(gecontroleerd_op=None)
    item = een("controle")
    doe(baas, een("controle"), "klopt")
    with pytest.raises(AlOpgelost):
        doe(baas, item, "klopt")
    other = maak_gaaf(gecontroleerd_op=None, leeftijd_van=None, leeftijd_tot=None)
    stale = een("controle")
    doe(baas, een("geen-leeftijd"), "bewaar", van="2", tot="")
    with pytest.raises(Veranderd):
        doe(baas, stale, "klopt")
    assert foto(other)["gecontroleerd_op"] is None
    assert foto(row)["gecontroleerd_op"] == timezone.localdate().isoformat()


@pytest.mark.parametrize("rol", ["professional", "organisatie", "kwartiermaker"])
def test_wie_er_niet_over_gaat_lost_niets_op(rol):
    row = maak_gaaf(gecontroleerd_op=None)
    user = gebruiker(rol, wijken=["spoorwijk"], organisaties=[row] if rol == "organisatie" else [])
    with pytest.raises(GeenRecht):
        doe(user, een("controle"), "klopt")
    assert foto(row)["gecontroleerd_op"] is None


def test_een_bericht_zonder_plek_is_van_de_beheerder():
    bounce()
    with pytest.raises(GeenRecht):
        doe(gebruiker("kwartiermaker", wijken=["houtwijk"]), een("mail"), "opgelost")


def test_een_sleutelfiguur_is_van_de_kwartiermaker_van_zijn_wijk():
    contact = Contact.objects.create(vorm="persoon", naam="Voorbeeld")
    contact.wijken.set(Wijk.objects.filter(slug="houtwijk"))
    with pytest.raises(GeenRecht):
        doe(gebruiker("kwartiermaker", wijken=["spoorwijk"]), een("grond"), "grond", grond=GROND)
    doe(gebruiker("kwartiermaker", wijken=["houtwijk"]), een("grond"), "grond", grond=GROND)
    assert werk() == {}


@pytest.mark.parametrize(
    ("slug", "sleutel"),
    [("bestaat-niet", "1"), ("controle", "x"), ("controle", "9" * 30), ("controle", "999999")],
)
def test_wat_er_niet_is_is_al_opgelost(baas, slug, sleutel):
    with pytest.raises(AlOpgelost):
        los_op(QueryDict(f"soort={slug}&item={sleutel}&doe=klopt"), baas)


SOLVABLE = [
    "controle",
    "verdwenen",
    "wachttijd",
    "geen-contact",
    "adres",
    "grond",
    "dubbelen",
    "register",
]


def test_een_onbekende_knop_doet_niets(baas):
    wait = [{"weken": 9, "gemeld_op": dagen_terug(100), "gemeld_door": "x"}]
    row = maak(
        verdwenen_op=dagen_terug(3),
        wachttijden=wait,
        personen=[persoon("publiek", grondslag="", email="", telefoon="")],
        **ADRES,
    )
    Dubbel.objects.create(een=row, ander=maak_gaaf())
    voorstel(row)
    before = foto(row)
    for slug in SOLVABLE:
        with pytest.raises(Onbekend):
            doe(baas, een(slug), "zomaar")
    assert foto(row) == before
