"""Keeping an entry true: who may, what is written, and two people at once."""

from uuid import uuid4

import pytest
from django.urls import reverse

from kaart.formulieren.rijen import Personen
from organisaties.foto import foto
from organisaties.models import Contact, Gebruiker, Gewist, Organisatie, Ronde
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, WALDECK, algemeen, maak, persoon
from tests.kaart.ingangformulier import opgestuurd
from wijken.geocoder import Adres, normaal
from wijken.models import Adrespunt, Wijk

pytestmark = pytest.mark.django_db
Rol = Gebruiker.Rol


def account(rol, *, organisaties=(), wijken=(), email=None):
    user = Gebruiker.objects.create_user(email or f"{rol}@example.nl", rol=rol)
    user.organisaties.set(organisaties)
    user.wijken.set(Wijk.objects.filter(slug__in=wijken))
    return user


@pytest.fixture
def ingang():
    return maak(
        **HOUTWIJK,
        naam="De Wolk",
        samenvatting="Oud",
        contacten=[algemeen()],
        personen=[persoon("publiek", naam="Voorbeeld Een"), persoon("coordinatoren")],
        openingstijden=[[1, "08:00", "12:00"]],
    )


def adres(ingang):
    return reverse("bewerken", args=[ingang.slug])


def als(client, user):
    client.force_login(user)
    return client


def vorm(client, ingang):
    answer = client.get(adres(ingang))
    assert answer.status_code == 200
    return opgestuurd(answer.context["formulier"])


def test_een_organisatie_houdt_de_eigen_ingang_bij(client, ingang):
    user = account(Rol.ORGANISATIE, organisaties=[ingang])
    data = vorm(als(client, user), ingang)
    data |= {"samenvatting": "Nieuw", "contacten-0-telefoon": "070 765 43 21", "reden": "verhuisd"}
    answer = client.post(adres(ingang), data)
    assert answer.status_code == 302
    now = foto(ingang)
    assert now["samenvatting"] == "Nieuw"
    assert now["contacten"][0]["telefoon"] == "070-765 43 21"
    assert now["contact_gecontroleerd_door"] == "organisatie"
    last = Ronde.objects.latest("pk")
    assert (last.wie, last.aard, last.reden) == (user, "bewerking", "verhuisd")


def test_wie_niets_wijzigt_laat_geen_spoor_na(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    before, rounds = foto(ingang), Ronde.objects.count()
    assert client.post(adres(ingang), data).status_code == 302
    assert (foto(ingang), Ronde.objects.count()) == (before, rounds)


@pytest.mark.parametrize(
    ("wijziging", "veld"),
    [({"wijk": "spoorwijk"}, "wijk"), ({"postcode": "2525AA", "huisnummer": "3"}, "postcode")],
)
def test_een_kwartiermaker_brengt_geen_plek_naar_een_wijk_van_een_ander(
    client, ingang, wijziging, veld
):
    question = normaal(Adres(huisnummer="3", postcode="2525AA"))
    Adrespunt.objects.create(vraag=question, stand="gevonden", **SPOORWIJK)
    data = vorm(als(client, account(Rol.KWARTIERMAKER, wijken=["houtwijk"])), ingang)
    before = foto(ingang)
    answer = client.post(adres(ingang), data | wijziging)
    assert "hoort deze plek niet bij uw wijken" in str(answer.context["formulier"].errors[veld])
    assert foto(ingang) == before


def test_een_kwartiermaker_zet_ook_soort_en_status(client, ingang):
    user = account(Rol.KWARTIERMAKER, wijken=["houtwijk"])
    data = vorm(als(client, user), ingang) | {"status": "tijdelijk_gesloten", "werkgebied": []}
    data |= {"openingstijden_toelichting": "niet in mei"}
    assert client.post(adres(ingang), data).status_code == 302
    now = foto(ingang)
    assert now["status"] == "tijdelijk_gesloten"
    assert now["tijden_gecontroleerd_door"] == "kwartiermaker"


def test_een_veld_dat_niet_mag_wordt_niet_gelezen(client, ingang):
    user = account(Rol.ORGANISATIE, organisaties=[ingang])
    data = vorm(als(client, user), ingang)
    assert "status" not in data
    client.post(adres(ingang), data | {"status": "gestopt", "naam": "Anders", "soort": "bso"})
    now = foto(ingang)
    assert (now["status"], now["naam"]) == ("gepubliceerd", "De Wolk")


@pytest.mark.parametrize(
    ("rol", "wijken"),
    [
        (Rol.ORGANISATIE, []),
        (Rol.PROFESSIONAL, []),
        (Rol.WACHT, []),
        (Rol.KWARTIERMAKER, ["laak-centraal"]),
    ],
)
@pytest.mark.parametrize("pagina", ["bewerken", "geschiedenis"])
def test_wie_er_niet_over_gaat_komt_er_niet_in(client, ingang, rol, wijken, pagina):
    other = maak(**WALDECK)
    user = account(rol, organisaties=[other] if rol == Rol.ORGANISATIE else [], wijken=wijken)
    url = reverse(pagina, args=[ingang.slug])
    assert als(client, user).get(url).status_code == 403
    before = foto(ingang)
    client.post(url, {"samenvatting": "Ingebroken"})
    assert foto(ingang) == before


@pytest.mark.parametrize("pagina", ["bewerken", "geschiedenis"])
def test_zonder_account_eerst_aanmelden(client, ingang, pagina):
    answer = client.get(reverse(pagina, args=[ingang.slug]))
    assert answer.status_code == 302
    assert "account" in answer["Location"]


def test_wat_iemand_niet_mag_zien_is_er_niet(client):
    concept = maak(**HOUTWIJK, status="concept")
    assert als(client, account(Rol.PROFESSIONAL)).get(adres(concept)).status_code == 404


def test_wie_een_persoon_wijzigt_laat_de_anderen_zoals_zij_zijn(client, ingang):
    before = foto(ingang)["personen"]
    data = vorm(als(client, account(Rol.ORGANISATIE, organisaties=[ingang])), ingang)
    data |= {"personen-0-functie": "Directeur"}
    assert client.post(adres(ingang), data).status_code == 302
    after = foto(ingang)["personen"]
    assert [row["uuid"] for row in after] == [row["uuid"] for row in before]
    assert after[0]["functie"] == "Directeur"
    assert after[1] == before[1]


def test_fouten_staan_bij_hun_veld_en_er_is_niets_bewaard(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    before = foto(ingang)
    wrong = [
        {"naam": ""},
        {"leeftijd_van": "tien"},
        {"leeftijd_van": "4", "leeftijd_tot": "2,5"},
        {"leeftijd_tot": "99"},
        {"postcode": "25"},
        {"website": "geen adres"},
        {"contacten-0-email": "geen mail"},
        {"contacten-0-telefoon": "bel maar"},
        {"tijd-1-0-tot": "07:00"},
        {"tijd-2-0-van": "09:00"},
        {"tijd-1-1-van": "11:00", "tijd-1-1-tot": "13:00"},
        {"personen-2-naam": "Voorbeeld Nieuw"},
        {"personen-0-naam": "", "personen-0-functie": ""},
        {"wacht-weken": "2", "wacht-op": "2999-01-01"},
        {"wacht-weken": "-1"},
        {"omschrijving": "stuur\x07teken"},
    ]
    seen = set()
    for values in wrong:
        answer = client.post(adres(ingang), data | values)
        assert answer.status_code == 400, values
        faults = answer.context["formulier"].errors
        assert set(faults) & set(answer.context["formulier"].fields), (values, faults)
        seen |= set(faults)
    assert foto(ingang) == before
    assert {"naam", "leeftijd_van", "postcode", "website", "contacten-0-email"} <= seen
    assert {"tijd-1-0-tot", "tijd-2-0-tot", "personen-2-grondslag", "wacht-op"} <= seen
    assert {"tijd-1-1-van", "omschrijving", "leeftijd_tot", "personen-0-naam"} <= seen


def test_een_nieuwe_persoon_is_vandaag_bevestigd(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    data |= {"personen-2-naam": "Voorbeeld Nieuw", "personen-2-grondslag": "zelf gevraagd"}
    assert client.post(adres(ingang), data).status_code == 302
    new = Contact.objects.get(naam="Voorbeeld Nieuw")
    assert (new.zichtbaarheid, new.grondslag) == ("coordinatoren", "zelf gevraagd")
    assert new.bevestigd_op is not None


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"grondslag": ""}, "grondslag"),
        ({"grondslag": "", "zichtbaarheid": "publiek"}, "grondslag"),
        ({"naam": "Heel Iemand Anders", "email": "ander@example.nl"}, "naam"),
    ],
)
def test_een_persoon_houdt_haar_grond_en_wordt_niemand_anders(client, ingang, anders, veld):
    before = foto(ingang)
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    answer = client.post(
        adres(ingang), data | {f"personen-0-{name}": value for name, value in anders.items()}
    )
    assert answer.status_code == 400
    assert f"personen-0-{veld}" in answer.context["formulier"].errors
    assert foto(ingang) == before


def test_een_andere_naam_of_een_ander_adres_is_dezelfde_persoon(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    for name, value in (("naam", "Voorbeeldpersoon Na-Trouwen"), ("email", "nieuw@example.nl")):
        assert client.post(adres(ingang), data | {f"personen-0-{name}": value}).status_code == 302
        data = vorm(client, ingang)


def test_een_vinkje_haalt_een_persoon_weg(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang) | {"personen-0-weg": "on"}
    assert client.post(adres(ingang), data).status_code == 302
    assert [row["naam"] for row in foto(ingang)["personen"]] == ["Voorbeeldpersoon"]


def test_een_ander_adres_krijgt_een_ander_punt(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    data |= {
        "straat": "Voorbeeldstraat",
        "huisnummer": "1",
        "postcode": "2521 al",
        "plaats": "Den Haag",
    }
    assert client.post(adres(ingang), data).status_code == 302
    now = foto(ingang)
    assert now["postcode"] == "2521AL"
    assert now["punt_kwaliteit"] == "postcode"


def bewaar_intussen(ingang, wie=None, **waarden):
    with ronde(Ronde.Aard.BEWERKING, wie=wie) as schrijver:
        schrijver.wijzig({ingang.pk: waarden})


def test_twee_mensen_in_andere_velden_zitten_elkaar_niet_in_de_weg(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    bewaar_intussen(ingang, website="https://example.nl", talen=["ar"])
    assert client.post(adres(ingang), data | {"samenvatting": "Mijn"}).status_code == 302
    now = foto(ingang)
    assert (now["samenvatting"], now["website"], now["talen"]) == (
        "Mijn", "https://example.nl", ["ar"],
    )  # fmt: skip


def test_twee_mensen_in_een_veld_zien_elkaars_werk(client, ingang):
    other = account(Rol.KWARTIERMAKER, wijken=["houtwijk"], email="collega@example.nl")
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    bewaar_intussen(ingang, other, samenvatting="Van de ander", website="https://example.nl")
    mine = {"samenvatting": "Van mij", "kosten_toelichting": "10 euro"}
    answer = client.post(adres(ingang), data | mine)
    assert answer.status_code == 409
    [clash] = answer.context["botsingen"]
    assert (clash.nu, clash.mijn) == ("Van de ander", "Van mij")
    assert "collega@example.nl" in answer.content.decode()
    assert foto(ingang)["samenvatting"] == "Van de ander"
    again = opgestuurd(answer.context["formulier"])
    assert (again["kosten_toelichting"], again["website"]) == ("10 euro", "https://example.nl")
    assert client.post(adres(ingang), again).status_code == 400  # nothing chosen
    assert client.post(adres(ingang), again | {"keuze-samenvatting": "mijn"}).status_code == 302
    now = foto(ingang)
    assert (now["samenvatting"], now["kosten_toelichting"]) == ("Van mij", "10 euro")
    assert now["website"] == "https://example.nl"


def test_wie_het_werk_van_de_ander_kiest_bewaart_de_rest(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    bewaar_intussen(ingang, samenvatting="Van de ander")
    mine = {"samenvatting": "Van mij", "kosten_toelichting": "10 euro"}
    again = opgestuurd(client.post(adres(ingang), data | mine).context["formulier"])
    assert client.post(adres(ingang), again | {"keuze-samenvatting": "nu"}).status_code == 302
    now = foto(ingang)
    assert (now["samenvatting"], now["kosten_toelichting"]) == ("Van de ander", "10 euro")


def test_een_half_adres_van_de_een_en_de_ander_wordt_geen_adres(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    bewaar_intussen(ingang, straat="Oudelaan", huisnummer="3")
    answer = client.post(adres(ingang), data | {"postcode": "2521AL"})
    assert answer.status_code == 409
    assert [clash.naam for clash in answer.context["botsingen"]] == ["adres"]


@pytest.mark.parametrize("token", ["", "vervalst"])
def test_zonder_geldig_teken_wordt_niets_ongezien_overschreven(client, ingang, token):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang) | {"gezien": token}
    answer = client.post(adres(ingang), data | {"samenvatting": "Van mij"})
    assert answer.status_code == 409
    assert [clash.naam for clash in answer.context["botsingen"]] == ["samenvatting"]
    assert foto(ingang)["samenvatting"] == "Oud"


def test_een_persoon_die_intussen_is_gewist_komt_niet_terug(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang)
    gone, rest = foto(ingang)["personen"]
    bewaar_intussen(ingang, personen=[rest])
    Gewist.objects.create(contact=gone["uuid"], reden="verzoek")
    answer = client.post(adres(ingang), data | {"personen-0-functie": "Directeur"})
    again = opgestuurd(answer.context["formulier"])
    client.post(adres(ingang), again | {"keuze-personen": "mijn"})
    assert [row["uuid"] for row in foto(ingang)["personen"]] == [rest["uuid"]]


def met_uuid(uuid):
    """What is left of one sent row, of a person who stands here no longer."""
    part = Personen("personen", Contact.Zichtbaarheid.values)
    row = dict.fromkeys(part.kolommen, "x") | {"uuid": uuid, "zichtbaarheid": "publiek"}
    return part.samen([row], {"personen": []})["personen"]


@pytest.mark.parametrize("schrijfwijze", ["{}", "{{{}}}", "urn:uuid:{}"])
def test_wie_is_gewist_komt_ook_anders_geschreven_niet_terug(schrijfwijze):
    gone = uuid4()
    Gewist.objects.create(contact=gone, reden="verzoek")
    for text in (str(gone), str(gone).upper(), gone.hex):
        assert met_uuid(schrijfwijze.format(text)) == []


@pytest.mark.parametrize("uuid", ["", "x", "²", "1\x00", "9" * 30, "-" * 36])
def test_een_kenmerk_dat_er_geen_is_hoort_bij_een_nieuwe_persoon(uuid):
    assert len(met_uuid(uuid)) == 1


def test_de_knoppen_staan_er_alleen_voor_wie_mag(client, ingang):
    page = reverse("organisatie", args=[ingang.slug])
    assert adres(ingang) not in client.get(page).content.decode()
    als(client, account(Rol.ORGANISATIE, organisaties=[ingang]))
    assert adres(ingang) in client.get(page).content.decode()


def test_een_gestopte_ingang_blijft_te_bewerken(client, ingang):
    data = vorm(als(client, account(Rol.BEHEERDER)), ingang) | {"status": "gestopt"}
    answer = client.post(adres(ingang), data)
    assert answer["Location"] == adres(ingang)
    assert Organisatie.objects.get(pk=ingang.pk).status == "gestopt"
