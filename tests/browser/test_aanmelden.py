"""Signing in for real: the address, the code from the mail, and the app's code for who needs it."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_toegankelijk import bevindingen


def gaaf(page):
    """The page fits on a phone, and axe finds nothing."""
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert bevindingen(page) == []


@pytest.mark.parametrize("rol", ["professional", "kwartiermaker"])
def test_aanmelden_met_een_code(page, aanmelden, rol):
    aanmelden.echt(page, rol, gaaf)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn account")
    gaaf(page)
    staf = rol == "kwartiermaker"
    expect(page.get_by_role("link", name="Mensen toelaten")).to_have_count(int(staf))


def test_een_account_aanvragen_en_toelaten(page, browser, aanmelden, site, oog):
    page.goto("/account/aanvragen/")
    gaaf(page)
    page.get_by_label("Uw naam").fill("Voorbeeld Nieuw")
    page.get_by_label("Waar werkt u?").fill("Voorbeeldschool")
    page.get_by_label("Uw e-mailadres").fill("nieuw@example.nl")
    page.wait_for_timeout(2_100)  # who is quicker is taken for a robot
    page.get_by_role("button", name="Vraag een account aan").click()
    page.wait_for_url("**/aanvragen/code/")
    gaaf(page)
    page.get_by_label("Code", exact=True).fill(aanmelden.code_uit_mail("nieuw@example.nl"))
    page.get_by_role("button", name="Bevestig").click()
    expect(page.get_by_role("heading", name="Uw aanvraag is binnen")).to_be_visible()
    gaaf(page)

    page.context.clear_cookies()
    aanmelden(page, "kwartiermaker")
    page.goto("/mijn/toelaten/")
    expect(page.get_by_text("nieuw@example.nl").first).to_be_visible()
    gaaf(page)
    page.get_by_role("link", name="Anders").first.click()
    page.get_by_label("Naam van de plek").fill("voorbeeld")
    page.get_by_role("button", name="Zoek", exact=True).click()
    gaaf(page)
    page.get_by_role("button", name="Laat toe voor deze plek").first.click()
    expect(page.get_by_role("status")).to_contain_text("is toegelaten")
