"""The map in a real browser: names, keyboard, in step with the list, and when things fail."""

import re

import pytest
from playwright.sync_api import expect

KAART = "#kaart"
PLEK = "#kaart .kaart-plek"


@pytest.fixture
def open_kaart(page):
    def open_kaart(query=""):
        page.goto(f"/{query}", wait_until="domcontentloaded")
        wacht(page)
        return page

    return open_kaart


def wacht(page):
    """The map has the answer to its last question; it waits a moment before it asks."""
    page.wait_for_timeout(250)
    expect(page.locator(KAART)).to_have_attribute("data-staat", "klaar")


def gefocust(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def zet_focus_op_eerste_plek(page):
    page.locator(KAART).focus()
    page.keyboard.press("Tab")


# --- what stands there ------------------------------------------------------------------------


def test_het_geheel_begint_met_bollen_die_optellen(open_kaart):
    page = open_kaart()
    bollen = page.locator("#kaart .kaart-bol__cirkel").all_inner_texts()
    zin = page.locator(".kaart-telling").inner_text()
    totaal, op_kaart, per_wijk, nergens = map(int, re.findall(r"\d+", zin))
    assert totaal == op_kaart + per_wijk + nergens
    assert totaal == int(page.locator("[data-aantal]").first.get_attribute("data-aantal"))
    assert sum(map(int, bollen)) == op_kaart + per_wijk


def test_een_bol_zegt_wat_er_ligt_en_wie_er_ook_werkt(open_kaart):
    page = open_kaart()
    namen = [b.get_attribute("aria-label") for b in page.locator("#kaart .kaart-bol").all()]
    assert any(
        re.fullmatch(r"Loosduinen: \d+ plekken, \d+ organisaties werken er ook\. Zoom in\.", naam)
        for naam in namen
    )


def test_elke_plek_heet_als_haar_ingang_en_elke_naam_is_anders(open_kaart):
    page = open_kaart("?soort=logopedie")
    namen = [m.get_attribute("aria-label") for m in page.locator(PLEK).all()]
    lijst = page.locator("#resultaten [data-lat] h3").all_inner_texts()
    assert sorted(namen) == sorted(lijst)
    assert len(set(namen)) == len(namen)


def test_alle_namen_op_de_kaart_zijn_anders(open_kaart):
    page = open_kaart("?stadsdeel=laak")
    page.get_by_role("button", name="Inzoomen").click()
    wacht(page)
    namen = [m.get_attribute("aria-label") for m in page.locator("#kaart [data-sleutel]").all()]
    assert len(namen) > 10
    assert len(set(namen)) == len(namen)


def test_een_adres_met_meer_ingangen_is_een_plek_met_een_getal(open_kaart):
    page = open_kaart("?wijk=houtwijk")
    plek = page.get_by_role("button", name=re.compile(r"^\d+ op dit adres: ")).first
    aantal = int(plek.inner_text())
    plek.press("Enter")
    regels = page.get_by_role("dialog").get_by_role("listitem")
    expect(regels).to_have_count(aantal)


def test_zonder_adres_staat_bij_de_wijk(open_kaart):
    page = open_kaart("?wijk=houtwijk")
    page.get_by_role("button", name="1 zonder precies adres in Houtwijk", exact=True).press("Enter")
    expect(page.get_by_role("dialog").get_by_role("link")).to_have_count(1)


def test_raakvlakken_zijn_groot_genoeg(open_kaart):
    page = open_kaart("?wijk=houtwijk")
    for doel in page.locator(f"{PLEK}, #kaart .kaart-zonder, .kaart-knop:visible").all():
        maat = doel.bounding_box()
        assert min(maat["width"], maat["height"]) >= 24


# --- the keyboard -----------------------------------------------------------------------------


def test_de_kaart_is_een_tabstop_met_een_naam_en_daarna_alle_plekken_samen_een(open_kaart):
    page = open_kaart("?soort=logopedie")
    expect(page.locator(KAART)).to_have_role("application")
    expect(page.locator(KAART)).to_have_accessible_name("Kaart met de resultaten")
    assert page.locator("#kaart [data-sleutel][tabindex='0']").count() == 1
    zet_focus_op_eerste_plek(page)
    assert page.evaluate("document.activeElement.dataset.sleutel")
    page.keyboard.press("Tab")
    assert gefocust(page) == "Inzoomen"


def test_pijltjes_lopen_langs_de_plekken(open_kaart):
    page = open_kaart("?soort=logopedie")
    zet_focus_op_eerste_plek(page)
    page.keyboard.press("Home")
    eerste = gefocust(page)
    page.keyboard.press("ArrowRight")
    assert gefocust(page) != eerste
    page.keyboard.press("ArrowLeft")
    assert gefocust(page) == eerste
    page.keyboard.press("ArrowUp")
    laatste = gefocust(page)
    page.keyboard.press("End")
    assert gefocust(page) == laatste


def test_enter_opent_en_escape_gaat_terug(open_kaart):
    page = open_kaart("?soort=logopedie")
    plek = page.locator(PLEK).first
    naam = plek.get_attribute("aria-label")
    plek.focus()
    page.keyboard.press("Enter")
    venster = page.get_by_role("dialog", name=naam)
    expect(venster).to_be_focused()
    expect(venster.get_by_role("link", name=naam)).to_have_attribute(
        "href", re.compile(r"^/organisaties/[\w-]+/$")
    )
    expect(venster).to_contain_text("Logopedie")
    page.keyboard.press("Escape")
    expect(venster).to_have_count(0)
    assert gefocust(page) == naam


def test_een_bol_zoomt_in_en_laat_de_focus_op_de_kaart(open_kaart):
    page = open_kaart()
    page.get_by_role("button", name=re.compile("^Laak: ")).first.press("Enter")
    wacht(page)
    expect(page.locator(PLEK).first).to_be_visible()
    assert page.evaluate("document.activeElement.dataset.sleutel !== undefined")
    page.get_by_role("button", name="Terug naar hele stad").press("Enter")
    wacht(page)
    expect(page.get_by_role("button", name=re.compile("^Laak: ")).first).to_be_visible()


def test_schuiven_kan_met_knoppen_en_met_pijltjes(open_kaart):
    page = open_kaart("?wijk=houtwijk")
    plek = page.locator(PLEK).first
    voor = plek.bounding_box()["x"]
    page.locator("summary[aria-label='Kaart verschuiven']").press("Enter")
    page.get_by_role("button", name="Naar rechts").press("Enter")
    assert plek.bounding_box()["x"] == pytest.approx(voor - 120, abs=2)
    wacht(page)
    page.locator(KAART).focus()
    page.keyboard.press("ArrowLeft")
    assert plek.bounding_box()["x"] > voor - 120


# --- in step with the list --------------------------------------------------------------------


def test_een_kaartje_wijst_zijn_plek_aan(open_kaart):
    page = open_kaart("?soort=logopedie")
    kaartje = page.locator("#resultaten [data-lat]").first
    plek = page.get_by_role("button", name=kaartje.locator("h3").inner_text(), exact=True)
    kaartje.hover()
    expect(plek).to_have_class(re.compile("is-uitgelicht"))
    kaartje.locator("h3 a").focus()
    expect(plek).to_have_class(re.compile("is-uitgelicht"))
    kaartje.click(position={"x": 5, "y": 5})
    expect(plek).to_have_class(re.compile("is-gekozen"))
    expect(kaartje).to_have_attribute("aria-current", "true")


def test_een_kaartje_zonder_eigen_plek_in_beeld_krijgt_een_ring(open_kaart):
    page = open_kaart()
    page.locator("#resultaten [data-lat]").first.hover()
    expect(page.locator("#kaart .kaart-ring")).to_have_count(1)
    page.mouse.move(5, 5)
    expect(page.locator("#kaart .kaart-ring")).to_have_count(0)


def test_een_plek_kiest_haar_kaartje(open_kaart):
    page = open_kaart("?soort=logopedie")
    plek = page.locator(PLEK).last
    naam = plek.get_attribute("aria-label")
    plek.click()
    kaartje = page.locator("#resultaten [aria-current='true']")
    expect(kaartje).to_have_count(1)
    expect(kaartje).to_contain_text(naam)
    expect(kaartje).to_have_class(re.compile("is-gekozen"))
    expect(kaartje).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(kaartje).to_have_count(0)


def test_een_filter_verandert_lijst_en_kaart(open_kaart):
    page = open_kaart("?stadsdeel=loosduinen")
    voor = page.locator(".kaart-telling").inner_text()
    page.evaluate("document.querySelector(\"input[name=soort][value='logopedie']\").click()")
    expect(page).to_have_url(re.compile("soort=logopedie"))
    expect(page.locator(".kaart-telling")).not_to_have_text(voor)
    wacht(page)
    totaal = page.locator("[data-aantal]").first.get_attribute("data-aantal")
    assert page.locator(".kaart-telling").inner_text().startswith(f"{totaal} resultaten")
    namen = {m.get_attribute("aria-label") for m in page.locator(PLEK).all()}
    assert namen <= set(page.locator("#resultaten h3").all_inner_texts())


def test_een_wijk_op_de_kaart_filtert_de_lijst(open_kaart):
    page = open_kaart("?wijk=houtwijk")
    page.get_by_role("button", name="Waldeck: filter of lees meer").press("Enter")
    page.get_by_role("button", name="Filter op Waldeck").press("Enter")
    expect(page).to_have_url(re.compile("wijk=waldeck"))
    assert "houtwijk" not in page.url
    wacht(page)
    gekozen = page.locator("#kaart .kaart-omtrek.is-gekozen")
    expect(gekozen).to_have_count(1)


def test_terug_in_de_browser_brengt_de_kaart_terug(open_kaart):
    page = open_kaart("?wijk=houtwijk")
    telling = page.locator(".kaart-telling").inner_text()
    page.evaluate("document.querySelector(\"input[name=soort][value='logopedie']\").click()")
    expect(page.locator(".kaart-telling")).not_to_have_text(telling)
    page.go_back(wait_until="domcontentloaded")
    expect(page.locator(".kaart-telling")).to_have_text(telling)


# --- when things fail, and what a visitor may ask ---------------------------------------------


def test_zonder_tegels_blijven_de_omtrekken(open_kaart, oog):
    page = open_kaart()
    assert oog.tegels
    expect(page.locator(KAART)).to_have_class(re.compile("zonder-tegels"))
    expect(page.locator("#kaart .kaart-omtrek--stadsdeel")).to_have_count(8)
    vulling = page.locator("#kaart .kaart-omtrek").first.evaluate("e => getComputedStyle(e).fill")
    assert vulling not in ("none", "rgba(0, 0, 0, 0)")
    expect(page.get_by_text("De achtergrondkaart is nu niet bereikbaar.")).to_be_visible()


def test_met_tegels_verdwijnt_de_melding(page, site):
    leeg = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    page.route(f"{site.tegels}/**", lambda r: r.fulfill(body=leeg, content_type="image/png"))
    page.goto("/", wait_until="domcontentloaded")
    wacht(page)
    expect(page.locator(KAART)).not_to_have_class(re.compile("zonder-tegels"))
    expect(page.get_by_text("De achtergrondkaart is nu niet bereikbaar.")).to_be_hidden()


def test_een_storing_zegt_wat_nog_wel_kan(page, oog):
    page.route("**/punten.json*", lambda route: route.fulfill(status=503, body="{}"))
    page.goto("/", wait_until="domcontentloaded")
    melding = page.get_by_role("status").filter(has_text="De kaart kan nu niet laden.")
    expect(melding).to_have_text("De kaart kan nu niet laden. De lijst werkt wel.")
    page.unroute("**/punten.json*")
    page.get_by_role("button", name="Opnieuw proberen").click()
    wacht(page)
    expect(page.locator("#kaart .kaart-bol").first).to_be_visible()
    oog.fouten.clear()


def test_een_ongeldige_vraag_maakt_de_kaart_leeg_en_een_goede_weer_vol(open_kaart, oog):
    page = open_kaart("?wijk=houtwijk")
    telling = page.locator(".kaart-telling").inner_text()
    page.locator(PLEK).first.press("Enter")
    veld = page.locator("#veld-leeftijd")
    page.evaluate(
        "document.querySelectorAll('details:has(#veld-leeftijd)').forEach(d => d.open = 1)"
    )
    veld.fill("abc")
    veld.press("Tab")
    expect(page).to_have_url(re.compile("leeftijd=abc"))
    wacht(page)
    expect(page.locator("#kaart [data-sleutel], #kaart .kaart-ballon")).to_have_count(0)
    expect(page.locator("#kaart .is-gekozen")).to_have_count(0)
    expect(page.locator(".kaart-telling")).to_be_empty()
    page.get_by_role("button", name="Uitzoomen").click()
    wacht(page)
    expect(page.locator("#kaart [data-sleutel]")).to_have_count(0)
    veld.fill("")
    veld.press("Tab")
    expect(page.locator(".kaart-telling")).to_have_text(telling)
    expect(page.locator("#kaart .kaart-omtrek.is-gekozen")).to_have_count(1)
    oog.fouten.clear()


def test_de_kaart_vraagt_alleen_wat_in_beeld_is(open_kaart):
    page = open_kaart("?wijk=houtwijk")
    with page.expect_response(re.compile(r"/punten\.json\?.*bbox=")) as antwoord:
        page.locator(KAART).focus()
        page.keyboard.press("ArrowLeft")
    beeld = antwoord.value.json()
    assert len(beeld["punten"]) < beeld["totaal"]
    assert "wijk=houtwijk" in antwoord.value.url


BEWEEGT = "#kaart.leaflet-fade-anim, #kaart .leaflet-marker-icon.leaflet-zoom-animated"


def test_wie_geen_beweging_wil_krijgt_die_niet(open_kaart):
    page = open_kaart()
    expect(page.locator(BEWEEGT)).to_have_count(0)


def test_wie_niets_vraagt_krijgt_wel_beweging(page, open_kaart):
    page.emulate_media(reduced_motion="no-preference")
    open_kaart()
    assert page.locator(BEWEEGT).count() > 1


def test_op_een_telefoon_past_de_kaart_in_het_scherm(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/?wijk=houtwijk#kaartdeel", wait_until="domcontentloaded")
    wacht(page)
    expect(page.locator(PLEK).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("breed", [320, 360, 390, 479, 480])
def test_op_een_telefoon_past_het_menu_meenemen_in_het_scherm(page, breed):
    page.set_viewport_size({"width": breed, "height": 640})
    page.goto("/?wijk=houtwijk", wait_until="domcontentloaded")
    page.locator("#meenemen summary").click()
    menu = page.locator(".meenemen__keuze").bounding_box()
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= page.evaluate("innerWidth")


# --- the small map ----------------------------------------------------------------------------


def test_een_wijkpagina_toont_haar_omtrek_en_haar_plekken(page):
    page.goto("/wijken/houtwijk/", wait_until="domcontentloaded")
    kaart = page.locator("[data-kaart='plek']")
    kaart.scroll_into_view_if_needed()
    expect(kaart).to_have_attribute("data-staat", "klaar")
    expect(kaart.locator(".kaart-omtrek.is-gekozen")).to_have_count(1)
    expect(kaart.locator(".kaart-plek").first).to_be_attached()


def test_een_ingang_toont_haar_plek(page):
    page.goto("/?soort=basisschool", wait_until="domcontentloaded")
    adres = page.locator("#resultaten [data-lat] h3 a").first.get_attribute("href")
    page.goto(adres, wait_until="domcontentloaded")
    kaart = page.locator("[data-kaart='plek']")
    kaart.scroll_into_view_if_needed()
    naam = page.get_by_role("heading", level=1).inner_text()
    expect(kaart.get_by_role("img", name=naam)).to_be_attached()
