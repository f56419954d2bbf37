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
    known = persoon("professionals", naam="voorbeeld  deelnemer", email="deelnemer@example.nl")
    elders = maak(personen=[known])
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


def test_twee_mensen_met_een_postvak_zijn_er_twee(client, tafel, stuur, kwartiermaker):
    maak(personen=[persoon("professionals", naam="Collega", email="deelnemer@example.nl")])
    stuur(naam="Een")
    stuur(naam="Twee")
    assert [row.naam for row in Aanmelding.objects.all()] == ["Een", "Twee"]
    client.force_login(kwartiermaker)
    for row in Aanmelding.objects.all():
        client.post(reverse("aanmelding_beoordelen", args=[row.pk]), {"besluit": "toelaten"})
    written = tafel.contacten.personen()
    assert {(p.naam, p.email) for p in written} == {
        ("Een", "Deelnemer@example.nl"),
        ("Twee", "Deelnemer@example.nl"),
    }
    tafel.overleg.refresh_from_db()
    assert tafel.overleg.personen == []


def test_wie_alleen_het_adres_typt_verandert_de_aanvraag_van_een_ander_niet(stuur):
    stuur()
    stuur(naam="Iemand Anders", telefoon="070-000 00 66")
    first = Aanmelding.objects.get(naam="Voorbeeld Deelnemer")
    assert first.telefoon == "070-000 00 09"


def test_wie_al_op_de_lijst_staat_wordt_vernieuwd_en_niet_dubbel(
    client, tafel, stuur, kwartiermaker
):
    for name, job in (("Voorbeeld Deelnemer", "coach"), ("voorbeeld deelnemer", "teamleider")):
        stuur(naam=name, functie=job)
        row = Aanmelding.objects.get(stand="open")
        client.force_login(kwartiermaker)
        client.post(reverse("aanmelding_beoordelen", args=[row.pk]), {"besluit": "toelaten"})
    assert tafel.contacten.personen().get().functie == "teamleider, Opvang Voorbeeld"


def test_een_oordeel_wordt_door_een_nieuwe_aanvraag_niet_teruggehaald(client, stuur, kwartiermaker):
    stuur()
    beoordeel(client, kwartiermaker, "afwijzen")
    stuur()
    assert sorted(row.stand for row in Aanmelding.objects.all()) == ["afgewezen", "open"]


def test_de_tweede_die_beoordeelt_hoort_dat_het_al_gebeurd_is(client, stuur, kwartiermaker):
    stuur()
    beoordeel(client, kwartiermaker, "toelaten")
    answer = beoordeel(client, gebruiker("beheerder"), "afwijzen")
    assert "Iemand was u voor" in answer.content.decode()
    assert Aanmelding.objects.get().stand == "toegelaten"


def test_wat_het_schrijven_weigert_staat_er_en_de_aanmelding_blijft_liggen(
    client, stuur, kwartiermaker
):
    stuur()
    Aanmelding.objects.update(naam="Jan\x07")  # from before the form looked
    answer = beoordeel(client, kwartiermaker, "toelaten")
    assert "onzichtbaar stuurteken" in answer.content.decode()
    assert Aanmelding.objects.get().stand == "open"
    assert not Contact.objects.personen().exists()
    assert not mail.outbox


# --- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"akkoord": ""}, "Zonder uw toestemming"),
        ({"email": "geen adres"}, "e-mailadres"),
        ({"naam": ""}, "Dit veld is verplicht"),
        ({"naam": "Kijk op https://voorbeeld.nl"}, "Schrijf hier geen webadres"),
        ({"werkplek": "WWW.voorbeeld.nl"}, "Schrijf hier geen webadres"),
        ({"functie": "zie www.voorbeeld.nl"}, "Schrijf hier geen webadres"),
        ({"naam": "x\x00y"}, "onzichtbaar stuurteken"),
        ({"naam": "Jan\x07"}, "onzichtbaar stuurteken"),
        ({"functie": "coach\x1b[2J"}, "onzichtbaar stuurteken"),
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


def test_een_hele_vergadering_meldt_zich_aan_op_een_netwerk(stuur):
    answers = [stuur(email=f"n{n}@example.nl") for n in range(30)]
    assert {answer.status_code for answer in answers} == {200}


def test_een_adres_meldt_zich_bij_een_overleg_niet_eindeloos_aan(stuur, settings):
    _limiet(settings, "60/h/ip,2/h/key")
    answers = [stuur(naam=f"Naam {n}") for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert stuur(email="DEELNEMER@example.nl").status_code == 429
    assert stuur(email="ander@example.nl").status_code == 200


def _limiet(settings, tekst):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "aanmelding": tekst}


def test_na_tien_keer_is_het_even_genoeg(stuur, settings):
    _limiet(settings, "10/h/ip")
    answers = [stuur(email=f"n{n}@example.nl") for n in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert answers[-1]["Retry-After"] == "3600"
    assert "Terug naar het overleg" in answers[-1].content.decode()
    assert Aanmelding.objects.count() == 10


@pytest.mark.parametrize("wie", ["professional", "kwartiermaker"])
def test_wie_er_niet_over_gaat_ziet_de_aanmelding_niet(client, stuur, wie):
    stuur()
    extra = {"wijken": ["waldeck"]} if wie == "kwartiermaker" else {}
    client.force_login(gebruiker(wie, **extra))
    url = reverse("aanmelding_beoordelen", args=[Aanmelding.objects.get().pk])
    for answer in (client.get(url), client.post(url, {"besluit": "toelaten"})):
        assert answer.status_code == 403
        assert "Voorbeeld Deelnemer" not in answer.content.decode()
    assert Aanmelding.objects.get().stand == "open"


def test_wie_nog_niet_is_aangemeld_gaat_naar_aanmelden(client, stuur):
    stuur()
    url = reverse("aanmelding_beoordelen", args=[Aanmelding.objects.get().pk])
    for answer in (client.get(url), client.post(url, {"besluit": "toelaten"})):
        assert answer.url == f"{reverse('account_login')}?next={url}"
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
