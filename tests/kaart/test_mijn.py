"""``/mijn/``: what somebody may do, and the weekly mail on or off."""

import pytest
from django.urls import reverse

from tests.fabriek import gebruiker, maak

pytestmark = pytest.mark.django_db
URL = "/mijn/"


def bladzijde(client, user):
    client.force_login(user)
    return client.get(URL).content.decode()


def test_een_kwartiermaker_zet_het_weekbericht_uit_en_weer_aan(client):
    user = gebruiker("kwartiermaker", wijken=["spoorwijk"])
    assert "Stuur mij geen weekbericht" in bladzijde(client, user)
    for wat, verwacht in (("uit", False), ("aan", True)):
        client.post(reverse("mijn_weekbericht"), {"weekbericht": wat})
        user.refresh_from_db()
        assert user.weekbericht is verwacht


def test_een_professional_krijgt_geen_weekbericht_aangeboden(client):
    assert "weekbericht" not in bladzijde(client, gebruiker("professional"))


def test_wie_een_ingang_bijhoudt_ziet_haar_hier(client):
    own = maak(naam="Eigen plek")
    page = bladzijde(client, gebruiker("organisatie", organisaties=[own]))
    assert reverse("bewerken", args=[own.slug]) in page


@pytest.mark.parametrize("url", [URL, "/mijn/weekbericht/"])
def test_zonder_account_is_er_eerst_de_aanmelding(client, url):
    answer = client.post(url) if "week" in url else client.get(url)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/aanmelden/")
