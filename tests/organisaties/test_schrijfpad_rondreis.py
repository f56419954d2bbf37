"""A photograph says all there is: written back it changes nothing, and what is written is read."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisaties.foto import DATUM, VELDEN, foto
from organisaties.models import Contact, Organisatie, Overleg, Ronde, Soort
from organisaties.rijen import LEEG
from organisaties.schrijven import ronde
from organisaties.velden.contacten import DAGEN
from tests.fabriek import maak, velden
from wijken.models import Stadsdeel, Wijk

pytestmark = pytest.mark.django_db
RUSTIG = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

tekens = st.characters(exclude_categories=["Cs", "Cc"])
dagen = st.dates(min_value=date(2000, 1, 1)).map(lambda d: d.isoformat())


def tekst(lengte, min_size=0):
    """A text as the write path leaves it: without outer spaces."""
    texts = st.text(tekens, min_size=min_size, max_size=lengte).map(str.strip)
    return texts.filter(lambda t: len(t) >= min_size)


@st.composite
def contacten(draw, vorm):
    row = {
        "uuid": str(draw(st.uuids(version=4))),
        "naam": draw(tekst(150, 1)),
        "functie": draw(tekst(20)),
        "rol": draw(tekst(20)),
        "email": draw(st.sampled_from(["", "info@example.nl", "a.b+c@example.nl"])),
        "telefoon": draw(tekst(25)),
        "zichtbaarheid": draw(st.sampled_from(Contact.Zichtbaarheid.values)),
        "grondslag": draw(tekst(20)),
        **{name: draw(st.none() | dagen) for name in DAGEN},
    }
    return row | ({"zichtbaarheid": "publiek"} if vorm == "algemeen" else {})


@st.composite
def openingstijd(draw):
    van, tot = sorted(draw(st.lists(st.times(), min_size=2, max_size=2)))
    return [draw(st.integers(1, 7)), f"{van:%H:%M}", f"{tot:%H:%M}"]


wachttijd = st.fixed_dictionaries(
    {"weken": st.integers(0, 260), "gemeld_op": dagen, "gemeld_door": tekst(20)}
)


@st.composite
def waarden(draw):
    """A valid change of everything that needs no other entry."""
    ages = sorted(draw(st.sets(st.integers(0, 300), min_size=2, max_size=2)))
    days = draw(st.lists(wachttijd, max_size=3))
    return {
        "naam": draw(tekst(200, 1)),
        "omschrijving": draw(tekst(300)),
        "straat": draw(tekst(100)),
        "postcode": draw(st.sampled_from(["", "2552AB", "1000ZZ"])),
        "kosten": draw(st.sampled_from(["", *Organisatie.Kosten.values])),
        "status": draw(st.sampled_from(Organisatie.Status.values)),
        "website": draw(st.sampled_from(["", "https://example.nl/pad?x=1#y"])),
        "tolk_mogelijk": draw(st.none() | st.booleans()),
        "lat": draw(st.floats(-90, 90)),
        "lon": draw(st.floats(-180, 180)),
        "leeftijd_van": ages[0],
        "leeftijd_tot": ages[1],
        **{name: draw(st.none() | dagen) for name in DATUM},
        "wijk": draw(st.none() | st.sampled_from(["houtwijk", "spoorwijk"])),
        "talen": sorted(draw(st.sets(st.sampled_from(["ar", "tr", "pl"])))),
        "werkgebied": sorted(draw(st.sets(st.sampled_from(["gemeente:GM0518", "wijk:waldeck"])))),
        "openingstijden": _uniek(draw(st.lists(openingstijd(), max_size=4))),
        "wachttijden": sorted(days, key=lambda d: d["gemeld_op"], reverse=True),
        "contacten": draw(st.lists(contacten("algemeen"), max_size=2)),
        "personen": draw(st.lists(contacten("persoon"), max_size=2)),
        "sleutels": sorted(draw(st.sets(tekst(20, 1).map(lambda t: f"lrk:{t}"), max_size=3))),
        "overleg": draw(st.none() | overleg),
    }


overleg = st.fixed_dictionaries(
    {
        "staat": st.sampled_from(Overleg.Staat.values),
        "voor_wie": tekst(30),
        "doel": tekst(30),
        "planning": tekst(30),
        "leden": st.just([]),
        "personen": st.lists(st.uuids(version=4).map(str), max_size=2, unique=True).map(sorted),
    }
)


def _uniek(rijen):
    return sorted([list(row) for row in {tuple(r) for r in rijen if r[1] < r[2]}])


@RUSTIG
@given(waarden())
def test_wat_geschreven_wordt_wordt_zo_gelezen(nieuw):
    org = maak()
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({org.pk: nieuw})
    seen = foto(org)
    assert {name: seen[name] for name in nieuw} == nieuw
    _schrijf_terug(org)
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.verwijder([org.pk])


@RUSTIG
@given(waarden())
def test_nieuw_met_alles_wordt_zo_gelezen(nieuw):
    org = maak(**nieuw)
    seen = foto(org)
    assert {name: seen[name] for name in nieuw} == nieuw
    _schrijf_terug(org)
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.verwijder([org.pk])


def _schrijf_terug(org):
    before = Ronde.objects.count()
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        assert schrijver.wijzig({org.pk: foto(org)}) == []
    assert Ronde.objects.count() == before


def test_een_foto_noemt_elk_veld():
    assert set(foto(maak())) == set(VELDEN) == set(LEEG)


def test_lidmaatschap_en_koepel_reizen_mee():
    koepel = maak()
    org = maak(koepel=str(koepel.uuid), overleg={"staat": "loopt", "leden": [str(koepel.uuid)]})
    assert UUID(foto(org)["koepel"]) == koepel.uuid
    _schrijf_terug(org)


def test_alle_soorten_en_gebieden_kunnen():
    areas = [f"wijk:{slug}" for slug in Wijk.objects.values_list("slug", flat=True)]
    areas += [f"stadsdeel:{slug}" for slug in Stadsdeel.objects.values_list("slug", flat=True)]
    kinds = list(Soort.objects.values_list("slug", flat=True))
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        ids = schrijver.nieuw([velden(soort=kind, werkgebied=areas) for kind in kinds])
    for org in Organisatie.objects.filter(pk__in=ids):
        assert foto(org)["werkgebied"] == sorted(areas)
