"""Same question, same answer: page, map and every export hold the same entries, in one order."""

import json
import random
import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from organisaties.filter import OrganisatieFilter
from organisaties.models import Contact, Gebruiker
from organisaties.woorden import keuzes
from tests.fabriek import HOUTWIJK, SPOORWIJK, WALDECK, algemeen, maak, maak_veel, persoon
from tests.kaart.uitvoerlezers import ADRESSEN, haal, ids, inhoud, lees_csv

pytestmark = pytest.mark.django_db

PER_PAGINA = 25
LOS = {
    "q": ["stottert", "praat niet", "opvang", "Ĳsvogel", "kind", "bestaatniet", "'; --", "%", "_"],
    "bij": ["2551CA", "2552", "52.0541868,4.2481526"],
    "straal": ["0,3", "1", "5"],
    "leeftijd": ["0", "2,5", "4", "18"],
    "sorteer": ["naam", "afstand", "nieuw"],
    "overleg": ["kring-voorbeeld", "bestaat-niet"],
}


def enkele(rnd, lijst, hoogstens):
    return rnd.sample([k.slug for k in keuzes(lijst)], rnd.randint(0, hoogstens))


def verzonnen(nummer):
    """An entry with a bit of everything, the same one for the same number."""
    rnd = random.Random(nummer)
    areas = [f"wijk:{slug}" for slug in enkele(rnd, "wijk", 2)] + rnd.choice(
        [[], ["stadsdeel:laak"]]
    )
    ages = rnd.choice([(None, None), (0, 48), (30, 72), (48, None), (None, 24)])
    return {
        "naam": f"{rnd.choice(['Opvang', 'Ĳsvogel', 'opvang', 'Ée', 'zon'])} {nummer % 40}",
        "soort": rnd.choice(keuzes("soort")).slug,
        "kosten": rnd.choice(["", "gratis", "betaald"]),
        "status": rnd.choice(["gepubliceerd"] * 6 + ["concept", "tijdelijk_gesloten", "gestopt"]),
        "samenvatting": rnd.choice(["", "Voor een kind dat stottert", "Praten en lezen"]),
        "ondersteuning": enkele(rnd, "ondersteuning", 3),
        "doelgroepen": enkele(rnd, "doelgroep", 3),
        "talen": enkele(rnd, "taal", 2),
        "toegang": enkele(rnd, "toegang", 2),
        "werkgebied": rnd.choice([areas, areas, ["gemeente:GM0518"], []]),
        "leeftijd_van": ages[0],
        "leeftijd_tot": ages[1],
        "contacten": [algemeen()],
        "personen": [persoon(rnd.choice(["publiek", "professionals", "coordinatoren"]))],
        **rnd.choice([HOUTWIJK, SPOORWIJK, WALDECK, {}, {"wijk": "laak-centraal"}]),
    }


@pytest.fixture
def inhoud_van_alles():
    made = maak_veel([verzonnen(nummer) for nummer in range(70)])
    people = Contact.objects.personen().filter(organisatie__in=made[20:30])
    members = {
        "leden": [str(row.uuid) for row in made[:15]],
        "personen": [str(uuid) for uuid in people.values_list("uuid", flat=True)],
    }
    maak(naam="Kring Voorbeeld", soort="overleg", overleg={"staat": "loopt", **members})


@pytest.fixture
def professional():
    client = Client()
    client.force_login(Gebruiker.objects.create_user("prof@example.nl", rol="professional"))
    return client


def _waarden(naam):
    if naam in OrganisatieFilter.FACETTEN:
        options = st.deferred(lambda: st.sampled_from([k.slug for k in keuzes(naam)]))
        return st.lists(options, max_size=3)
    return st.lists(st.sampled_from(LOS[naam]), max_size=1)


zoekreeksen = st.fixed_dictionaries(
    {}, optional={naam: _waarden(naam) for naam in OrganisatieFilter.base_filters}
).map(lambda vraag: urlencode(vraag, doseq=True))


def van_de_pagina(client, zoekreeks):
    """The ids on all pages of the list, and the number that the page shows."""
    found, number = [], 1
    while True:
        html = client.get(f"/?{zoekreeks}&pagina={number}").content.decode()
        total = int(re.search(r'data-aantal="(\d+)"', html)[1])
        found += re.findall(r'data-id="([0-9a-f-]{36})"', html)
        if number * PER_PAGINA >= total:
            return found, total
        number += 1


def van_de_kaart(client, zoekreeks):
    data = json.loads(client.get(f"/punten.json?{zoekreeks}").content)
    return {uuid: lat is not None for uuid, lat, *_ in data["punten"]}, data["totaal"]


def vergelijk(client, zoekreeks):
    """Every output in turn against the page; gives how many there were."""
    page, shown = van_de_pagina(client, zoekreeks)
    assert len(page) == len(set(page)) == shown
    for soort in ADRESSEN:
        assert ids(soort, haal(client, soort, zoekreeks)) == page, (soort, zoekreeks)
    places, total = van_de_kaart(client, zoekreeks)
    features = json.loads(haal(client, "geojson", zoekreeks))["features"]
    with_point = {f["id"] for f in features if f["geometry"]}
    assert total == shown
    assert {uuid for uuid, on_map in places.items() if on_map} == with_point, zoekreeks
    assert set(places) <= set(page), zoekreeks
    return shown


def overal_geweigerd(client, zoekreeks):
    addresses = ["/", "/punten.json", *ADRESSEN.values()]
    return {client.get(f"{address}?{zoekreeks}").status_code for address in addresses} == {400}


BEKEND = ["", "wijk=houtwijk", "bij=2551CA&straal=1", "q=stottert", "overleg=kring-voorbeeld"]


@pytest.mark.parametrize("zoekreeks", BEKEND)
def test_een_bekende_vraag(client, inhoud_van_alles, zoekreeks):
    assert vergelijk(client, zoekreeks) > 0


@pytest.mark.parametrize("zoekreeks", BEKEND)
def test_wat_iemand_over_het_bestand_kiest_verandert_het_antwoord_niet(
    client, professional, inhoud_van_alles, zoekreeks
):
    page, _ = van_de_pagina(client, zoekreeks)
    for soort in ADRESSEN:
        chosen = f"{zoekreeks}&per=ingang&kolommen=naam,id,telefoon"
        assert ids(soort, haal(client, soort, chosen)) == page
        assert ids(soort, haal(professional, soort, chosen)) == page
    people = lees_csv(haal(professional, "csv", f"{zoekreeks}&per=persoon"))
    assert {row["id organisatie"] for row in people} <= set(page)


def test_niets_gevonden(client, inhoud_van_alles):
    assert vergelijk(client, "q=bestaatniet") == 0


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(zoekreeks=zoekreeksen)
def test_elke_vraag_geeft_overal_hetzelfde(client, inhoud_van_alles, zoekreeks):
    if OrganisatieFilter(QueryDict(zoekreeks)).is_valid():
        vergelijk(client, zoekreeks)
    else:
        assert overal_geweigerd(client, zoekreeks)


@pytest.mark.parametrize(
    "zoekreeks", ["wijk=x", "leeftijd=oud", "straal=2", "bij=0000AA", "q=%00", "overleg=x"]
)
def test_een_onbekende_waarde(client, inhoud_van_alles, zoekreeks):
    assert overal_geweigerd(client, zoekreeks)
    for address in ADRESSEN.values():
        assert b"uuid" not in inhoud(client.get(f"{address}?{zoekreeks}"))
