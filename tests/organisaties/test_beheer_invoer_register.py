"""A register through the management site: the file's own name counts, refused rows come back."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisaties.invoer import taak
from organisaties.models import Gebruiker, Invoer, Organisatie
from tests.organisaties.invoerhulp import bladzijde
from tests.organisaties.lrkregels import regel, schrijf, van_houder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hier(settings, tmp_path):
    settings.INVOER_IN_EIGEN_PROCES = False
    settings.INVOER_MAP = tmp_path / "invoer"


@pytest.fixture
def mede(client):
    """Who may bring files in, and may not see persons."""
    user = Gebruiker.objects.create_user("mede@example.nl", is_staff=True)
    names = ("add_organisatie", "change_organisatie", "view_organisatie", "view_invoer")
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return user


def lees_in(pad, naam, bron="lrk"):
    return taak.nieuw(bron, SimpleUploadedFile(naam, pad.read_bytes()), wie=None)


def geweigerd(client, run, soort="csv"):
    url = reverse("admin:organisaties_invoer_geweigerd", args=[run.pk, soort])
    return b"".join(client.get(url)).decode("utf-8-sig")


@pytest.fixture
def lrk(tmp_path):
    """Twelve that are good, and one with a wrong postcode."""
    rows = [van_houder(lrk_id=str(n), actuele_naam_oko=f"Opvang {n}") for n in range(100, 112)]
    contact = {"contact_telefoon": "'070-0000009'", "contact_emailadres": "'j.proef@example.nl'"}
    wrong = {"opvanglocatie_postcode": "25", "contact_persoon": "'Voorbeeldpersoon'", **contact}
    return schrijf(tmp_path / "lrk.csv", [*rows, van_houder(lrk_id="200", **wrong)])


def test_geweigerde_rijen_van_het_register_noemen_geen_personen(client, mede, lrk):
    run = lees_in(lrk, "lrk.csv")
    assert run.tellingen["geweigerd"] == 1
    for text in (geweigerd(client, run), bladzijde(client, run)):
        assert "Voorbeeldpersoon" not in text
        assert "j.proef" not in text
    assert "200" in geweigerd(client, run)


def test_een_verbeterde_rij_laat_de_rest_van_het_register_staan(client, mede, lrk, tmp_path):
    run = lees_in(lrk, "lrk.csv")
    taak.start(run, taak.TOEPASSEN)
    mended = tmp_path / "verbeterd.csv"
    mended.write_text(geweigerd(client, run).replace(";25;", ";2552AB;"), "utf-8-sig")
    again = lees_in(mended, "verbeterd.csv")
    assert again.stand == Invoer.Stand.PLAN, again.melding
    assert {lot: n for lot, n in again.tellingen.items() if n} == {"nieuw": 1}
    taak.start(again, taak.TOEPASSEN)
    assert not Organisatie.objects.exclude(verdwenen_op=None).exists()


def test_een_rij_van_een_onbekende_soort_komt_ook_weer_terug(client, mede, lrk, tmp_path):
    odd = schrijf(tmp_path / "vreemd.csv", [regel(lrk_id="300", type_oko="XYZ")])
    run = lees_in(odd, "vreemd.csv")
    mended = tmp_path / "verbeterd.csv"
    mended.write_text(geweigerd(client, run), "utf-8-sig")
    again = lees_in(mended, "verbeterd.csv")
    assert again.tellingen["geweigerd"] == 1


def test_de_naam_van_het_bestand_zegt_wat_voor_scholen_het_zijn(tmp_path):
    head = "GEMEENTENUMMER;GEMEENTENAAM;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM"
    head += ";STRAATNAAM;POSTCODE"
    row = "0518;'S-GRAVENHAGE;99XX;99XX00;Verzonnen school;Proefstraat;2552 AB"
    pad = tmp_path / "scholen.csv"
    pad.write_text(f"{head}\n{row}\n")
    assert lees_in(pad, "vestigingenbo.csv", "duo").tellingen["nieuw"] == 1
    special = lees_in(pad, "vestigingenso.csv", "duo")
    assert special.stand == Invoer.Stand.MISLUKT
    assert special.melding
