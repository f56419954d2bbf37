"""The beheerder keeps accounts and mail domains; nobody else does, whatever rights they have."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Permission
from django.urls import reverse

from organisaties.models import Gebruiker, Maildomein
from tests.kaart.aanmelden import account, zet_aan
from wijken.models import Wijk

pytestmark = pytest.mark.django_db
LIJST = reverse("admin:organisaties_gebruiker_changelist")
NIEUW = reverse("admin:organisaties_gebruiker_add")
DOMEIN = reverse("admin:organisaties_maildomein_add")


@pytest.fixture
def baas(client):
    user = account("beheerder", "baas@example.nl")
    client.force_login(user)
    return user


def velden(user=None, **anders):
    row = user or Gebruiker(email="nieuw@example.nl")
    data = {"email": row.email, "first_name": row.first_name, "werkplek": row.werkplek,
            "rol": row.rol, "is_active": "on"}  # fmt: skip
    return {name: value for name, value in (data | anders).items() if value is not None}


def bewaar(client, user, **anders):
    url = reverse("admin:organisaties_gebruiker_change", args=[user.pk])
    answer = client.post(url, velden(user, **anders))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    user.refresh_from_db()
    return user


def test_de_lijst_zegt_wat_de_jaarlijkse_controle_vraagt(client, baas):
    user = account("professional", werkplek="Voorbeeldschool")
    user.laat_toe("professional", baas)
    user.save()
    page = client.get(LIJST)
    text = page.content.decode()
    for word in ("Voorbeeldschool", "professional@example.nl", "baas@example.nl"):
        assert word in text
    assert {"last_login", "toegelaten_door", "toegelaten_op"} <= set(
        page.context["cl"].list_display
    )


def test_een_nieuw_account_krijgt_rol_en_wijken_zonder_wachtwoord(client, baas):
    wijk = Wijk.objects.get(slug="houtwijk")
    data = velden(email="Kwartier@Example.nl", rol="kwartiermaker", wijken=[wijk.pk])
    assert client.post(NIEUW, data).status_code == 302
    user = Gebruiker.objects.get(email="kwartier@example.nl")
    assert (user.is_staff, user.is_superuser, list(user.wijken.all())) == (True, False, [wijk])
    assert (user.toegelaten_door, user.has_usable_password()) == (baas, False)


@pytest.mark.parametrize(
    ("rol", "staf", "baas_ook"),
    [("professional", False, False), ("kwartiermaker", True, False), ("beheerder", True, True)],
)
def test_een_andere_rol_gaat_met_alles_wat_erbij_hoort(client, baas, rol, staf, baas_ook):
    user = bewaar(client, account("kwartiermaker" if rol != "kwartiermaker" else "wacht"), rol=rol,
                  is_staff="on")  # fmt: skip
    assert (user.rol, user.is_staff, user.is_superuser) == (rol, staf, baas_ook)
    assert user.toegelaten_door == baas


def test_zonder_andere_rol_blijft_een_losse_taak_staan(client, baas):
    user = Gebruiker.objects.create_user("mede@example.nl", is_staff=True)
    assert bewaar(client, user, first_name="M", is_staff="on").is_staff


@pytest.mark.parametrize("rol", ["wacht", "professional"])
def test_een_nieuw_account_met_een_losse_taak_houdt_die(client, baas, rol):
    data = velden(email="mede@example.nl", rol=rol, is_staff="on")
    assert client.post(NIEUW, data).status_code == 302
    user = Gebruiker.objects.get(email="mede@example.nl")
    assert (user.rol, user.is_staff, user.is_superuser) == (rol, True, False)


def test_een_losse_taak_die_er_met_een_rol_bij_komt_blijft(client, baas):
    user = bewaar(client, account("wacht"), rol="professional", is_staff="on")
    assert (user.rol, user.is_staff) == ("professional", True)


def test_de_eigen_rol_en_het_eigen_account_blijven_staan(client, baas):
    bewaar(client, baas, rol="wacht", is_active=None)
    assert (baas.rol, baas.is_active) == ("beheerder", True)
    url = reverse("admin:organisaties_gebruiker_delete", args=[baas.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403


def test_een_ander_adres_meldt_alleen_daarmee_aan(client, baas):
    user = account("professional")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    bewaar(client, user, email="ander@example.nl")
    assert not EmailAddress.objects.filter(user=user).exists()


def test_de_tweede_stap_wissen_voor_wie_een_nieuwe_telefoon_heeft(client, baas):
    user = account("kwartiermaker")
    zet_aan(user)
    client.post(LIJST, {"action": "wis_tweede_stap", "_selected_action": [user.pk]})
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("rol", ["kwartiermaker", "los"])
def test_een_ander_komt_er_niet_in(client, rol):
    user = account("kwartiermaker") if rol != "los" else Gebruiker.objects.create_user(
        "mede@example.nl", is_staff=True
    )  # fmt: skip
    user.user_permissions.set(Permission.objects.filter(codename__endswith="gebruiker"))
    client.force_login(user)
    own = reverse("admin:organisaties_gebruiker_change", args=[user.pk])
    for url in (LIJST, NIEUW, own, DOMEIN, reverse("admin:auth_group_changelist")):
        assert client.get(url).status_code == 403
    assert client.post(own, velden(user, rol="beheerder")).status_code == 403


def test_een_domein_goedkeuren(client, baas):
    assert client.post(DOMEIN, {"domein": "@DenHaag.nl", "toelichting": "G"}).status_code == 302
    row = Maildomein.objects.get()
    assert (row.domein, row.goedgekeurd_door) == ("denhaag.nl", baas)


@pytest.mark.parametrize("domein", ["gmail.com", "wie@ziggo.nl", "klant.xs4all.nl", "nl"])
def test_een_openbare_aanbieder_is_niet_goed_te_keuren(client, baas, domein):
    page = client.post(DOMEIN, {"domein": domein})
    assert list(page.context["adminform"].form.errors) == ["domein"]
    assert not Maildomein.objects.exists()
