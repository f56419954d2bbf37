"""A coordinator brings in a table: choose, look, apply, undo; on a phone too, and with axe."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_toegankelijk import bevindingen

TABEL = (
    "Naam;Soort;Postcode;Huisnummer\nProef op de som;Logopedie;2552AB;12\nLucht;luchtkasteel;;\n"
)
INLEZEN = "/beheer/organisaties/invoer/add/"


@pytest.fixture
def beheerder(page, aanmelden):
    aanmelden(page, "beheerder")
    page.goto(INLEZEN)
    return page


def gaaf(page):
    """The page fits on a phone, and axe finds nothing."""
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert bevindingen(page) == []


def test_van_bestand_tot_op_de_kaart_en_weer_terug(beheerder):
    page = beheerder
    gaaf(page)
    page.get_by_label(re.compile("^Tabel van een")).check()
    table = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": TABEL.encode()}
    page.get_by_label("Uw bestand").set_input_files(table)
    page.get_by_role("button", name="Lees in").click()

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Dit gaat er veranderen", timeout=30_000)
    expect(page.locator(".invoer-regels")).to_contain_text("Proef op de som")
    gaaf(page)
    page.get_by_role("link", name="Geweigerd").click()
    expect(page.locator(".invoer-regels")).to_contain_text("luchtkasteel")
    with page.expect_download() as download:
        page.get_by_role("link", name="als CSV").click()
    assert "luchtkasteel" in download.value.path().read_text(encoding="utf-8-sig")

    page.get_by_role("button", name="Voer 1 wijziging door").click()
    expect(heading).to_have_text("Deze invoer is doorgevoerd", timeout=30_000)
    gaaf(page)
    page.get_by_role("link", name="Draai deze invoer terug").click()
    expect(page.locator(".invoer-gevolgen")).to_contain_text("1 ingang die erbij kwam")
    gaaf(page)
    page.get_by_role("button", name="Ja, draai terug").click()
    expect(heading).to_have_text("Deze invoer is teruggedraaid", timeout=30_000)
