import pytest

from organisaties.leeftijd import leeftijd_in_woorden


@pytest.mark.parametrize(
    ("van", "tot", "woorden"),
    [
        (30, 48, "2,5 tot 4 jaar"),
        (0, 48, "0 tot 4 jaar"),
        (2, 156, "2 maanden tot 13 jaar"),
        (0, 10, "0 tot 10 maanden"),
        (12, 18, "1 tot 1,5 jaar"),
        (33, 50, "2 jaar en 9 maanden tot 4 jaar en 2 maanden"),
        (24, None, "vanaf 2 jaar"),
        (0, None, "vanaf 0 jaar"),
        (None, 48, "tot 4 jaar"),
        (None, None, ""),
    ],
)
def test_een_leeftijd_in_woorden(van, tot, woorden):
    assert leeftijd_in_woorden(van, tot) == woorden
