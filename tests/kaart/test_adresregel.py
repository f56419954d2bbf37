"""A line of addresses to paste in a mail."""

from email.utils import getaddresses

import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from kaart.uitvoer.adresregel import adres
from organisaties.models import Gebruiker, Uitvoer
from tests.fabriek import HOUTWIJK, algemeen, maak, maak_veel, persoon

pytestmark = pytest.mark.django_db
URL = "/uitvoer/adresregel/"


def account(rol, **m2m):
    client = Client()
    user = Gebruiker.objects.create_user(f"{rol}@example.nl", rol=rol)
    user.organisaties.set(m2m.get("organisaties", []))
    client.force_login(user)
    return client


def regel(client, vraag=""):
    response = client.get(f"{URL}?vorm=txt&{vraag}")
    assert response.status_code == 200, response.content.decode()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    return response.content.decode().removesuffix("\n")


@pytest.fixture
def ingang():
    return maak(
        **HOUTWIJK,
        naam="De Zon",
        contacten=[algemeen(email="zon@example.nl")],
        personen=[persoon("publiek", naam="An"), persoon("professionals", naam="Bo"),
                  persoon("coordinatoren", naam="Co")],
    )  # fmt: skip


ALGEMEEN = "De Zon <zon@example.nl>"
AN, BO, CO = ("An <publiek@example.nl>", "Bo <professionals@example.nl>",
              "Co <coordinatoren@example.nl>")  # fmt: skip


# --- whose addresses -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rol", "wie", "verwacht"),
    [
        ("professional", "personen", [AN, BO]),
        ("professional", "algemeen", [ALGEMEEN]),
        ("professional", "beide", [ALGEMEEN, AN, BO]),
        ("kwartiermaker", "personen", [AN, BO, CO]),
        ("beheerder", "beide", [ALGEMEEN, AN, BO, CO]),
    ],
)
def test_van_wie(ingang, rol, wie, verwacht):
    assert sorted(regel(account(rol), f"wie={wie}").split("; ")) == sorted(verwacht)


def test_zonder_account_alleen_algemene_postvakken(client, ingang):
    assert regel(client) == regel(client, "wie=algemeen") == ALGEMEEN
    html = client.get(f"{URL}?wie=algemeen").content.decode()
    assert "zon@example.nl" in html
    assert "publiek@example.nl" not in html


@pytest.mark.parametrize("rol", [None, "wacht", "organisatie"])
@pytest.mark.parametrize("wie", ["personen", "beide"])
def test_personen_niet_voor_iedereen(ingang, rol, wie):
    client = account(rol) if rol else Client()
    response = client.get(f"{URL}?vorm=txt&wie={wie}")
    assert response.status_code == 400
    assert "(wie): kies uit algemeen." in response.content.decode()
    assert b"@example" not in client.get(f"{URL}?wie={wie}").content.replace(b"organisatie@", b"")


def test_een_organisatie_neemt_alleen_de_eigen_mensen_mee(ingang):
    maak(naam="Ander", personen=[persoon("publiek", naam="Di", email="di@example.nl")])
    line = regel(account("organisatie", organisaties=[ingang]), "wie=personen")
    assert sorted(line.split("; ")) == [AN, BO, CO]


def test_zonder_tweede_factor_als_zonder_account(ingang, settings):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    client = account("beheerder")
    assert regel(client) == ALGEMEEN


def test_wie_vertrok_of_verborgen_is_niet():
    maak(personen=[persoon("publiek", vertrokken_op="2026-09-01"),
                   persoon("publiek", verborgen_op="2026-09-01")])  # fmt: skip
    assert regel(account("beheerder"), "wie=beide") == ""


def test_alleen_wat_gevraagd_is(client, ingang):
    maak(naam="Elders", contacten=[algemeen(email="elders@example.nl")])
    assert regel(client, "wijk=houtwijk") == ALGEMEEN


# --- how it is written ---------------------------------------------------------------------------


def test_elk_adres_een_keer_en_hoofdletters_tellen_niet(client):
    rows = [("A", "info@example.nl"), ("B", "INFO@example.nl"), ("C", "c@example.nl")]
    maak_veel([{"naam": n, "contacten": [algemeen(email=e)]} for n, e in rows])
    assert regel(client) == "A <info@example.nl>; C <c@example.nl>"


def test_een_komma_ertussen(client):
    maak_veel([{"naam": n, "contacten": [algemeen(email=f"{n}@example.nl")]} for n in "ab"])
    assert regel(client, "scheiding=komma") == "a <a@example.nl>, b <b@example.nl>"


@pytest.mark.parametrize(
    ("naam", "verwacht"),
    [
        ("An de Vries", "An de Vries"),
        ("Zoë Ångström", "Zoë Ångström"),
        ("Vries, An de", '"Vries, An de"'),
        ("Huis; Tuin", '"Huis; Tuin"'),
        ('De "Zon"', r'"De \"Zon\""'),
        ("Rug\\gegraat", r'"Rug\\gegraat"'),
        ("J. Jansen (CJG)", '"J. Jansen (CJG)"'),
        ("<b@example.nl>", '"<b@example.nl>"'),
        ("'t Kind", '"\'t Kind"'),
        ("  twee   woorden ", "twee woorden"),
        ("", ""),
    ],
)
def test_namen_zoals_in_een_mail(naam, verwacht):
    assert adres(naam, "a@example.nl") == (f"{verwacht} <a@example.nl>" if naam else "a@example.nl")


@pytest.mark.parametrize("einde", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\0", "\u202e"])
def test_een_regeleinde_maakt_geen_kopregel(einde):
    line = adres(f"An{einde}Bcc: kwaad@example.nl", "a@example.nl")
    assert line == '"An Bcc: kwaad@example.nl" <a@example.nl>'


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@example('", <kwaad@example.nl>, "')
@example("\\")
def test_geen_naam_wordt_een_tweede_adres(naam):
    line = f"{adres(naam, 'a@example.nl')}, {adres('B', 'b@example.nl')}"
    assert [mail for _, mail in getaddresses([line])] == ["a@example.nl", "b@example.nl"]
    assert "\n" not in line
    assert "\r" not in line


def test_een_adres_dat_er_geen_is_blijft_weg(client):
    row = maak(contacten=[algemeen(email="goed@example.nl"), algemeen(email="x@example.nl")])
    row.contacten.filter(email="x@example.nl").update(email='"a b"@example.nl, c@example.nl')
    assert regel(client) == f"{row.naam} <goed@example.nl>"


# --- the page ------------------------------------------------------------------------------------


def test_de_bladzijde_vraagt_eerst_van_wie(client, ingang):
    html = client.get(f"{URL}?wijk=houtwijk").content.decode()
    assert "zon@example.nl" not in html
    assert '<input type="hidden" name="wijk" value="houtwijk">' in html
    assert not Uitvoer.objects.exists()


def test_de_bladzijde_toont_de_regel(ingang):
    html = account("professional").get(f"{URL}?wie=personen").content.decode()
    assert "An &lt;publiek@example.nl&gt;; Bo" in html
    assert "BCC" not in html
    assert "kopieer.js" in html


def test_boven_de_honderd_liever_bcc(client):
    maak_veel([{"contacten": [algemeen(email=f"a{n}@example.nl")]} for n in range(101)])
    html = client.get(f"{URL}?wie=algemeen").content.decode()
    assert "101 adressen" in html
    assert "BCC" in html


def test_te_veel_voor_een_regel(client, monkeypatch):
    monkeypatch.setattr("kaart.uitvoer.adresregel.HOOGSTENS", 2)
    maak_veel([{"contacten": [algemeen(email=f"a{n}@example.nl")]} for n in range(3)])
    html = client.get(f"{URL}?wie=algemeen").content.decode()
    assert "Maak uw keuze kleiner" in html
    assert "a1@example.nl" not in html
    assert client.get(f"{URL}?vorm=txt").status_code == 400
    assert not Uitvoer.objects.exists()


def test_geen_adressen(client):
    maak()
    assert "geen mailadressen" in client.get(f"{URL}?wie=algemeen").content.decode()


def test_wat_meegaat_wordt_opgeschreven(ingang):
    regel(account("professional"), "wie=personen&wijk=houtwijk&q=zon")
    row = Uitvoer.objects.get()
    assert (row.vorm, row.rijen, row.met_personen) == ("adresregel", 2, True)
    assert row.vraag == "q wijk=houtwijk wie=personen"


@pytest.mark.parametrize(
    ("vraag", "naam"), [("wijk=x", "wijk"), ("scheiding=punt", "scheiding"), ("vorm=pdf", "vorm")]
)
def test_een_foute_vraag(client, vraag, naam):
    for kind in ("", "vorm=txt&"):
        response = client.get(f"{URL}?{kind}{vraag}")
        assert response.status_code == 400
        assert f"({naam})" in response.content.decode()


def test_evenveel_vragen_aan_de_database_bij_meer_adressen(client, django_assert_num_queries):
    for number in (1, 80):
        maak_veel([{"contacten": [algemeen(email=f"a{n}@example.nl")]} for n in range(number)])
        regel(client)
        with django_assert_num_queries(3):
            regel(client)
