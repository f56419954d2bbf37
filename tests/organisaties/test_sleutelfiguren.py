"""Key figures have a ledger, and two who edit one at once do not overwrite each other."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from organisaties import sleutelfiguren
from organisaties.models import Contact, Gebruiker, PersoonlijkeWaarde, Ronde, Wijziging
from organisaties.personen import PersoonWeg, bevestig_persoon, vertrokken
from organisaties.schrijven import SLEUTELFIGUUR
from tests.fabriek import gebruiker
from wijken import versie
from wijken.models import Wijk

from .beheerformulier import opgestuurd

pytestmark = pytest.mark.django_db
WAARDEN = {
    "naam": "Sanne Voorbeeld",
    "zichtbaarheid": "coordinatoren",
    "grondslag": "Toestemming van de persoon",
    "bevestigd_op": "2026-09-01",
}
NIEUW = "admin:organisaties_contact_add"


@pytest.fixture
def baas(client):
    user = gebruiker("beheerder")
    client.force_login(user)
    return user


@pytest.fixture
def sanne(client, baas):
    wijk = Wijk.objects.get(slug="houtwijk").pk
    assert client.post(reverse(NIEUW), WAARDEN | {"wijken": [wijk]}).status_code == 302
    client.get(reverse("admin:index"))  # shows the message of adding, with the name
    return Contact.objects.get()


def url(contact, wat="change"):
    return reverse(f"admin:organisaties_contact_{wat}", args=[contact.pk])


def bewaar(client, contact, **anders):
    return client.post(url(contact), opgestuurd(client.get(url(contact))) | anders)


def logboek(contact):
    rows = sleutelfiguren.wijzigingen(contact.uuid).order_by("pk")
    return [(w.persoonlijk.voor, w.persoonlijk.na) for w in rows]


# --- ledger -------------------------------------------------------------------------------------


def test_toevoegen_wijzigen_en_verwijderen_staan_in_het_logboek(client, baas, sanne):
    assert bewaar(client, sanne, functie="Buurtmoeder").status_code == 302
    client.post(url(sanne, "delete"), {"post": "yes"})
    [(none, made), (before, after), (last, gone)] = logboek(sanne)
    assert none is gone is None
    assert (made["naam"], made["wijken"]) == ("Sanne Voorbeeld", ["houtwijk"])
    assert (before["functie"], after["functie"]) == ("", "Buurtmoeder")
    assert last == after
    assert {w.ronde.wie for w in Wijziging.objects.all()} == {baas}
    assert not Contact.objects.exists()


def test_de_waarden_staan_apart_zodat_ze_gewist_kunnen_worden(sanne):
    [row] = Wijziging.objects.filter(veld=SLEUTELFIGUUR)
    assert (row.voor, row.na, row.organisatie) == (None, None, None)
    assert row.organisatie_uuid == sanne.uuid


def test_een_andere_wijk_is_ook_een_wijziging(client, baas, sanne):
    laak = Wijk.objects.get(slug="spoorwijk").pk
    bewaar(client, sanne, wijken=[laak])
    before, after = logboek(sanne)[-1]
    assert (before["wijken"], after["wijken"]) == (["houtwijk"], ["spoorwijk"])


def test_bewaren_zonder_verandering_laat_niets_na(client, baas, sanne):
    rounds, before = Ronde.objects.count(), versie.uit_database()
    assert bewaar(client, sanne).status_code == 302
    assert (Ronde.objects.count(), versie.uit_database()) == (rounds, before)


def test_verwijderen_uit_de_lijst_gaat_dezelfde_weg(client, baas, sanne):
    data = {"action": "delete_selected", "_selected_action": [sanne.pk], "post": "yes"}
    client.post(reverse("admin:organisaties_contact_changelist"), data)
    assert logboek(sanne)[-1][1] is None


def test_bevestigen_en_vertrekken_gaan_dezelfde_weg(baas, sanne):
    bevestig_persoon(sanne, baas)
    assert Ronde.objects.latest("pk").aard == Ronde.Aard.BEVESTIGING
    vertrokken(sanne, baas)
    sanne.refresh_from_db()
    assert sanne.bevestigd_op == sanne.vertrokken_op == timezone.localdate()
    assert len(logboek(sanne)) == 3
    with pytest.raises(PersoonWeg):
        bevestig_persoon(sanne, baas)


# --- two at once --------------------------------------------------------------------------------


def test_wie_tweede_is_hoort_het_en_overschrijft_niets(client, baas, sanne):
    seen = opgestuurd(client.get(url(sanne)))
    bewaar(client, sanne, functie="Buurtmoeder")
    answer = client.post(url(sanne), seen | {"functie": "Iets anders"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"Intussen heeft {baas.email} deze persoon gewijzigd" in page
    assert "Iets anders" in page, "one's own work is still there"
    sanne.refresh_from_db()
    assert sanne.functie == "Buurtmoeder"


# --- what is asked ------------------------------------------------------------------------------


@pytest.mark.parametrize("veld", ["grondslag", "bevestigd_op", "wijken"])
def test_zonder_grond_dag_of_wijk_komt_er_niemand_bij(client, baas, veld):
    wijk = Wijk.objects.get(slug="houtwijk").pk
    data = WAARDEN | {"wijken": [wijk]}
    del data[veld]
    answer = client.post(reverse(NIEUW), data)
    assert list(answer.context["adminform"].form.errors) == [veld]
    assert not Contact.objects.exists()


# --- reading ------------------------------------------------------------------------------------


def lijst(contact):
    ronde = Ronde.objects.latest("pk")
    return [
        url(contact, "history"),
        reverse("admin:organisaties_ronde_change", args=[ronde.pk]),
        reverse("admin:organisaties_wijziging_changelist"),
    ]


def test_de_geschiedenis_is_te_lezen(client, baas, sanne):
    bewaar(client, sanne, functie="Buurtmoeder")
    for address in lijst(sanne):
        page = client.get(address).content.decode()
        assert "Sanne Voorbeeld, Buurtmoeder" in page, address
        assert "in Houtwijk" in page, address
        assert "leutelfiguur gewijzigd" in page, address


def test_wie_geen_contacten_mag_zien_leest_wel_dat_er_iets_was(client, sanne):
    user = Gebruiker.objects.create_user("mede@example.nl", is_staff=True)
    rights = ["view_ronde", "view_wijziging"]
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(user)
    for address in lijst(sanne)[1:]:
        page = client.get(address).content.decode()
        assert "leutelfiguur" in page, address
        assert "Sanne" not in page, address
        assert "u mag geen contactpersonen zien" in page, address
    assert client.get(lijst(sanne)[0]).status_code == 302, "of whom one may not see there is none"


def test_een_gewiste_waarde_is_weg_en_de_regel_blijft(client, baas, sanne):
    PersoonlijkeWaarde.objects.all().delete()
    page = client.get(reverse("admin:organisaties_wijziging_changelist")).content.decode()
    assert "(gewist)" in page
    assert "Sanne" not in page


# --- whose work ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("wijk", "mag"), [("houtwijk", True), ("spoorwijk", False)])
def test_een_kwartiermaker_wijzigt_alleen_in_de_eigen_wijk(client, sanne, wijk, mag):
    client.force_login(gebruiker("kwartiermaker", wijken=[wijk]))
    data = {**WAARDEN, "wijken": [Wijk.objects.get(slug="houtwijk").pk], "functie": "Anders"}
    if mag:
        assert bewaar(client, sanne, functie="Anders").status_code == 302
    else:
        assert client.get(url(sanne)).status_code == 200, "looking is free"
        assert client.post(url(sanne), data).status_code == 403
    sanne.refresh_from_db()
    assert sanne.functie == ("Anders" if mag else "")


@pytest.mark.parametrize("wie", ["professional", "organisatie", "wacht"])
def test_anderen_komen_niet_in_het_beheer(client, sanne, wie):
    client.force_login(gebruiker(wie))
    assert client.get(url(sanne)).status_code == 302
