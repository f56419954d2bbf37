"""axe finds nothing on the pages of people and trust, and they fit on a phone of 320 px.

Pages of a journey are looked at where the journey passes: ``test_bureau`` and ``test_aanmelden``.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.test_toegankelijk import bezwaren

pytestmark = pytest.mark.schermen

PLEK = "/organisaties/voorbeeld-jeugdhulp-brede-schouders/"
OVERLEG = "/overleggen/overleg-kindontwikkeling-laakhavens"
BEZOEKER = {
    "missen": "/melden/?wijk=houtwijk",
    "doe mee": OVERLEG + "/doe-mee/",
}
KWARTIERMAKER = {
    "werkvoorraad": "/werkvoorraad/",
    "verslag": "/werkvoorraad/verslag/",
    "meldingen": "/werkvoorraad/meldingen/",
    "ingang": PLEK,
    "bewerken": PLEK + "wijzigen/",
    "geschiedenis": PLEK + "geschiedenis/",
    "deelnemers": OVERLEG + "/deelnemers/?zoek=voorbeeld",
    "poster": OVERLEG + "/doe-mee/poster/",
    "samenstellen": "/uitvoer/?wijk=laakhavens",
    "adresregel": "/uitvoer/adresregel/?wijk=laakhavens&wie=beide",
}


@pytest.mark.parametrize("naam", BEZOEKER)
def test_voor_de_bezoeker(page, naam):
    assert page.goto(BEZOEKER[naam]).ok
    assert bezwaren(page) == []


@pytest.fixture
def kwartiermaker(als):
    return als("kwartiermaker")


@pytest.mark.parametrize("naam", KWARTIERMAKER)
def test_voor_de_kwartiermaker(kwartiermaker, naam):
    assert kwartiermaker.goto(KWARTIERMAKER[naam]).ok
    assert bezwaren(kwartiermaker) == []


def test_een_persoon_wissen(kwartiermaker):
    kwartiermaker.goto(PLEK)
    kwartiermaker.get_by_role("link", name="Wissen").first.click()
    expect(kwartiermaker.get_by_role("heading", level=1)).to_be_visible()
    assert bezwaren(kwartiermaker) == []
