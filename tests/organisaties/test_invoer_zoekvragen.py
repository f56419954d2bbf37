"""A plan and its application ask as many queries for many rows as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisaties.invoer.bron import Rij
from organisaties.invoer.toepassen import pas_toe
from tests.fabriek import algemeen, maak_veel, velden
from tests.organisaties.bron import lees, plan

pytestmark = pytest.mark.django_db
ADRES = {"straat": "Proefstraat", "postcode": "2552AB", "plaats": "Den Haag"}


def vragen(functie):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        functie()
    return len(caught)


def rijen(aantal, naam="Opvang", **waarden):
    return [
        Rij(n, f"{naam}{n}", velden(naam=f"{naam} {n}x", huisnummer=str(n), **ADRES, **waarden))
        for n in range(1, aantal + 1)
    ]


def nieuw(aantal):
    return vragen(lambda: plan(*rijen(aantal)))


def toegepast(aantal):
    invoer = plan(*rijen(aantal, f"T{aantal}-", contacten=[algemeen()], talen=["nl"]))
    return vragen(lambda: pas_toe(invoer))


def bekend(aantal):
    rows = rijen(aantal, f"B{aantal}-")
    lees(*rows)
    return vragen(lambda: plan(*rows))


def gekoppeld(aantal):
    rows = rijen(aantal, f"G{aantal}-")
    maak_veel([row.waarden for row in rows])
    return vragen(lambda: plan(*rows))


def zonder_koepel(aantal):
    nobody = "4b1c5e4e-0000-4000-8000-000000000000"
    return vragen(lambda: plan(*rijen(aantal, f"Z{aantal}-", koepel=nobody)))


@pytest.mark.parametrize("werk", [nieuw, toegepast, bekend, gekoppeld, zonder_koepel])
def test_het_aantal_zoekvragen_groeit_niet_met_de_rijen(werk):
    werk(1)  # what is remembered per content version is asked once
    few, many = werk(2), werk(100)
    assert many <= few + 6, (few, many)  # portions of executemany and of the cache of addresses


def test_wie_zonder_koepel_wordt_geweigerd_kan_worden_verbeterd():
    nobody = "4b1c5e4e-0000-4000-8000-000000000000"
    row = Rij(1, "a", velden(koepel=nobody), cellen={"naam": "Aap", "koepel": "Weg"})
    regel = plan(row).regels.get()
    assert regel.melding == f"koepel: “{nobody}” bestaat niet."
    assert regel.cellen == {"naam": "Aap", "koepel": "Weg"}
