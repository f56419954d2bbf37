"""No anonymous answer holds a value that is not public: each such value is a unique canary."""

import io
import re
import zipfile
from urllib.parse import urlencode

import pytest
from django.test import Client

from organisaties.models import Contact, Gebruiker
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, maak_veel, persoon
from tests.kaart.uitvoerlezers import ADRESSEN, haal, ids, inhoud
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
NIVEAUS = ("publiek", "professionals", "coordinatoren")
VERBORGEN = NIVEAUS[1:]


def kanarie(nummer, zichtbaarheid):
    """A person of whom every value is found nowhere else."""
    mark = f"Kanarie{nummer}{zichtbaarheid}"
    return persoon(
        zichtbaarheid,
        naam=f"{mark}naam",
        functie=f"{mark}functie",
        rol=f"{mark}rol",
        email=f"{mark}mail@example.nl".lower(),
        telefoon=f"06-9{nummer:03}77{NIVEAUS.index(zichtbaarheid)}0",
        grondslag=f"{mark}grond",
    )


def verzonnen(nummer):
    place = [HOUTWIJK, SPOORWIJK, {"wijk": "laak-centraal"}, {}][nummer % 4]
    return {
        **place,
        "werkgebied": ["gemeente:GM0518"] if nummer % 3 else ["wijk:houtwijk"],
        "contacten": [algemeen()],
        "personen": [kanarie(nummer, level) for level in NIVEAUS],
        "soort": "overleg" if nummer % 5 == 0 else "kinderdagverblijf",
        "overleg": {"staat": "loopt", "doel": "Samen"} if nummer % 5 == 0 else None,
        "status": "tijdelijk_gesloten" if nummer % 7 == 0 else "gepubliceerd",
    }


@pytest.fixture
def ingangen():
    made = maak_veel([verzonnen(nummer) for nummer in range(30)])
    maak_veel([{"naam": "Kanarieconcept", "status": "concept", "personen": [kanarie(900, level)]}
               for level in VERBORGEN])  # fmt: skip
    for level in VERBORGEN:
        values = kanarie(800, level)
        figure = Contact.objects.create(vorm="persoon", **values)
        figure.wijken.add(Wijk.objects.get(slug="houtwijk"))
    return made


@pytest.fixture
def geheimen(ingangen):
    """Every value of every person who is not public, and what is not published."""
    rows = Contact.objects.filter(vorm="persoon", zichtbaarheid__in=VERBORGEN)
    values = rows.values_list("naam", "functie", "rol", "email", "telefoon", "grondslag", "uuid")
    found = {str(value) for row in values for value in row}
    assert len(found) == 7 * len(rows)
    return found | {"Kanarieconcept"}


def adressen(ingangen):
    yield from ADRESSEN.values()
    yield from (f"{address}?wijk=houtwijk&sorteer=naam" for address in ADRESSEN.values())
    yield from (f"{address}?per=persoon" for address in ADRESSEN.values())
    yield from ("/uitvoer/", "/uitvoer/?per=persoon", "/uitvoer/?wijk=x", "/uitvoer/adresregel/")
    yield from (f"/uitvoer/adresregel/?vorm=txt&wie={who}" for who in ("algemeen", "beide"))
    yield from ("/uitvoer/adresregel/?wie=algemeen", "/uitvoer/adresregel/?wie=personen")
    yield from (
        "/",
        "/?pagina=2",
        "/?wijk=houtwijk",
        "/?q=opvang",
        "/?q=bestaatniet",
        "/?bij=2551CA",
    )
    yield from ("/punten.json", "/punten.json?zoom=11", "/gebieden.json")
    yield from ("/wijken/", "/wijken/houtwijk/", "/wijken/spoorwijk/", "/stadsdelen/loosduinen/")
    yield from (
        "/overleggen/",
        "/over/",
        "/privacy/",
        "/toegankelijkheid/",
        "/beheer/",
        "/nergens/",
    )
    yield from ("/?leeftijd=abc", "/punten.json?zoom=abc", "/uitvoer/contacten.csv?wijk=x")
    for row in ingangen:
        yield from (f"/organisaties/{row.slug}/", f"/organisaties/{row.slug}/contact.vcf")
    yield from ("/organisaties/kanarieconcept/", "/organisaties/kanarieconcept/contact.vcf")


def leesbaar(response):
    """The answer as one text: headers, body, a workbook unzipped, a card unfolded."""
    data = inhoud(response)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist())
    text = data.decode().replace("\r\n ", "")
    return f"{response.headers}{text}"


def gelekt(text, geheimen):
    """The secrets in a text, in any capitals; a number in any notation."""
    lowered, digits = text.lower(), re.sub(r"(?<=\d)[ -](?=\d)", "", text)
    return {
        secret
        for secret in geheimen
        if secret.lower() in lowered or (secret[:3] == "06-" and secret[3:] in digits)
    }


def test_zonder_account_nergens_een_verborgen_waarde(client, ingangen, geheimen):
    for address in adressen(ingangen):
        response = client.get(address)
        assert response.status_code < 500, address
        assert not gelekt(leesbaar(response), geheimen), address


def test_zoeken_op_een_verborgen_waarde_vindt_niets(client, ingangen, geheimen):
    for secret in sorted(geheimen)[::7]:
        for soort in ADRESSEN:
            assert ids(soort, haal(client, soort, urlencode({"q": secret}))) == [], secret


def test_van_een_publieke_persoon_wel_de_naam_niet_het_adres(client, ingangen):
    public = Contact.objects.filter(vorm="persoon", zichtbaarheid="publiek")
    assert public[0].naam in haal(client, "csv").decode()
    addresses = {value for row in public for value in (row.email, row.telefoon)}
    for address in adressen(ingangen):
        assert not gelekt(leesbaar(client.get(address)), addresses), address


def test_account_zonder_rechten_ziet_niet_meer(ingangen, geheimen):
    client = Client()
    client.force_login(Gebruiker.objects.create_user("nieuw@example.nl"))
    public = Contact.objects.filter(vorm="persoon", zichtbaarheid="publiek")
    addresses = {value for row in public for value in (row.email, row.telefoon)}
    for address in adressen(ingangen):
        assert not gelekt(leesbaar(client.get(address)), geheimen | addresses), address


def test_de_proef_ziet_een_lek(ingangen, geheimen):
    client = Client()
    client.force_login(
        Gebruiker.objects.create_user("mw@example.nl", is_staff=True, is_superuser=True)
    )
    for soort in ("csv", "xlsx", "vcf"):
        assert gelekt(leesbaar(client.get(ADRESSEN[soort])), geheimen), soort
