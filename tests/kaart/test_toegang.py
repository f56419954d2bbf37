"""Pages for who signed in ask in one order: first the method, then who you are, then the rest."""

from uuid import UUID

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
NIEMAND = UUID(int=0)
PAGINAS = [
    ("mijn", []),
    ("toelaten", []),
    ("toelaten_persoon", [1]),
    ("werkvoorraad", []),
    ("verslag", []),
    ("meldingen", []),
    ("melding_beoordelen", [NIEMAND]),
    ("aanmelding_beoordelen", [1]),
    ("deelnemers", ["onbekend"]),
    ("bewerken", ["onbekend"]),
    ("geschiedenis", ["onbekend"]),
    ("terugdraaien", ["onbekend", 1]),
    ("persoon_weg", ["onbekend", NIEMAND]),
    ("persoon_wissen", [NIEMAND]),
]
elke_pagina = pytest.mark.parametrize(("naam", "delen"), PAGINAS)


@elke_pagina
def test_zonder_account_gaat_u_naar_aanmelden_ook_als_er_niets_is(client, naam, delen):
    url = reverse(naam, args=delen)
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"


@elke_pagina
def test_een_andere_methode_wordt_eerst_geweigerd(client, naam, delen):
    assert client.put(reverse(naam, args=delen)).status_code == 405
