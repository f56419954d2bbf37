"""Near a place: distance, radius, and what serves the wijk of that place."""

import math
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisaties.models import Organisatie
from organisaties.querysets import Ligging
from tests.fabriek import HOUTWIJK, SPOORWIJK, WALDECK, maak
from wijken.boom import boom
from wijken.models import Postcode
from wijken.versie import ophogen

from .hulp import gevonden, punt_in, rij, volgorde, vraag

pytestmark = pytest.mark.django_db

BIJ_HOUTWIJK = "bij=52.0541868,4.2481526"
AARDSTRAAL = 6371.0


def haversine(lat1, lon1, lat2, lon2):
    """The great-circle distance in km, the yardstick for our flat one."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((p2 - p1) / 2) ** 2
    half += math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * AARDSTRAAL * math.asin(math.sqrt(half))


def km_noord(km):
    """A point so many km north of the one in Houtwijk."""
    return {"lat": HOUTWIJK["lat"] + km / 111.195, "lon": HOUTWIJK["lon"]}


HAAGS = st.tuples(st.floats(52.01, 52.14), st.floats(4.18, 4.43))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(van=HAAGS, naar=HAAGS)
def test_afstand_klopt_op_een_promille(van, naar):
    entry = maak(lat=naar[0], lon=naar[1])
    row = Organisatie.objects.met_afstand(*van).get(pk=entry.pk)
    assert math.sqrt(row.afstand2) == pytest.approx(haversine(*van, *naar), rel=1e-3, abs=1e-3)


def test_zonder_straal_staat_alles_erin_dichtstbij_eerst():
    far, near = maak(**SPOORWIJK), maak(**HOUTWIJK)
    middle = maak(**WALDECK)
    assert volgorde(BIJ_HOUTWIJK) == [near, middle, far]
    distances = [row.afstand2 for row in volgorde(BIJ_HOUTWIJK)]
    assert all(a <= b for a, b in pairwise(distances))


@pytest.mark.parametrize(("straal", "erin"), [("1", 1), ("1,9", 1), ("2,1", 2), ("3.5", 3)])
def test_straal_begrenst(straal, erin):
    for km in (0.5, 2, 3):
        maak(**km_noord(km))
    assert len(gevonden(f"{BIJ_HOUTWIJK}&straal={straal}")) == erin


def test_straal_geldt_ook_schuin():
    """The corner of the box lies farther away than the radius."""
    entry = maak(lat=HOUTWIJK["lat"] + 0.9 / 111.195, lon=HOUTWIJK["lon"] + 0.9 / 68.4)
    assert gevonden(f"{BIJ_HOUTWIJK}&straal=1") == set()
    assert gevonden(f"{BIJ_HOUTWIJK}&straal=1,3") == {entry}


@pytest.mark.parametrize("werkgebied", ["wijk:houtwijk", "stadsdeel:loosduinen", "gemeente:GM0518"])
def test_wie_de_wijk_bedient_volgt_wat_de_straal_ook_is(werkgebied):
    serves = maak(**SPOORWIJK, werkgebied=[werkgebied])
    near = maak(**km_noord(0.3))
    assert volgorde(f"{BIJ_HOUTWIJK}&straal=0,5") == [near, serves]


def test_wie_een_andere_wijk_bedient_volgt_niet():
    maak(werkgebied=["wijk:spoorwijk"])
    maak(werkgebied=["stadsdeel:laak"])
    assert gevonden(f"{BIJ_HOUTWIJK}&straal=0,5") == set()


def test_in_de_wijk_zonder_punt_volgt_ook():
    entry = maak(wijk="houtwijk")
    assert rij(f"{BIJ_HOUTWIJK}&straal=0,5", entry).ligging == Ligging.GEVESTIGD


def test_in_de_wijk_met_een_punt_buiten_de_straal_niet():
    maak(**HOUTWIJK)
    far = punt_in("houtwijk") | {"lat": HOUTWIJK["lat"] + 0.0135}
    maak(**far, wijk="houtwijk")
    assert len(gevonden(f"{BIJ_HOUTWIJK}&straal=1")) == 1


def test_na_wat_dichtbij_is_komt_de_wijk_en_dan_de_rest():
    rest = maak(naam="Aap")
    serves = maak(naam="Mies", werkgebied=["wijk:houtwijk"])
    near = maak(naam="Noot", **SPOORWIJK)
    assert volgorde(BIJ_HOUTWIJK) == [near, serves, rest]


def test_zonder_punt_sluit_aan_na_wie_een_punt_heeft():
    """Both serve the wijk from outside the radius; the databases each sort NULL elsewhere."""
    without = maak(naam="Aap", werkgebied=["wijk:houtwijk"])
    with_point = maak(naam="Noot", **SPOORWIJK, werkgebied=["wijk:houtwijk"])
    assert volgorde(f"{BIJ_HOUTWIJK}&straal=0,5") == [with_point, without]
    assert rij(f"{BIJ_HOUTWIJK}&straal=0,5", without).afstand2 is None


def test_sorteer_afstand_zet_onbekend_niet_achteraan():
    near = maak(**HOUTWIJK)
    far = maak(**SPOORWIJK, kosten="gratis")
    assert volgorde(f"{BIJ_HOUTWIJK}&kosten=gratis&sorteer=afstand") == [near, far]
    assert volgorde(f"{BIJ_HOUTWIJK}&kosten=gratis") == [far, near]


def test_sorteer_naam_wint_van_afstand():
    near, far = maak(naam="Noot", **HOUTWIJK), maak(naam="Aap", **SPOORWIJK)
    assert volgorde(f"{BIJ_HOUTWIJK}&sorteer=naam") == [far, near]
    assert rij(f"{BIJ_HOUTWIJK}&sorteer=naam", far).afstand2 > 0


def test_plek_en_wijk_vernauwen():
    maak(**HOUTWIJK)
    entry = maak(**WALDECK)
    assert gevonden(f"{BIJ_HOUTWIJK}&straal=3&wijk=waldeck") == {entry}


@pytest.mark.parametrize("tekst", ["2552 AB", "2552ab", "2552", "52.0542,4.2482", "52.0542 4.2482"])
def test_postcode_en_punt_geven_een_plek(tekst):
    maak(**HOUTWIJK)
    asked = vraag(f"bij={tekst}")
    assert asked.plek.wijk_id
    assert all(row.afstand2 is not None for row in asked.op_volgorde())


def test_bekende_postcode_is_precies_en_een_onbekende_bij_benadering():
    known = Postcode.objects.filter(bij_benadering=False).first()
    assert vraag(f"bij={known.postcode}").plek.bij_benadering is False
    assert vraag("bij=2552ZZ").plek.bij_benadering is True
    assert vraag("bij=2552").plek.bij_benadering is True


def wijken_bij(bij):
    return {boom().wijken[pk].slug for pk in vraag(f"bij={bij}").plek.wijken}


def test_postcodegebied_over_twee_wijken_vindt_wie_een_van_beide_bedient():
    """The middle of 2524 says one wijk; known addresses show that it covers a second."""
    assert wijken_bij("2524") == wijken_bij("2524ZZ") == {"spoorwijk", "laak-centraal"}
    spoorwijk = maak(werkgebied=["wijk:spoorwijk"])
    centraal = maak(werkgebied=["wijk:laak-centraal"])
    maak(werkgebied=["wijk:binckhorst"])
    assert gevonden("bij=2524&straal=0,5") == {spoorwijk, centraal}


def test_precieze_plek_ligt_in_een_wijk():
    assert wijken_bij("52.0541868,4.2481526") == {"houtwijk"}
    known = Postcode.objects.filter(bij_benadering=False, postcode__startswith="2524").first()
    assert len(wijken_bij(known.postcode)) == 1


def test_postcode_in_geen_wijk_geeft_alleen_wat_dichtbij_is():
    Postcode.objects.create(postcode="2599", lat=52.2, lon=4.2, bij_benadering=True)
    ophogen()
    maak(werkgebied=["gemeente:GM0518"])
    near = maak(lat=52.2, lon=4.2)
    asked = vraag("bij=2599&straal=1")
    assert asked.gebied is None
    assert set(asked.qs) == {near}


def test_ligging_zegt_wie_in_uw_wijk_werkt():
    serves = maak(**SPOORWIJK, werkgebied=["wijk:houtwijk"])
    elsewhere = maak(**SPOORWIJK)
    assert rij(BIJ_HOUTWIJK, serves).ligging == Ligging.WERKT
    assert rij(BIJ_HOUTWIJK, elsewhere).ligging == Ligging.ELDERS
