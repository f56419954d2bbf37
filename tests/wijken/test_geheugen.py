"""Remembering per content version."""

from threading import Thread

import pytest

from wijken import geheugen
from wijken.geheugen import per_versie
from wijken.versie import Inhoudsversie, ophogen, vastgehouden


@pytest.fixture
def teller():
    """Give a remembering function, and the list of arguments it was really called with."""
    gedaan = []

    @per_versie
    def verdubbel(getal=1):
        """Give twice the number."""
        gedaan.append(getal)
        return getal * 2

    return verdubbel, gedaan


@pytest.fixture
def versie(leeg):
    return ophogen()


def test_tweede_keer_komt_uit_het_geheugen(versie, teller):
    verdubbel, gedaan = teller
    assert [verdubbel(3), verdubbel(3), verdubbel(4), verdubbel()] == [6, 6, 8, 2]
    assert gedaan == [3, 4, 1]


def test_nieuwe_versie_vergeet(versie, teller):
    verdubbel, gedaan = teller
    verdubbel(3)
    ophogen()
    verdubbel(3)
    assert gedaan == [3, 3]


def test_vergeet(versie, teller):
    verdubbel, gedaan = teller
    verdubbel(3)
    verdubbel.vergeet()
    verdubbel(3)
    assert gedaan == [3, 3]


def test_zonder_versie_wordt_niets_onthouden(leeg, teller):
    verdubbel, gedaan = teller
    verdubbel(3)
    verdubbel(3)
    assert gedaan == [3, 3]


def test_wat_tijdens_een_andere_schrijver_is_berekend_wordt_niet_onthouden(versie, teller):
    verdubbel, gedaan = teller
    with vastgehouden():
        Inhoudsversie.objects.update(nummer=9)
        verdubbel(3)
        verdubbel(3)
    assert gedaan == [3, 3]


def test_geheugen_is_begrensd(versie, teller, monkeypatch):
    monkeypatch.setattr(geheugen, "GROOTTE", 2)
    verdubbel, gedaan = teller
    for getal in (1, 2, 3, 3, 1):
        verdubbel(getal)
    assert gedaan == [1, 2, 3, 1]


def test_fout_wordt_niet_onthouden(versie):
    @per_versie
    def mislukt():
        raise ValueError("mislukt")

    for _ in range(2):
        with pytest.raises(ValueError, match="mislukt"):
            mislukt()


def test_weigert_argumenten_op_naam(versie, teller):
    with pytest.raises(TypeError, match="op volgorde"):
        teller[0](getal=3)


def test_weigert_wat_niet_te_onthouden_is(versie, teller):
    with pytest.raises(TypeError, match="unhashable"):
        teller[0]([3])


def test_naam_en_uitleg_blijven(teller):
    assert (teller[0].__name__, teller[0].__doc__) == ("verdubbel", "Give twice the number.")


def test_draden_lezen_hetzelfde_antwoord(versie, teller, monkeypatch):
    verdubbel, _ = teller
    monkeypatch.setattr(geheugen.versie, "uit_database", lambda: versie)
    uitkomsten = []
    draden = [Thread(target=lambda: uitkomsten.append(verdubbel(3))) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert uitkomsten == [6] * 8
