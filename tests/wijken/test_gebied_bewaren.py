"""What may be kept about an area, and what is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from wijken.models import Buurt, Gemeente, Kerncijfer, Stadsdeel, Wijk

pytestmark = pytest.mark.django_db

VIERKANT = {"type": "Polygon", "coordinates": [[[4, 52], [4.1, 52], [4.1, 52.1], [4, 52]]]}
STRIK = [[[4, 52], [4.1, 52.1], [4.1, 52], [4, 52.1], [4, 52]]]


@pytest.fixture
def gemeente():
    return Gemeente.objects.create(code="GM9999", naam="Dorp", slug="dorp")


@pytest.fixture
def maak_wijk(gemeente):
    def maak(slug, **velden):
        return Wijk.objects.create(**{"gemeente": gemeente, "naam": slug, "slug": slug, **velden})

    return maak


def test_deel_van_een_hele_wijk_mag(maak_wijk):
    deel = maak_wijk("deel", deel_van=maak_wijk("geheel"))
    deel.full_clean()
    assert list(deel.deel_van.delen.all()) == [deel]


def test_namen_zijn_leesbaar(gemeente, maak_wijk):
    buurt = Buurt(naam="Kern")
    cijfer = Kerncijfer(gebied_code="BU99990000", onderwerp="inwoners", jaar=2024)
    assert [str(x) for x in (gemeente, maak_wijk("plein"), buurt)] == ["Dorp", "plein", "Kern"]
    assert str(cijfer) == "BU99990000 inwoners 2024"


@pytest.mark.urls("tests.wijken.adressen")
def test_wijk_en_stadsdeel_hebben_een_adres():
    assert Wijk(slug="houtwijk").get_absolute_url() == "/wijk/houtwijk/"
    assert Stadsdeel(slug="laak").get_absolute_url() == "/stadsdeel/laak/"


def test_weigert_een_tweede_laag(maak_wijk):
    deel = maak_wijk("deel", deel_van=maak_wijk("geheel"))
    with pytest.raises(ValidationError, match="zelf een deel"):
        maak_wijk("onderdeel", deel_van=deel).full_clean()


def test_weigert_een_geheel_dat_deel_wordt(maak_wijk):
    geheel = maak_wijk("geheel")
    maak_wijk("deel", deel_van=geheel)
    geheel.deel_van = maak_wijk("ander")
    with pytest.raises(ValidationError, match="heeft zelf delen"):
        geheel.full_clean()


def test_weigert_een_geheel_in_een_andere_gemeente(maak_wijk):
    elders = Gemeente.objects.create(code="GM9998", naam="Elders", slug="elders")
    wijk = maak_wijk("hier", deel_van=maak_wijk("daar", gemeente=elders))
    with pytest.raises(ValidationError, match="andere gemeente"):
        wijk.full_clean()


def test_database_weigert_een_wijk_in_zichzelf(maak_wijk):
    wijk = maak_wijk("kring")
    with pytest.raises(IntegrityError), transaction.atomic():
        Wijk.objects.filter(pk=wijk.pk).update(deel_van=wijk)


def test_database_weigert_een_cbs_code_twee_keer(maak_wijk):
    maak_wijk("een", cbs_code="WK999901")
    maak_wijk("zonder")
    maak_wijk("ook-zonder")
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_wijk("twee", cbs_code="WK999901")


def test_weigert_een_wijk_met_buurten_weg_te_gooien(maak_wijk):
    wijk = maak_wijk("vol")
    Buurt.objects.create(code="BU99990101", naam="A", wijk=wijk, omtrek=VIERKANT, lat=52, lon=4)
    with pytest.raises(ProtectedError):
        wijk.delete()


def test_goede_omtrek(maak_wijk):
    buurt = Buurt(
        code="BU99990101", naam="A", wijk=maak_wijk("w"), omtrek=VIERKANT, lat=52, lon=4, bron="x"
    )
    buurt.full_clean()


@pytest.mark.parametrize(
    ("omtrek", "melding"),
    [
        ("tekst", "geen GeoJSON"),
        ({"type": "Polygon"}, "geen GeoJSON"),
        ({"type": "Polygon", "coordinates": [[[4, 52]]]}, "geen GeoJSON"),
        ({"type": "Polygon", "coordinates": [[["a", "b"], [1, 2], [3, 4]]]}, "geen GeoJSON"),
        ({"type": "Point", "coordinates": [4, 52]}, "Polygon of MultiPolygon"),
        ({"type": "Polygon", "coordinates": []}, "Polygon of MultiPolygon"),
        ({"type": "Polygon", "coordinates": STRIK}, "snijdt zichzelf"),
        (
            {
                "type": "Polygon",
                "coordinates": [[[81000, 455000], [82000, 455000], [82000, 456000]]],
            },
            "in graden",
        ),
    ],
)
def test_weigert_een_omtrek_die_niet_te_tekenen_is(omtrek, melding):
    with pytest.raises(ValidationError, match=melding):
        Buurt(omtrek=omtrek).clean()
