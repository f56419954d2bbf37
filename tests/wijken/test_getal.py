"""Whether a text is a key: only digits of ours, and no more than a database can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijken.getal import MEESTE_CIJFERS, als_getal

GEEN_GETAL = [
    "",
    " ",
    "x",
    "²",
    "٣",
    "१",
    "１",
    "-1",
    "+1",
    "1.0",
    "1_000",
    " 1",
    "1\x00",
    "9" * 30,
]


@pytest.mark.parametrize(
    ("tekst", "getal"), [("0", 0), ("12", 12), ("007", 7), ("9" * 17, 10**17 - 1)]
)
def test_cijfers_zijn_een_getal(tekst, getal):
    assert als_getal(tekst) == getal


@pytest.mark.parametrize("tekst", GEEN_GETAL)
def test_al_het_andere_niet(tekst):
    assert als_getal(tekst) is None


@given(st.text())
def test_wat_eruit_komt_past_in_een_sleutel(tekst):
    number = als_getal(tekst)
    assert number is None or 0 <= number < 10**MEESTE_CIJFERS
