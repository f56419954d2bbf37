"""Where: located in, works in, city-wide, and wijken that are part of a combined wijk."""

import pytest

from organisaties.models import Ronde
from organisaties.querysets import Gebied, Ligging
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, WALDECK, maak
from wijken.boom import boom
from wijken.models import Buurt, Wijk
from wijken.versie import ophogen

from .hulp import gevonden, punt_in, rij, volgorde, vraag

pytestmark = pytest.mark.django_db

GEHEEL = "kom-loosduinen-en-houtwijk"


@pytest.fixture
def houtwijk():
    return maak(**HOUTWIJK)


@pytest.fixture
def kom():
    return maak(**punt_in("kom-loosduinen"))


@pytest.fixture
def in_geheel():
    """Only known to lie somewhere in the combined wijk."""
    return maak(wijk=GEHEEL)


def test_wijk_vindt_wat_er_ligt(houtwijk):
    maak(**SPOORWIJK)
    assert gevonden("wijk=houtwijk") == {houtwijk}


def test_stadsdeel_vindt_wat_in_een_van_zijn_wijken_ligt(houtwijk, kom):
    maak(**SPOORWIJK)
    assert gevonden("stadsdeel=loosduinen") == {houtwijk, kom}


def test_samengestelde_wijk_vindt_al_haar_delen(houtwijk, kom, in_geheel):
    assert gevonden(f"wijk={GEHEEL}") == {houtwijk, kom, in_geheel}


def test_deel_vindt_zichzelf_en_het_geheel_maar_niet_het_andere_deel(houtwijk, kom, in_geheel):
    assert gevonden("wijk=houtwijk") == {houtwijk, in_geheel}
    assert gevonden("wijk=kom-loosduinen") == {kom, in_geheel}


def test_deel_zonder_eigen_grens_vindt_wat_in_het_geheel_ligt():
    entry = maak(**punt_in("molenwijk-en-schipperskwartier"))
    assert gevonden("wijk=molenwijk") == gevonden("wijk=schipperskwartier") == {entry}


def test_werkgebied_geheel_geldt_ook_voor_het_deel_maar_niet_andersom_voor_het_andere():
    whole = maak(werkgebied=[f"wijk:{GEHEEL}"])
    part = maak(werkgebied=["wijk:kom-loosduinen"])
    assert gevonden("wijk=houtwijk") == {whole}
    assert gevonden(f"wijk={GEHEEL}") == {whole, part}


@pytest.mark.parametrize(
    ("werkgebied", "ligging"),
    [
        ("wijk:houtwijk", Ligging.WERKT),
        ("stadsdeel:loosduinen", Ligging.WERKT),
        ("gemeente:GM0518", Ligging.STADSBREED),
    ],
)
def test_het_scherm_weet_hoe_iets_bij_de_wijk_hoort(werkgebied, ligging):
    entry = maak(**SPOORWIJK, werkgebied=[werkgebied])
    assert rij("wijk=houtwijk", entry).ligging == ligging


def test_gevestigd_gaat_voor_werkzaam(houtwijk):
    both = maak(**HOUTWIJK, werkgebied=["gemeente:GM0518", "wijk:houtwijk"])
    assert rij("wijk=houtwijk", both).ligging == Ligging.GEVESTIGD


def test_stadsdeel_vindt_wie_in_een_van_zijn_wijken_werkt():
    entry = maak(werkgebied=["wijk:spoorwijk"])
    assert gevonden("stadsdeel=laak") == {entry}
    assert rij("stadsdeel=laak", entry).ligging == Ligging.WERKT


def test_wie_in_een_ander_stadsdeel_werkt_hoort_er_niet_bij():
    maak(werkgebied=["stadsdeel:escamp"])
    assert gevonden("wijk=houtwijk") == gevonden("stadsdeel=loosduinen") == set()


def test_wijken_in_verschillende_stadsdelen_vullen_elkaar_aan(houtwijk):
    laak = maak(werkgebied=["stadsdeel:laak"])
    loosduinen = maak(werkgebied=["stadsdeel:loosduinen"])
    maak(werkgebied=["stadsdeel:escamp"])
    assert gevonden("wijk=houtwijk&wijk=spoorwijk") == {houtwijk, laak, loosduinen}


def test_gebied_van_twee_stadsdelen_heeft_beide():
    tree = boom()
    area = Gebied.van_wijken([tree.wijk_op_slug[s].id for s in ("houtwijk", "spoorwijk")])
    assert area.stadsdelen == {tree.stadsdeel_op_slug[s].id for s in ("loosduinen", "laak")}
    assert tree.wijk_op_slug["kom-loosduinen"].id not in area.wijken


def test_wijk_en_stadsdeel_samen_vernauwen(houtwijk):
    both = maak(werkgebied=["wijk:houtwijk", "stadsdeel:laak"])
    assert gevonden("wijk=houtwijk&stadsdeel=laak") == {both}


def test_met_de_hand_gekozen_wijk_wint_van_het_punt():
    entry = maak(**HOUTWIJK, wijk="waldeck")
    assert gevonden("wijk=waldeck") == {entry}
    assert gevonden("wijk=houtwijk") == set()


def test_wijk_zonder_punt_telt_als_gevestigd():
    entry = maak(wijk="vroondaal")
    assert rij("wijk=vroondaal", entry).ligging == Ligging.GEVESTIGD
    assert gevonden("wijk=kraayenstein") == set()


def test_zonder_plek_en_zonder_werkgebied_alleen_zonder_gebiedsvraag():
    entry = maak()
    assert gevonden() == {entry}
    assert gevonden("stadsdeel=laak") == set()


def test_punt_buiten_de_stad_ligt_in_geen_wijk():
    entry = maak(lat=52.37, lon=4.90)
    assert entry.buurt is None
    assert gevonden() == {entry}


def test_verhuist_een_buurt_dan_verhuizen_haar_ingangen_mee(houtwijk):
    assert gevonden("wijk=waldeck") == set()
    Buurt.objects.filter(pk=houtwijk.buurt_id).update(wijk=Wijk.objects.get(slug="waldeck"))
    ophogen()
    assert gevonden("wijk=waldeck") == {houtwijk}
    assert gevonden("wijk=houtwijk") == set()


def test_verhuist_een_punt_dan_verhuist_de_ingang_mee():
    entry = maak(**WALDECK)
    assert gevonden("wijk=waldeck") == {entry}

    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({entry.pk: SPOORWIJK})
    assert gevonden("wijk=spoorwijk") == {entry}


@pytest.mark.parametrize("status", ["concept", "gestopt"])
def test_niet_gepubliceerd_is_niet_te_vinden(status):
    maak(**HOUTWIJK, status=status)
    assert gevonden() == gevonden("wijk=houtwijk") == set()


def test_tijdelijk_gesloten_blijft_te_vinden():
    entry = maak(**HOUTWIJK, status="tijdelijk_gesloten")
    assert gevonden("wijk=houtwijk") == {entry}


def test_gebied_is_de_gevraagde_wijk_en_anders_het_stadsdeel():
    tree = boom()
    assert vraag().gebied is None
    asked = vraag("wijk=houtwijk&stadsdeel=laak").gebied
    assert tree.wijk_op_slug["houtwijk"].id in asked.wijken
    assert tree.wijk_op_slug["spoorwijk"].id in vraag("stadsdeel=laak").gebied.wijken


def test_niets_staat_er_dubbel_in(houtwijk):
    many = maak(**HOUTWIJK, werkgebied=["wijk:houtwijk", "stadsdeel:loosduinen", "gemeente:GM0518"])
    assert len(volgorde("wijk=houtwijk&stadsdeel=loosduinen")) == 2
    assert many in gevonden("wijk=houtwijk")
