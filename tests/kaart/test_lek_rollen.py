"""No answer to anybody holds a value that this visitor may not see: each such value is a canary.

Every address of the site is visited by every role; a new address that is not named here fails.
"""

import io
import re
import zipfile
from datetime import date
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from organisaties import links, meldingen
from organisaties.controles.links import links as controlelinks
from organisaties.models import Aanmelding, Bericht, Contact, Controle, Melding, Uitvoer
from organisaties.wissen import bewaarlink
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
    concept = maak(
        naam="Kanarieconcept", status="concept", personen=[kanarie("publiek", "concept")]
    )
    elsewhere = Contact.objects.personen().filter(organisatie__in=[plek, concept])
    tafel = overleg(
        naam="Tafel",
        personen=[kanarie(level, "tafel") for level in NIVEAUS],
        overleg={
            "leden": [str(plek.uuid), str(concept.uuid)],
            "personen": [str(c.uuid) for c in elsewhere],
        },
        **SPOORWIJK,
    )
    figure = Contact.objects.create(vorm="persoon", **kanarie("coordinatoren", "figuur"))
    figure.wijken.set([plek.ligt_in])
    melding = Melding.objects.create(
        soort="fout", organisatie=plek, tekst="Kanariemeldingtekst",
        email="kanariemelder@example.nl", voorstel={"website": {"website": "https://kanarievoorstel.example.nl"}},
    )  # fmt: skip
    vraag = Aanmelding.objects.create(
        overleg=tafel, naam="Kanarieaanmelder", email="kanarieaanmelder@example.nl",
        werkplek="Kanariewerkplek",
    )  # fmt: skip
    Bericht.objects.create(soort="controle", aan="kanarieontvanger@example.nl", onderwerp="x")
    vragen = [
        Controle.objects.create(organisatie=plek, aard=aard, aan="kanariecontrole@example.nl")
        for aard in Controle.Aard
    ]
    boss = gebruiker("beheerder", email="kanariebeheerder@example.nl")
    Uitvoer.objects.create(vorm="csv", vraag="kanariefilter", wie=boss)
    return {
        "plek": plek, "tafel": tafel, "concept": concept, "melding": melding, "aanmelding": vraag,
        "figuur": figure, "vragen": vragen, "baas": boss,
    }  # fmt: skip


def getoond(rol):
    """The persons whom this role may see."""
    return Contact.objects.filter(
        vorm="persoon", organisatie__status="gepubliceerd", vertrokken_op=None, verborgen_op=None,
        zichtbaarheid__in=ZIET.get(rol, NIVEAUS[:1]),
    )  # fmt: skip


def geheim_voor(rol):
    """Every canary that this role may not see, as texts; the ground is for who edits."""
    shown = getoond(rol)
    hidden = Contact.objects.filter(vorm="persoon").exclude(pk__in=shown.values("pk"))
    found = {str(value) for row in hidden.values_list(*VELDEN) for value in row}
    found |= set(shown.values_list("grondslag", flat=True))
    if rol not in ("professional", "organisatie"):  # of a public person only name and function
        found |= {str(v) for row in shown.values_list("rol", "email", "telefoon") for v in row}
    assert len(found) > 30
    return found | {
        "Kanarieconcept", "Kanariemeldingtekst", "kanariemelder", "kanarievoorstel",
        "Kanarieaanmelder", "Kanariewerkplek", "kanarieontvanger", "kanariecontrole",
        "kanariefilter", "kanariebeheerder",
    }  # fmt: skip


ZONDER = (
    "samenstellen", "adresregel", "uitvoer_csv", "uitvoer_xlsx", "uitvoer_vcf", "uitvoer_geojson",
    "werkvoorraad", "werkvoorraad_samen", "verslag", "mijn", "mijn_weekbericht", "toelaten",
    "over", "privacy", "toegankelijkheid",
)  # fmt: skip
# Here a POST changes nothing for anybody: each answers 405, which is seen to below.
ALLEEN_LEZEN = {
    "zoeken", "punten", "gebieden", "organisatie", "organisatie_vcf", "geschiedenis", "meldingen",
    "wijken", "wijk", "stadsdeel", "overleggen", "doe_mee_poster", "doe_mee_qr", "deelnemers",
    "samenstellen", "adresregel", "uitvoer_csv", "uitvoer_xlsx", "uitvoer_vcf", "uitvoer_geojson",
    "verslag", "toelaten", "over", "privacy", "toegankelijkheid",
}  # fmt: skip
ACCOUNT = (
    "account_login", "account_request_login_code", "account_confirm_login_code",
    "account_inactive", "account_signup", "account_email_verification_sent", "account_email",
    "mfa_index", "tweede_stap", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "socialaccount_login_cancelled", "socialaccount_login_error",
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
        "persoon_adres": [[plek, hidden]],  # of the others: below
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
        **{name: [[]] for name in ACCOUNT},
        "openid_connect_login": [["gemeente"]],
        "openid_connect_callback": [["gemeente"]],
        "account_logout": [[]],  # the last: afterwards nobody is signed in
    }  # fmt: skip


VRAGEN = {
    "zoeken": ["?q=kanarie", "?wijk=spoorwijk", "?overleg=tafel", "?leeftijd=abc"],
    "punten": ["?q=kanarie", "?zoom=18", "?overleg=tafel"],
    "uitvoer_csv": ["?per=persoon", "?overleg=tafel&per=persoon", "?q=kanarie", "?sinds=vorige"],
    "uitvoer_xlsx": ["?per=persoon", "?kolommen=naam,email"],
    "uitvoer_vcf": ["?per=persoon", "?overleg=tafel"],
    "uitvoer_geojson": ["?overleg=tafel"],
    "adresregel": [
        "?wie=personen",
        "?wie=beide",
        "?wie=personen&vorm=txt",
        "?vorm=txt",
        "?wie=beide&overleg=tafel",
    ],
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


def verzoeken(wereld):
    """Every request, as (method, address): a POST once, and only where one is answered."""
    yield from (("get", f"/beheer/{path}") for path in (*BEHEER, "nergens/"))
    yield "get", "/nergens/"
    for name, asked in adressen(wereld).items():
        for url in (reverse(name, args=args) for args in asked):
            yield from (("get", url + query) for query in ["", *VRAGEN.get(name, [])])
            if name not in ALLEEN_LEZEN:
                yield "post", url


def eigen_namen(patterns):
    """The names of our own addresses, however deep; the management site is Django's."""
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            yield pattern.name
        elif pattern.app_name != "admin":
            yield from eigen_namen(pattern.url_patterns)


def test_elk_adres_van_de_site_doet_mee(wereld):
    assert set(eigen_namen(get_resolver("kaart.urls").url_patterns)) == set(adressen(wereld))


def test_waar_niets_te_sturen_is_wordt_niets_aangenomen(wereld):
    client = wie("beheerder", wereld)
    for name, [args, *_rest] in adressen(wereld).items():
        if name in ALLEEN_LEZEN:
            assert client.post(reverse(name, args=args)).status_code == 405, name


@pytest.mark.parametrize("rol", ROLLEN)
def test_geen_antwoord_toont_wat_deze_bezoeker_niet_mag_zien(wereld, settings, rol):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    client, secrets = wie(rol, wereld), geheim_voor(rol)
    for method, url in verzoeken(wereld):
        response = getattr(client, method)(url)
        assert response.status_code < 500, url
        text = leesbaar(response).replace("?q=kanarie", "").replace("zoek=kanarie", "")
        assert not gelekt(text, secrets), url


# --- one address at a time ---------------------------------------------------------------------


def vraag_adres(client, person):
    if person.organisatie is None:
        return client.post(reverse("sleutelfiguur_adres", args=[person.uuid]))
    return client.post(reverse("persoon_adres", args=[person.organisatie.slug, person.uuid]))


@pytest.mark.parametrize("rol", ROLLEN)
def test_een_adres_komt_alleen_bij_wie_deze_persoon_mag_zien(wereld, settings, rol):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    client, shown = wie(rol, wereld), set(getoond(rol).values_list("pk", flat=True))
    for person in Contact.objects.personen().select_related("organisatie"):
        answer = vraag_adres(client, person)
        seen = person.pk in shown
        assert answer.status_code == (200 if seen else 404), person.naam
        assert (person.email in leesbaar(answer)) == seen, person.naam


# --- behind a link that works --------------------------------------------------------------------


def met_link(wereld):
    """Every page behind a link, with the canaries that belong to who was sent it."""
    for asked in wereld["vragen"]:
        yield from ((url, set()) for url in controlelinks(asked).values())
    day = date(2026, 11, 1)
    Contact.objects.update(herinnerd_op=day)
    people = {p.zichtbaarheid: p for p in wereld["plek"].contacten.personen().aanwezig()}
    for person in people.values():
        own = {str(getattr(person, name)) for name in VELDEN}
        yield bewaarlink.adres(person, day, eigen=True), own
    yield bewaarlink.adres(people["publiek"], day, eigen=False), set()
    yield meldingen.adres_van(wereld["melding"]), {"Kanariemeldingtekst", "kanarievoorstel"}


def test_wie_een_link_heeft_ziet_niets_dan_wat_bij_de_link_hoort(wereld, monkeypatch):
    monkeypatch.setattr("organisaties.wissen.bewaarlink.geldig", lambda: links.GELDIG)
    secrets, client = geheim_voor("anoniem"), Client()
    pages = [(urlsplit(url).path, own) for url, own in met_link(wereld)]
    assert len(pages) == len(MET_LINK) + 4
    for method in (client.get, client.post):  # a POST may use the link up
        for url, own in pages:
            answer = method(url)
            assert method == client.post or answer.status_code == 200, url
            assert not gelekt(leesbaar(answer), secrets - own), url


def test_na_het_oordeel_ziet_de_melder_niet_wie_het_gaf(wereld):
    row = wereld["melding"]
    meldingen.beoordeel(row, {"website": False}, wereld["baas"], "Dank u wel.")
    text = leesbaar(Client().get(reverse("melding_volgen", args=[row.sleutel])))
    own = {"Kanariemeldingtekst", "kanarievoorstel"}
    assert not gelekt(text, geheim_voor("anoniem") - own)


def test_een_link_van_het_postvak_toont_niet_wie_daar_intussen_verborgen_is(wereld):
    day = date(2026, 11, 1)
    Contact.objects.update(herinnerd_op=day)
    for level in NIVEAUS[1:]:
        person = wereld["plek"].contacten.personen().aanwezig().get(zichtbaarheid=level)
        url = urlsplit(bewaarlink.adres(person, day, eigen=False)).path
        assert not gelekt(leesbaar(Client().get(url)), geheim_voor("anoniem")), level


# --- the search itself ---------------------------------------------------------------------------


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
    tafel = wereld["tafel"].slug
    for url in (
        reverse("uitvoer_csv") + "?per=persoon",
        reverse("adresregel") + "?wie=personen",
        reverse("deelnemers", args=[tafel]),
        wereld["plek"].get_absolute_url(),
    ):
        assert gelekt(leesbaar(client.get(url)), secrets), url
