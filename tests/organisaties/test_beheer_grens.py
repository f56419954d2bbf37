"""A kwartiermaker adds and moves nothing outside the own wijken, and loses nothing by saving."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from organisaties.bewerken import bewerk
from organisaties.foto import foto
from organisaties.keuring import Geweigerd
from organisaties.models import Contact, Organisatie, Ronde, Soort
from organisaties.sleutelfiguren import beeld
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, gebruiker, maak, overleg, persoon
from wijken.models import Wijk

from .beheerformulier import opgestuurd

pytestmark = pytest.mark.django_db
NIEUW = reverse("admin:organisaties_organisatie_add")
FIGUUR = reverse("admin:organisaties_contact_add")


@pytest.fixture
def kwartiermaker(client):
    user = gebruiker("kwartiermaker", wijken=["spoorwijk"])
    client.force_login(user)
    return user


def wijk(slug):
    return Wijk.objects.get(slug=slug).pk


def punt(plek):
    return {"lat": plek["lat"], "lon": plek["lon"]}


def voeg_toe(client, **waarden):
    page = client.get(NIEUW)
    soort = Soort.objects.get(slug="logopedie").pk
    data = opgestuurd(page) | {"naam": "Zon", "soort": soort, "status": "gepubliceerd"}
    return client.post(NIEUW, data | waarden)


def scherm(org):
    return reverse("admin:organisaties_organisatie_change", args=[org.pk])


def bewaar(client, org, **anders):
    return client.post(scherm(org), opgestuurd(client.get(scherm(org))) | anders)


def fouten(answer):
    assert answer.status_code == 200
    return answer.context["adminform"].form.errors


GEBIED = {"werkgebieden-TOTAL_FORMS": 1, "werkgebieden-0-gebied": "wijk:spoorwijk"}


@pytest.mark.parametrize("plek", [punt(SPOORWIJK), {"wijk": "spoorwijk"}, GEBIED])
def test_een_plek_in_de_eigen_wijk_komt_erbij(client, kwartiermaker, plek):
    values = plek | ({"wijk": wijk(plek["wijk"])} if "wijk" in plek else {})
    assert voeg_toe(client, **values).status_code == 302
    assert Organisatie.objects.get().naam == "Zon"


@pytest.mark.parametrize(
    "plek",
    [{}, punt(HOUTWIJK), {"wijk": "houtwijk"}, {"wijk": "houtwijk", **punt(SPOORWIJK)},
     GEBIED | {"werkgebieden-0-gebied": "gemeente:GM0518"},
     GEBIED | {"werkgebieden-0-gebied": "wijk:bestaat-niet"},
     GEBIED | {"werkgebieden-0-DELETE": "on"}],
)  # fmt: skip
def test_een_plek_elders_komt_er_niet_bij(client, kwartiermaker, plek):
    values = plek | ({"wijk": wijk(plek["wijk"])} if "wijk" in plek else {})
    assert "hoort deze plek niet bij uw wijken" in str(fouten(voeg_toe(client, **values))["wijk"])
    assert not Organisatie.objects.exists()


def test_de_beheerder_zet_een_plek_overal(client):
    client.force_login(gebruiker("beheerder"))
    assert voeg_toe(client, **punt(HOUTWIJK)).status_code == 302


def test_een_eigen_plek_blijft_in_de_eigen_wijken(client, kwartiermaker):
    org = maak(naam="Oud", **SPOORWIJK)
    for values in ({"wijk": wijk("houtwijk")}, punt(HOUTWIJK), {"lat": "", "lon": ""}):
        assert "wijk" in fouten(bewaar(client, org, naam="Nieuw", **values))
    org.refresh_from_db()
    assert (org.naam, org.wijk) == ("Oud", None)


def test_buiten_elke_buurt_telt_wat_de_plek_bedient(client, kwartiermaker):
    org = maak(lat=52.3, lon=4.9, werkgebied=["wijk:spoorwijk"])
    assert bewaar(client, org, naam="Nieuw").status_code == 302


# --- the whole form, and nothing lost ------------------------------------------------------------


@pytest.fixture
def vol():
    lid = maak()
    return maak(
        **SPOORWIJK,
        talen=["ar"],
        openingstijden=[[1, "08:00", "17:00"]],
        wachttijden=[{"weken": 3, "gemeld_op": "2026-09-01"}],
        contacten=[algemeen()],
        personen=[persoon(n, naam=n) for n in Contact.Zichtbaarheid.values],
        werkgebied=["stadsdeel:laak", "wijk:waldeck"],
        sleutels=["lrk:1"],
        overleg={"staat": "loopt", "leden": [str(lid.uuid)]},
    )


def test_bewaren_verliest_niets(client, kwartiermaker, vol):
    before, rounds = foto(vol), Ronde.objects.count()
    page = client.get(scherm(vol))
    assert len(page.context["inline_admin_formsets"]) == 7
    assert bewaar(client, vol).status_code == 302
    assert (foto(vol), Ronde.objects.count()) == (before, rounds)
    assert bewaar(client, vol, naam="Nieuw").status_code == 302
    assert foto(vol) == before | {"naam": "Nieuw"}


def test_wat_eraan_hangt_is_te_wijzigen_en_weg_te_halen(client, kwartiermaker, vol):
    changes = {
        "werkgebieden-0-gebied": "wijk:houtwijk",
        "openingstijden-0-DELETE": "on",
        "wachttijden-0-weken": 5,
        "sleutels-0-DELETE": "on",
        "overleg-0-doel": "Elkaar kennen",
        "contacten-0-DELETE": "on",
    }
    assert bewaar(client, vol, **changes).status_code == 302
    now = foto(vol)
    assert (now["openingstijden"], now["sleutels"], now["contacten"]) == ([], [], [])
    assert "wijk:houtwijk" in now["werkgebied"]
    assert now["wachttijden"][0]["weken"] == 5
    assert now["overleg"]["doel"] == "Elkaar kennen"


def test_bij_een_ander_is_alles_alleen_te_lezen(client, kwartiermaker):
    other = maak(**HOUTWIJK, sleutels=["lrk:1"], openingstijden=[[1, "08:00", "17:00"]])
    page = client.get(scherm(other))
    assert page.status_code == 200
    for inline in page.context["inline_admin_formsets"]:
        assert not inline.has_add_permission
        assert not inline.has_change_permission
        assert not inline.has_delete_permission
    assert client.post(scherm(other), {"naam": "Gekaapt"}).status_code == 403


# --- key figures --------------------------------------------------------------------------------


def figuur(*wijken):
    row = Contact.objects.create(
        vorm="persoon", naam="Voorbeeld", functie="Coach", grondslag="Voorbeeld",
        zichtbaarheid="professionals", bevestigd_op="2026-09-01",
    )  # fmt: skip
    row.wijken.set(Wijk.objects.filter(slug__in=wijken))
    return row


def persoonlijk(row):
    return reverse("admin:organisaties_contact_change", args=[row.pk])


def bewaar_figuur(client, row, **anders):
    form = client.get(persoonlijk(row)).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    data["wijken"] = [getattr(row, "pk", row) for row in data["wijken"]]
    return client.post(persoonlijk(row), data | anders)


def wijken_van(row):
    return set(row.wijken.values_list("slug", flat=True))


def test_een_sleutelfiguur_komt_erbij_in_de_eigen_wijken(client, kwartiermaker):
    data = {"naam": "Nieuw", "functie": "Coach", "zichtbaarheid": "publiek",
            "grondslag": "Voorbeeld", "bevestigd_op": "2026-09-01"}  # fmt: skip
    refused = client.post(FIGUUR, data | {"wijken": [wijk("houtwijk")]})
    assert "wijken" in fouten(refused)
    assert "Houtwijk" not in str(refused.context["adminform"].form["wijken"])
    assert client.post(FIGUUR, data | {"wijken": [wijk("spoorwijk")]}).status_code == 302
    assert wijken_van(Contact.objects.get()) == {"spoorwijk"}


def test_de_andere_wijken_van_een_sleutelfiguur_blijven_staan(client, kwartiermaker):
    row = figuur("spoorwijk", "houtwijk")
    assert "Hoort ook bij: Houtwijk" in client.get(persoonlijk(row)).content.decode()
    assert bewaar_figuur(client, row, functie="Buurtcoach").status_code == 302
    assert wijken_van(row) == {"spoorwijk", "houtwijk"}
    assert beeld(row.uuid)["functie"] == "Buurtcoach"
    assert "ten minste" in str(fouten(bewaar_figuur(client, row, wijken=[]))["wijken"])


def test_een_sleutelfiguur_weghalen_mag_als_alle_wijken_eigen_zijn(client, kwartiermaker):
    own, shared, other = figuur("spoorwijk"), figuur("spoorwijk", "houtwijk"), figuur("houtwijk")
    for row, code in ((own, 302), (shared, 403), (other, 403)):
        url = reverse("admin:organisaties_contact_delete", args=[row.pk])
        assert client.post(url, {"post": "yes"}).status_code == code
    assert set(Contact.objects.all()) == {shared, other}
    data = {"action": "delete_selected", "_selected_action": [shared.pk, other.pk], "post": "yes"}
    client.post(reverse("admin:organisaties_contact_changelist"), data)
    assert Contact.objects.count() == 2


def test_een_los_recht_houdt_de_hele_stad(client):
    user = gebruiker("wacht", is_staff=True)
    user.is_staff = True
    user.save()
    names = ["view_contact", "change_contact", "delete_contact"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    row = figuur("houtwijk")
    assert bewaar_figuur(client, row, wijken=[wijk("spoorwijk")]).status_code == 302
    assert wijken_van(row) == {"spoorwijk"}


# --- outside the management site ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("waarden", "veld"),
    [({"wijk": "houtwijk"}, "wijk"), (HOUTWIJK, "wijk"),
     ({"lat": None, "lon": None, "punt_bron": "", "werkgebied": []}, "werkgebied")],
)  # fmt: skip
def test_een_bewerking_haalt_een_plek_niet_uit_de_eigen_wijken(waarden, veld):
    user = gebruiker("kwartiermaker", wijken=["spoorwijk"])
    org = overleg(**SPOORWIJK, werkgebied=["wijk:spoorwijk"])
    with pytest.raises(Geweigerd) as refused:
        bewerk(org, waarden, wie=user)
    assert refused.value.fouten[0].veld == veld
    for who in (gebruiker("beheerder"), gebruiker("organisatie", organisaties=[org]), None):
        assert bewerk(org, waarden, wie=who) is not None
        bewerk(org, {**SPOORWIJK, "wijk": None, "werkgebied": ["wijk:spoorwijk"]})
