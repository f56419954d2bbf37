"""One act on many entries: choose, see what would change, confirm; nothing happens unseen."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisaties.foto import foto
from organisaties.models import Controle, Ronde
from organisaties.schrijven import ronde
from organisaties.werkvoorraad.samen import MEESTE, maak_plan
from tests.fabriek import SPOORWIJK, algemeen, gebruiker, maak, maak_veel
from tests.organisaties.werkhulp import dagen_terug, gaaf, maak_gaaf
from wijken import versie
from wijken.geheugen import vergeet_alles
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
URL = "/werkvoorraad/samen/"


@pytest.fixture
def kwartiermaker(client):
    user = gebruiker("kwartiermaker", wijken=["houtwijk"])
    client.force_login(user)
    return user


def bekijk(client, rijen, wat, waarde=""):
    data = {"ingang": [row.pk for row in rijen], "wat": wat, "waarde": waarde, "terug": "soort=x"}
    return client.post(URL, data)


def teken(antwoord):
    return re.search(r'name="teken" value="([^"]+)"', antwoord.content.decode())[1]


def bevestig(client, antwoord):
    return client.post(URL, {"teken": teken(antwoord), "terug": "wijk=houtwijk"}, follow=True)


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def test_het_voorbeeld_wijzigt_niets_en_zegt_wat_er_gebeurt(client, kwartiermaker):
    mine, done = maak_gaaf(naam="De Zon", gecontroleerd_op=None), maak_gaaf(naam="De Maan")
    other = maak_gaaf(naam="De Ster", **SPOORWIJK)
    before = Ronde.objects.count()
    page = tekst(bekijk(client, [mine, done, other], "status", "tijdelijk_gesloten"))
    assert "2 plekken veranderen" in page
    assert '<td data-kop="Nu">Gepubliceerd</td><td data-kop="Wordt">Tijdelijk gesloten' in page
    assert "<b>De Ster</b>: Deze plek hoort bij een andere kwartiermaker." in page
    assert Ronde.objects.count() == before


def test_bevestigen_is_een_ronde(client, kwartiermaker):
    rows = [maak_gaaf(gecontroleerd_op=None) for _ in range(3)]
    before = Ronde.objects.count()
    answer = bevestig(client, bekijk(client, rows, "klopt"))
    assert "Klopt nog: 3 plekken." in tekst(answer)
    assert answer.redirect_chain[0][0] == "/werkvoorraad/?wijk=houtwijk"
    assert Ronde.objects.count() == before + 1
    last = Ronde.objects.first()
    assert (last.aard, last.wie) == (Ronde.Aard.BEVESTIGING, kwartiermaker)
    assert {foto(row)["contact_gecontroleerd_door"] for row in rows} == {"kwartiermaker"}


def test_wat_intussen_veranderde_blijft_en_wordt_genoemd(client, kwartiermaker):
    one, two = maak_gaaf(naam="De Zon"), maak_gaaf(naam="De Maan")
    seen = bekijk(client, [one, two], "status", "gestopt")
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({two.pk: {"samenvatting": "Nieuw"}})
    page = tekst(bevestig(client, seen))
    assert "Status" in page or "status" in page
    assert "Niet gedaan: De Maan: Iemand anders wijzigde dit intussen." in page
    assert (foto(one)["status"], foto(two)["status"]) == ("gestopt", "gepubliceerd")


def test_wie_zijn_wijk_kwijt_is_wijzigt_ook_na_het_voorbeeld_niets(client, kwartiermaker):
    row = maak_gaaf()
    seen = bekijk(client, [row], "status", "gestopt")
    kwartiermaker.wijken.clear()
    bevestig(client, seen)
    assert foto(row)["status"] == "gepubliceerd"


def test_eerst_kiezen_welke_dan_het_voorbeeld(client, kwartiermaker):
    row = maak_gaaf()
    page = tekst(bekijk(client, [row], "ondersteuning"))
    assert '<label class="veld__naam" for="waarde">Helpt bij</label>' in page
    slug = re.search(r'<option value="([a-z0-9-]+)"', page)[1]
    bevestig(client, bekijk(client, [row], "ondersteuning", slug))
    assert foto(row)["ondersteuning"] == [slug]


def test_een_wijk_kiezen(client, kwartiermaker):
    kwartiermaker.wijken.add(Wijk.objects.get(slug="spoorwijk"))
    row = maak_gaaf()
    bevestig(client, bekijk(client, [row], "wijk", "spoorwijk"))
    assert foto(row)["wijk"] == "spoorwijk"


def test_naar_een_wijk_van_een_ander_gaat_niets(client, kwartiermaker):
    row = maak_gaaf(naam="De Zon")
    page = bekijk(client, [row], "wijk", "spoorwijk")
    assert "<b>De Zon</b>: Zo hoort deze plek niet meer bij uw wijken." in tekst(page)
    assert 'name="teken"' not in page.content.decode()


def test_wat_een_ander_bekeek_is_niet_te_bevestigen(client, kwartiermaker):
    row = maak_gaaf()
    seen = bekijk(client, [row], "status", "gestopt")
    client.force_login(gebruiker("beheerder"))
    assert "Dit voorbeeld is verlopen." in tekst(bevestig(client, seen))
    assert foto(row)["status"] == "gepubliceerd"


def test_wat_al_zo_is_wordt_niet_gewijzigd(client, kwartiermaker):
    page = tekst(bekijk(client, [maak_gaaf()], "status", "gepubliceerd"))
    assert "Met deze keuze verandert er niets." in page
    assert "Dit is al zo." in page
    assert 'name="teken"' not in page


# --- asking ---------------------------------------------------------------------------------------


def test_vragen_mailt_wie_aan_de_beurt_is(client, kwartiermaker):
    due = maak_gaaf(naam="De Zon", gecontroleerd_op=dagen_terug(400))
    fresh = maak_gaaf(naam="De Maan", contacten=[algemeen(email="maan@example.nl")])
    silent = maak_gaaf(naam="De Ster", gecontroleerd_op=None, contacten=[algemeen(email="")])
    maak_gaaf(gecontroleerd_op=None, contacten=[algemeen(email="ander@example.nl")])
    seen = bekijk(client, [due, fresh, silent], "vraag")
    page = tekst(seen)
    assert "Aan 1 organisatie vragen wij of alles nog klopt" in page
    assert "<b>De Maan</b>: Dit is pas gecontroleerd." in page
    assert "<b>De Ster</b>: Er is geen e-mailadres om het te vragen." in page
    assert mail.outbox == []
    bevestig(client, seen)
    assert [message.to for message in mail.outbox] == [["info@example.nl"]]
    assert Controle.objects.get().organisatie == due
    assert "Dit is net al gevraagd" in tekst(bekijk(client, [due], "vraag"))


def te_vragen(naam):
    return maak_gaaf(
        naam=naam, gecontroleerd_op=None, contacten=[algemeen(email=f"{naam}@example.nl")]
    )


def test_alleen_wat_in_het_voorbeeld_bleef_krijgt_mail(client, kwartiermaker):
    stays, leaves = te_vragen("zon"), te_vragen("maan")
    seen = bekijk(client, [stays, leaves], "vraag")
    with ronde(Ronde.Aard.BEWERKING) as schrijver:
        schrijver.wijzig({leaves.pk: {"wijk": "spoorwijk"}})
    bevestig(client, seen)
    assert [message.to for message in mail.outbox] == [["zon@example.nl"]]


def test_niet_meer_dan_vijftig_mails_in_een_keer(client, kwartiermaker, monkeypatch):
    monkeypatch.setattr("organisaties.werkvoorraad.samen.vragen.MEESTE_MAILS", 2)
    rows = [te_vragen(naam) for naam in ("zon", "maan", "ster")]
    page = tekst(bevestig(client, bekijk(client, rows, "vraag")))
    assert len(mail.outbox) == 2
    assert "om te controleren: 2 plekken." in page
    assert "Deze gaat vannacht vanzelf mee." in page


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"wat": "klopt"}, "Kies eerst een of meer plekken."),
        (
            {"wat": "klopt", "ingang": ["x", "²", "1\x00", "9" * 30]},
            "Kies eerst een of meer plekken.",
        ),
        ({"wat": "weg", "ingang": ["1"]}, "Kies wat u met deze plekken wilt doen."),
        ({"wat": "status", "ingang": ["1"], "waarde": "weg"}, "Kies wat u met deze plekken wilt"),
        ({"wat": "klopt", "ingang": list(range(1, MEESTE + 2))}, f"niet meer dan {MEESTE} plekken"),
        ({"teken": "vervalst"}, "Dit voorbeeld is verlopen."),
    ],
)
def test_een_onmogelijke_vraag_zegt_wat_er_mis_is(client, kwartiermaker, velden, melding):
    assert melding in tekst(client.post(URL, velden, follow=True))


def test_alleen_met_een_post(client, kwartiermaker):
    assert client.get(URL).status_code == 405


def test_wat_opging_in_een_ander_blijft(client, kwartiermaker):
    one = maak_gaaf()
    gone = maak(status="gestopt", opgegaan_in=str(one.uuid), wijk="houtwijk")
    assert "opgegaan in een andere" in tekst(bekijk(client, [gone], "status", "gepubliceerd"))


def test_het_voorbeeld_vraagt_niet_meer_bij_meer_plekken(kwartiermaker):
    rows = maak_veel([gaaf(gecontroleerd_op=None) for _ in range(100)])
    counts = []
    for some in (rows[:1], rows):
        vergeet_alles()
        maak_plan(kwartiermaker, [rows[0].pk], "klopt")
        with versie.vastgehouden(), CaptureQueriesContext(connection) as queries:
            maak_plan(kwartiermaker, [row.pk for row in some], "klopt")
        counts.append(len(queries))
    assert counts[0] == counts[1]
