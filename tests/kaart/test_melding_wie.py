"""Reports are judged by who looks after the entry or the wijk, and by nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisaties import meldingen
from organisaties.dubbelen.samenvoegen import voeg_samen
from organisaties.models import Gebruiker
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, gebruiker, maak, maak_veel
from tests.meldhulp import lees, melding, oordeel, pad
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
Rol = Gebruiker.Rol
VOORSTEL = {"telefoon": {"telefoon": "070-000 00 02"}, "naam": {"naam": "Speeltuin"}}


@pytest.fixture
def plek():
    return maak(naam="Speelzaal", contacten=[algemeen()], **HOUTWIJK)


@pytest.fixture
def gemeld(plek):
    return melding(plek, voorstel=VOORSTEL, tekst="Gebeld", email="melder@example.nl")


@pytest.fixture
def wie(client):
    user = gebruiker(Rol.KWARTIERMAKER, wijken=["houtwijk"])
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("rol", "extra", "status"),
    [
        (Rol.BEHEERDER, {}, 200),
        (Rol.KWARTIERMAKER, {"wijken": ["houtwijk"]}, 200),
        (Rol.KWARTIERMAKER, {"stadsdelen": ["loosduinen"]}, 200),
        (Rol.KWARTIERMAKER, {"wijken": ["spoorwijk"]}, 403),
        (Rol.PROFESSIONAL, {}, 403),
        (Rol.ORGANISATIE, {}, 403),
        (Rol.WACHT, {}, 403),
    ],
)
def test_alleen_wie_over_de_wijk_gaat(client, gemeld, rol, extra, status):
    client.force_login(gebruiker(rol, **extra))
    assert client.get(pad(gemeld)).status_code == status
    assert client.post(pad(gemeld), {"doe": "spam"}).status_code == (302 if status == 200 else 403)


def test_wie_niet_is_ingelogd_gaat_naar_inloggen(client, gemeld):
    assert client.get(pad(gemeld)).status_code == 302
    assert client.get("/werkvoorraad/meldingen/").status_code == 302


@pytest.mark.parametrize(("wijk", "status"), [("houtwijk", 200), ("spoorwijk", 403), ("", 403)])
def test_wat_ontbreekt_is_van_wie_over_de_genoemde_wijk_gaat(client, wie, wijk, status):
    row = melding(voorstel={"naam": "x"}, wijk=Wijk.objects.filter(slug=wijk).first())
    assert client.get(pad(row)).status_code == status
    client.force_login(gebruiker(Rol.BEHEERDER))
    assert client.get(pad(row)).status_code == 200


def test_een_samengevoegde_plek_telt_als_de_blijver(client, wie, plek, gemeld):
    left = maak(naam="Blijver", contacten=[], **SPOORWIJK)
    voeg_samen(left, plek, {"contacten": "behoud"})
    assert client.get(pad(gemeld)).status_code == 403
    client.force_login(gebruiker(Rol.KWARTIERMAKER, wijken=["spoorwijk"]))
    assert "samengevoegd met “Blijver”" in lees(client, gemeld)
    assert pad(gemeld) in client.get("/werkvoorraad/meldingen/").content.decode()
    oordeel(client, gemeld, oordeel__telefoon="niet", oordeel__naam="over")
    left.refresh_from_db()
    assert left.naam == "Speeltuin"


# --- the list ----------------------------------------------------------------------------------


def test_de_lijst_toont_de_eigen_meldingen_per_stand(client, wie, plek, gemeld):
    elders = melding(maak(**SPOORWIJK), tekst="Elders")
    page = client.get("/werkvoorraad/meldingen/").content.decode()
    assert pad(gemeld) in page
    assert pad(elders) not in page
    meldingen.markeer_spam(gemeld, wie)
    assert pad(gemeld) not in client.get("/werkvoorraad/meldingen/").content.decode()
    assert pad(gemeld) in client.get("/werkvoorraad/meldingen/?stand=spam").content.decode()
    assert client.get("/werkvoorraad/meldingen/?stand=onzin&pagina=x").status_code == 200


def test_evenveel_vragen_bij_een_melding_als_bij_veel(client, wie):
    def vragen(n):
        for row in maak_veel([HOUTWIJK] * n):
            melding(row, tekst="x")
        with CaptureQueriesContext(connection) as counter:
            assert client.get("/werkvoorraad/meldingen/").status_code == 200
        return len(counter)

    assert vragen(1) == vragen(20)
