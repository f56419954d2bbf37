"""The page of the work list: who sees what, solving in place, and a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisaties.foto import foto
from organisaties.models import Dubbel, Melding, Voorstel
from tests.fabriek import SPOORWIJK, gebruiker, maak, maak_veel, persoon
from tests.organisaties.werkhulp import dagen_terug, gaaf, items, maak_gaaf, opdracht
from wijken.geheugen import vergeet_alles
from wijken.models import Adrespunt

pytestmark = pytest.mark.django_db
URL = "/werkvoorraad/"


@pytest.fixture
def kwartiermaker(client):
    user = gebruiker("kwartiermaker", wijken=["houtwijk"])
    client.force_login(user)
    return user


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


# --- who ------------------------------------------------------------------------------------------


def test_zonder_account_gaat_u_naar_aanmelden(client):
    answer = client.get(URL)
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


@pytest.mark.parametrize("rol", ["wacht", "professional", "organisatie"])
@pytest.mark.parametrize("pad", ["", "verslag/"])
def test_alleen_kwartiermakers_en_beheerders(client, rol, pad):
    client.force_login(gebruiker(rol))
    assert client.get(URL + pad).status_code == 403
    assert client.post(URL, {"soort": "controle", "item": "1", "doe": "klopt"}).status_code == 403
    assert client.post(f"{URL}samen/", {"ingang": "1", "wat": "klopt"}).status_code == 403


def test_zonder_tweede_factor_geen_werkvoorraad(client, kwartiermaker, settings):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    assert client.get(URL).status_code != 200


# --- what is shown --------------------------------------------------------------------------------


def test_wie_bij_is_leest_dat(client, kwartiermaker):
    maak_gaaf()
    page = tekst(client.get(URL))
    assert "U bent helemaal bij. Er is niets te doen." in page
    assert "1 van de 1 plekken is gecontroleerd binnen de termijn (100%)." in page


def test_zonder_plekken_is_er_geen_score(client, kwartiermaker):
    assert "Er zijn hier nog geen plekken om te controleren." in tekst(client.get(URL))


def test_het_dringendste_staat_bovenaan(client, kwartiermaker):
    maak_gaaf(naam="De Zon", gecontroleerd_op=None)
    Melding.objects.create(soort="fout", organisatie=maak_gaaf(naam="De Maan"))
    page = tekst(client.get(URL))
    assert page.index("De Maan") < page.index("De Zon")
    assert page.index("Iemand wacht") < page.index("Controle is te lang geleden")
    assert "Bij 14 soorten werk is niets te doen" in page


def test_van_elke_soort_de_eerste_tien_en_dan_alle(client, kwartiermaker):
    maak_veel([gaaf(naam=f"Plek {n:02}", gecontroleerd_op=None) for n in range(30)])
    page = tekst(client.get(URL))
    assert "Plek 09" in page
    assert "Plek 10" not in page
    assert 'href="?soort=controle">Toon alle 30' in page
    first, second = (tekst(client.get(URL, {"soort": "controle", "pagina": n})) for n in (1, 2))
    assert "Plek 24" in first
    assert "Plek 25" in second
    assert "Plek 24" not in second
    assert "Pagina 2 van 2" in second


def test_kies_een_eigen_wijk(client, kwartiermaker):
    kwartiermaker.wijken.add(*kwartiermaker.wijken.model.objects.filter(slug="spoorwijk"))
    maak_gaaf(naam="Hier", gecontroleerd_op=None)
    maak_gaaf(naam="Daar", gecontroleerd_op=None, **SPOORWIJK)
    page = tekst(client.get(URL))
    assert "Hier" in page
    assert "Daar" in page
    assert "Hoe staat elke wijk ervoor?" in page
    page = tekst(client.get(URL, {"wijk": "spoorwijk"}))
    assert "Daar" in page
    assert "Hier" not in page


@pytest.mark.parametrize(
    "vraag", ["wijk=spoorwijk", "wijk=zonder", "wijk=x", "soort=x", "wijk=stadsdeel:laak"]
)
def test_wat_niet_van_u_is_bestaat_hier_niet(client, kwartiermaker, vraag):
    assert client.get(f"{URL}?{vraag}").status_code == 404


def test_persoonlijke_gegevens_van_een_melder_staan_er_niet(client, kwartiermaker):
    Melding.objects.create(
        soort="fout", organisatie=maak_gaaf(), email="melder@example.nl", tekst="Geheim verhaal"
    )
    page = tekst(client.get(URL))
    assert "melder@example.nl" not in page
    assert "Geheim verhaal" not in page


# --- solving in place -----------------------------------------------------------------------------


def los_op(client, item, knop, terug="", **velden):
    return client.post(URL, {**opdracht(item, knop, **velden), "terug": terug})


def test_oplossen_brengt_u_terug_bij_de_lijst(client, kwartiermaker):
    maak_gaaf(naam="De Zon", gecontroleerd_op=None)
    (item,) = items("controle")
    answer = los_op(client, item, "klopt", "soort=controle&wijk=houtwijk&rommel=1")
    assert answer["Location"] == f"{URL}?wijk=houtwijk&soort=controle#soort-controle"
    page = tekst(client.get(answer["Location"].partition("#")[0]))
    section = page[page.index('id="soort-controle"') :]
    assert "De Zon is vandaag gecontroleerd." in section
    assert "Hier is niets meer te doen." in section


def test_een_opgeloste_regel_zegt_dat(client, kwartiermaker):
    maak_gaaf(gecontroleerd_op=None)
    (item,) = items("controle")
    los_op(client, item, "klopt")
    answer = los_op(client, item, "klopt")
    assert "Dit was al opgelost." in tekst(client.get(answer["Location"].partition("#")[0]))


def test_een_andere_stand_dan_getoond_wijzigt_niets(client, kwartiermaker):
    row = maak_gaaf(gecontroleerd_op=None, leeftijd_van=None, leeftijd_tot=None)
    (stale,) = items("controle")
    los_op(client, items("geen-leeftijd")[0], "bewaar", van="2", tot="4")
    answer = los_op(client, stale, "klopt")
    page = tekst(client.get(answer["Location"].partition("#")[0]))
    assert "Iemand anders was intussen ook bezig." in page
    assert foto(row)["gecontroleerd_op"] is None


def test_een_fout_staat_bij_het_veld_en_wat_is_getypt_blijft(client, kwartiermaker):
    maak_gaaf(leeftijd_van=None, leeftijd_tot=None)
    (item,) = items("geen-leeftijd")
    answer = los_op(client, item, "bewaar", van="4", tot="2")
    assert answer.status_code == 400
    page = tekst(answer)
    assert "moet lager zijn dan" in page
    assert f'name="{item.kenmerk}-van" value="4"' in page


def test_een_plek_van_een_ander_geeft_403(client, kwartiermaker):
    row = maak_gaaf(gecontroleerd_op=None, **SPOORWIJK)
    (item,) = items("controle")
    assert los_op(client, item, "klopt").status_code == 403
    assert foto(row)["gecontroleerd_op"] is None


def test_een_verzonnen_knop_of_soort_doet_niets(client, kwartiermaker):
    row = maak_gaaf(gecontroleerd_op=None)
    (item,) = items("controle")
    assert los_op(client, item, "zomaar")["Location"].endswith("#soort-controle")
    assert client.post(URL, {"soort": "x", "item": "1"})["Location"] == URL
    assert client.post(URL)["Location"] == URL
    assert foto(row)["gecontroleerd_op"] is None


@pytest.mark.parametrize("item", ["", "x", "²", "1\x00", "9" * 30])
def test_een_sleutel_die_geen_sleutel_is_is_al_opgelost(client, kwartiermaker, item):
    answer = client.post(URL, {"soort": "controle", "item": item, "doe": "klopt"}, follow=True)
    assert "Dit was al opgelost." in tekst(answer)


# --- one page, so many queries --------------------------------------------------------------------

ADRES = {"straat": "Houtwijklaan", "huisnummer": "12", "postcode": "2552AB", "plaats": "Den Haag"}


def veel_werk(aantal):
    """Every kind of work that an entry can have, so many times."""
    wait = [{"weken": 9, "gemeld_op": dagen_terug(100), "gemeld_door": "x"}]
    rows = maak_veel([
        {
            "naam": f"Plek {n:03}", "verdwenen_op": dagen_terug(3), "wachttijden": wait,
            "wijk": "houtwijk", "personen": [persoon("publiek", grondslag="", email="")], **ADRES,
        }
        for n in range(aantal)
    ])  # fmt: skip
    Melding.objects.bulk_create(
        Melding(soort="fout", organisatie=row, sleutel=f"s{row.pk}") for row in rows
    )
    Voorstel.objects.bulk_create(
        Voorstel(organisatie=row, bron="lrk", veld="naam", waarde="Anders") for row in rows
    )
    Dubbel.objects.bulk_create(Dubbel(een=rows[n], ander=rows[n + 1]) for n in range(aantal - 1))
    Adrespunt.objects.get_or_create(vraag=f"test {aantal}", stand="niet_gevonden")


def aantal_vragen(client, adres):
    vergeet_alles()
    client.get(adres)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(adres).status_code == 200
    return len(queries)


@pytest.mark.parametrize("adres", [URL, f"{URL}?soort=register", f"{URL}?soort=geen-toegang"])
def test_meer_rijen_vragen_niet_meer(client, kwartiermaker, adres):
    veel_werk(2)
    few = aantal_vragen(client, adres)
    veel_werk(60)
    assert aantal_vragen(client, adres) == few
    assert few < 110


def test_een_voorbeeld_wordt_als_voorbeeld_getoond(client, kwartiermaker):
    Melding.objects.create(soort="fout", organisatie=maak(voorbeeld=True, wijk="houtwijk"))
    assert "label--voorbeeld" in tekst(client.get(URL))
