"""axe-core finds nothing on any page, and every page fits on a phone of 320 px."""

from pathlib import Path

import axe_playwright_python
import pytest

pytestmark = pytest.mark.schermen

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGINAS = {
    "begin": "/",
    "gefilterd": "/?wijk=houtwijk&ondersteuning=spraak-taal&leeftijd=3",
    "met postcode": "/?bij=2552&straal=2",
    "niets gevonden": "/?q=xyzzyplugh",
    "wijken": "/wijken/",
    "wijk": "/wijken/houtwijk/",
    "samengestelde wijk": "/wijken/kraayenstein-en-vroondaal/",
    "stadsdeel": "/stadsdelen/laak/",
    "overleggen": "/overleggen/",
    "over": "/over/",
    "privacy": "/privacy/",
    "toegankelijkheid": "/toegankelijkheid/",
}
FOUTPAGINAS = {
    "ongeldige vraag": "/?leeftijd=abc&wijk=nergens",
    "bestaat niet": "/organisaties/bestaat-niet/",
}
HOOFDDELEN = ("header", "nav", "main", "footer")
BREEDTES = {"bureau": (1440, 900), "telefoon": (320, 640)}


def bevindingen(page):
    """What axe finds; injected as a script of ours, because the policy forbids a script tag."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    opties = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    rapport = page.evaluate("opties => axe.run(document, opties)", opties)
    return [
        (found["id"], node["html"][:200])
        for found in rapport["violations"]
        for node in found["nodes"]
    ]


def op_breedte(page, breedte):
    width, height = BREEDTES[breedte]
    page.set_viewport_size({"width": width, "height": height})


@pytest.fixture(params=BREEDTES)
def scherm(page, request):
    op_breedte(page, request.param)
    return page


def bezwaren(page):
    """Look at one page on both screens: a visit costs more than a look."""
    found = []
    for breedte in BREEDTES:
        op_breedte(page, breedte)
        found += [(breedte, *finding) for finding in bevindingen(page)]
    if page.evaluate("document.documentElement.scrollWidth") > BREEDTES["telefoon"][0]:
        found.append(("telefoon", "steekt uit", page.url))
    if page.locator("h1").count() != 1:
        found.append(("één h1", page.url))
    missing = [p for p in HOOFDDELEN if not page.locator(f"body {p}").count()]
    return found + [("ontbreekt", part) for part in missing]


@pytest.mark.parametrize("naam", PAGINAS)
def test_een_pagina_is_toegankelijk(page, naam):
    page.goto(PAGINAS[naam])
    assert bezwaren(page) == []


@pytest.mark.parametrize("naam", FOUTPAGINAS)
def test_een_foutpagina_is_toegankelijk(page, naam, oog):
    page.goto(FOUTPAGINAS[naam])
    found = bezwaren(page)
    oog.fouten.clear()  # the browser itself calls a 4xx an error
    assert found == []


def test_axe_vindt_niets_op_een_ingang(scherm):
    scherm.goto("/?q=voorbeeld&wijk=houtwijk")
    scherm.goto(scherm.locator("#resultaten [data-id] a").first.get_attribute("href"))
    assert bevindingen(scherm) == []


def test_axe_vindt_niets_met_een_open_ballon(scherm):
    scherm.goto("/?soort=logopedie")
    if scherm.locator(".wissel").is_visible():  # on a phone the map is behind the switch
        scherm.get_by_role("link", name="Kaart", exact=True).click()
    scherm.locator("#kaart .kaart-plek").first.press("Enter")
    assert bevindingen(scherm) == []
