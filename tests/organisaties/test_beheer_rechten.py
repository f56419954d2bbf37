"""Who writes what in the management site: a kwartiermaker only what lies in the own wijken."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from organisaties.dubbelen.onthouden import onthoud, paar
from organisaties.models import Dubbel, Organisatie, Voorstel
from tests.fabriek import HOUTWIJK, SPOORWIJK, gebruiker, maak
from wijken.geocoder import Adres, normaal
from wijken.models import Adrespunt

pytestmark = pytest.mark.django_db
DUBBELEN = reverse("admin:organisaties_dubbel_changelist")
VOORSTELLEN = reverse("admin:organisaties_voorstel_changelist")
ADRESSEN = reverse("admin:wijken_adrespunt_nakijken")
INGANGEN = reverse("admin:organisaties_organisatie_changelist")
# Whoever it is: which of the entries in Spoorwijk ("eigen") and Houtwijk ("ander") are theirs.
MAG = {
    "kwartiermaker": {"eigen"},
    "kwartiermaker stadsdeel": {"eigen"},
    "kwartiermaker zonder wijken": set(),
    "beheerder": {"eigen", "ander"},
    "staf": {"eigen", "ander"},
}
PLEK = {"eigen": SPOORWIJK, "ander": HOUTWIJK}
ADRES = {"huisnummer": "12", "postcode": "2552AB"}

wie = pytest.mark.parametrize("wie", MAG)
waar = pytest.mark.parametrize("waar", PLEK)


def meld_aan(client, wie):
    extra = {
        "kwartiermaker": {"wijken": ["spoorwijk"]},
        "kwartiermaker stadsdeel": {"stadsdelen": ["laak"]},
        "staf": {"is_staff": True},
    }.get(wie, {})
    if wie == "staf":
        user = type(gebruiker("wacht")).objects.create_user("staf@example.nl", **extra)
        names = ["change_organisatie", "view_organisatie", "view_contact", "change_contact"]
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
    else:
        user = gebruiker(wie.split()[0], **extra)
    client.force_login(user)
    return user


def mag(wie, *plaatsen):
    return MAG[wie].issuperset(plaatsen)


def codes(*antwoorden):
    return [answer.status_code for answer in antwoorden]


# --- proposals -----------------------------------------------------------------------------------


def voorstel(waar):
    entry = maak(naam=f"Plek {waar}", **PLEK[waar])
    return Voorstel.objects.create(
        organisatie=entry, bron="lrk", veld="naam", waarde=f"Bron {waar}"
    )


@wie
@waar
@pytest.mark.parametrize("doe", ["over", "laat"])
def test_over_een_voorstel_besluit_wie_de_ingang_bijhoudt(client, wie, waar, doe):
    row = voorstel(waar)
    meld_aan(client, wie)
    answer = client.post(VOORSTELLEN, {"doe": f"{doe}-{row.pk}"})
    row.refresh_from_db()
    assert answer.status_code == (302 if mag(wie, waar) else 403)
    assert (row.stand != Voorstel.Stand.OPEN) == mag(wie, waar)
    changed = Organisatie.objects.get(pk=row.organisatie_id).naam == f"Bron {waar}"
    assert changed == (mag(wie, waar) and doe == "over")


def test_met_een_vreemd_voorstel_erbij_gebeurt_er_niets(client):
    own, other = voorstel("eigen"), voorstel("ander")
    meld_aan(client, "kwartiermaker")
    data = {"doe": "over", "voorstel": [own.pk, other.pk]}
    assert client.post(VOORSTELLEN, data).status_code == 403
    assert not Voorstel.objects.exclude(stand=Voorstel.Stand.OPEN).exists()


@wie
def test_de_lijst_van_voorstellen_toont_de_eigen_ingangen(client, wie):
    for place in PLEK:
        voorstel(place)
    meld_aan(client, wie)
    page = client.get(VOORSTELLEN)
    file = client.get(reverse("admin:organisaties_voorstel_csv")).content.decode()
    for place in PLEK:
        assert (f"Bron {place}" in page.content.decode()) == mag(wie, place)
        assert (f"Bron {place}" in file) == mag(wie, place)
    assert bool(page.context["bronnen"]) == bool(MAG[wie])


# --- addresses -----------------------------------------------------------------------------------


def twijfel(waar):
    """An entry whose point is only that of the postcode, and a doubtful answer on its address."""
    address = {**ADRES, "straat": f"Straat {waar}", "plaats": "Den Haag"}
    entry = maak(naam=f"Plek {waar}", **PLEK[waar], punt_kwaliteit="postcode", **address)
    answer = Adrespunt.objects.create(
        vraag=normaal(Adres(**address)), stand="twijfel", weergave="Ergens", bron="BAG", **HOUTWIJK
    )
    return entry, answer


@wie
@waar
@pytest.mark.parametrize("besluit", ["over", "nee"])
def test_over_een_adres_besluit_wie_de_ingang_bijhoudt(client, wie, waar, besluit):
    entry, found = twijfel(waar)
    meld_aan(client, wie)
    data = {"organisatie": entry.pk, "adrespunt": found.pk, "besluit": besluit}
    assert client.post(ADRESSEN, data).status_code == (302 if mag(wie, waar) else 403)
    entry.refresh_from_db()
    found.refresh_from_db()
    assert (entry.punt_kwaliteit == "hand") == (mag(wie, waar) and besluit == "over")
    assert (found.stand != "twijfel") == (mag(wie, waar) and besluit == "nee")


def test_een_antwoord_op_een_ander_adres_is_niet_af_te_wijzen(client):
    (own, _), (_, theirs) = twijfel("eigen"), twijfel("ander")
    meld_aan(client, "kwartiermaker")
    data = {"organisatie": own.pk, "adrespunt": theirs.pk, "besluit": "nee"}
    client.post(ADRESSEN, data)
    theirs.refresh_from_db()
    assert theirs.stand == "twijfel"


@wie
def test_de_lijst_van_adressen_toont_de_eigen_ingangen(client, wie):
    for place in PLEK:
        twijfel(place)
    meld_aan(client, wie)
    text = client.get(ADRESSEN).content.decode()
    for place in PLEK:
        assert (f"Plek {place}" in text) == mag(wie, place)


# --- pairs ---------------------------------------------------------------------------------------

PAREN = [("eigen", "eigen"), ("eigen", "ander"), ("ander", "ander")]
paren = pytest.mark.parametrize("waar", PAREN, ids=" en ".join)


def dubbel(waar):
    rows = [maak(naam=f"Plek {place}", **ADRES, **PLEK[place]) for place in waar]
    onthoud([paar(*[row.pk for row in rows], score=90)])
    found = Dubbel.objects.get(een=rows[0])
    return found, reverse("admin:organisaties_dubbel_change", args=[found.pk])


def een_eigen(wie, waar):
    return any(mag(wie, place) for place in waar)


@wie
@paren
def test_samenvoegen_vraagt_dat_beide_eigen_zijn(client, wie, waar):
    pair, url = dubbel(waar)
    meld_aan(client, "beheerder")
    page = client.get(url)
    data = {"actie": "samenvoegen", "blijft": page.context["blijft"]}
    data |= {f"gezien_{side['naam']}": side["gezien"] for side in page.context["kanten"]}
    meld_aan(client, wie)
    assert client.post(url, data).status_code == (302 if mag(wie, *waar) else 403)
    pair.refresh_from_db()
    assert (pair.stand == Dubbel.Stand.SAMENGEVOEGD) == mag(wie, *waar)
    assert Organisatie.objects.filter(opgegaan_in=None).count() == 2 - mag(wie, *waar)


@wie
@paren
def test_dit_zijn_er_twee_zegt_wie_er_een_van_bijhoudt(client, wie, waar):
    pair, url = dubbel(waar)
    meld_aan(client, wie)
    for act, stand in (("twee", Dubbel.Stand.TWEE), ("heropen", Dubbel.Stand.OPEN)):
        before = pair.stand
        assert client.post(url, {"actie": act}).status_code == (
            302 if een_eigen(wie, waar) else 403
        )
        pair.refresh_from_db()
        assert pair.stand == (stand if een_eigen(wie, waar) else before)


@wie
@paren
def test_het_scherm_en_de_lijst_van_paren(client, wie, waar):
    _pair, url = dubbel(waar)
    meld_aan(client, wie)
    page = client.get(url)
    assert page.status_code == (200 if een_eigen(wie, waar) else 403)
    if een_eigen(wie, waar):
        assert ("Voeg samen" in page.content.decode()) == mag(wie, *waar)
        assert ("Samenvoegen doet de beheerder" in page.content.decode()) != mag(wie, *waar)
    shown = client.get(DUBBELEN).context["cl"].result_list
    assert len(shown) == een_eigen(wie, waar)


@wie
@paren
def test_twee_naast_elkaar_leggen(client, wie, waar):
    rows = [maak(**PLEK[place]) for place in waar]
    meld_aan(client, wie)
    data = {"action": "leg_naast_elkaar", "_selected_action": [row.pk for row in rows]}
    assert client.post(INGANGEN, data).status_code == (302 if een_eigen(wie, waar) else 403)
    assert Dubbel.objects.exists() == een_eigen(wie, waar)


def test_van_de_werkvoorraad_naar_samengevoegd(client):
    """The work list leads to the screen where a kwartiermaker finishes what is all the own."""
    pair, url = dubbel(("eigen", "eigen"))
    meld_aan(client, "kwartiermaker")
    assert url in client.get(reverse("werkvoorraad")).content.decode()
    page = client.get(url)
    data = {"actie": "samenvoegen", "blijft": page.context["blijft"]}
    data |= {f"gezien_{side['naam']}": side["gezien"] for side in page.context["kanten"]}
    data |= {f"v-{row.naam}": row.gekozen for row in page.context["anders"]}
    assert client.post(url, data).status_code == 302
    pair.refresh_from_db()
    assert pair.stand == Dubbel.Stand.SAMENGEVOEGD


def test_een_paar_dat_er_niet_is_geeft_geen_fout(client):
    meld_aan(client, "kwartiermaker")
    for key in ("999999", "geen", "9" * 30):
        url = reverse("admin:organisaties_dubbel_change", args=[key])
        assert client.get(url).status_code == 302
