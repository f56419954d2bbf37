"""A NUL in the address of a screen for staff: refused before any database has to."""

import pytest

from tests.fabriek import gebruiker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "adres",
    [
        "/beheer/organisaties/organisatie/?kosten=a%00b",
        "/beheer/organisaties/organisatie/?q=%00",
        "/mijn/toelaten/?pagina=%00",
        "/werkvoorraad/?wijk=a%00",
        "/werkvoorraad/?soort=%00",
    ],
)
def test_een_nul_in_het_adres_wordt_geweigerd(client, adres):
    client.force_login(gebruiker("beheerder"))
    assert client.get(adres).status_code == 400


def test_een_gewoon_adres_gaat_door(client):
    client.force_login(gebruiker("beheerder"))
    assert client.get("/beheer/organisaties/organisatie/?kosten=gratis").status_code == 200
