"""The list of who takes part in a consultation: who sees it, and who keeps it."""

import pytest
from django.urls import reverse

from organisaties.foto import foto
from tests.fabriek import SPOORWIJK, gebruiker, maak, overleg, persoon

pytestmark = pytest.mark.django_db


@pytest.fixture
def lid():
    people = {"coordinatoren": "Geheim Lid", "professionals": "Gewoon Lid"}
    return maak(naam="Opvang Lid", personen=[persoon(k, naam=v) for k, v in people.items()])


@pytest.fixture
def tafel(lid):
    members = {"leden": [str(lid.uuid)], "personen": [p["uuid"] for p in foto(lid)["personen"]]}
    own = [persoon("publiek", naam="Eigen Deelnemer")]
    return overleg(naam="Tafel", overleg=members, personen=own, **SPOORWIJK)


@pytest.fixture
def kwartiermaker():
    return gebruiker("kwartiermaker", wijken=["spoorwijk"])


def bladzijde(client, tafel, wie, vraag=""):
    client.force_login(wie)
    return client.get(reverse("deelnemers", args=[tafel.slug]) + vraag).content.decode()


def wijzig(client, tafel, wie, **data):
    client.force_login(wie)
    return client.post(reverse("deelnemer_wijzigen", args=[tafel.slug]), data)


def test_een_professional_ziet_wie_zij_mag_zien(client, tafel):
    page = bladzijde(client, tafel, gebruiker("professional"))
    assert "Eigen Deelnemer" in page
    assert "Gewoon Lid" in page
    assert "Opvang Lid" in page
    assert "Geheim Lid" not in page


def test_een_kwartiermaker_ziet_iedereen(client, tafel, kwartiermaker):
    page = bladzijde(client, tafel, kwartiermaker)
    assert "Geheim Lid" in page
    assert "Haal van de lijst" in page


def test_een_organisatie_en_een_persoon_erbij_en_eraf(client, tafel, kwartiermaker):
    erbij = maak(naam="Nieuw Lid", personen=[persoon("professionals", naam="Nieuwe Persoon")])
    uuid = foto(erbij)["personen"][0]["uuid"]
    page = bladzijde(client, tafel, kwartiermaker, "?zoek=nieuw")
    assert str(erbij.uuid) in page
    assert uuid in page
    wijzig(client, tafel, kwartiermaker, doe="erbij", lid=erbij.uuid)
    wijzig(client, tafel, kwartiermaker, doe="erbij", persoon=uuid)
    members = foto(tafel)["overleg"]
    assert str(erbij.uuid) in members["leden"]
    assert uuid in members["personen"]
    wijzig(client, tafel, kwartiermaker, doe="eraf", lid=erbij.uuid)
    wijzig(client, tafel, kwartiermaker, doe="eraf", persoon=uuid)
    members = foto(tafel)["overleg"]
    assert str(erbij.uuid) not in members["leden"]
    assert uuid not in members["personen"]


def test_een_eigen_deelnemer_gaat_van_de_lijst_en_blijft_in_de_geschiedenis(
    client, tafel, kwartiermaker
):
    uuid = foto(tafel)["personen"][0]["uuid"]
    wijzig(client, tafel, kwartiermaker, doe="eraf", persoon=uuid)
    assert foto(tafel)["personen"] == []
    assert tafel.wijzigingen.filter(veld="personen").exists()


def test_zonder_rol_is_er_geen_lijst(client, tafel):
    url = reverse("deelnemers", args=[tafel.slug])
    assert client.get(url).status_code == 403
    client.force_login(gebruiker("wacht"))
    assert client.get(url).status_code == 403


@pytest.mark.parametrize(("rol", "wijken"), [("professional", []), ("kwartiermaker", ["waldeck"])])
def test_wie_er_niet_over_gaat_wijzigt_niets(client, tafel, lid, rol, wijken):
    before = foto(tafel)
    answer = wijzig(client, tafel, gebruiker(rol, wijken=wijken), doe="eraf", lid=lid.uuid)
    assert answer.status_code == 403
    assert foto(tafel) == before


@pytest.mark.parametrize("data", [{"lid": "x"}, {"persoon": "x"}, {}])
def test_een_onbekend_kenmerk_bestaat_niet(client, tafel, kwartiermaker, data):
    assert wijzig(client, tafel, kwartiermaker, doe="erbij", **data).status_code == 404


def test_evenveel_vragen_bij_veel_deelnemers(
    client, tafel, kwartiermaker, django_assert_max_num_queries
):
    bladzijde(client, tafel, kwartiermaker)
    many = [str(maak().uuid) for _ in range(30)]
    members = {**foto(tafel)["overleg"], "leden": many}
    groot = overleg(naam="Groot", overleg=members, **SPOORWIJK)
    with django_assert_max_num_queries(30):
        bladzijde(client, groot, kwartiermaker)
