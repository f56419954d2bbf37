"""Who takes part in a consultation, as a question: on the page, the map and in every file."""

import json

import pytest
from django.http import QueryDict
from django.test import Client

from organisaties.filter import OrganisatieFilter
from organisaties.index import antwoord, index, tellingen
from organisaties.models import Gebruiker, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, algemeen, maak, persoon
from tests.kaart.uitvoerlezers import ADRESSEN, haal, ids, lees_csv, lees_vcf

pytestmark = pytest.mark.django_db
KRING = "overleg=kring-spel"


def uuid_van(row, naam):
    return str(row.contacten.get(naam=naam).uuid)


@pytest.fixture
def lid():
    person = persoon("publiek", naam="Niet mee", email="niet@example.nl")
    mailbox = algemeen(email="lid@example.nl")
    return maak(naam="Lid", soort="cjg", **HOUTWIJK, contacten=[mailbox], personen=[person])


@pytest.fixture
def werkgever():
    """The entry of a person who takes part; the entry itself is no member."""
    people = [persoon("professionals", naam="Mee", email="mee@example.nl"),
              persoon("publiek", naam="Collega", email="collega@example.nl")]  # fmt: skip
    return maak(naam="Werkgever", personen=people)


@pytest.fixture
def kring(lid, werkgever):
    maak(naam="Buiten")
    return maak(
        naam="Kring Spel",
        soort="overleg",
        personen=[persoon("professionals", naam="Voorzitter", email="vz@example.nl")],
        overleg={"staat": "loopt", "leden": [str(lid.uuid)],
                 "personen": [uuid_van(werkgever, "Mee")]},
    )  # fmt: skip


def professional():
    client = Client()
    client.force_login(Gebruiker.objects.create_user("prof@example.nl", rol="professional"))
    return client


# --- which entries -------------------------------------------------------------------------------


def test_het_overleg_de_leden_en_de_plek_van_wie_meedoet(client, kring, lid, werkgever):
    expected = {str(row.uuid) for row in (kring, lid, werkgever)}
    for soort in ADRESSEN:
        assert set(ids(soort, haal(client, soort, KRING))) == expected
    html = client.get(f"/?{KRING}").content.decode()
    assert 'data-aantal="3"' in html
    points = json.loads(client.get(f"/punten.json?{KRING}").content)
    assert points["totaal"] == 3
    assert str(lid.uuid) in {row[0] for row in points["punten"]}


def test_samen_met_een_ander_filter(client, kring, lid):
    assert ids("csv", haal(client, "csv", f"{KRING}&soort=cjg")) == [str(lid.uuid)]
    assert ids("csv", haal(client, "csv", f"{KRING}&wijk=houtwijk")) == [str(lid.uuid)]


def test_de_aantallen_bij_de_keuzes_kloppen(kring, lid):
    asked = OrganisatieFilter(QueryDict(KRING))
    counts = tellingen(asked)
    assert (counts["soort"]["cjg"], counts["soort"]["overleg"]) == (1, 1)
    assert counts["wijk"]["houtwijk"] == 1
    assert antwoord(asked) == index().bits(asked.qs.values_list("pk", flat=True))


def test_wie_vertrok_doet_niet_meer_mee(client, kring, werkgever):
    people = [{"naam": "Mee", "uuid": uuid_van(werkgever, "Mee"), "zichtbaarheid": "professionals",
               "vertrokken_op": "2026-10-01"}]  # fmt: skip
    with ronde(Ronde.Aard.BEWERKING, reden="test") as schrijver:
        schrijver.wijzig({werkgever.pk: {"personen": people}})
    assert str(werkgever.uuid) not in ids("csv", haal(client, "csv", KRING))


def test_een_lid_dat_niet_gepubliceerd_is_blijft_weg(client):
    concept = maak(naam="Concept", status="concept")
    maak(naam="Kring Spel", soort="overleg",
         overleg={"staat": "loopt", "leden": [str(concept.uuid)]})  # fmt: skip
    assert len(ids("csv", haal(client, "csv", KRING))) == 1


def test_een_knopje_om_het_weer_weg_te_halen(client, kring):
    html = client.get(f"/?{KRING}&soort=cjg").content.decode()
    assert "In: Kring Spel" in html
    assert '<input type="hidden" name="overleg" value="kring-spel">' in html
    assert 'href="/?soort=cjg"' in html


# --- which persons -------------------------------------------------------------------------------


def test_alleen_personen_die_meedoen(kring):
    client = professional()
    rows = lees_csv(haal(client, "csv", f"{KRING}&per=persoon"))
    assert [row["naam"] for row in rows] == ["Voorzitter", "Mee"]
    cards = lees_vcf(haal(client, "vcf", f"{KRING}&per=persoon"))
    assert [card.fn.value for card in cards] == ["Voorzitter", "Mee"]
    line = client.get(f"/uitvoer/adresregel/?{KRING}&vorm=txt&wie=personen").content.decode()
    assert line == "Voorzitter <vz@example.nl>; Mee <mee@example.nl>\n"


def test_algemene_postvakken_van_alle_deelnemers(client, kring):
    line = client.get(f"/uitvoer/adresregel/?{KRING}&vorm=txt").content.decode()
    assert line == "Lid <lid@example.nl>\n"


def test_zonder_account_geen_personen_die_dat_niet_mogen(client, kring):
    for vraag in (KRING, f"{KRING}&per=persoon"):
        text = haal(client, "csv", vraag).decode()
        assert not any(word in text for word in ("Voorzitter", "Mee;", "vz@", "mee@", "Niet mee"))


# --- links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("bladzijde", ["/organisaties/kring-spel/", "/overleggen/"])
def test_neem_de_deelnemers_mee(client, kring, bladzijde):
    html = client.get(bladzijde).content.decode()
    assert 'href="/uitvoer/?overleg=kring-spel"' in html
    assert "Neem de deelnemers mee" in html


def test_een_gewone_ingang_heeft_geen_deelnemers(client, lid):
    assert b"Neem de deelnemers mee" not in client.get(f"/organisaties/{lid.slug}/").content


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["bestaat-niet", "lid", "concept-kring", "%00", "x" * 500])
def test_een_onbekend_overleg(client, lid, slug):
    maak(naam="Concept Kring", soort="overleg", status="concept", overleg={"staat": "loopt"})
    for address in ("/", "/punten.json", "/uitvoer/", *ADRESSEN.values()):
        assert client.get(f"{address}?overleg={slug}").status_code == 400, address


def test_de_melding_zegt_wat_wel_kan(client):
    text = client.get(f"{ADRESSEN['csv']}?overleg=x").content.decode()
    assert "- Overleg (overleg): Het overleg “x” kennen we niet. Kies er een op" in text


def test_twee_overleggen_tegelijk(client, kring):
    text = client.get(f"{ADRESSEN['csv']}?{KRING}&overleg=ander").content.decode()
    assert "(overleg): Vul er één in." in text


def test_na_een_fout_overleg_kan_iemand_verder_zoeken(client):
    html = client.get("/?overleg=x").content.decode()
    assert 'name="overleg"' not in html
