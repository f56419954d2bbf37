"""Key figures on the page of a wijk: who sees whom, and their address only one at a time."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisaties.models import Contact
from tests.fabriek import gebruiker, persoon
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
NIVEAUS = ("publiek", "professionals", "coordinatoren")


@pytest.fixture(autouse=True)
def _telt_van_nul():
    cache.clear()
    yield
    cache.clear()


def sleutelfiguur(zichtbaarheid="publiek", wijken=("houtwijk",), **waarden):
    values = persoon(zichtbaarheid, telefoon="070-987 65 43", rol="Spil", **waarden)
    figure = Contact.objects.create(vorm="persoon", **values)
    figure.wijken.set(Wijk.objects.filter(slug__in=wijken))
    return figure


@pytest.fixture
def drie(db):
    return [sleutelfiguur(level, naam=f"Naam-{level}") for level in NIVEAUS]


def pagina(client, wijk="houtwijk"):
    return client.get(f"/wijken/{wijk}/").content.decode()


@pytest.mark.parametrize(
    ("wie", "namen", "adressen"),
    [
        ("anoniem", NIVEAUS[:1], ()),
        ("wacht", NIVEAUS[:1], ()),
        ("professional", NIVEAUS[:2], NIVEAUS[:2]),
        ("organisatie", NIVEAUS[:1], NIVEAUS[:1]),
        ("kwartiermaker", NIVEAUS, NIVEAUS),
        ("beheerder", NIVEAUS, NIVEAUS),
    ],
)
def test_wie_wie_ziet(client, drie, wie, namen, adressen):
    if wie != "anoniem":
        client.force_login(gebruiker(wie))
    page = pagina(client)
    assert tuple(level for level in NIVEAUS if f"Naam-{level}" in page) == namen
    assert tuple(level for level in NIVEAUS if f"{level}@example.nl" in page) == adressen
    assert ("987 65 43" in page or "9876543" in page) is bool(adressen)
    assert ("Spil" in page) is bool(adressen)


def test_de_knop_toont_het_adres_van_een(client, drie):
    public = drie[0]
    url = reverse("sleutelfiguur_adres", args=[public.uuid])
    assert f'action="{url}"' in pagina(client)
    answer = client.post(url)
    assert "mailto:publiek@example.nl" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    assert client.get(url).status_code == 405


def test_wie_niet_openbaar_is_bestaat_hier_niet(client, drie):
    for figure in drie[1:]:
        assert client.post(reverse("sleutelfiguur_adres", args=[figure.uuid])).status_code == 404


@pytest.mark.parametrize("stand", ["vertrokken_op", "verborgen_op"])
def test_wie_vertrok_of_verborgen_is_staat_er_niet(client, stand):
    figure = sleutelfiguur(naam="Naam-weg", **{stand: "2026-10-01"})
    assert "Naam-weg" not in pagina(client)
    assert client.post(reverse("sleutelfiguur_adres", args=[figure.uuid])).status_code == 404


def test_een_persoon_van_een_ingang_is_geen_sleutelfiguur(client):
    from tests.fabriek import maak  # noqa: PLC0415

    row = maak(personen=[persoon("publiek", naam="Naam-ingang")], wijk="houtwijk")
    url = reverse("sleutelfiguur_adres", args=[row.contacten.get().uuid])
    assert client.post(url).status_code == 404
    assert "Naam-ingang" not in pagina(client)


def test_een_deel_van_de_wijk_hoort_bij_het_geheel_en_een_andere_wijk_niet(client):
    sleutelfiguur(wijken=["kraayenstein", "houtwijk"], naam="Naam-deel")
    assert pagina(client, "kraayenstein-en-vroondaal").count("Naam-deel") == 1 + 1  # and its button
    assert "Naam-deel" in pagina(client, "kraayenstein")
    assert "Naam-deel" not in pagina(client, "spoorwijk")


def test_te_vaak_vragen_telt_samen_met_de_mensen_van_ingangen(client, drie):
    url = reverse("sleutelfiguur_adres", args=[drie[0].uuid])
    codes = [client.post(url).status_code for _ in range(16)]
    assert codes == [200] * 15 + [429]


@pytest.mark.parametrize("wie", ["anoniem", "professional"])
def test_evenveel_vragen_aan_de_database_met_geen_en_met_veel(client, wie):
    if wie != "anoniem":
        client.force_login(gebruiker(wie))
    counts = []
    for more in (0, 20):
        for _ in range(more):
            sleutelfiguur()
        pagina(client)
        with CaptureQueriesContext(connection) as seen:
            pagina(client)
        counts.append(len(seen))
    assert counts[0] == counts[1]
