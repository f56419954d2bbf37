"""No answer to anybody holds a value that this visitor may not see: each such value is a canary.

Every address of the site is visited by every role; a new address that is not named here fails.
"""

import io
import re
import zipfile
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse

from organisaties import links
from organisaties.models import Aanmelding, Bericht, Contact, Controle, Melding, Uitvoer
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, gebruiker, maak, overleg, persoon
from tests.kaart.uitvoerlezers import inhoud

pytestmark = pytest.mark.django_db
NIVEAUS = ("publiek", "professionals", "coordinatoren")
ROLLEN = ("anoniem", "wacht", "professional", "organisatie", "zwakke beheerder")
ZIET = {"professional": NIVEAUS[:2]}
VELDEN = ("naam", "functie", "rol", "email", "telefoon", "grondslag")


def kanarie(niveau, wat=""):
    """A person of whom every value is found nowhere else."""
    mark = f"Kanarie{wat}{niveau}"
    number = f"06-97{len(wat):02}{NIVEAUS.index(niveau)}7{sum(map(ord, wat)) % 1000:03}"
    return persoon(
        niveau,
        naam=f"{mark}naam",
        functie=f"{mark}functie",
        rol=f"{mark}rol",
        email=f"{mark}mail@example.nl".lower(),
        telefoon=number,
        grondslag=f"{mark}grond",
    )


@pytest.fixture
def wereld():
    """An entry and a consultation with everything that somebody may not see hanging on it."""
    cache.clear()
    gone = [
        kanarie("publiek", "vertrokken") | {"vertrokken_op": "2026-11-01"},
        kanarie("publiek", "verborgen") | {"verborgen_op": "2026-11-01"},
    ]
    people = [kanarie(level) for level in NIVEAUS]
    plek = maak(naam="Plek", contacten=[algemeen()], personen=[*people, *gone], **SPOORWIJK)
    tafel = overleg(
        naam="Tafel",
        personen=[kanarie(level, "tafel") for level in NIVEAUS],
        overleg={"leden": [str(plek.uuid)],
                 "personen": [str(c.uuid) for c in plek.contacten.personen()]},
        **SPOORWIJK,
    )  # fmt: skip
    maak(naam="Kanarieconcept", status="concept", personen=[kanarie("publiek", "concept")])
    figure = Contact.objects.create(vorm="persoon", **kanarie("coordinatoren", "figuur"))
    figure.wijken.set([plek.ligt_in])
    melding = Melding.objects.create(
        soort="fout", organisatie=plek, tekst="Kanariemeldingtekst",
        email="kanariemelder@example.nl", voorstel={"website": "https://kanarievoorstel.example.nl"},
    )  # fmt: skip
    vraag = Aanmelding.objects.create(
        overleg=tafel, naam="Kanarieaanmelder", email="kanarieaanmelder@example.nl",
        werkplek="Kanariewerkplek",
    )  # fmt: skip
    Bericht.objects.create(soort="controle", aan="kanarieontvanger@example.nl", onderwerp="x")
    Controle.objects.create(organisatie=plek, aan="kanariecontrole@example.nl")
    boss = gebruiker("beheerder", email="kanariebeheerder@example.nl")
    Uitvoer.objects.create(vorm="csv", vraag="kanariefilter", wie=boss)
    return {"plek": plek, "tafel": tafel, "melding": melding, "aanmelding": vraag, "figuur": figure}


def geheim_voor(rol):
    """Every canary that this role may not see, as texts."""
    rows = Contact.objects.filter(vorm="persoon")
    shown = rows.filter(
        organisatie__status="gepubliceerd", vertrokken_op=None, verborgen_op=None,
        zichtbaarheid__in=ZIET.get(rol, NIVEAUS[:1]),
    )  # fmt: skip
    hidden = rows.exclude(pk__in=shown.values("pk"))
    found = {str(value) for row in hidden.values_list(*VELDEN) for value in row}
    if rol not in ("professional", "organisatie"):  # of a public person only name and function
        found |= {str(v) for row in shown.values_list("rol", "email", "telefoon") for v in row}
    assert len(found) > 30
    return found | {
        "Kanarieconcept", "Kanariemeldingtekst", "kanariemelder", "kanarievoorstel",
        "Kanarieaanmelder", "Kanariewerkplek", "kanarieontvanger", "kanariecontrole",
        "kanariefilter", "kanariebeheerder", "Kanariegrond",
    }  # fmt: skip


ZONDER = (
    "samenstellen", "adresregel", "uitvoer_csv", "uitvoer_xlsx", "uitvoer_vcf", "uitvoer_geojson",
    "werkvoorraad", "werkvoorraad_samen", "verslag", "mijn", "mijn_weekbericht", "toelaten",
    "over", "privacy", "toegankelijkheid",
)  # fmt: skip
MET_LINK = ("controle_klopt", "controle_wijzigen", "controle_weg", "wachttijd", "bewaren")


def adressen(wereld):
    """Every named address of the site, with what it asks."""
    plek, tafel = wereld["plek"].slug, wereld["tafel"].slug
    hidden = str(Contact.objects.exclude(verborgen_op=None).get().uuid)
    token = links.teken("controle-klopt", str(uuid4()))
    return {
        "zoeken": [[]],
        "punten": [[]],
        "gebieden": [[]],
        "organisatie": [[plek], [tafel], ["kanarieconcept"]],
        "bewerken": [[plek]],
        "geschiedenis": [[plek], [tafel]],
        "terugdraaien": [[plek, wereld["plek"].wijzigingen.first().ronde_id]],
        "organisatie_vcf": [[plek], [tafel], ["kanarieconcept"]],
        "melden": [[plek], ["kanarieconcept"]],
        "missen": [[]],
        "melding_volgen": [["bestaat-niet"]],
        "meldingen": [[]],
        "melding_beoordelen": [[wereld["melding"].uuid]],
        "persoon_adres": [[plek, hidden]],
        "persoon_bevestig": [[plek, hidden]],
        "persoon_weg": [[plek, hidden]],
        "persoon_wissen": [[hidden]],
        "sleutelfiguur_adres": [[wereld["figuur"].uuid]],
        "wijken": [[]],
        "wijk": [["spoorwijk"], ["houtwijk"]],
        "stadsdeel": [["laak"]],
        "overleggen": [[]],
        "doe_mee": [[tafel]],
        "doe_mee_poster": [[tafel]],
        "doe_mee_qr": [[tafel]],
        "deelnemers": [[tafel]],
        "deelnemer_wijzigen": [[tafel]],
        "aanmelding_beoordelen": [[wereld["aanmelding"].pk]],
        **{name: [[]] for name in ZONDER},
        "toelaten_persoon": [[1]],
        **{name: [[token]] for name in MET_LINK},
    }  # fmt: skip


VRAGEN = {
    "zoeken": ["?q=kanarie", "?wijk=spoorwijk", "?overleg=tafel", "?leeftijd=abc"],
    "punten": ["?q=kanarie", "?zoom=18", "?overleg=tafel"],
    "uitvoer_csv": ["?per=persoon", "?overleg=tafel&per=persoon", "?q=kanarie", "?sinds=vorige"],
    "uitvoer_xlsx": ["?per=persoon", "?kolommen=naam,email"],
    "uitvoer_vcf": ["?per=persoon", "?overleg=tafel"],
    "uitvoer_geojson": ["?overleg=tafel"],
    "adresregel": ["?vorm=txt", "?wat=personen&vorm=txt", "?overleg=tafel"],
    "deelnemers": ["?zoek=kanarie"],
    "wijk": ["?"],
}
BEHEER = ("", "organisaties/organisatie/", "organisaties/contact/", "organisaties/wijziging/",
          "organisaties/uitvoer/", "organisaties/melding/", "organisaties/gebruiker/")  # fmt: skip


def wie(rol, wereld):
    client = Client()
    if rol == "anoniem":
        return client
    extra = {"organisaties": [maak(**HOUTWIJK)]} if rol == "organisatie" else {}
    client.force_login(gebruiker(rol.removeprefix("zwakke "), **extra))
    return client


def leesbaar(response):
    """The answer as one text: headers, body, a workbook unzipped, a card unfolded."""
    data = inhoud(response)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist())
    return f"{response.headers}{data.decode()}".replace("\r\n ", "")


def gelekt(text, geheimen):
    lowered, digits = text.lower(), re.sub(r"(?<=\d)[ -](?=\d)", "", text)
    return {s for s in geheimen if s.lower() in lowered or (s[:3] == "06-" and s[3:] in digits)}


def urls(wereld):
    for name, asked in adressen(wereld).items():
        for args in asked:
            url = reverse(name, args=args)
            yield from (url + query for query in ["", *VRAGEN.get(name, [])])
    yield from (f"/beheer/{path}" for path in BEHEER)
    yield "/nergens/"


def eigen_namen():
    """The names of our own addresses: those of accounts and of the management site apart."""
    patterns = get_resolver("kaart.urls").url_patterns
    found = {p.name for group in patterns for p in getattr(group, "url_patterns", [])
             if hasattr(p, "name")}  # fmt: skip
    return {name for name in found if name}


def test_elk_adres_van_de_site_doet_mee(wereld):
    admin = {p.name for p in get_resolver("kaart.urls").url_patterns[0].url_patterns
             if hasattr(p, "name")}  # fmt: skip
    assert eigen_namen() - admin - {"index"} <= set(adressen(wereld))


@pytest.mark.parametrize("rol", ROLLEN)
def test_geen_antwoord_toont_wat_deze_bezoeker_niet_mag_zien(wereld, settings, rol):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    client, secrets = wie(rol, wereld), geheim_voor(rol)
    for url in urls(wereld):
        for method in (client.get, client.post):
            response = method(url)
            assert response.status_code < 500, url
            text = leesbaar(response).replace("?q=kanarie", "").replace("zoek=kanarie", "")
            assert not gelekt(text, secrets), url


def test_een_antwoord_uit_de_cache_van_een_ander_is_er_niet(wereld):
    """What depends on who asks is kept by nobody; what is the same for all has an ETag."""
    professional = wie("professional", wereld)
    for name in ("uitvoer_csv", "deelnemers"):
        args = [wereld["tafel"].slug] if name == "deelnemers" else []
        kept = professional.get(reverse(name, args=args))["Cache-Control"]
        assert "no-store" in kept or "private" in kept
    page = professional.get(wereld["plek"].get_absolute_url())
    assert "Cookie" in page["Vary"]
    tag = professional.get("/punten.json")["ETag"]
    assert Client().get("/punten.json", headers={"If-None-Match": tag}).status_code == 304


def test_de_proef_ziet_een_lek(wereld):
    client = wie("beheerder", wereld)
    secrets = geheim_voor("anoniem")
    for url in (reverse("uitvoer_csv") + "?per=persoon", wereld["plek"].get_absolute_url()):
        assert gelekt(leesbaar(client.get(url)), secrets), url
