import pytest
from django.http import QueryDict

from organisaties.filter import OrganisatieFilter
from organisaties.genereren import genereer
from tests.fabriek import HOUTWIJK, maak_veel
from wijken.versie import vastgehouden

pytestmark = pytest.mark.django_db
BIJ = "bij=52.0541868,4.2481526"


@pytest.fixture
def veel():
    """A city full of entries, with more than a page of them at one address."""
    list(genereer(150, 1))
    maak_veel([HOUTWIJK | {"wijk": "waldeck" if n % 3 else None} for n in range(40)])


@pytest.mark.parametrize(
    "vraag",
    [
        "",
        BIJ,
        f"{BIJ}&straal=1",
        f"{BIJ}&straal=3&sorteer=afstand",
        f"{BIJ}&sorteer=naam",
        f"{BIJ}&sorteer=nieuw",
        f"{BIJ}&leeftijd=3",
        f"{BIJ}&kosten=gratis&sorteer=afstand",
        f"{BIJ}&ondersteuning=spraak-taal&wijk=spoorwijk",
        f"{BIJ}&q=bestaatniet",
        "bij=2552",
        "wijk=houtwijk",
    ],
)
def test_een_deel_is_een_stuk_van_de_hele_lijst(veel, vraag):
    filter_ = OrganisatieFilter(QueryDict(vraag))
    assert filter_.is_valid(), filter_.errors
    whole = list(filter_.op_volgorde())
    for van in (0, 25, 50, 100_000):
        assert list(filter_.deel(van, van + 25)) == whole[van : van + 25]


def test_dichtbij_vraagt_eerst_of_er_genoeg_is_en_dan_welke(veel, django_assert_num_queries):
    with vastgehouden():
        filter_ = OrganisatieFilter(QueryDict(BIJ))
        assert len(filter_.op_volgorde()) > 100
        with django_assert_num_queries(2):
            assert len(filter_.deel(0, 25)) == 25
