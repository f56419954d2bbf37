"""A NUL in a question never reaches the database: PostgreSQL refuses it with an error."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from tests.fabriek import gebruiker, maak, overleg

pytestmark = pytest.mark.django_db


def _geen_nul(execute, sql, params, many, context):
    assert "\0" not in repr(params).replace("\\x00", "\0"), sql
    return execute(sql, params, many, context)


@pytest.fixture
def wereld(client):
    client.force_login(gebruiker("beheerder"))
    waiting = gebruiker("wacht")
    EmailAddress.objects.create(user=waiting, email=waiting.email, verified=True, primary=True)
    return {"wacht": waiting.pk, "tafel": overleg().slug, "plek": maak().slug}


@pytest.mark.parametrize(
    ("adres", "vraag"),
    [
        ("/mijn/toelaten/{wacht}/", "q"),
        ("/mijn/toelaten/", "pagina"),
        ("/werkvoorraad/", "wijk"),
        ("/werkvoorraad/", "soort"),
        ("/werkvoorraad/", "pagina"),
        ("/werkvoorraad/verslag/", "gebied"),
        ("/werkvoorraad/verslag/", "vorm"),
        ("/werkvoorraad/meldingen/", "stand"),
        ("/overleggen/{tafel}/deelnemers/", "zoek"),
        ("/melden/", "wijk"),
        ("/organisaties/{plek}/geschiedenis/", "pagina"),
    ],
)
def test_een_nulteken_in_een_vraag_geeft_geen_fout(client, wereld, adres, vraag):
    url = adres.format(**wereld)
    with connection.execute_wrapper(_geen_nul):
        for text in ("\0", "a\0b"):
            assert client.get(url, {vraag: text}).status_code < 500
