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


def test_een_deelnemer_staat_er_zoals_bij_de_eigen_plek(client, tafel, lid):
    page = bladzijde(client, tafel, gebruiker("professional"))
    assert "Zichtbaar voor: professionals" in page
    assert f'<p class="klein"><a href="{lid.get_absolute_url()}">Opvang Lid</a></p>' in page


def test_een_kwartiermaker_ziet_iedereen(client, tafel, kwartiermaker):
    page = bladzijde(client, tafel, kwartiermaker)
    assert "Geheim Lid" in page
    assert "Haal van de lijst" in page


@pytest.fixture
def concept():
    """An entry that nobody sees yet, with a person; the consultation names the person."""
    return maak(
        naam="Nog Geheim",
        status="concept",
        personen=[persoon("professionals", naam="Lid van Geheim")],
    )


def test_wie_bij_een_concept_hoort_staat_er_alleen_voor_wie_het_concept_ziet(client, concept):
    members = {"personen": [p["uuid"] for p in foto(concept)["personen"]]}
    tafel = overleg(naam="Vroege Tafel", overleg=members, **SPOORWIJK)
    for rol, sees in (("professional", False), ("organisatie", False), ("kwartiermaker", True)):
        page = bladzijde(client, tafel, gebruiker(rol))
        assert ("Lid van Geheim" in page) == sees, rol
        assert ("Nog Geheim" in page) == sees, rol


def test_wie_een_overleg_bijhoudt_vindt_niemand_van_een_concept(client, tafel, concept):
    user = gebruiker("professional", organisaties=[tafel])
    page = bladzijde(client, tafel, user, "?zoek=geheim")
    assert "Niemand gevonden" in page
    assert "Nog Geheim" not in page
    uuid = foto(concept)["personen"][0]["uuid"]
    assert wijzig(client, tafel, user, doe="erbij", persoon=uuid).status_code == 404


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
    client.force_login(gebruiker("wacht"))
    assert client.get(reverse("deelnemers", args=[tafel.slug])).status_code == 403


def test_zonder_account_gaat_u_naar_aanmelden(client, tafel):
    url = reverse("deelnemers", args=[tafel.slug])
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"
    change = client.post(reverse("deelnemer_wijzigen", args=[tafel.slug]), {"doe": "eraf"})
    assert change.url.startswith(reverse("account_login"))


def test_de_lijst_wordt_nergens_bewaard(client, tafel, kwartiermaker):
    client.force_login(kwartiermaker)
    answer = client.get(reverse("deelnemers", args=[tafel.slug]))
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(("rol", "wijken"), [("professional", []), ("kwartiermaker", ["waldeck"])])
def test_wie_er_niet_over_gaat_wijzigt_niets(client, tafel, lid, rol, wijken):
    before = foto(tafel)
    answer = wijzig(client, tafel, gebruiker(rol, wijken=wijken), doe="eraf", lid=lid.uuid)
    assert answer.status_code == 403
    assert foto(tafel) == before


@pytest.mark.parametrize("data", [{"lid": "x"}, {"lid": "²\x00"}, {"persoon": "9" * 30}, {}])
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
