"""axe-core finds nothing on any page, and every page fits on a phone of 320 px."""

from pathlib import Path

import axe_playwright_python
import pytest

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
BREEDTES = {"bureau": (1440, 900), "telefoon": (320, 640)}


def bevindingen(page):
    """What axe finds; injected as a script of ours, because the policy forbids a script tag."""
    page.evaluate(AXE)
    rapport = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
    )
    return [
        (found["id"], node["html"][:200])
        for found in rapport["violations"]
        for node in found["nodes"]
    ]


@pytest.fixture(params=BREEDTES)
def scherm(page, request):
    width, height = BREEDTES[request.param]
    page.set_viewport_size({"width": width, "height": height})
    return page


@pytest.mark.parametrize("naam", PAGINAS)
def test_axe_vindt_niets(scherm, naam):
    scherm.goto(PAGINAS[naam])
    assert bevindingen(scherm) == []


@pytest.mark.parametrize("naam", FOUTPAGINAS)
def test_axe_vindt_niets_op_een_foutpagina(scherm, naam, oog):
    scherm.goto(FOUTPAGINAS[naam])
    found = bevindingen(scherm)
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


@pytest.mark.parametrize("adres", [*PAGINAS.values(), *FOUTPAGINAS.values()])
def test_niets_steekt_uit_op_een_telefoon(page, oog, adres):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(adres)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if adres in FOUTPAGINAS.values():
        oog.fouten.clear()


@pytest.mark.parametrize("adres", PAGINAS.values())
def test_een_pagina_heeft_een_kop_en_haar_hoofddelen(page, adres):
    page.goto(adres)
    assert page.locator("h1").count() == 1
    for part in ("header", "nav", "main", "footer"):
        assert page.locator(f"body {part}").count() >= 1
