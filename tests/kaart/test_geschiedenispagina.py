"""The history of an entry for those who keep it, and undo of one change."""

import pytest
from django.urls import reverse

from organisaties.bewerken import bewerk
from organisaties.foto import foto
from organisaties.models import Gewist, PersoonlijkeWaarde, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, algemeen, maak, maak_veel, persoon
from tests.kaart.test_bewerken import Rol, account, als

pytestmark = pytest.mark.django_db


@pytest.fixture
def ingang():
    return maak(**HOUTWIJK, naam="De Wolk", samenvatting="Oud", personen=[persoon("coordinatoren")])


@pytest.fixture
def maker():
    return account(Rol.KWARTIERMAKER, wijken=["houtwijk"], email="maker@example.nl")


def lees(client, ingang):
    answer = client.get(reverse("geschiedenis", args=[ingang.slug]))
    assert answer.status_code == 200
    return answer.content.decode()


def terug(ingang, row):
    return reverse("terugdraaien", args=[ingang.slug, row.pk])


def test_elke_wijziging_staat_er_met_wie_waarom_voor_en_na(client, ingang, maker):
    bewerk(ingang, {"samenvatting": "Nieuw"}, wie=maker, reden="stond op de site")
    text = lees(als(client, maker), ingang)
    for part in ("Oud", "Nieuw", "maker@example.nl", "stond op de site", "de kwartiermaker"):
        assert part in text


def test_wat_niet_past_staat_op_de_volgende_pagina(client, ingang, maker, monkeypatch):
    monkeypatch.setattr("kaart.beeld.geschiedenis.PER_BLADZIJDE", 1)
    bewerk(ingang, {"samenvatting": "Nieuw"}, wie=maker)
    text = lees(als(client, maker), ingang)
    assert "Pagina 1 van 2" in text
    assert 'rel="next" href="?pagina=2"' in text
    url = reverse("geschiedenis", args=[ingang.slug])
    second = client.get(url, {"pagina": 2}).content.decode()
    assert 'rel="prev" href="?pagina=1"' in second
    assert "De Wolk" in second


def test_een_organisatie_leest_alleen_de_rol_van_een_collega(client, ingang, maker):
    bewerk(ingang, {"samenvatting": "Nieuw"}, wie=maker)
    als(client, account(Rol.ORGANISATIE, organisaties=[ingang]))
    text = lees(client, ingang)
    assert "de kwartiermaker" in text
    assert "maker@example.nl" not in text
    assert "Draai dit terug" not in text


def test_gewiste_personen_staan_er_als_gewist(client, ingang, maker):
    bewerk(ingang, {"personen": [persoon("publiek", naam="Tijdelijk Voorbeeld")]}, wie=maker)
    assert "Tijdelijk Voorbeeld" in lees(als(client, maker), ingang)
    PersoonlijkeWaarde.objects.all().delete()
    text = lees(client, ingang)
    assert "Tijdelijk Voorbeeld" not in text
    assert "(gewist)" in text


def test_evenveel_vragen_bij_een_en_bij_veel_wijzigingen(
    client, ingang, maker, django_assert_max_num_queries
):
    others = maak_veel([{"naam": f"Koepel {n}"} for n in range(12)])
    als(client, maker)
    bewerk(ingang, {"koepel": str(others[0].uuid)}, wie=maker)
    lees(client, ingang)
    with django_assert_max_num_queries(40) as few:
        lees(client, ingang)
    asked = len(few)  # now: a later request wipes what was counted
    for other in others:
        bewerk(ingang, {"koepel": str(other.uuid), "samenvatting": other.naam}, wie=maker)
    lees(client, ingang)  # what is remembered per content version
    with django_assert_max_num_queries(asked):
        lees(client, ingang)


def test_een_wijziging_gaat_terug_en_weer_heen(client, ingang, maker):
    row = bewerk(ingang, {"samenvatting": "Nieuw"}, wie=maker)
    als(client, maker)
    page = client.get(terug(ingang, row))
    assert "Oud" in page.content.decode()
    assert foto(ingang)["samenvatting"] == "Nieuw"  # looking changes nothing
    assert client.post(terug(ingang, row)).status_code == 302
    assert foto(ingang)["samenvatting"] == "Oud"
    undo = Ronde.objects.latest("pk")
    assert (undo.aard, undo.herstelt, undo.wie) == ("herstel", row, maker)
    client.post(terug(ingang, undo))
    assert foto(ingang)["samenvatting"] == "Nieuw"
    assert Ronde.objects.latest("pk").aard == "correctie"  # a human's opinion again


def test_wat_daarna_is_gewijzigd_blijft_en_wordt_genoemd(client, ingang, maker):
    row = bewerk(ingang, {"samenvatting": "Nieuw", "website": "https://example.nl"}, wie=maker)
    bewerk(ingang, {"website": "https://anders.example.nl"}, wie=maker)
    page = als(client, maker).get(terug(ingang, row)).content.decode()
    assert "Website" in page
    client.post(terug(ingang, row))
    now = foto(ingang)
    assert (now["samenvatting"], now["website"]) == ("Oud", "https://anders.example.nl")


def test_van_een_adres_gaat_niet_de_helft_terug(client, ingang):
    maker = account(Rol.BEHEERDER)  # without a known point it is nobody else's
    new = {"straat": "Nieuwlaan", "huisnummer": "1", "samenvatting": "Nieuw"}
    row = bewerk(ingang, new, wie=maker)
    bewerk(ingang, {"huisnummer": "2"}, wie=maker)
    als(client, maker).post(terug(ingang, row))
    now = foto(ingang)
    assert (now["straat"], now["huisnummer"], now["samenvatting"]) == ("Nieuwlaan", "2", "Oud")


def test_alleen_deze_ingang_gaat_terug(client, ingang, maker):
    other = maak(**HOUTWIJK, samenvatting="Ook oud")
    with ronde(Ronde.Aard.INVOER, bron="lrk") as s:
        s.wijzig({ingang.pk: {"samenvatting": "A"}, other.pk: {"samenvatting": "B"}})
    als(client, maker).post(terug(ingang, s.ronde))
    assert foto(ingang)["samenvatting"] == "Oud"
    assert foto(other)["samenvatting"] == "B"
    last = Ronde.objects.latest("pk")
    assert (last.aard, last.herstelt) == ("correctie", None)  # the register may not write it again


def test_een_gewiste_persoon_komt_niet_terug(client, ingang, maker):
    [gone] = foto(ingang)["personen"]
    new = persoon("publiek", naam="Blijvend Voorbeeld")
    row = bewerk(ingang, {"personen": [new], "samenvatting": "Nieuw"}, wie=maker)
    Gewist.objects.create(contact=gone["uuid"], reden="verzoek")
    als(client, maker).post(terug(ingang, row))
    assert foto(ingang)["personen"] == []
    assert gone["email"] not in client.get(terug(ingang, row)).content.decode()


def test_van_gewiste_waarden_gaat_alleen_de_rest_terug(client, ingang, maker):
    row = bewerk(ingang, {"personen": [], "samenvatting": "Nieuw"}, wie=maker)
    PersoonlijkeWaarde.objects.all().delete()
    page = als(client, maker).get(terug(ingang, row)).content.decode()
    assert "gewist" in page
    client.post(terug(ingang, row))
    now = foto(ingang)
    assert (now["personen"], now["samenvatting"]) == ([], "Oud")


def test_wat_gewist_of_gemaakt_is_gaat_niet_terug(client, ingang, maker):
    als(client, maker)
    erased = bewerk(ingang, {"samenvatting": "Nieuw"}, wie=maker, aard=Ronde.Aard.GEWIST)
    made = Ronde.objects.order_by("pk").first()
    for row in (erased, made):
        assert client.post(terug(ingang, row)).status_code == 400
    assert foto(ingang)["samenvatting"] == "Nieuw"


def test_een_oude_waarde_die_niet_meer_mag_zegt_waarom(client, ingang, maker):
    other = maak(contacten=[])
    row = bewerk(ingang, {"contacten": [algemeen(naam="Los")]}, wie=maker)
    [moved] = foto(ingang)["contacten"]
    out = bewerk(ingang, {"contacten": []}, wie=maker)
    bewerk(other, {"contacten": [moved]})
    answer = als(client, maker).post(terug(ingang, out))
    assert answer.status_code == 400
    assert "hoort al bij een andere ingang" in answer.content.decode()
    assert row is not None


def test_wie_er_niet_over_gaat_draait_niets_terug(client, ingang, maker):
    row = bewerk(ingang, {"samenvatting": "Nieuw"}, wie=maker)
    for user in (
        account(Rol.ORGANISATIE, organisaties=[ingang]),
        account(Rol.PROFESSIONAL),
        account(Rol.KWARTIERMAKER, wijken=["laak-centraal"]),
    ):
        assert als(client, user).post(terug(ingang, row)).status_code == 403
    client.logout()
    assert client.post(terug(ingang, row)).status_code == 302
    assert foto(ingang)["samenvatting"] == "Nieuw"


def test_een_ronde_van_een_andere_ingang_is_er_hier_niet(client, ingang, maker):
    other = maak(**HOUTWIJK)
    row = bewerk(other, {"samenvatting": "Nieuw"}, wie=maker)
    assert als(client, maker).post(terug(ingang, row)).status_code == 404
    assert foto(other)["samenvatting"] == "Nieuw"
