"""Joining a consultation: asked by anybody, with consent; admitted by its kwartiermaker."""

import re

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.urls import reverse

from organisaties.models import Aanmelding, Bericht, Contact, PersoonlijkeWaarde
from tests.fabriek import SPOORWIJK, gebruiker, maak, overleg, persoon

pytestmark = pytest.mark.django_db
INGEVULD = {
    "naam": "Voorbeeld Deelnemer",
    "werkplek": "Opvang Voorbeeld",
    "functie": "pedagogisch coach",
    "email": "Deelnemer@example.nl",
    "telefoon": "070-000 00 09",
    "akkoord": "on",
}


@pytest.fixture(autouse=True)
def _verse_tellers():
    cache.clear()


@pytest.fixture
def tafel():
    return overleg(naam="Overleg Kindontwikkeling Spoorwijk", **SPOORWIJK)


@pytest.fixture
def kwartiermaker(tafel):
    return gebruiker("kwartiermaker", wijken=["spoorwijk"])


def tijd(monkeypatch, seconden_geleden=10):
    """The hidden time of a form that was opened a while ago."""
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now - seconden_geleden)
    token = signing.TimestampSigner(salt="formulierwacht").sign("t")
    monkeypatch.setattr(signing.time, "time", lambda: now)
    return token


@pytest.fixture
def stuur(client, tafel, monkeypatch):
    def doe(**anders):
        data = {**INGEVULD, "tijd": tijd(monkeypatch), **anders}
        return client.post(reverse("doe_mee", args=[tafel.slug]), data)

    return doe


def beoordeel(client, wie, besluit):
    client.force_login(wie)
    row = Aanmelding.objects.get()
    url = reverse("aanmelding_beoordelen", args=[row.pk])
    return client.post(url, {"besluit": besluit}, follow=True)


def test_wie_zich_aanmeldt_staat_nog_nergens(client, tafel, stuur):
    answer = stuur()
    assert "Dank u wel" in answer.content.decode()
    row = Aanmelding.objects.get()
    assert (row.overleg, row.stand) == (tafel, "open")
    assert "Professionals in het netwerk mogen ze zien" in row.toestemming
    assert not Contact.objects.personen().exists()


def test_toegelaten_wordt_een_contactpersoon_met_de_toestemming_als_grond(
    client, tafel, stuur, kwartiermaker
):
    stuur()
    beoordeel(client, kwartiermaker, "toelaten")
    person = Contact.objects.personen().get()
    assert (person.organisatie, person.naam) == (tafel, "Voorbeeld Deelnemer")
    assert person.functie == "pedagogisch coach, Opvang Voorbeeld"
    assert person.zichtbaarheid == "professionals"
    assert "Toestemming van de persoon" in person.grondslag
    assert tafel.wijzigingen.filter(veld="personen", ronde__wie=kwartiermaker).exists()
    assert PersoonlijkeWaarde.objects.exists()


def test_na_het_besluit_bewaart_de_aanmelding_niets_van_de_persoon(
    client, tafel, stuur, kwartiermaker
):
    stuur()
    beoordeel(client, kwartiermaker, "afwijzen")
    row = Aanmelding.objects.get()
    assert (row.stand, row.behandeld_door) == ("afgewezen", kwartiermaker)
    assert not any((row.naam, row.werkplek, row.functie, row.email, row.telefoon))
    assert not Contact.objects.personen().exists()


@pytest.mark.parametrize(("besluit", "woord"), [("toelaten", "U doet mee"), ("afwijzen", "Uw aan")])
def test_de_aanvrager_hoort_het_besluit(client, stuur, kwartiermaker, besluit, woord):
    stuur()
    beoordeel(client, kwartiermaker, besluit)
    [message] = mail.outbox
    assert message.to == ["Deelnemer@example.nl"]
    assert message.subject.startswith(woord)
    assert Bericht.objects.get().soort == "aanmelding"


def test_wie_al_op_de_kaart_staat_wordt_niet_dubbel_geschreven(client, tafel, stuur, kwartiermaker):
    elders = maak(personen=[persoon("professionals", email="deelnemer@example.nl")])
    stuur()
    beoordeel(client, kwartiermaker, "toelaten")
    known = Contact.objects.personen().get()
    tafel.overleg.refresh_from_db()
    assert known.organisatie == elders
    assert tafel.overleg.personen == [str(known.uuid)]


def test_twee_keer_aanmelden_is_een_aanmelding(stuur):
    stuur()
    stuur(email="deelnemer@example.nl", functie="teamleider")
    assert Aanmelding.objects.get().functie == "teamleider"


def test_de_tweede_die_beoordeelt_hoort_dat_het_al_gebeurd_is(client, stuur, kwartiermaker):
    stuur()
    beoordeel(client, kwartiermaker, "toelaten")
    answer = beoordeel(client, gebruiker("beheerder"), "afwijzen")
    assert "Iemand was u voor" in answer.content.decode()
    assert Aanmelding.objects.get().stand == "toegelaten"


# --- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"akkoord": ""}, "Zonder uw toestemming"),
        ({"email": "geen adres"}, "e-mailadres"),
        ({"naam": ""}, "Dit veld is verplicht"),
        ({"naam": "x\x00y"}, "Null-tekens"),
        ({"vindplaats": "een robot vult alles in"}, "Laat het veld dat u niet ziet leeg"),
        ({"tijd": "vervalst"}, "te lang open"),
    ],
)
def test_een_formulier_dat_niet_klopt_zegt_wat_er_mis_is(stuur, anders, zin):
    answer = stuur(**anders)
    assert answer.status_code == 400
    assert zin.lower() in answer.content.decode().lower()
    assert not Aanmelding.objects.exists()


def test_te_snel_ingevuld_mag_opnieuw(stuur, monkeypatch):
    answer = stuur(tijd=tijd(monkeypatch, 0))
    assert "Dat ging heel snel" in answer.content.decode()


def test_na_tien_keer_is_het_even_genoeg(stuur):
    codes = [stuur(email=f"n{n}@example.nl").status_code for n in range(11)]
    assert codes == [200] * 10 + [429]
    assert Aanmelding.objects.count() == 10


@pytest.mark.parametrize("wie", ["anoniem", "professional", "kwartiermaker"])
def test_wie_er_niet_over_gaat_ziet_de_aanmelding_niet(client, stuur, wie):
    stuur()
    if wie != "anoniem":
        extra = {"wijken": ["waldeck"]} if wie == "kwartiermaker" else {}
        client.force_login(gebruiker(wie, **extra))
    url = reverse("aanmelding_beoordelen", args=[Aanmelding.objects.get().pk])
    for answer in (client.get(url), client.post(url, {"besluit": "toelaten"})):
        assert answer.status_code == 403
        assert "Voorbeeld Deelnemer" not in answer.content.decode()
    assert Aanmelding.objects.get().stand == "open"


def test_alleen_een_overleg_heeft_dit_formulier(client):
    assert client.get(reverse("doe_mee", args=[maak().slug])).status_code == 404


# --- the code for the meeting table -------------------------------------------------------------


def test_de_qr_code_is_een_plaatje_zonder_script(client, tafel):
    answer = client.get(reverse("doe_mee_qr", args=[tafel.slug]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<path" in answer.content
    assert not re.search(rb"<script|style=|https?://(?!www\.w3\.org)", answer.content)


def test_de_poster_schrijft_het_adres_ook_uit(client, tafel):
    page = client.get(reverse("doe_mee_poster", args=[tafel.slug])).content.decode()
    assert f"http://testserver{reverse('doe_mee', args=[tafel.slug])}" in page
