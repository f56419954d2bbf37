"""The count beside every option is the number of results that the option would give."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisaties.filter import OrganisatieFilter
from organisaties.index import antwoord, index, tellingen
from organisaties.models import Organisatie, Werkgebied
from organisaties.woorden import keuzes
from tests.fabriek import HOUTWIJK, SPOORWIJK, WALDECK, maak, maak_veel
from wijken.versie import vastgehouden

from .hulp import vraag

pytestmark = pytest.mark.django_db

WIJKEN = ["houtwijk", "kom-loosduinen", "kom-loosduinen-en-houtwijk", "spoorwijk", "molenwijk"]
GEBIEDEN = [*(f"wijk:{w}" for w in WIJKEN), "stadsdeel:laak", "stadsdeel:loosduinen",
            "gemeente:GM0518"]  # fmt: skip


def enkele(waarden):
    return st.lists(st.sampled_from(waarden), max_size=2, unique=True)


INGANG = st.fixed_dictionaries(
    {
        "soort": st.sampled_from(["cjg", "bso", "logopedie"]),
        "status": st.sampled_from(["gepubliceerd", "gepubliceerd", "concept"]),
        "werkgebied": enkele(GEBIEDEN),
        "ondersteuning": enkele(["spraak-taal", "motoriek"]),
        "doelgroepen": enkele(["peuter", "ouders"]),
        "toegang": enkele(["zelf", "cjg"]),
        "talen": enkele(["nl", "ar"]),
        "kosten": st.sampled_from(["", "gratis", "betaald"]),
        "leeftijd_van": st.sampled_from([None, 0, 24]),
        "leeftijd_tot": st.sampled_from([None, 48, 216]),
        "wijk": st.sampled_from([None, None, *WIJKEN]),
    },
    optional={
        "lat": st.sampled_from([HOUTWIJK["lat"], SPOORWIJK["lat"], WALDECK["lat"], 52.37]),
    },
).map(lambda entry: entry | {"lon": _lon(entry.get("lat"))})
VRAAG = st.fixed_dictionaries(
    {},
    optional={
        "wijk": enkele(WIJKEN),
        "stadsdeel": enkele(["laak", "loosduinen", "escamp"]),
        "soort": enkele(["cjg", "bso"]),
        "ondersteuning": enkele(["spraak-taal", "motoriek"]),
        "doelgroep": enkele(["peuter", "ouders"]),
        "toegang": enkele(["zelf", "cjg"]),
        "taal": enkele(["nl", "ar"]),
        "kosten": enkele(["gratis", "betaald"]),
        "leeftijd": st.sampled_from([["3"], ["12"]]),
        "q": st.sampled_from([["opvang"], ["praat niet"], ["cjg"]]),
        "bij": st.sampled_from([["2552"], ["2524"], ["52.0541868,4.2481526"]]),
    },
)


def _lon(lat):
    points = {p["lat"]: p["lon"] for p in (HOUTWIJK, SPOORWIJK, WALDECK)} | {52.37: 4.9}
    return points.get(lat)


def als_data(parameters):
    data = QueryDict(mutable=True)
    for name, values in parameters.items():
        data.setlist(name, values)
    return data


def na_keuze(asked, naam, slug):
    """The number of results when only this option of this filter is chosen."""
    data = asked.data.copy()
    data.setlist(naam, [slug])
    return OrganisatieFilter(data).qs.count()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(ingangen=st.lists(INGANG, min_size=1, max_size=8), vragen=st.lists(VRAAG, max_size=2))
def test_elk_getal_is_het_aantal_dat_de_keuze_geeft(ingangen, vragen):
    maak_veel(ingangen)
    for parameters in vragen:
        asked = OrganisatieFilter(als_data(parameters))
        assert asked.is_valid(), asked.errors
        assert antwoord(asked).bit_count() == asked.qs.count()
        for name, counts in tellingen(asked).items():
            used = {slug for slug, number in counts.items() if number} | {min(counts)}
            for slug in used:
                assert counts[slug] == na_keuze(asked, name, slug), (parameters, name, slug)


def test_elke_keuze_van_elke_lijst_heeft_een_getal():
    counts = tellingen(vraag())
    assert set(counts) == set(OrganisatieFilter.FACETTEN)
    for name, numbers in counts.items():
        assert set(numbers) == {option.slug for option in keuzes(name)}


def test_een_filter_telt_alsof_het_zelf_uit_staat():
    maak(soort="cjg")
    maak(soort="bso")
    assert tellingen(vraag("soort=cjg"))["soort"]["bso"] == 1
    assert tellingen(vraag("soort=cjg"))["kosten"]["gratis"] == 1


def test_een_keuze_die_niets_geeft_zegt_nul():
    maak(soort="cjg", talen=["ar"])
    counts = tellingen(vraag("taal=ar"))
    assert counts["soort"] == dict.fromkeys(counts["soort"], 0) | {"cjg": 1}


def test_concepten_tellen_nergens():
    maak(soort="cjg", status="concept", **HOUTWIJK)
    assert not any(n for counts in tellingen(vraag()).values() for n in counts.values())


def test_een_nieuwe_ingang_telt_meteen():
    assert tellingen(vraag())["soort"]["cjg"] == 0
    maak(soort="cjg")
    assert tellingen(vraag())["soort"]["cjg"] == 1


def test_een_eigen_verzameling_telt_alleen_zichzelf():
    maak(soort="cjg")
    network = maak(soort="overleg", overleg={"staat": "loopt"})
    asked = OrganisatieFilter(QueryDict(), Organisatie.objects.netwerken())
    assert antwoord(asked) == index().bits([network.pk])
    assert tellingen(asked)["soort"]["cjg"] == 0


def test_wat_na_het_tellen_komt_verstoort_niets():
    """A row that another process just added has no place in this index yet."""
    maak(soort="cjg")
    assert index().bits([10**9]) == 0
    assert Werkgebied.objects.count() == 0


VOL = ("wijk=houtwijk&stadsdeel=loosduinen&soort=cjg&ondersteuning=motoriek&doelgroep=peuter"
       "&toegang=zelf&kosten=gratis&taal=nl&leeftijd=3&q=opvang")  # fmt: skip


@pytest.mark.parametrize(("zoekreeks", "hoogstens"), [("", 0), ("soort=cjg", 2), (VOL, 9)])
def test_het_aantal_vragen_aan_de_database_groeit_niet_mee(
    zoekreeks, hoogstens, django_assert_max_num_queries
):
    for number in (3, 40):
        maak_veel([{**HOUTWIJK, "soort": "cjg", "talen": ["nl"]}] * number)
        with vastgehouden():  # as in a request
            tellingen(vraag(zoekreeks))
            with django_assert_max_num_queries(hoogstens):
                tellingen(vraag(zoekreeks))
