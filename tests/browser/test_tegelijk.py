"""Two people edit one entry at once, each in a browser of their own: nobody's work disappears."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_bureau import gaaf, gelukt, weigert

PLEK = "/organisaties/voorbeeld-atelier-de-kleurenloods/"  # the demo organisation keeps it
VAN_HAAR, VAN_HEM = "070-000 11 11", "070-000 22 22"


@pytest.fixture
def kwartiermaker(als):
    return als("kwartiermaker")


@pytest.fixture
def organisatie(als):
    return als("organisatie")


def begin(*pages):
    for page in pages:
        page.goto(PLEK + "wijzigen/")


def veld(page, naam):
    return page.get_by_label(naam, exact=True)


def nummer(page):
    return page.get_by_role("group", name="Regel 1").get_by_label("Telefoon")


def bewaar(page):
    page.get_by_role("button", name="Bewaren", exact=True).click()


def staat_er(page, *teksten):
    page.goto(PLEK)
    for tekst in teksten:
        expect(page.get_by_text(tekst).first).to_be_visible()


def test_elk_een_ander_veld_dan_blijft_beider_werk(page, kwartiermaker, organisatie):
    begin(kwartiermaker, organisatie)
    veld(kwartiermaker, "Toelichting op de kosten").fill("Voorbeeld: met de Ooievaarspas gratis.")
    veld(organisatie, "Toelichting op de openingstijden").fill("Voorbeeld: niet in de vakantie.")
    for editor in (kwartiermaker, organisatie):
        bewaar(editor)
        gelukt(editor, "Bewaard.")
    staat_er(page, "met de Ooievaarspas gratis", "niet in de vakantie")


def test_hetzelfde_veld_dan_ziet_de_tweede_beide_waarden_en_kiest(
    page, kwartiermaker, organisatie, oog
):
    begin(kwartiermaker, organisatie)
    nummer(kwartiermaker).fill(VAN_HAAR)
    nummer(organisatie).fill(VAN_HEM)
    veld(organisatie, "In één zin").fill("Voorbeeld: verf, klei en karton voor iedereen.")
    bewaar(kwartiermaker)
    gelukt(kwartiermaker, "Bewaard.")
    bewaar(organisatie)
    vraag = organisatie.get_by_role("alert").filter(has_text="Iemand anders wijzigde hetzelfde")
    expect(vraag).to_contain_text(VAN_HAAR)
    expect(vraag).to_contain_text(VAN_HEM)
    gaaf(organisatie)
    weigert(oog, 409)
    staat_er(page, VAN_HAAR)  # nothing is overwritten before there is a choice
    vraag.get_by_role("radio").nth(1).check()
    bewaar(organisatie)
    gelukt(organisatie, "Bewaard.")
    staat_er(page, VAN_HEM, "verf, klei en karton")
    kwartiermaker.goto(PLEK + "geschiedenis/")
    expect(kwartiermaker.locator(".verloop").get_by_text(VAN_HAAR).first).to_be_visible()


def test_wie_in_het_beheer_bewaart_overschrijft_de_pagina_niet(page, kwartiermaker, organisatie):
    begin(kwartiermaker, organisatie)
    kwartiermaker.get_by_role("link", name="De rest staat in het beheer").click()
    zin = kwartiermaker.locator("#id_samenvatting")
    zin.fill("Voorbeeld: uit het beheer.")
    veld(organisatie, "In één zin").fill("Voorbeeld: van de organisatie zelf.")
    bewaar(organisatie)
    gelukt(organisatie, "Bewaard.")
    kwartiermaker.locator("[name=_save]").click()
    expect(kwartiermaker.get_by_text("Voorbeeld: van de organisatie zelf.").first).to_be_visible()
    expect(zin).to_have_value("Voorbeeld: uit het beheer.")
    staat_er(page, "van de organisatie zelf")
