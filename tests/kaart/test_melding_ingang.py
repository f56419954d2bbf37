"""Of what was missing a moderator makes an entry that nobody sees yet, or not."""

import pytest

from organisaties.models import Gebruiker, Melding, Organisatie
from tests.fabriek import gebruiker
from tests.meldhulp import enige, melding, oordeel, pad

pytestmark = pytest.mark.django_db
Rol = Gebruiker.Rol


@pytest.fixture
def wie(client):
    user = gebruiker(Rol.KWARTIERMAKER, wijken=["houtwijk"])
    client.force_login(user)
    return user


@pytest.fixture
def gemist(wie):
    said = {"naam": "Speelgroep", "wat": "Samen spelen", "waar": "In het park"}
    wijk = wie.wijken.get()
    return melding(voorstel=said, wijk=wijk, email="melder@example.nl")


def test_van_wat_ontbreekt_komt_een_concept(client, wie, gemist, mailoutbox):
    data = {"doe": "ingang", "naam": "Speelgroep", "soort": "peuterspeelzaal-x"}
    assert client.post(pad(gemist), data).status_code == 400
    data |= {"soort": "kinderdagverblijf", "telefoon": "0700000003", "samenvatting": "Spelen"}
    answer = client.post(pad(gemist), data)
    row = Organisatie.objects.get()
    assert answer.status_code == 302
    assert str(row.pk) in answer.url or row.slug in answer.url
    assert (row.naam, row.status, row.wijk.slug) == ("Speelgroep", "concept", "houtwijk")
    assert "In het park" in row.omschrijving
    assert row.contacten.get().telefoon == "070-000 00 03"
    assert (enige().stand, enige().organisatie) == ("overgenomen", row)
    assert "op de kaart zetten" in mailoutbox[0].body


def test_twee_keer_een_ingang_maken_kan_niet(client, wie, gemist):
    data = {"doe": "ingang", "naam": "Speelgroep", "soort": "kinderdagverblijf"}
    answers = [client.post(pad(gemist), data).status_code for _ in range(2)]
    assert answers == [302, 409]
    assert Organisatie.objects.count() == 1


def test_wat_ontbreekt_kan_ook_worden_afgewezen(client, wie, gemist):
    oordeel(client, gemist, oordeel__tekst="niet", eigen="Die staat er al.")
    assert (enige().stand, enige().antwoord) == ("afgewezen", "Die staat er al.")
    assert not Organisatie.objects.exists()


def test_na_een_weigering_staat_het_formulier_er_nog(client, wie, gemist):
    Melding.objects.update(voorstel={"naam": "Speelgroep", "wat": "Jan\x07"})  # from long ago
    data = {"doe": "ingang", "naam": "Mijn naam", "soort": "kinderdagverblijf"}
    answer = client.post(pad(gemist), data | {"eigen": "Mijn antwoord"})
    page = answer.content.decode()
    assert answer.status_code == 400
    for text in ("onzichtbaar stuurteken", "Mijn naam", "Mijn antwoord", 'value="spam"'):
        assert text in page
    assert enige().stand == "nieuw"
    assert not Organisatie.objects.exists()
