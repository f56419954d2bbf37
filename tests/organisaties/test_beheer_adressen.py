"""Doubtful addresses wait in the management site for a human to look at them."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from organisaties.models import Gebruiker, Organisatie, Ronde, Wijziging
from tests.fabriek import HOUTWIJK, maak
from wijken.geocoder import Adres, normaal
from wijken.models import Adrespunt

pytestmark = pytest.mark.django_db
URL = "admin:wijken_adrespunt_nakijken"
ADRES = {
    "straat": "Houtwijklaan",
    "huisnummer": "12",
    "postcode": "2552AB",
    "plaats": "Den Haag",
}
GEVONDEN = {
    **HOUTWIJK,
    "weergave": "Houtwijklaan 12A, 2552AB 's-Gravenhage",
    "adres_id": "adr-01e5f757daeb1616e02fdcd0e6193e4b",
    "score": 12.5,
    "toelichting": "Het adres dat we vonden heeft huisnummer 12A, gevraagd was 12.",
    "bron": "PDOK Locatieserver (BAG)",
}


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create_superuser("baas@example.nl", "x")
    client.force_login(user)
    return user


def punt(stand="twijfel", adres=ADRES, **waarden):
    values = GEVONDEN if stand == "twijfel" else {"toelichting": "Onbekend."}
    vraag = normaal(Adres(**adres))
    return Adrespunt.objects.create(vraag=vraag, stand=stand, **{**values, **waarden})


def beslis(client, organisatie, adrespunt, besluit):
    data = {"organisatie": organisatie.pk, "adrespunt": adrespunt.pk, "besluit": besluit}
    return client.post(reverse(URL), data, follow=True)


def bladzijde(client):
    return client.get(reverse(URL)).content.decode()


def test_toont_wat_gevraagd_en_gevonden_is_en_waarom_we_twijfelen(client, baas):
    entry = maak(naam="De Zon", **{**ADRES, "plaats": "'s-Gravenhage"})
    punt()
    text = bladzijde(client)
    for words in ("De Zon", "Houtwijklaan 12", "12A, 2552AB", "gevraagd was 12", "12,5"):
        assert words in text
    assert reverse("admin:organisaties_organisatie_change", args=[entry.pk]) in text
    assert "<script" not in text.partition('id="content-main"')[2].partition("</main>")[0]


def test_neem_over_zet_het_punt_met_herkomst_en_geschiedenis(client, baas):
    entry, answer = maak(**ADRES), punt()
    assert "staat nu op dit punt" in beslis(client, entry, answer, "over").content.decode()
    entry.refresh_from_db()
    assert (entry.lat, entry.lon) == (HOUTWIJK["lat"], HOUTWIJK["lon"])
    assert (entry.punt_kwaliteit, entry.punt_score) == ("hand", 12.5)
    assert entry.adres_id == GEVONDEN["adres_id"]
    assert entry.punt_bron == "PDOK Locatieserver (BAG), nagekeken"
    assert entry.buurt is not None
    row = Ronde.objects.latest("pk")
    assert (row.aard, row.wie) == ("bewerking", baas)
    assert "Er is niets na te kijken" in bladzijde(client)


def test_nee_blijft_staan_zonder_knoppen_tot_er_een_punt_is(client, baas):
    entry, answer = maak(**ADRES), punt()
    beslis(client, entry, answer, "nee")
    answer.refresh_from_db()
    assert answer.stand == "niet_gevonden"
    text = bladzijde(client)
    assert "Nagekeken door een medewerker" in text
    assert "Neem dit punt over" not in text
    assert "Zet het punt zelf" in text


def test_alleen_wie_geen_goed_punt_heeft_en_een_open_vraag(client, baas):
    ruw = {**HOUTWIJK, "punt_kwaliteit": "postcode"}
    maak(naam="Zonder punt", **ADRES)
    maak(naam="Uit de postcode", **ADRES, **ruw)
    maak(naam="Al goed", **ADRES, **HOUTWIJK)
    maak(naam="Ander adres", **{**ADRES, "huisnummer": "14"})
    maak(naam="Onbekend adres", **{**ADRES, "huisnummer": "16"})
    punt()
    punt("gevonden", {**ADRES, "huisnummer": "14"}, **HOUTWIJK)
    punt("niet_gevonden", {**ADRES, "huisnummer": "16"})
    text = bladzijde(client)
    names = ["Zonder punt", "Uit de postcode", "Al goed", "Ander adres", "Onbekend adres"]
    assert [name in text for name in names] == [True, True, False, False, True]


@pytest.mark.parametrize(
    "intussen",
    [
        {"huisnummer": "99"},
        {**HOUTWIJK, "punt_kwaliteit": "hand"},
    ],
)
def test_wat_intussen_veranderde_wordt_niet_overschreven(client, baas, intussen):
    answer = punt()
    entry = maak(**{**ADRES, **intussen})
    before = Wijziging.objects.count()
    assert "intussen gewijzigd" in beslis(client, entry, answer, "over").content.decode()
    assert Wijziging.objects.count() == before


def test_een_ander_was_eerder(client, baas):
    entry, answer = maak(**ADRES), punt("niet_gevonden")
    assert "al nagekeken" in beslis(client, entry, answer, "over").content.decode()
    assert Organisatie.objects.get(pk=entry.pk).lat is None


@pytest.mark.parametrize(
    "data",
    [{}, *({"organisatie": text, "adrespunt": text} for text in ("x", "²", "1\x00", "9" * 30))],
)
def test_een_post_die_nergens_over_gaat(client, baas, data):
    assert client.post(reverse(URL), data).status_code == 404


def test_een_onbekend_besluit_doet_niets(client, baas):
    entry, answer = maak(**ADRES), punt()
    assert "Kies" in beslis(client, entry, answer, "misschien").content.decode()
    assert Organisatie.objects.get(pk=entry.pk).lat is None


@pytest.mark.parametrize(
    ("recht", "status"), [("change_organisatie", 200), ("view_adrespunt", 403)]
)
def test_alleen_wie_organisaties_mag_wijzigen(client, recht, status):
    user = Gebruiker.objects.create_user("mede@example.nl", "x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename=recht))
    client.force_login(user)
    assert client.get(reverse(URL)).status_code == status
    assert client.post(reverse(URL), {}).status_code == (404 if status == 200 else 403)
    answer = client.get(reverse("admin:wijken_adrespunt_changelist"))
    assert (reverse(URL) in answer.content.decode()) is (status == 200)


def test_aantal_vragen_groeit_niet_met_de_rijen(client, baas, django_assert_max_num_queries):
    for number in range(1, 31):
        adres = {**ADRES, "huisnummer": str(number)}
        maak(**adres)
        punt(adres=adres)
    with django_assert_max_num_queries(10):
        assert bladzijde(client).count("Neem dit punt over<") == 30
