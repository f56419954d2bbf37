"""What: values of one filter widen, different filters narrow; language and way in must be known."""

import pytest

from organisaties.filter import OrganisatieFilter
from organisaties.models import Organisatie
from organisaties.woorden import keuzes
from tests.fabriek import HOUTWIJK, SPOORWIJK, maak

from .hulp import gevonden, vraag

pytestmark = pytest.mark.django_db

VELD = {"ondersteuning": "ondersteuning", "doelgroep": "doelgroepen", "taal": "talen",
        "toegang": "toegang"}  # fmt: skip
TWEE = {
    "ondersteuning": ("spraak-taal", "motoriek"),
    "doelgroep": ("peuter", "kleuter"),
    "taal": ("ar", "tr"),
    "toegang": ("zelf", "huisarts"),
}


@pytest.mark.parametrize("naam", TWEE)
def test_meer_waarden_van_een_filter_verbreden(naam):
    one, two = (maak(**{VELD[naam]: [slug]}) for slug in TWEE[naam])
    assert gevonden(f"{naam}={TWEE[naam][0]}") == {one}
    assert gevonden(f"{naam}={TWEE[naam][0]}&{naam}={TWEE[naam][1]}") == {one, two}


@pytest.mark.parametrize("naam", TWEE)
def test_wie_beide_heeft_staat_er_een_keer(naam):
    entry = maak(**{VELD[naam]: list(TWEE[naam])})
    asked = vraag(f"{naam}={TWEE[naam][0]}&{naam}={TWEE[naam][1]}")
    assert list(asked.qs) == [entry]


@pytest.mark.parametrize("naam", TWEE)
def test_onbekend_past_niet(naam):
    maak()
    assert gevonden(f"{naam}={TWEE[naam][0]}") == set()


def test_soorten_verbreden():
    school, cjg = maak(soort="basisschool"), maak(soort="cjg")
    maak(soort="tolk")
    assert gevonden("soort=basisschool&soort=cjg") == {school, cjg}


def test_verschillende_filters_vernauwen():
    maak(**HOUTWIJK, ondersteuning=["spraak-taal"])
    maak(**HOUTWIJK, talen=["ar"])
    maak(**SPOORWIJK, ondersteuning=["spraak-taal"], talen=["ar"])
    entry = maak(**HOUTWIJK, ondersteuning=["spraak-taal", "lezen"], talen=["ar"])
    assert gevonden("wijk=houtwijk&ondersteuning=spraak-taal&taal=ar") == {entry}


def test_dezelfde_waarde_twee_keer_is_een_keer():
    entry = maak(soort="cjg")
    asked = vraag("soort=cjg&soort=cjg")
    assert asked.gevraagd["soort"] == ["cjg"]
    assert set(asked.qs) == {entry}


def test_lege_waarden_vragen_niets():
    entry = maak()
    names = "q stadsdeel wijk bij straal leeftijd soort doelgroep toegang kosten taal sorteer"
    asked = vraag("&".join(f"{name}=" for name in names.split()))
    assert asked.gevraagd == {}
    assert set(asked.qs) == {entry}


def test_onbekende_parameters_worden_genegeerd():
    entry = maak()
    assert gevonden("pagina=2&zoom=12&bbox=x&utm_source=mail") == {entry}


@pytest.mark.parametrize("naam", ["soort", *TWEE, "kosten", "wijk", "stadsdeel"])
def test_elke_keuze_van_elke_lijst_mag_gevraagd_worden(naam):
    for option in keuzes(naam):
        list(vraag(f"{naam}={option.slug}").op_volgorde())


def test_zonder_een_filter_blijft_de_rest_staan():
    asked = vraag("soort=cjg&soort=tolk&taal=ar&q=praten")
    assert asked.zonder("soort").gevraagd == {"taal": ["ar"], "q": "praten"}
    assert asked.gevraagd["soort"] == ["cjg", "tolk"]


def test_zonder_plek_vervallen_afstand_en_volgorde_op_afstand():
    asked = vraag("bij=2552&straal=2&sorteer=afstand&taal=ar")
    assert asked.zonder("bij").gevraagd == {"taal": ["ar"]}


def test_zonder_plek_blijft_een_andere_volgorde_staan():
    assert vraag("bij=2552&sorteer=naam").zonder("bij").gevraagd == {"sorteer": "naam"}


def test_zonder_iets_dat_er_niet_staat_is_dezelfde_vraag():
    assert vraag("taal=ar").zonder("wijk").gevraagd == {"taal": ["ar"]}


def test_zonder_houdt_de_eigen_verzameling_vast():

    network = maak(soort="overleg", overleg={"staat": "loopt"})
    maak(soort="overleg")
    asked = OrganisatieFilter(vraag("soort=overleg&taal=ar").data, Organisatie.objects.netwerken())
    assert set(asked.zonder("taal").qs) == {network}
