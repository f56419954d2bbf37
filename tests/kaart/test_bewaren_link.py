"""The link in "are you still there": it shows what we keep, a button answers, and only once."""

import re
import time

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from organisaties.links import teken
from organisaties.models import Contact, Gewist, Ronde
from organisaties.personen import vertrokken, zonder_opvolger
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


@pytest.fixture
def algemeen_postvak(mailoutbox):
    """The path of a link in a mail to a general mailbox."""
    own = {"email": "", "telefoon": "06-12345678", "functie": "Balie", "bevestigd_op": None}
    maak(naam="De Zon", personen=[persoon("publiek", naam=NAAM, **own)], contacten=[algemeen()])
    return link(mailoutbox)


def test_het_postvak_van_de_organisatie_ziet_naam_en_functie(client, algemeen_postvak, mailoutbox):
    maak(naam="De Maan", personen=[persoon("publiek", naam=NAAM, email="k@example.nl")])
    answer = client.get(algemeen_postvak)
    assert zegt(answer, "Klopt deze contactpersoon nog?", "Werkt hier niet meer", NAAM, "Balie")
    for hidden in ("De Maan", "12345678", "Verwijder", "k@example.nl", "Waarom wij dit bewaren"):
        assert hidden not in answer.content.decode()
    assert NAAM not in mailoutbox[0].body


def test_het_postvak_van_de_organisatie_wist_niet(client, algemeen_postvak):
    before = stand()
    assert client.post(algemeen_postvak, {"antwoord": "weg"}).status_code == 400
    assert stand() == before
    answer = client.post(algemeen_postvak, {"antwoord": "vertrokken"})
    assert zegt(answer, "wij hebben dit genoteerd")
    assert not Gewist.objects.exists()
    assert de_persoon().vertrokken_op == timezone.localdate()
    assert [c.naam for c in zonder_opvolger()] == [NAAM]
    assert client.get(algemeen_postvak).status_code == 410


def test_het_postvak_van_de_organisatie_zegt_dat_het_klopt(client, algemeen_postvak):
    assert zegt(client.post(algemeen_postvak, {"antwoord": "klopt"}), "Bedankt")
    assert de_persoon().bevestigd_op == timezone.localdate()


def test_wie_niet_meer_voor_iedereen_is_ziet_het_postvak_niet(client, algemeen_postvak):
    Contact.objects.filter(naam=NAAM).update(zichtbaarheid="coordinatoren")
    weigert(client, algemeen_postvak, 410, "Deze vraag is al beantwoord")


def test_wie_zelf_antwoordt_heeft_geen_knop_vertrokken(client, row, mailoutbox):
    path = link(mailoutbox)
    assert client.post(path, {"antwoord": "vertrokken"}).status_code == 400
    assert de_persoon().vertrokken_op is None


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
