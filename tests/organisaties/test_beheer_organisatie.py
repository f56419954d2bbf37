"""The management page of entries: every save is in the ledger, and nobody's work gets lost."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from organisaties.foto import foto, vingerafdruk
from organisaties.models import Contact, Gebruiker, Organisatie, Ronde, Soort, Wijziging
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, gebruiker, maak, persoon
from wijken import versie

from .beheerformulier import opgestuurd

pytestmark = pytest.mark.django_db
LIJST = "admin:organisaties_organisatie_changelist"


@pytest.fixture
def baas(client):
    user = Gebruiker.objects.create_superuser("baas@example.nl", "x")
    client.force_login(user)
    return user


@pytest.fixture
def medewerker(client):
    def maak_medewerker(*rechten):
        user = Gebruiker.objects.create_user("mede@example.nl", "x", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rechten))
        client.force_login(user)
        return user

    return maak_medewerker


def bewaar(client, org, **anders):
    """Open the page as a browser does, change something, and send it."""
    url = reverse("admin:organisaties_organisatie_change", args=[org.pk])
    data = opgestuurd(client.get(url)) | anders
    return client.post(url, data)


def fouten(answer):
    assert answer.status_code == 200
    return answer.context["adminform"].form.errors


def test_bewaren_staat_in_het_logboek(client, baas):
    org = maak(naam="Oud", **HOUTWIJK)
    assert bewaar(client, org, naam="Nieuw", reden="andere naam").status_code == 302
    change = Wijziging.objects.get(organisatie=org, veld="naam")
    assert (change.voor, change.na) == ("Oud", "Nieuw")
    assert (change.ronde.wie, change.ronde.reden) == (baas, "andere naam")


def test_openen_en_bewaren_verandert_niets(client, baas):
    org = maak(
        **HOUTWIJK,
        talen=["ar"],
        openingstijden=[[1, "08:00", "17:00"]],
        wachttijden=[{"weken": 3, "gemeld_op": "2026-09-01"}],
        contacten=[algemeen()],
        personen=[persoon("professionals")],
        werkgebied=["stadsdeel:laak", "wijk:waldeck"],
        sleutels=["lrk:1"],
        overleg={"staat": "loopt", "leden": []},
    )
    before = foto(org), Ronde.objects.count(), versie.uit_database()
    assert bewaar(client, org).status_code == 302
    assert (foto(org), Ronde.objects.count(), versie.uit_database()) == before


def test_lijsten_lopen_mee_in_dezelfde_ronde(client, baas):
    org = maak(werkgebied=["stadsdeel:laak"])
    gebied = {"werkgebieden-0-gebied": "wijk:houtwijk", "talen": _taal("ar")}
    assert bewaar(client, org, **gebied, naam="Nieuw").status_code == 302
    assert foto(org)["werkgebied"] == ["wijk:houtwijk"]
    fields = Wijziging.objects.filter(organisatie=org).exclude(veld="")
    assert {w.veld for w in fields} == {"werkgebied", "talen", "naam"}
    assert fields.values("ronde").distinct().count() == 1


def _taal(slug):
    return [Organisatie.talen.field.related_model.objects.get(slug=slug).pk]


def test_toevoegen_staat_in_het_logboek(client, baas):
    url = reverse("admin:organisaties_organisatie_add")
    soort = Soort.objects.get(slug="logopedie").pk
    point = {"lat": HOUTWIJK["lat"], "lon": HOUTWIJK["lon"]}
    data = opgestuurd(client.get(url)) | {"naam": "Zon", "soort": soort, **point}
    assert client.post(url, data).status_code == 302
    org = Organisatie.objects.get()
    assert (org.slug, org.buurt.wijk.slug, org.punt_bron) == (
        "zon",
        "houtwijk",
        "met de hand gezet",
    )
    assert Wijziging.objects.get(organisatie=org).na["naam"] == "Zon"


def test_verplaatst_punt_komt_van_de_hand_en_volgt_de_buurt(client, baas):
    org = maak(**HOUTWIJK, punt_bron="register")
    assert bewaar(client, org, **SPOORWIJK).status_code == 302
    org.refresh_from_db()
    assert (org.buurt.wijk.slug, org.punt_bron) == ("spoorwijk", "met de hand gezet")


def test_tweede_bewaarder_wordt_gewaarschuwd_en_houdt_zijn_tekst(client, baas):
    org = maak(naam="Oud")
    url = reverse("admin:organisaties_organisatie_change", args=[org.pk])
    data = opgestuurd(client.get(url)) | {"naam": "Van mij"}
    with ronde(Ronde.Aard.BEWERKING, wie=baas) as schrijver:
        schrijver.wijzig({org.pk: {"straat": "Dorpsstraat"}})
    answer = client.post(url, data)
    [message] = fouten(answer)["__all__"]
    assert "baas@example.nl" in message
    assert "straat" in message
    assert 'value="Van mij"' in answer.content.decode()
    org.refresh_from_db()
    assert (org.naam, org.straat) == ("Oud", "Dorpsstraat")


def test_zonder_vingerafdruk_wordt_niets_bewaard(client, baas):
    org = maak(naam="Oud")
    assert "__all__" in fouten(bewaar(client, org, naam="Nieuw", vingerafdruk=""))
    assert vingerafdruk(foto(org))
    assert foto(org)["naam"] == "Oud"


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"naam": "bel\x07"}, "naam"),
        ({"naam": "nul\0"}, "naam"),
        ({"omschrijving": "x" * 5001}, "omschrijving"),
        ({"lat": "52.05", "lon": ""}, "lat"),
        ({"lat": "nan", "lon": "4.2"}, "lat"),
        ({"leeftijd_van": "48", "leeftijd_tot": "24"}, "leeftijd_van"),
        ({"postcode": "25"}, "postcode"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"reden": "x" * 301}, "reden"),
    ],
)
def test_weigert_met_de_melding_bij_het_veld(client, baas, anders, veld):
    org = maak()
    before = foto(org), Ronde.objects.count()
    assert list(fouten(bewaar(client, org, **anders))) == [veld]
    assert (foto(org), Ronde.objects.count()) == before


def test_postcode_mag_met_spatie_en_kleine_letters(client, baas):
    org = maak()
    bewaar(client, org, postcode="2552 ab")
    assert foto(org)["postcode"] == "2552AB"


@pytest.mark.parametrize(
    "regels",
    [
        {"werkgebieden-TOTAL_FORMS": 2, "werkgebieden-1-gebied": "wijk:houtwijk"},
        {
            "openingstijden-TOTAL_FORMS": 1,
            "openingstijden-0-dag": 1,
            "openingstijden-0-van": "17:00",
            "openingstijden-0-tot": "08:00",
        },
        {"sleutels-TOTAL_FORMS": 1, "sleutels-0-bron": "lrk", "sleutels-0-sleutel": "1"},
        {"contacten-TOTAL_FORMS": 1, "contacten-0-functie": "", "contacten-0-volgorde": "3"},
        {"contacten-TOTAL_FORMS": 1, "contacten-0-naam": "bel\x07", "contacten-0-volgorde": "0"},
    ],
)
def test_weigert_een_regel_die_niet_klopt(client, baas, regels):
    maak(sleutels=["lrk:1"])
    org = maak(werkgebied=["wijk:houtwijk"])
    before = foto(org)
    answer = bewaar(client, org, **regels)
    assert answer.status_code == 200
    inlines = answer.context["inline_admin_formsets"]
    assert any(inline.formset.total_error_count() for inline in inlines)
    assert foto(org) == before


def test_algemeen_contact_is_altijd_publiek(client, baas):
    org = maak()
    rows = {"contacten-TOTAL_FORMS": 1, "contacten-0-email": "info@example.nl"}
    assert bewaar(client, org, **rows, **{"contacten-0-volgorde": 0}).status_code == 302
    contact = Contact.objects.get()
    assert (contact.vorm, contact.zichtbaarheid) == ("algemeen", "publiek")


def voer_actie_uit(client, actie, orgs):
    """First the preview, then its own button."""
    data = {"action": actie, "_selected_action": [org.pk for org in orgs]}
    seen = client.post(reverse(LIJST), data)
    data["teken"] = seen.context["plan"].teken
    return seen, client.post(reverse(LIJST), data, follow=True)


def test_acties_tonen_eerst_wat_er_gebeurt_en_zijn_een_ronde(client, baas):
    orgs = [maak(status="concept"), maak(status="concept"), maak(naam="Al zo")]
    before = Ronde.objects.count()
    client.post(reverse(LIJST), {"action": "publiceer", "_selected_action": [orgs[0].pk]})
    assert Ronde.objects.count() == before
    seen, answer = voer_actie_uit(client, "publiceer", orgs)
    assert "<b>Al zo</b>: Dit is al zo." in seen.content.decode()
    assert "Gepubliceerd: 2 organisaties." in answer.content.decode()
    assert set(Organisatie.objects.values_list("status", flat=True)) == {"gepubliceerd"}
    assert Ronde.objects.first().wijzigingen.count() == 2
    voer_actie_uit(client, "zet_op_concept", orgs)
    assert set(Organisatie.objects.values_list("status", flat=True)) == {"concept"}


def test_gecontroleerd_noemt_geen_account(client, baas):
    org = maak()
    voer_actie_uit(client, "markeer_gecontroleerd", [org])
    assert foto(org)["gecontroleerd_door"] == "de kwartiermaker"
    last = Ronde.objects.first()
    assert (last.aard, last.wie) == (Ronde.Aard.BEVESTIGING, baas)


def test_een_kwartiermaker_wijzigt_met_een_actie_alleen_de_eigen_wijk(client):
    user = gebruiker("kwartiermaker", wijken=["houtwijk"])
    client.force_login(user)
    own, other = (
        maak(wijk="houtwijk", status="concept"),
        maak(status="concept", naam="Van een ander"),
    )
    seen, _answer = voer_actie_uit(client, "publiceer", [own, other])
    assert "Van een ander" in seen.content.decode()
    assert (foto(own)["status"], foto(other)["status"]) == ("gepubliceerd", "concept")


def test_verwijderen_bewaart_wat_het_was(client, baas):
    one, two = maak(naam="Een"), maak(naam="Twee")
    url = reverse("admin:organisaties_organisatie_delete", args=[one.pk])
    assert client.post(url, {"post": "yes"}).status_code == 302
    data = {"action": "delete_selected", "_selected_action": [two.pk], "post": "yes"}
    assert client.post(reverse(LIJST), data).status_code == 302
    kept = Wijziging.objects.filter(organisatie=None, na__isnull=True)
    assert {w.voor["naam"] for w in kept} == {"Een", "Twee"}


def test_medewerker_mag_niet_verwijderen(client, medewerker):
    org = maak()
    medewerker("view_organisatie", "change_organisatie", "delete_organisatie")
    url = reverse("admin:organisaties_organisatie_delete", args=[org.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403
    assert "delete_selected" not in client.get(reverse(LIJST)).content.decode()


def test_medewerker_mag_alleen_wat_hij_mag(client, medewerker):
    org = maak(personen=[persoon("professionals", naam="Geheime Naam")])
    medewerker("view_organisatie")
    url = reverse("admin:organisaties_organisatie_change", args=[org.pk])
    page = client.get(url)
    assert page.status_code == 200
    assert "Geheime Naam" not in page.content.decode()
    assert client.post(url, {"naam": "x"}).status_code == 403
    assert client.get(reverse("admin:organisaties_organisatie_add")).status_code == 403
    assert client.get(reverse("admin:organisaties_ronde_changelist")).status_code == 403
    data = {"action": "publiceer", "_selected_action": [org.pk]}
    client.post(reverse(LIJST), data)
    assert foto(org)["naam"] == org.naam


def test_medewerker_zonder_recht_op_contacten_laat_personen_staan(client, medewerker):
    org = maak(personen=[persoon("professionals")])
    medewerker("view_organisatie", "change_organisatie")
    assert bewaar(client, org, naam="Nieuw").status_code == 302
    assert (foto(org)["naam"], len(foto(org)["personen"])) == ("Nieuw", 1)


def test_onbekende_ingang_geeft_geen_fout(client, baas):
    for pk in ("999999", "geen-getal"):
        url = reverse("admin:organisaties_organisatie_change", args=[pk])
        assert client.post(url, {"naam": "x"}).status_code == 302
    assert not Ronde.objects.exists()
