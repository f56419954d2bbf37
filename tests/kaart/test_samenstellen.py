"""The page where somebody puts a list together."""

import re

import pytest
from django.test import Client

from organisaties.models import Gebruiker
from tests.fabriek import HOUTWIJK, maak, persoon
from tests.kaart.uitvoerlezers import haal, lees_csv

pytestmark = pytest.mark.django_db
URL = "/uitvoer/"


def account(rol):
    client = Client()
    client.force_login(Gebruiker.objects.create_user(f"{rol}@example.nl", rol=rol))
    return client


@pytest.fixture
def prof(db):
    return account("professional")


def pagina(client, vraag=""):
    response = client.get(f"{URL}?{vraag}")
    assert response.status_code == 200
    return response.content.decode()


def aangevinkt(html):
    return re.findall(r'name="kolommen" value="(\w+)" checked', html)


def test_de_vraag_gaat_mee_naar_elk_bestand(prof):
    maak(**HOUTWIJK)
    html = pagina(prof, "wijk=houtwijk&q=opvang")
    assert '<input type="hidden" name="wijk" value="houtwijk">' in html
    assert '<input type="hidden" name="q" value="opvang">' in html
    assert "1 organisatie" in html
    assert 'action="/uitvoer/contacten.xlsx"' in html
    for address in ("/uitvoer/contacten.csv", "/uitvoer/contacten.vcf"):
        assert f'formaction="{address}"' in html
    assert '/uitvoer/adresregel/?q=opvang&amp;wijk=houtwijk"' in html


def test_wat_is_aangevinkt_is_wat_u_krijgt(prof):
    maak(naam="Zon", personen=[persoon("publiek", naam="An")])
    html = pagina(prof, "per=persoon&opzet=bellen")
    codes = aangevinkt(html)
    assert codes == ["naam", "functie", "email", "telefoon", "organisatie", "algemeen_telefoon"]
    (row,) = lees_csv(haal(prof, "csv", "per=persoon&" + "&".join(f"kolommen={c}" for c in codes)))
    assert row["e-mail"] == "publiek@example.nl"


@pytest.mark.parametrize("per", ["ingang", "persoon"])
@pytest.mark.parametrize("rol", ["professional", "organisatie", "kwartiermaker", "beheerder"])
def test_elke_keuze_op_de_bladzijde_bestaat(rol, per):
    client = account(rol)
    setups = set(re.findall(r"opzet=(\w+)", pagina(client, f"per={per}")))
    assert len(setups) == 3
    for setup in setups:
        codes = aangevinkt(pagina(client, f"per={per}&opzet={setup}"))
        assert codes
        haal(client, "csv", f"per={per}&kolommen={','.join(codes)}")


def test_een_organisatie_zonder_ingang_kan_geen_adressen_kiezen():
    assert "persoon_email" not in pagina(account("organisatie"))


def test_de_dag_van_de_vorige_keer(prof):
    maak(**HOUTWIJK)
    assert "nog niet eerder mee" in pagina(prof, "wijk=houtwijk")
    haal(prof, "csv", "wijk=houtwijk")
    html = pagina(prof, "wijk=houtwijk")
    assert "Alleen wat veranderde sinds" in html
    assert 'name="sinds" value="vorige"' in html
    assert "nog niet eerder mee" in pagina(prof, "wijk=houtwijk&per=persoon")


def test_een_te_lange_vorige_lijst_kan_niet_vergeleken_worden(prof, monkeypatch):
    monkeypatch.setattr("kaart.uitvoer.verschil.MAX_RIJEN", 0)
    maak()
    haal(prof, "csv")
    html = pagina(prof)
    assert 'name="sinds"' not in html
    assert "kunnen wij niet vergelijken" in html


def test_zonder_rol_de_gewone_bestanden(client):
    for visitor in (client, account("wacht")):
        html = pagina(visitor, "wijk=houtwijk")
        assert "/uitvoer/contacten.csv?wijk=houtwijk" in html
        assert 'name="kolommen"' not in html
        assert "Meld u" in html


def test_een_foute_vraag(prof):
    response = prof.get(f"{URL}?wijk=x")
    assert response.status_code == 400
    assert "kennen we niet" in response.content.decode()


def test_het_menu_biedt_het_wie_een_rol_heeft(client, prof):
    maak(**HOUTWIJK)
    link = '/uitvoer/?wijk=houtwijk"'
    for address in ("/?wijk=houtwijk", "/wijken/houtwijk/"):
        assert link in prof.get(address).content.decode()
        assert link not in client.get(address).content.decode()


def test_een_gekke_keuze_geeft_de_gewone_bladzijde(prof):
    assert "Kolommen" in pagina(prof, "per=mens&opzet=%3Cb%3E")
