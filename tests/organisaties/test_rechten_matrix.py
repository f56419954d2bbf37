"""The whole of who may do what: role x act x entry, each yes and each no."""

import pytest
from django.contrib.auth.models import AnonymousUser

from organisaties.foto import VELDEN
from organisaties.models import Contact
from organisaties.rechten import (
    EIGEN_VELDEN,
    Handeling,
    bewerkbare_velden,
    mag,
    rol,
    zichtbaarheden,
    ziet_adressen,
    ziet_ongepubliceerd,
)
from tests.fabriek import HOUTWIJK, SPOORWIJK, gebruiker, maak, persoon

pytestmark = pytest.mark.django_db
H = Handeling
# Who is who: the entry lies in Spoorwijk and belongs to "eigen".
WIE = (
    "anoniem", "wacht", "professional", "professional eigen", "organisatie eigen",
    "organisatie ander", "kwartiermaker wijk", "kwartiermaker stadsdeel", "kwartiermaker ander",
    "beheerder", "uitgezet", "zwakke kwartiermaker", "zwakke beheerder",
)  # fmt: skip
EIGEN = {"professional eigen", "organisatie eigen"}
DAAR = {"kwartiermaker wijk", "kwartiermaker stadsdeel"}
BAAS = {"beheerder"}
MAG = {
    H.BEWERKEN: EIGEN | DAAR | BAAS,
    H.GESCHIEDENIS: EIGEN | DAAR | BAAS,
    H.MODEREREN: DAAR | BAAS,
    H.TERUGDRAAIEN: DAAR | BAAS,
    H.WISSEN: DAAR | BAAS,
    H.TOEVOEGEN: DAAR | BAAS,
    H.INLEZEN: DAAR | BAAS,
    H.WERKVOORRAAD: DAAR | BAAS,
    H.TOELATEN: DAAR | BAAS,
    H.VERWIJDEREN: BAAS,
    H.REGISTER_INLEZEN: BAAS,
    H.ACCOUNTS: BAAS,
    H.LOGBOEK: BAAS,
    H.PERSONEN_MEENEMEN: {"professional eigen"} | DAAR | BAAS,
}
ZIET = {
    "publiek": set(WIE),
    "professionals": {"professional", "professional eigen", "kwartiermaker ander"} | DAAR | BAAS
    | EIGEN,
    "coordinatoren": {"kwartiermaker ander"} | DAAR | BAAS | EIGEN,
}  # fmt: skip


@pytest.fixture
def plek():
    return maak(personen=[persoon(n, naam=n) for n in Contact.Zichtbaarheid.values], **SPOORWIJK)


def persoon_van(wie, plek):
    if wie == "anoniem":
        return AnonymousUser()
    ander = maak(**HOUTWIJK)
    extra = {
        "professional eigen": {"organisaties": [plek]},
        "organisatie eigen": {"organisaties": [plek]},
        "organisatie ander": {"organisaties": [ander]},
        "kwartiermaker wijk": {"wijken": ["spoorwijk"]},
        "zwakke kwartiermaker": {"wijken": ["spoorwijk"]},
        "kwartiermaker stadsdeel": {"stadsdelen": ["laak"]},
        "kwartiermaker ander": {"wijken": ["houtwijk"], "stadsdelen": ["loosduinen"]},
        "uitgezet": {"is_active": False},
    }.get(wie, {})
    role = {"uitgezet": "beheerder"}.get(wie) or wie.removeprefix("zwakke ").split()[0]
    user = gebruiker(role, **extra)
    user.sterk = not wie.startswith("zwakke")
    return user


def test_de_matrix_noemt_elke_handeling():
    assert set(MAG) == set(Handeling)


@pytest.mark.parametrize("wie", WIE)
def test_wat_wie_met_deze_ingang_mag(plek, wie):
    user = persoon_van(wie, plek)
    allowed = {act for act in Handeling if mag(user, act, plek)}
    assert allowed == {act for act, who in MAG.items() if wie in who}


@pytest.mark.parametrize("wie", WIE)
def test_welke_personen_wie_ziet(plek, wie):
    seen = plek.contacten.zichtbaar_voor(persoon_van(wie, plek)).values_list("naam", flat=True)
    assert set(seen) == {level for level, who in ZIET.items() if wie in who}


@pytest.mark.parametrize("wie", WIE)
def test_welke_velden_wie_schrijft(plek, wie):
    fields = bewerkbare_velden(persoon_van(wie, plek), plek)
    whole = frozenset(VELDEN) if wie in DAAR | BAAS else frozenset()
    assert fields == (EIGEN_VELDEN if wie in EIGEN else whole)


@pytest.mark.parametrize("wie", WIE)
def test_wie_een_concept_ziet(wie):
    concept = maak(status="concept", **SPOORWIJK)
    user = persoon_van(wie, concept)
    staff = {"kwartiermaker ander"} | DAAR | BAAS
    assert (concept in type(concept).objects.zichtbaar_voor(user)) == (wie in staff | EIGEN)
    assert ziet_ongepubliceerd(user) == (wie in staff)


@pytest.mark.parametrize("wie", ["anoniem", "wacht", "uitgezet", "zwakke beheerder"])
def test_wie_geen_rol_heeft_ziet_wat_iedereen_ziet(plek, wie):
    user = persoon_van(wie, plek)
    assert rol(user) == ""
    assert zichtbaarheden(user) == ["publiek"]
    assert not ziet_adressen(user)


def test_een_organisatie_ziet_van_een_ander_alleen_wat_iedereen_ziet(plek):
    user = persoon_van("organisatie ander", plek)
    assert zichtbaarheden(user) == ["publiek"]


@pytest.mark.parametrize("level", ["publiek", "coordinatoren"])
@pytest.mark.parametrize("stand", ["vertrokken_op", "verborgen_op"])
def test_wie_weg_is_of_verborgen_ziet_alleen_wie_bewerkt(level, stand):
    plek = maak(personen=[persoon(level, **{stand: "2026-11-01"})], **SPOORWIJK)
    for wie in WIE:
        user = persoon_van(wie, plek)
        assert not plek.contacten.zichtbaar_voor(user).exists(), wie
    baas = persoon_van("beheerder", plek)
    assert plek.contacten.te_bewerken_door(baas).exists()


# --- whose desk --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plek", "wijk", "stadsdeel"),
    [
        ({"wijk": "spoorwijk"}, True, True),
        ({"werkgebied": ["wijk:spoorwijk"]}, True, True),
        ({"werkgebied": ["wijk:spoorwijk", "wijk:binckhorst"]}, False, True),
        ({"werkgebied": ["stadsdeel:laak"]}, False, True),
        ({"werkgebied": ["wijk:spoorwijk", "wijk:houtwijk"]}, False, False),
        ({"werkgebied": ["gemeente:GM0518"]}, False, False),
        ({"wijk": "houtwijk", "werkgebied": ["wijk:spoorwijk"]}, False, False),
        ({}, False, False),
    ],
)
def test_een_ingang_hoort_bij_waar_zij_ligt_anders_bij_wat_zij_bedient(plek, wijk, stadsdeel):
    row = maak(**plek)
    of_wijk = gebruiker("kwartiermaker", wijken=["spoorwijk"])
    of_stadsdeel = gebruiker("kwartiermaker", stadsdelen=["laak"])
    assert mag(of_wijk, H.BEWERKEN, row) == wijk
    assert mag(of_stadsdeel, H.BEWERKEN, row) == stadsdeel
    assert mag(gebruiker("beheerder"), H.BEWERKEN, row)


def test_een_samengestelde_wijk_en_haar_delen_horen_bij_elkaar():
    part = gebruiker("kwartiermaker", wijken=["molenwijk"])
    whole = gebruiker("kwartiermaker", wijken=["molenwijk-en-schipperskwartier"])
    in_part, in_whole = maak(wijk="molenwijk"), maak(wijk="molenwijk-en-schipperskwartier")
    for user in (part, whole):
        assert mag(user, H.BEWERKEN, in_part)
        assert mag(user, H.BEWERKEN, in_whole)
    assert not mag(part, H.BEWERKEN, maak(wijk="schipperskwartier"))
