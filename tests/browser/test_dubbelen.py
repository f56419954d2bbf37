"""While somebody types a new entry, the form shows which entries it looks like."""

from playwright.sync_api import expect


def test_wie_een_bestaande_school_typt_wordt_gewaarschuwd(page, aanmelden, oog):
    aanmelden(page, "beheerder")
    page.goto("/beheer/organisaties/organisatie/add/")
    live = page.locator(".tweelingen[role=status]")
    expect(live).to_be_empty()
    page.get_by_label("Naam:", exact=True).first.fill("IVIO Instituut voor Individueel Onderwijs")
    expect(live).to_contain_text("lijkt erop")
    expect(live.get_by_role("link")).to_contain_text("IVIO")
    page.get_by_label("Naam:", exact=True).first.fill("Iets wat nog niemand heeft")
    expect(live).to_be_empty()
    # The choosers of Django's own library put styles in the page, which the policy stops.
    oog.fouten = [fault for fault in oog.fouten if "inline style" not in fault]
