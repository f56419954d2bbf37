"""What the three users come for, from start to end: with the keyboard only, and without scripts."""

import re

import pytest
from playwright.sync_api import expect


def aantal(page):
    return int(page.locator("[data-aantal]").first.get_attribute("data-aantal"))


def rust(page):
    """The live answer has come; leaving before would break it off, and htmx would complain."""
    page.wait_for_load_state("networkidle")


def open_filter(page, naam):
    kop = page.locator(f"#kop-{naam}")
    if not kop.locator("xpath=..").evaluate("e => e.open"):
        kop.click()


def tot(page, naam, grens=150):
    """Press Tab until the control with this name has the focus."""
    for _ in range(grens):
        page.keyboard.press("Tab")
        if naam in page.evaluate(
            "(() => { const e = document.activeElement;"
            " const l = e.labels && e.labels[0] ? e.labels[0].innerText : '';"
            " return `${l} ${e.getAttribute('aria-label') || ''} ${e.innerText || ''}`; })()"
        ):
            return
    raise AssertionError(f"“{naam}” is met Tab niet te bereiken")


def test_professional_vindt_met_alleen_het_toetsenbord_wie_zij_kan_bellen(page):
    page.goto("/")
    alles = aantal(page)
    tot(page, "Wat zoekt u")
    page.keyboard.type("praat niet")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=praat"))
    rust(page)
    assert 0 < aantal(page) < alles
    naam = page.locator("#resultaten [data-id] h3").first.inner_text()
    tot(page, naam)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(naam)


def test_ouder_vindt_op_de_telefoon_hulp_dichtbij(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    page.get_by_label("Uw postcode").fill("2552 AB")
    page.get_by_label("Uw postcode").press("Enter")
    expect(page).to_have_url(re.compile("bij=2552"))
    expect(page.locator("#resultaten [data-id]").first).to_contain_text(re.compile("meter|km"))
    rust(page)
    page.goto(page.locator("#resultaten [data-id] h3 a").first.get_attribute("href"))
    expect(page.locator("h1")).to_be_visible()


def test_kwartiermaker_neemt_de_contacten_van_haar_wijk_mee(page):
    page.goto("/?wijk=spoorwijk")
    wachtend = aantal(page)
    page.locator("#meenemen summary").click()
    with page.expect_download() as klaar:
        page.get_by_role("link", name=re.compile("tabel")).first.click()
    bestand = klaar.value.path().read_text(encoding="utf-8-sig")
    assert klaar.value.suggested_filename.endswith(".csv")
    assert len(re.findall(r"urn|[0-9a-f]{8}-[0-9a-f]{4}-", bestand)) >= wachtend


def test_kiezen_werkt_zonder_de_pagina_te_verlaten_en_terug_brengt_terug(page):
    page.goto("/")
    alles = aantal(page)
    open_filter(page, "ondersteuning")
    page.locator("input[name=ondersteuning][value=spraak-taal]").check()
    expect(page).to_have_url(re.compile("ondersteuning=spraak-taal"))
    telling = page.locator("[data-aantal]").first
    expect(telling).not_to_have_attribute("data-aantal", str(alles))
    page.go_back()
    expect(telling).to_have_attribute("data-aantal", str(alles))


@pytest.mark.parametrize("breed", [1440, 320])
def test_zonder_scripts_werkt_hetzelfde_formulier(browser, site, breed):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": breed, "height": 800}, base_url=site.url
    )
    page = context.new_page()
    page.goto("/")
    alles = aantal(page)
    page.get_by_label("Wat zoekt u").fill("logopedie")
    page.get_by_role("button", name="Toon resultaten").first.click()
    assert 0 < aantal(page) < alles
    page.goto(page.locator("#resultaten [data-id] h3 a").first.get_attribute("href"))
    assert page.locator("h1").inner_text()
    context.close()


def test_een_ongeldige_vraag_zegt_wat_er_mis_is(page, oog):
    page.goto("/?leeftijd=abc")
    expect(page.locator(".fouten")).to_contain_text("Leeftijd")
    assert page.locator("#resultaten [data-id]").count() == 0
    oog.fouten.clear()  # the browser itself calls a 4xx an error
