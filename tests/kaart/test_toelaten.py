"""A human lets in who waits: as professional, for one entry, or not at all."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisaties import accounts
from organisaties.models import Bericht, Gebruiker
from tests.fabriek import HOUTWIJK, SPOORWIJK, maak
from tests.kaart.aanmelden import account
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
LIJST = reverse("toelaten")


def wachtend(email="wie@school.example", bevestigd=True):
    user = account("wacht", email, first_name="Voorbeeld", werkplek="Voorbeeldschool")
    EmailAddress.objects.create(user=user, email=email, verified=bevestigd, primary=True)
    return user


@pytest.fixture
def kwartiermaker(client):
    user = account("kwartiermaker")
    user.wijken.add(Wijk.objects.get(slug="houtwijk"))
    client.force_login(user)
    return user


def besluit(client, user, wat, **meer):
    return client.post(reverse("toelaten_persoon", args=[user.pk]), {"besluit": wat, **meer})


def test_de_lijst_zegt_wie_er_wacht(client, kwartiermaker):
    wachtend()
    wachtend("zonder@school.example", bevestigd=False)
    text = client.get(LIJST).content.decode()
    assert "wie@school.example" in text
    assert "Voorbeeldschool" in text
    assert "zonder@school.example" not in text


@pytest.mark.parametrize("rol", ["kwartiermaker", "beheerder"])
def test_toelaten_als_professional_met_een_mail(client, rol):
    wie, staf = wachtend(), account(rol)
    client.force_login(staf)
    assert besluit(client, wie, "professional").url == LIJST
    wie.refresh_from_db()
    assert (wie.rol, wie.toegelaten_door, wie.is_staff) == ("professional", staf, False)
    assert mail.outbox[0].to == [wie.email]
    assert "/account/aanmelden/" in mail.outbox[0].body
    assert Bericht.objects.get().soort == "toelating"


def test_toelaten_voor_een_ingang_na_zoeken(client, kwartiermaker):
    wie, entry = wachtend(), maak(naam="De Zonnestraal", **HOUTWIJK)
    page = client.get(reverse("toelaten_persoon", args=[wie.pk]), {"q": "zonne"})
    assert list(page.context["gevonden"]) == [entry]
    besluit(client, wie, "organisatie", organisatie=entry.pk)
    wie.refresh_from_db()
    assert (wie.rol, list(wie.organisaties.all())) == ("organisatie", [entry])
    assert "De Zonnestraal" in mail.outbox[0].body


def test_een_kwartiermaker_geeft_geen_ingang_buiten_de_eigen_wijken(client, kwartiermaker):
    wie, entry = wachtend(), maak(naam="De Verte", **SPOORWIJK)
    page = client.get(reverse("toelaten_persoon", args=[wie.pk]), {"q": "verte"})
    assert page.context["gevonden"] == []
    assert besluit(client, wie, "organisatie", organisatie=entry.pk).status_code == 404
    with pytest.raises(accounts.ToelatenGeweigerd):
        accounts.laat_toe(wie.pk, kwartiermaker, "organisatie", entry)
    wie.refresh_from_db()
    assert wie.rol == "wacht"


@pytest.mark.parametrize("keuze", ["", "x", "999999"])
def test_zonder_gekozen_ingang_gebeurt_er_niets(client, kwartiermaker, keuze):
    wie = wachtend()
    assert besluit(client, wie, "organisatie", organisatie=keuze).status_code in (302, 404)
    wie.refresh_from_db()
    assert (wie.rol, mail.outbox) == ("wacht", [])


def test_weigeren_haalt_het_account_weg(client, kwartiermaker):
    wie = wachtend()
    besluit(client, wie, "weigeren")
    assert not Gebruiker.objects.filter(pk=wie.pk).exists()
    assert mail.outbox[0].to == ["wie@school.example"]


@pytest.mark.parametrize("rol", ["kwartiermaker", "beheerder", "wacht", "", "xyz"])
def test_niemand_maakt_hier_een_kwartiermaker_of_beheerder(client, kwartiermaker, rol):
    wie = wachtend()
    besluit(client, wie, rol, rol=rol)
    wie.refresh_from_db()
    assert wie.rol == "wacht"
    with pytest.raises(accounts.ToelatenGeweigerd):
        accounts.laat_toe(wachtend("b@school.example").pk, kwartiermaker, rol)


@pytest.mark.parametrize("rol", ["wacht", "professional", "organisatie"])
def test_wie_niet_mag_toelaten_ziet_de_lijst_niet(client, rol):
    wie = wachtend()
    client.force_login(account(rol))
    assert client.get(LIJST).status_code == 403
    assert besluit(client, wie, "professional").status_code == 403
    wie.refresh_from_db()
    assert wie.rol == "wacht"


@pytest.mark.parametrize("sleutel", ["", "x", "²", "1\x00", "9" * 30])
def test_een_ingang_die_geen_ingang_is_laat_niemand_toe(client, kwartiermaker, sleutel):
    wie = wachtend()
    url = reverse("toelaten_persoon", args=[wie.pk])
    answer = client.post(url, {"besluit": "organisatie", "organisatie": sleutel}, follow=True)
    assert "Kies eerst bij welke organisatie" in answer.content.decode()
    wie.refresh_from_db()
    assert wie.rol == "wacht"


def test_een_onbekende_wordt_naar_aanmelden_geleid(client):
    assert client.get(LIJST).url.startswith(reverse("account_login"))


def test_wie_al_is_toegelaten_wordt_niet_nog_eens_beoordeeld(client, kwartiermaker):
    wie = wachtend()
    besluit(client, wie, "professional")
    besluit(client, wie, "weigeren")
    wie.refresh_from_db()
    assert wie.rol == "professional"
    assert len(mail.outbox) == 1


def test_de_lijst_vraagt_evenveel_bij_een_als_bij_veel(client, kwartiermaker):
    def vragen():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(LIJST)
        return len(seen)

    wachtend("0@school.example")
    few = vragen()
    for number in range(1, 20):
        wachtend(f"{number}@school.example")
    assert vragen() == few


@pytest.mark.parametrize("rol", ["professional", "organisatie", "kwartiermaker", "beheerder"])
def test_mijn_zegt_wat_u_kunt(client, rol):
    user, entry = account(rol), maak(naam="De Zonnestraal")
    user.organisaties.add(entry)
    client.force_login(user)
    text = client.get("/mijn/").content.decode()
    assert "De Zonnestraal" in text
    assert ("Mensen toelaten" in text) is (rol in ("kwartiermaker", "beheerder"))
    assert ("lijsten meenemen" in text) is (rol != "organisatie")
    assert "Meld mij af" in text
