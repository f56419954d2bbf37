"""Figures: the sum of the buurten, or unknown."""

import pytest

from wijken.cijfers import cijfers_van_stadsdeel, cijfers_van_wijk
from wijken.models import Kerncijfer
from wijken.versie import ophogen


@pytest.fixture
def wijk_cijfers(gebieden):
    return lambda slug: cijfers_van_wijk(gebieden.wijk_op_slug[slug].id)


def test_wijk_telt_haar_buurten_op(wijk_cijfers):
    inwoners = wijk_cijfers("laakhavens")["inwoners"]
    assert inwoners.waarde == inwoners.minstens == 5310 + 7170
    assert (inwoners.jaar, inwoners.onbekend) == (2024, 0)
    assert "CBS" in inwoners.bron


def test_samengestelde_wijk_telt_de_delen_mee(wijk_cijfers):
    cijfers = wijk_cijfers("kom-loosduinen-en-houtwijk")
    assert cijfers["inwoners"].waarde == 12720 + 5055
    assert cijfers["inwoners_0_15"].waarde == 2045 + 590


def test_stadsdeel_telt_alle_buurten_op(gebieden):
    cijfers = cijfers_van_stadsdeel(gebieden.stadsdeel_op_slug["laak"].id)
    assert cijfers["inwoners"].waarde == 46815
    assert cijfers["inwoners_0_15"].waarde == 6700


def test_een_onbekende_buurt_maakt_de_som_onbekend(gebieden):
    kinderen = cijfers_van_stadsdeel(gebieden.stadsdeel_op_slug["loosduinen"].id)["inwoners_0_15"]
    assert kinderen.waarde is None
    assert (kinderen.minstens, kinderen.onbekend) == (7845, 1)


def test_deel_zonder_buurten_is_onbekend(wijk_cijfers):
    inwoners = wijk_cijfers("kraayenstein")["inwoners"]
    assert (inwoners.waarde, inwoners.minstens, inwoners.jaar) == (None, 0, None)


def test_nieuwste_jaar_wint(wijk_cijfers):
    wijk_cijfers("spoorwijk")
    Kerncijfer.objects.create(
        gebied_code="BU05183823", onderwerp="inwoners", waarde=4200, jaar=2025, bron="CBS 2025"
    )
    ophogen()
    inwoners = wijk_cijfers("spoorwijk")["inwoners"]
    assert (inwoners.waarde, inwoners.jaar, inwoners.bron) == (4200, 2025, "CBS 2025")


def test_twee_jaren_worden_niet_bij_elkaar_geteld(wijk_cijfers):
    Kerncijfer.objects.create(
        gebied_code="BU05183819", onderwerp="inwoners", waarde=5400, jaar=2025
    )
    ophogen()
    inwoners = wijk_cijfers("laakhavens")["inwoners"]
    assert (inwoners.waarde, inwoners.minstens, inwoners.onbekend) == (None, 5400, 1)
