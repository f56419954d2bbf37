"""The kwartiermaker's Monday: what came in, what has to be asked, who left, who wants to join."""

import email
import re
import time
from email import policy

import pytest
from playwright.sync_api import expect

from tests.browser.test_toegankelijk import bezwaren, op_breedte

ONTBIJT = "/organisaties/voorbeeld-ontbijtkamer-de-theepot/"
OVERLEG = "/overleggen/overleg-kindontwikkeling-spoorwijk"
VERS = 2.1  # seconds: who sends a form sooner is taken for a robot
WIE = """() => {
    const e = document.activeElement, vak = e.getBoundingClientRect(), stijl = getComputedStyle(e);
    return {
        naam: `${e.labels?.[0]?.innerText ?? ""} ${e.innerText ?? ""}`, id: e.id, tag: e.tagName,
        zichtbaar: stijl.outlineStyle !== "none" && parseFloat(stijl.outlineWidth) >= 3
            && vak.bottom > 0 && vak.top < innerHeight && vak.width > 0,
    };
}"""


@pytest.fixture
def kwartiermaker(als):
    return als("kwartiermaker")


def kop(page):
    return page.get_by_role("heading", level=1)


def gaaf(page):
    """axe finds nothing and it fits on a phone; then on with the work at the desk."""
    assert bezwaren(page) == []
    op_breedte(page, "bureau")


def rijp(page, sinds):
    """Wait until the form is old enough; most of that time went into other work."""
    page.wait_for_timeout(max(0, VERS - (time.monotonic() - sinds)) * 1000)


def gelukt(page, tekst):
    expect(page.get_by_role("status").filter(has_text=tekst)).to_be_visible()


def weigert(oog, status):
    """The browser itself calls an answer of 4xx an error; nothing else went wrong."""
    assert all(f"status of {status}" in line for line in oog.fouten), oog.fouten
    oog.fouten.clear()


def test_een_melding_komt_op_de_kaart_en_gaat_er_weer_af(page, kwartiermaker):
    page.goto(ONTBIJT)
    page.get_by_role("link", name="Meld wat er niet klopt").click()
    sinds = time.monotonic()
    page.get_by_role("checkbox", name="Telefoonnummer").check()
    page.get_by_label("Nieuw nummer").fill("0700000999")
    gaaf(page)
    rijp(page, sinds)
    page.get_by_role("button", name="Verstuur uw melding").click()
    expect(kop(page)).to_have_text("Dank u wel voor uw melding")
    gaaf(page)
    volgen = page.url
    page.goto(ONTBIJT)
    expect(page.get_by_text("070-000 00 55").first).to_be_visible()  # nothing unseen

    kwartiermaker.goto("/werkvoorraad/")
    kwartiermaker.get_by_role("link", name=re.compile("Beoordeel deze melding.*Theepot")).click()
    rij = kwartiermaker.get_by_role("row").filter(has_text="Telefoonnummer")
    expect(rij).to_contain_text("070-000 00 55")
    expect(rij.get_by_role("strong")).to_have_text("0700000999")
    gaaf(kwartiermaker)
    rij.get_by_role("radio", name="Overnemen", exact=True).check()
    kwartiermaker.get_by_label("Antwoord aan de melder").select_option("aangepast")
    kwartiermaker.get_by_role("button", name="Bewaar uw oordeel").click()
    gelukt(kwartiermaker, "De melding is beoordeeld.")

    page.reload()
    expect(page.get_by_text("070-000 09 99").first).to_be_visible()
    expect(page.locator("#contact").locator("..")).to_contain_text("door de kwartiermaker")
    page.goto(volgen)
    expect(page.get_by_text("Uw melding is verwerkt.")).to_be_visible()

    kwartiermaker.goto(ONTBIJT + "geschiedenis/")
    stap = kwartiermaker.locator(".verloop__stap").first
    expect(stap).to_contain_text("kwartiermaker@example.nl")
    expect(stap).to_contain_text("070-000 09 99")
    stap.get_by_role("link", name="Draai dit terug").click()
    gaaf(kwartiermaker)
    kwartiermaker.get_by_role("button", name="Draai dit terug").click()
    gelukt(kwartiermaker, "Teruggedraaid")
    page.goto(ONTBIJT)
    expect(page.get_by_text("070-000 00 55").first).to_be_visible()
    expect(page.get_by_text("070-000 09 99")).to_have_count(0)


def test_wie_er_niet_meer_werkt_krijgt_een_opvolger(page, kwartiermaker):
    kwartiermaker.goto(ONTBIJT)
    weg = re.compile("Werkt hier niet meer.*Voorbeeldpersoon Z")
    kwartiermaker.get_by_role("link", name=weg).click()
    kwartiermaker.get_by_role("radio", name="Ja, en ik weet wie").check()
    gaaf(kwartiermaker)
    kwartiermaker.get_by_label("Naam", exact=True).fill("Voorbeeldpersoon Opvolger")
    kwartiermaker.get_by_label("Telefoonnummer").fill("070-000 08 88")
    kwartiermaker.get_by_label("Wie mag deze persoon zien?").select_option(label="Iedereen")
    kwartiermaker.get_by_label("Waarom mogen wij").fill("Voorbeeldgegevens")
    kwartiermaker.get_by_role("button", name="Bewaren").click()
    gelukt(kwartiermaker, "De opvolger staat nu bij deze plek.")
    page.goto(ONTBIJT)
    mensen = page.get_by_role("region", name="Mensen")
    expect(mensen).to_contain_text("Voorbeeldpersoon Opvolger")
    expect(mensen).not_to_contain_text("Voorbeeldpersoon Z")
    mensen.get_by_role("button", name="Toon e-mail en telefoon").click()
    expect(page.get_by_role("link", name="070-000 08 88")).to_be_visible()


def test_veel_plekken_in_een_keer_met_eerst_een_voorbeeld(page, kwartiermaker):
    kwartiermaker.goto("/werkvoorraad/?soort=geen-toegang")
    vakjes = kwartiermaker.get_by_role("checkbox", name=re.compile("^Kies (Sport|Vrouwen)"))
    for vakje in vakjes.all():
        vakje.check()
    kwartiermaker.get_by_label("Met de aangevinkte plekken").select_option("ondersteuning")
    kwartiermaker.get_by_role("button", name="Bekijk eerst wat er gebeurt").click()
    gaaf(kwartiermaker)
    kwartiermaker.get_by_label("Helpt bij").select_option(label="Sport en bewegen")
    kwartiermaker.get_by_role("button", name="Bekijk eerst wat er gebeurt").click()
    expect(kwartiermaker.get_by_text("Vrouwenbuurtlab")).to_be_visible()
    gaaf(kwartiermaker)
    page.goto("/organisaties/vrouwenbuurtlab/")
    expect(page.get_by_text("Sport en bewegen")).to_have_count(0)  # seen is not done
    kwartiermaker.get_by_role("button", name=re.compile(r"^Wijzig \d plek")).click()
    gelukt(kwartiermaker, "Voeg ondersteuning toe: Sport en bewegen")
    page.reload()
    expect(page.get_by_text("Sport en bewegen").first).to_be_visible()


def tab_naar(page, naam, grens=60):
    """Press Tab until this has the focus; on the way the focus is never lost from sight."""
    for _ in range(grens):
        page.keyboard.press("Tab")
        wie = page.evaluate(WIE)
        assert wie["zichtbaar"], wie
        if naam in wie["naam"]:
            return
    raise AssertionError(f"“{naam}” is met Tab niet te bereiken")


def test_een_regel_oplossen_met_alleen_het_toetsenbord(kwartiermaker, oog):
    page = kwartiermaker
    page.goto("/mijn/")
    tab_naar(page, "Werkvoorraad")
    page.keyboard.press("Enter")
    expect(kop(page)).to_have_text("Werkvoorraad")
    tab_naar(page, "Leeftijd niet bekend")
    page.keyboard.press("Enter")
    werk = page.get_by_role("region", name="Leeftijd niet bekend").locator(".werkitem")
    hoeveel, naam = werk.count(), werk.first.get_by_role("heading").inner_text()
    tab_naar(page, "Vanaf (jaar)")
    page.keyboard.type("4")
    tab_naar(page, "Tot (jaar)")
    page.keyboard.type("3")
    tab_naar(page, "Bewaar")
    page.keyboard.press("Enter")
    expect(werk.first.get_by_role("alert")).to_contain_text("lager zijn dan")
    expect(werk.first.get_by_role("alert")).to_be_in_viewport()
    weigert(oog, 400)
    tab_naar(page, "Tot (jaar)", grens=8)  # what is wrong stands where the focus is
    page.keyboard.type("12")
    tab_naar(page, "Bewaar")
    page.keyboard.press("Space")
    gelukt(page, "is aangevuld")
    expect(werk).to_have_count(hoeveel - 1)
    expect(werk.get_by_text(naam)).to_have_count(0)
    assert page.evaluate(WIE)["id"] == "soort-geen-leeftijd"  # where the work goes on
    tab_naar(page, "Vanaf (jaar)", grens=8)
    tab_naar(page, "Kadaster")  # and out at the end of the page: nothing holds the focus


def test_de_organisatie_antwoordt_op_de_mail_zonder_account(page, site, oog):
    site.beheer("vraag_controle --verstuur --hoogstens 6")
    wie, links = brief_aan_een_voorbeeld(site)
    page.goto(links["klopt"])
    expect(kop(page)).to_contain_text("Klopt dit nog?")
    gaaf(page)
    page.get_by_role("link", name="Bekijk de hele pagina").click()
    plek, actueel = page.url, page.get_by_role("region", name="Klopt dit nog?")
    expect(actueel).not_to_contain_text("door de organisatie")  # a look confirms nothing
    page.go_back()
    page.get_by_role("button", name="Ja, dit klopt nog").click()
    expect(kop(page)).to_have_text("Bedankt!")
    page.goto(plek)
    expect(kop(page)).to_have_text(wie)
    expect(actueel).to_contain_text("door de organisatie")
    for link in links.values():
        page.goto(link)
        expect(kop(page)).to_have_text("Deze vraag is al beantwoord")
    gaaf(page)
    weigert(oog, 410)


def brief_aan_een_voorbeeld(site):
    """Give the name and the links of the first question to an invented organisation."""
    for path in sorted(site.post.iterdir()):
        letter = email.message_from_string(path.read_text("utf-8"), policy=policy.default)
        if "klopt dit nog" in letter["Subject"].casefold() and "example.nl" in letter["To"]:
            text = letter.get_content()
            links = re.findall(r"\S+(/controle/\S+/(klopt|wijzigen|weg)/)", text)
            return letter["Subject"].partition("? ")[2], {name: url for url, name in links}
    raise AssertionError("geen vraag gevonden")


def test_wie_mee_wil_doen_vult_op_de_telefoon_een_formulier_in(page, als, kwartiermaker):
    kwartiermaker.goto(OVERLEG + "/doe-mee/poster/")
    code = kwartiermaker.get_by_role("img", name=re.compile("QR-code"))
    assert code.evaluate("e => e.decode().then(() => e.naturalWidth)") > 0
    adres = kwartiermaker.locator(".poster .breekbaar").inner_text()

    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(adres)
    sinds = time.monotonic()
    professional = als("professional")
    for label, tekst in {
        "Uw naam": "Voorbeeldpersoon Doet Mee",
        "Uw organisatie": "Voorbeeldschool",
        "Uw functie": "Leerkracht",
        "Uw e-mailadres, van uw werk": "doet-mee@example.nl",
    }.items():
        page.get_by_label(label).fill(tekst)
    page.get_by_label("Ja, dat is goed").check()
    rijp(page, sinds)
    page.get_by_role("button", name="Meld mij aan").click()
    expect(kop(page)).to_have_text("Dank u wel")

    kwartiermaker.get_by_role("link", name="Terug naar de deelnemers").click()
    kwartiermaker.get_by_role("link", name=re.compile("Voorbeeldpersoon Doet Mee")).click()
    expect(kwartiermaker.get_by_text("mogen bij")).to_be_visible()  # the consent, in full
    gaaf(kwartiermaker)
    kwartiermaker.get_by_role("button", name="Laat toe").click()
    gelukt(kwartiermaker, "Toegelaten.")

    professional.goto(kwartiermaker.url)
    expect(professional.get_by_role("link", name="doet-mee@example.nl")).to_be_visible()
    expect(professional.get_by_role("button", name="Haal van de lijst")).to_have_count(0)
    page.get_by_role("link", name="Terug naar het overleg").click()
    expect(page.get_by_text("Voorbeeldpersoon Doet Mee")).to_have_count(0)
