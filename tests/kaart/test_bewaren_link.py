"""The link in "are you still there": it shows what we keep, a button answers, and only once."""

import re
import time

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from organisaties.links import teken
from organisaties.models import Contact, Gewist, Ronde
from organisaties.personen import vertrokken
from organisaties.wissen.bewaartermijn import voer_uit
from tests.fabriek import algemeen, maak, persoon

pytestmark = pytest.mark.django_db
NAAM = "Kanarie Vogel"


@pytest.fixture
def row():
    person = persoon("professionals", naam=NAAM, email="k@example.nl", bevestigd_op="2025-01-01")
    return maak(naam="De Zon", personen=[person, persoon("publiek", naam="Bert Blijver")])


def link(mailoutbox):
    """The link in the mail of a run of today."""
    voer_uit(timezone.localdate())
    (path,) = re.findall(r"http\S+(/bewaren/\S+)", mailoutbox[-1].body)
    return path


def de_persoon():
    return Contact.objects.get(naam=NAAM)


def stand():
    return list(Contact.objects.order_by("pk").values()), Ronde.objects.count()


def zegt(answer, *teksten):
    body = answer.content.decode()
    return [text for text in teksten if text not in body] == []


# --- what it does ---------------------------------------------------------------------------------


def test_openen_laat_zien_wat_wij_bewaren_en_verandert_niets(client, row, mailoutbox):
    path = link(mailoutbox)
    before = stand()
    answer = client.get(path)
    assert answer.status_code == 200
    assert zegt(
        answer, NAAM, "k@example.nl", "De Zon", "Professionals en coördinatoren", "Voorbeeld"
    )
    assert zegt(answer, "Ja, dit klopt nog", "Verwijder mij")
    assert "Bert" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]
    assert client.head(path).status_code == 200
    assert stand() == before


def test_klopt_nog(client, row, mailoutbox):
    answer = client.post(link(mailoutbox), {"antwoord": "klopt"})
    assert zegt(answer, "Bedankt")
    person = de_persoon()
    assert (person.bevestigd_op, person.herinnerd_op) == (timezone.localdate(), None)
    act = Ronde.objects.latest("pk")
    assert (act.aard, act.bron, act.wie) == (Ronde.Aard.BEVESTIGING, "bewaartermijn", None)


def test_wie_al_verborgen_was_is_weer_te_zien(client, row, mailoutbox):
    path = link(mailoutbox)
    Contact.objects.filter(naam=NAAM).update(verborgen_op=timezone.localdate())
    client.post(path, {"antwoord": "klopt"})
    assert de_persoon().verborgen_op is None


def test_verwijder_mij(client, row, mailoutbox):
    answer = client.post(link(mailoutbox), {"antwoord": "weg"})
    assert zegt(answer, "U bent van de kaart verwijderd")
    assert [c.naam for c in row.contacten.personen()] == ["Bert Blijver"]
    assert Gewist.objects.get().reden == Gewist.Reden.VERZOEK


def test_verwijder_mij_overal_waar_ik_sta(client, row, mailoutbox):
    own = persoon("publiek", naam="kanarie vogel", email="K@example.nl")
    other = persoon("publiek", naam="Anna Ander", email="k@example.nl")
    maak(naam="De Maan", personen=[own, other])
    path = link(mailoutbox)
    assert zegt(client.get(path), "De Maan")
    client.post(path, {"antwoord": "weg"})
    left = Contact.objects.personen().values_list("naam", flat=True)
    assert sorted(left) == ["Anna Ander", "Bert Blijver"]


def test_het_postvak_van_de_organisatie_gaat_alleen_over_haar_eigen_rij(client, mailoutbox):
    person = persoon("publiek", naam=NAAM, email="", bevestigd_op=None)
    maak(naam="De Zon", personen=[person], contacten=[algemeen()])
    maak(naam="De Maan", personen=[persoon("publiek", naam=NAAM, email="k@example.nl")])
    path = link(mailoutbox)
    answer = client.get(path)
    assert zegt(answer, "Klopt deze contactpersoon nog?", "Verwijder deze persoon")
    assert "De Maan" not in answer.content.decode()
    client.post(path, {"antwoord": "weg"})
    assert [c.organisatie.naam for c in Contact.objects.personen()] == ["De Maan"]


def test_zonder_keuze_gebeurt_er_niets(client, row, mailoutbox):
    path = link(mailoutbox)
    before = stand()
    answer = client.post(path)
    assert (answer.status_code, zegt(answer, "Kies een van de twee knoppen")) == (400, True)
    assert stand() == before


def test_wie_vertrok_kan_niet_meer_kloppen_maar_wel_weg(client, row, mailoutbox):
    path = link(mailoutbox)
    vertrokken(de_persoon(), None)
    assert "Ja, dit klopt nog" not in client.get(path).content.decode()
    assert client.post(path, {"antwoord": "klopt"}).status_code == 410
    assert de_persoon().vertrokken_op
    assert client.post(path, {"antwoord": "weg"}).status_code == 200


# --- what it refuses ------------------------------------------------------------------------------


def weigert(client, path, status, tekst):
    """Refuse to show and to do, and change nothing."""
    before = stand()
    for answer in (
        client.get(path),
        client.post(path, {"antwoord": "klopt"}),
        client.post(path, {"antwoord": "weg"}),
    ):
        assert (answer.status_code, zegt(answer, tekst)) == (status, True)
        assert NAAM not in answer.content.decode()
    assert stand() == before


def test_een_vervalste_link(client, row, mailoutbox):
    path = link(mailoutbox)
    for wrong in (path[:-6] + "xxxxx/", path.replace(":", "%3A", 1)[:-2] + "/", "/bewaren/onzin/"):
        weigert(client, wrong, 404, "Deze link klopt niet")


def test_een_link_van_een_ander_doel(client, row, mailoutbox):
    link(mailoutbox)
    day = timezone.localdate().isoformat()
    token = teken("controle", f"{de_persoon().uuid} {day} 1")
    weigert(client, f"/bewaren/{token}/", 404, "Deze link klopt niet")


def test_een_link_van_een_ander(client, row, mailoutbox):
    """A signature does not move to another person."""
    mine = link(mailoutbox)
    other = Contact.objects.get(naam="Bert Blijver")
    day = timezone.localdate().isoformat()
    theirs = teken("bewaren", f"{other.uuid} {day} 1")
    body, stamp, _signature = theirs.split(":")
    forged = ":".join([body, stamp, mine.rstrip("/").split(":")[-1]])
    weigert(client, f"/bewaren/{forged}/", 404, "Deze link klopt niet")
    weigert(client, f"/bewaren/{theirs}/", 410, "Deze vraag is al beantwoord")


def test_een_verlopen_link(client, row, mailoutbox, monkeypatch, settings):
    path = link(mailoutbox)
    days = settings.BEWAAR_HERINNER_DAGEN + settings.BEWAAR_WIS_DAGEN + 8
    later = time.time() + days * 86_400
    monkeypatch.setattr(signing.time, "time", lambda: later)
    weigert(client, path, 410, "Deze link werkt niet meer")


def test_een_gebruikte_link(client, row, mailoutbox):
    path = link(mailoutbox)
    client.post(path, {"antwoord": "klopt"})
    weigert(client, path, 410, "Deze vraag is al beantwoord")


def test_een_link_van_wie_gewist_is(client, row, mailoutbox):
    path = link(mailoutbox)
    client.post(path, {"antwoord": "weg"})
    weigert(client, path, 410, "Deze gegevens zijn al gewist")


def test_een_link_van_een_eerdere_mail(client, row, mailoutbox):
    path = link(mailoutbox)
    Contact.objects.filter(naam=NAAM).update(herinnerd_op="2026-01-01")
    weigert(client, path, 410, "Deze vraag is al beantwoord")


@pytest.mark.parametrize("kenmerk", ["", "geen-uuid 2026-01-01 1", "\0", "a b c d"])
def test_een_eigen_link_zonder_zin(client, row, kenmerk):
    weigert(client, f"/bewaren/{teken('bewaren', kenmerk)}/", 410, "Deze vraag is al beantwoord")


def test_een_formulier_van_elders_doet_niets(row, mailoutbox):
    path = link(mailoutbox)
    assert Client(enforce_csrf_checks=True).post(path, {"antwoord": "weg"}).status_code == 403
    assert de_persoon()
