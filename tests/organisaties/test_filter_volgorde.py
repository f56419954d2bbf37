"""The order of the list: located there, working there, city-wide; then by name. And ``sorteer``."""

import pytest

from organisaties.models import Organisatie, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, maak, maak_veel

from .hulp import volgorde, vraag

pytestmark = pytest.mark.django_db


def test_eerst_gevestigd_dan_werkzaam_dan_stadsbreed():
    city = maak(naam="Aap", werkgebied=["gemeente:GM0518"])
    works = maak(naam="Mies", **SPOORWIJK, werkgebied=["wijk:houtwijk"])
    located = maak(naam="Noot", **HOUTWIJK)
    assert volgorde("wijk=houtwijk") == [located, works, city]
    assert volgorde("stadsdeel=loosduinen") == [located, works, city]


def test_binnen_een_groep_op_naam():
    for name in ("Noot", "Aap", "Mies"):
        maak(naam=name, **HOUTWIJK)
    assert [row.naam for row in volgorde("wijk=houtwijk")] == ["Aap", "Mies", "Noot"]


def test_een_kleine_letter_telt_als_een_hoofdletter():
    for name in ("Zonnebloem", "gro-up", "Aap"):
        maak(naam=name)
    assert [row.naam for row in volgorde()] == ["Aap", "gro-up", "Zonnebloem"]


def test_gelijke_namen_hebben_een_vaste_volgorde():
    rows = maak_veel([{"naam": "Dezelfde"}] * 5)
    assert volgorde() == rows == volgorde("wijk=") == volgorde("sorteer=naam")


def test_sorteer_naam_laat_de_ligging_los():
    located = maak(naam="Noot", **HOUTWIJK)
    city = maak(naam="Aap", werkgebied=["gemeente:GM0518"])
    assert volgorde("wijk=houtwijk&sorteer=naam") == [city, located]


def test_sorteer_nieuw_zet_het_laatst_bijgewerkte_eerst():
    first, second = maak(naam="Aap"), maak(naam="Mies")
    assert volgorde("sorteer=nieuw") == [second, first]
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({first.pk: {"samenvatting": "Nieuw"}})
    assert volgorde("sorteer=nieuw") == [first, second]


@pytest.mark.parametrize(
    "zoekreeks",
    [
        "", "wijk=houtwijk", "bij=2552&straal=2", "leeftijd=3&kosten=gratis", "q=opvang",
        "sorteer=naam", "sorteer=nieuw", "bij=2552&sorteer=afstand",
    ],
)  # fmt: skip
def test_de_lijst_is_dezelfde_verzameling_als_het_antwoord(zoekreeks):
    maak_veel([HOUTWIJK, SPOORWIJK, {}, {"werkgebied": ["wijk:houtwijk"]}, {"kosten": "gratis"}])
    asked = vraag(zoekreeks)
    rows = list(asked.op_volgorde())
    assert len(rows) == len(set(rows))
    assert set(rows) == set(asked.qs)


def test_de_volgorde_laat_zich_in_stukken_lezen():
    maak_veel([HOUTWIJK] * 6 + [{"werkgebied": ["wijk:houtwijk"]}] * 6)
    rows = vraag("wijk=houtwijk").op_volgorde()
    assert [*rows[:5], *rows[5:10], *rows[10:]] == list(rows)


def test_een_vraag_kost_evenveel_vragen_aan_de_database_bij_meer_rijen(
    django_assert_max_num_queries,
):
    maak_veel([HOUTWIJK] * 3)
    list(vraag("wijk=houtwijk&q=opvang").op_volgorde())
    maak_veel([HOUTWIJK] * 60)
    assert Organisatie.objects.count() == 63
    list(vraag("wijk=houtwijk&q=opvang").op_volgorde())
    with django_assert_max_num_queries(20):
        list(vraag("wijk=houtwijk&q=opvang").op_volgorde())
