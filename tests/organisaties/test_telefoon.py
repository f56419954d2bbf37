import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisaties.telefoon import telefoon


@pytest.mark.parametrize(
    ("getypt", "geschreven"),
    [
        ("+31701234567", "070-123 45 67"),
        ("0031 (0)70 123 45 67", "070-123 45 67"),
        ("070 1234567", "070-123 45 67"),
        ("070-000 00 01", "070-000 00 01"),
        ("0174123456", "0174-12 34 56"),
        ("0612345678", "06-12 34 56 78"),
        ("088-123 45 67", "088-123 45 67"),
        ("08001234", "0800-1234"),
        ("14070", "14 070"),
        ("+3227861234", "00 32 2 786 12 34"),
    ],
)
def test_nederlands_geschreven(getypt, geschreven):
    assert telefoon(getypt) == geschreven


@pytest.mark.parametrize("getypt", ["", "112", "bel 070-1234567", "123", "geen", "+", "0" * 40])
def test_anders_blijft_staan(getypt):
    assert telefoon(getypt) == getypt


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_geldig_nummer_blijft_hetzelfde_nummer(cijfers):
    number = phonenumbers.parse(f"0{cijfers}", "NL")
    if phonenumbers.is_valid_number(number):
        assert phonenumbers.parse(telefoon(f"0{cijfers}"), "NL") == number


@given(st.from_regex(r"[1-57][0-9]{8}", fullmatch=True))
def test_netnummer_zoals_het_nummerplan(cijfers):
    number = phonenumbers.parse(f"0{cijfers}", "NL")
    if phonenumbers.is_valid_number(number):
        plan = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        assert telefoon(f"0{cijfers}").split("-")[0] == plan.split(" ")[0]


@given(st.text(max_size=30))
def test_verliest_geen_cijfer(getypt):
    if re.fullmatch(r"0\d+", getypt):
        assert re.sub(r"\D", "", telefoon(getypt)) == getypt
