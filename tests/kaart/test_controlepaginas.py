"""The pages behind the links in the mail: looking changes nothing, one press of the button does."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisaties.controles import bevestig
from organisaties.controles.links import KLOPT, PAGINA, WACHTTIJD, WEG, WIJZIGEN, kenmerk, links
from organisaties.foto import foto
from organisaties.links import GELDIG, teken
from organisaties.models import Controle, Melding, Organisatie, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import algemeen, maak, persoon

pytestmark = pytest.mark.django_db
Aard, Stand, Wie = Controle.Aard, Controle.Stand, Organisatie.Wie
ALLE = [(KLOPT, Aard.INGANG), (WIJZIGEN, Aard.INGANG), (WEG, Aard.INGANG),
        (WACHTTIJD, Aard.WACHTTIJD)]  # fmt: skip
elke_link = pytest.mark.parametrize(("doel", "aard"), ALLE)


def vraag(aard=Aard.INGANG, **waarden):
    row = maak(**{"contacten": [algemeen()], **waarden})
    return Controle.objects.create(organisatie=row, aard=aard, aan="info@example.nl", pogingen=1)


def adres(doel, asked):
    return reverse(PAGINA[doel], args=[teken(doel, kenmerk(asked))])


def stuur(client, doel, asked, **data):
    return client.post(adres(doel, asked), data)


def nu(asked):
    asked.refresh_from_db()
    return foto(asked.organisatie)


def ongemoeid(asked):
    """What nothing may have changed: the entry, the question, the reports and the ledger."""
    return nu(asked), asked.stand, asked.antwoord_op, Melding.objects.count(), Ronde.objects.count()


def formulier(page):
    """The form of a page as a browser would send it back untouched."""
    text = page.content.decode()
    found = {}
    for tag in re.findall(r"<input[^>]*>", text):
        kind = re.search(r'type="(\w+)"', tag)[1] if "type=" in tag else "text"
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if not name or (kind in ("checkbox", "radio") and " checked" not in tag):
            continue
        found.setdefault(name[1], []).append(value[1] if value else "")
    for name, body in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', text, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = [chosen[1] if chosen else ""]
    for name, body in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', text, re.S):
        found[name] = [body]
    return found


# --- looking -------------------------------------------------------------------------------------


@elke_link
def test_een_link_openen_verandert_niets(client, doel, aard):
    asked = vraag(aard, wachttijden=[{"weken": 3, "gemeld_op": "2026-01-01"}])
    before = ongemoeid(asked)
    for method in (client.get, client.head, client.get):
        assert method(adres(doel, asked)).status_code == 200
    assert ongemoeid(asked) == before


@elke_link
def test_geen_pagina_wordt_bewaard_gevonden_of_doorverteld(client, doel, aard):
    answer = client.get(adres(doel, vraag(aard)))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_de_pagina_zegt_wat_er_staat_en_niets_over_personen(client):
    asked = vraag(naam="De Boom", straat="Kerkstraat", huisnummer="1",
                  personen=[persoon("publiek", naam="Zeldzame Naam")])  # fmt: skip
    for doel in (KLOPT, WIJZIGEN, WEG):
        page = client.get(adres(doel, asked)).content.decode()
        assert "De Boom" in page
        assert "Kerkstraat" in page
        assert "Zeldzame" not in page


@elke_link
def test_een_formulier_van_een_andere_site_wordt_geweigerd(doel, aard):
    asked = vraag(aard)
    before = ongemoeid(asked)
    assert Client(enforce_csrf_checks=True).post(adres(doel, asked)).status_code == 403
    assert ongemoeid(asked) == before


# --- it is still true ----------------------------------------------------------------------------


def test_klopt_nog(client):
    asked = vraag()
    assert "Bedankt" in stuur(client, KLOPT, asked).content.decode()
    beeld, today = nu(asked), timezone.localdate().isoformat()
    assert asked.stand == Stand.BEVESTIGD
    assert asked.antwoord_op is not None
    assert (beeld["gecontroleerd_op"], beeld["gecontroleerd_door"]) == (today, "de organisatie")
    for block in ("contact", "tijden"):
        assert beeld[f"{block}_gecontroleerd_op"] == today
        assert beeld[f"{block}_gecontroleerd_door"] == Wie.ORGANISATIE
    last = Ronde.objects.first()
    assert (last.aard, last.bron, last.wie) == (Ronde.Aard.BEVESTIGING, "controle", None)


def test_klopt_nog_vraagt_alleen_naar_een_wachttijd_die_er_was(client):
    assert "weken" not in client.get(adres(KLOPT, vraag())).content.decode()
    asked = vraag(wachttijden=[{"weken": 3, "gemeld_op": "2026-01-01"}])
    assert 'name="weken"' in client.get(adres(KLOPT, asked)).content.decode()
    stuur(client, KLOPT, asked, weken="7")
    today = timezone.localdate().isoformat()
    assert nu(asked)["wachttijden"] == [
        {"weken": 7, "gemeld_op": today, "gemeld_door": "de organisatie"},
        {"weken": 3, "gemeld_op": "2026-01-01", "gemeld_door": ""},
    ]


def test_een_wachttijd_die_niet_kan_bewaart_niets(client):
    asked = vraag(wachttijden=[{"weken": 3, "gemeld_op": "2026-01-01"}])
    before = ongemoeid(asked)
    answer = stuur(client, KLOPT, asked, weken="-2")
    assert answer.status_code == 400
    assert "van 0 tot en met 260" in answer.content.decode()
    assert ongemoeid(asked) == before


def test_ook_wie_antwoordt_na_de_laatste_herinnering_telt(client):
    asked = vraag()
    Controle.objects.update(stand=Stand.OVERGEDRAGEN)
    assert stuur(client, KLOPT, asked).status_code == 200
    assert nu(asked)["gecontroleerd_door"] == "de organisatie"
    assert asked.stand == Stand.BEVESTIGD


def test_als_de_kwartiermaker_bevestigt_is_de_vraag_niet_meer_nodig(client):
    asked = vraag()
    bevestig(asked.organisatie, Wie.KWARTIERMAKER)
    assert nu(asked)["contact_gecontroleerd_door"] == Wie.KWARTIERMAKER
    assert asked.stand == Stand.VERVALLEN
    answer = stuur(client, KLOPT, asked)
    assert answer.status_code == 410
    assert "niet meer nodig" in answer.content.decode()
    assert nu(asked)["gecontroleerd_door"] == "de kwartiermaker"


# --- changing ------------------------------------------------------------------------------------


def test_wijzigen(client):
    asked = vraag(website="https://oud.example.nl", personen=[persoon("publiek")])
    sent = formulier(client.get(adres(WIJZIGEN, asked)))
    assert sent["website"] == ["https://oud.example.nl"]
    answer = stuur(client, WIJZIGEN, asked, **{**sent, "website": "https://nieuw.example.nl"})
    assert answer.status_code == 200, answer.content.decode()
    beeld = nu(asked)
    assert beeld["website"] == "https://nieuw.example.nl"
    assert len(beeld["personen"]) == 1
    assert beeld["gecontroleerd_door"] == "de organisatie"
    assert beeld["contact_gecontroleerd_door"] == Wie.ORGANISATIE
    assert asked.stand == Stand.GEWIJZIGD


def test_wijzigen_zonder_wijziging_is_ook_nagekeken(client):
    asked = vraag()
    stuur(client, WIJZIGEN, asked, **formulier(client.get(adres(WIJZIGEN, asked))))
    assert nu(asked)["gecontroleerd_door"] == "de organisatie"
    assert asked.stand == Stand.BEVESTIGD


@pytest.mark.parametrize("veld", ["naam", "status", "soort", "personen"])
def test_een_organisatie_schrijft_niet_wat_haar_een_plaats_geeft(client, veld):
    asked = vraag(personen=[persoon("publiek")])
    before = nu(asked)[veld]
    sent = formulier(client.get(adres(WIJZIGEN, asked)))
    stuur(client, WIJZIGEN, asked, **{**sent, veld: "gestopt"})
    assert nu(asked)[veld] == before


def test_wat_een_ander_intussen_schreef_wordt_getoond_en_niet_overschreven(client):
    asked = vraag(website="https://oud.example.nl")
    sent = formulier(client.get(adres(WIJZIGEN, asked)))
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({asked.organisatie_id: {"website": "https://ander.example.nl"}})
    answer = stuur(client, WIJZIGEN, asked, **{**sent, "website": "https://mijn.example.nl"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "https://ander.example.nl" in page
    assert "https://mijn.example.nl" in page
    assert nu(asked)["website"] == "https://ander.example.nl"
    assert asked.stand == Stand.OPEN
    again = {**formulier(answer), "keuze-website": "mijn"}
    assert stuur(client, WIJZIGEN, asked, **again).status_code == 200
    assert nu(asked)["website"] == "https://mijn.example.nl"


def test_een_fout_in_het_formulier_bewaart_niets(client):
    asked = vraag()
    sent = formulier(client.get(adres(WIJZIGEN, asked)))
    before = ongemoeid(asked)
    answer = stuur(client, WIJZIGEN, asked, **{**sent, "postcode": "onzin"})
    assert answer.status_code == 400
    assert "Dit klopt nog niet" in answer.content.decode()
    assert ongemoeid(asked) == before


# --- it is gone ----------------------------------------------------------------------------------


def test_bestaat_niet_meer_haalt_niets_ongezien_van_de_kaart(client):
    asked = vraag()
    stuur(client, WEG, asked, tekst="Wij zijn in mei gestopt.")
    assert nu(asked)["status"] == "gepubliceerd"
    assert asked.stand == Stand.GESTOPT
    report = Melding.objects.get()
    assert (report.soort, report.van, report.organisatie) == (
        Melding.Soort.GESTOPT, Melding.Van.ORGANISATIE, asked.organisatie)  # fmt: skip
    assert report.tekst == "Wij zijn in mei gestopt."


# --- the waiting time ----------------------------------------------------------------------------


@pytest.mark.parametrize(("data", "weken", "stand"), [
    ({"keuze": "weken", "weken": "5"}, 5, Stand.GEWIJZIGD),
    ({"keuze": "weken", "weken": "3"}, 3, Stand.BEVESTIGD),
    ({"keuze": "geen"}, 0, Stand.GEWIJZIGD),
])  # fmt: skip
def test_een_wachttijd_doorgeven(client, data, weken, stand):
    asked = vraag(Aard.WACHTTIJD, wachttijden=[{"weken": 3, "gemeld_op": "2026-01-01"}])
    assert stuur(client, WACHTTIJD, asked, **data).status_code == 200
    newest = nu(asked)["wachttijden"][0]
    assert newest["weken"] == weken
    assert newest["gemeld_op"] == timezone.localdate().isoformat()
    assert asked.stand == stand
    assert nu(asked)["gecontroleerd_op"] is None, "only the waiting time was asked"


def test_wie_de_wachttijd_niet_weet_laat_staan_wat_er_stond(client):
    asked = vraag(Aard.WACHTTIJD, wachttijden=[{"weken": 3, "gemeld_op": "2026-01-01"}])
    before = nu(asked)
    assert stuur(client, WACHTTIJD, asked, keuze="onbekend").status_code == 200
    assert nu(asked) == before
    assert asked.stand == Stand.VERVALLEN
    assert stuur(client, WACHTTIJD, asked, keuze="geen").status_code == 410


@pytest.mark.parametrize("data", [
    {}, {"keuze": "weken"}, {"keuze": "weken", "weken": "261"}, {"keuze": "iets"},
    {"keuze": "weken", "weken": "vijf"},
])  # fmt: skip
def test_een_half_antwoord_over_de_wachttijd_bewaart_niets(client, data):
    asked = vraag(Aard.WACHTTIJD)
    before = ongemoeid(asked)
    assert stuur(client, WACHTTIJD, asked, **data).status_code == 400
    assert ongemoeid(asked) == before


# --- links that do not work ----------------------------------------------------------------------


def geweigerd(client, path, status, woorden):
    for answer in (client.get(path), client.post(path, {"keuze": "geen"})):
        assert answer.status_code == status
        assert woorden in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]


@elke_link
def test_een_veranderde_link(client, doel, aard):
    asked = vraag(aard)
    before = ongemoeid(asked)
    token = teken(doel, kenmerk(asked))
    for wrong in (token[:-2], token[::-1], f"{token[1:]}", "x", token.replace(":", "", 1)):
        geweigerd(client, reverse(PAGINA[doel], args=[wrong]), 404, "Deze link klopt niet")
    assert ongemoeid(asked) == before


@elke_link
def test_een_verlopen_link(client, doel, aard, monkeypatch):
    asked = vraag(aard)
    before = ongemoeid(asked)
    path = adres(doel, asked)
    later = signing.time.time() + GELDIG.total_seconds() + 5
    monkeypatch.setattr(signing.time, "time", lambda: later)
    geweigerd(client, path, 410, "Deze link werkt niet meer")
    assert ongemoeid(asked) == before


@elke_link
def test_een_link_die_al_gebruikt_is_zegt_wanneer(client, doel, aard):
    asked = vraag(aard)
    Controle.objects.update(stand=Stand.BEVESTIGD, antwoord_op=timezone.now() - timedelta(days=3))
    before = ongemoeid(asked)
    geweigerd(client, adres(doel, asked), 410, "is al beantwoord")
    assert ongemoeid(asked) == before


@pytest.mark.parametrize("doel", [KLOPT, WIJZIGEN, WEG, WACHTTIJD])
@pytest.mark.parametrize("ander", [KLOPT, WIJZIGEN, WEG, WACHTTIJD, "bewaren"])
def test_een_link_voor_iets_anders(client, doel, ander):
    if doel == ander:
        return
    asked = vraag()
    before = ongemoeid(asked)
    path = reverse(PAGINA[doel], args=[teken(ander, kenmerk(asked))])
    geweigerd(client, path, 404, "Deze link klopt niet")
    assert ongemoeid(asked) == before


@elke_link
def test_een_link_naar_een_vorig_adres_doet_niets_meer(client, doel, aard):
    asked = vraag(aard)
    path = adres(doel, asked)
    Controle.objects.update(aan="nieuw@example.nl")
    before = ongemoeid(asked)
    geweigerd(client, path, 410, "naar een ander adres")
    assert ongemoeid(asked) == before
    assert client.get(adres(doel, asked)).status_code == 200


def test_het_adres_staat_niet_in_de_link():
    assert "info" not in kenmerk(vraag())


@pytest.mark.parametrize("niets", ["", "1", "00000000-0000-4000-8000-000000000000"])
def test_een_link_over_niets(client, niets):
    geweigerd(client, reverse(PAGINA[KLOPT], args=[teken(KLOPT, niets)]), 404, "klopt niet")


def test_een_link_zonder_adres_werkt_niet(client):
    path = reverse(PAGINA[KLOPT], args=[teken(KLOPT, str(vraag().uuid))])
    geweigerd(client, path, 410, "Deze link werkt niet meer")


def test_een_link_van_een_andere_ingang_raakt_alleen_die(client):
    asked, other = vraag(), vraag()
    before = ongemoeid(other)
    assert links(asked)["controle_klopt"].endswith("/klopt/")
    stuur(client, KLOPT, asked)
    assert ongemoeid(other)[:3] == before[:3]


def test_wat_van_de_kaart_ging_wordt_niet_meer_gevraagd(client):
    asked = vraag()
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({asked.organisatie_id: {"status": "gestopt"}})
    geweigerd(client, adres(KLOPT, asked), 410, "niet meer nodig")
    assert nu(asked)["gecontroleerd_op"] is None
