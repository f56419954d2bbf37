"""Who may see what: everybody, a professional with a plain account, and staff."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from organisaties.models import Contact, Gebruiker, Organisatie
from organisaties.rechten import zichtbaarheden
from tests.fabriek import algemeen, maak, persoon

pytestmark = pytest.mark.django_db

ALLE = {"publiek", "professionals", "coordinatoren"}


def gebruiker(wie):
    if wie == "anoniem":
        return AnonymousUser()
    extra = {"beheerder": {"is_superuser": True}}.get(wie, {"is_staff": "medewerker" in wie})
    user = Gebruiker.objects.create_user(f"{wie.replace(' ', '-')}@example.nl", **extra)
    if wie == "medewerker":
        user.user_permissions.add(Permission.objects.get(codename="view_contact"))
    return user


@pytest.fixture
def ingang():
    return maak(
        contacten=[algemeen(naam="Balie")],
        personen=[persoon(wie, naam=wie) for wie in sorted(ALLE)],
    )


@pytest.mark.parametrize(
    ("wie", "ziet"),
    [("medewerker", ALLE), ("anoniem", {"publiek"}), ("professional", {"publiek"})],
)
def test_welke_personen_iemand_ziet(ingang, wie, ziet):
    seen = Contact.objects.personen().zichtbaar_voor(gebruiker(wie))
    assert set(seen.values_list("naam", flat=True)) == ziet
    assert set(zichtbaarheden(gebruiker(wie) if wie == "anoniem" else seen_by(wie))) == ziet


def seen_by(wie):
    return Gebruiker.objects.get(email=f"{wie}@example.nl")


@pytest.mark.parametrize("wie", ["anoniem", "professional", "medewerker"])
def test_het_algemene_nummer_ziet_iedereen(ingang, wie):
    seen = Contact.objects.algemeen().zichtbaar_voor(gebruiker(wie))
    assert [contact.naam for contact in seen] == ["Balie"]


def test_een_algemeen_contact_is_altijd_publiek():
    entry = maak(contacten=[algemeen(zichtbaarheid="coordinatoren")])
    assert entry.contacten.get().zichtbaarheid == Contact.Zichtbaarheid.PUBLIEK


def test_een_persoon_zonder_zichtbaarheid_is_voor_coordinatoren():
    person = persoon("publiek")
    del person["zichtbaarheid"]
    entry = maak(personen=[person])
    assert not entry.contacten.zichtbaar_voor(AnonymousUser()).exists()


def test_rechten_zonder_medewerker_te_zijn_geven_niets_extra():
    """Being superuser without staff opens the management site no more than it opens this."""
    assert zichtbaarheden(gebruiker("beheerder")) == ["publiek"]


def test_een_medewerker_zonder_recht_op_contacten_ziet_wat_iedereen_ziet():
    assert zichtbaarheden(gebruiker("medewerker openingstijden")) == ["publiek"]


def test_een_uitgezet_account_is_niet_aangemeld():
    """Django gives the anonymous user for an account that is off; staff alone is not enough."""
    user = AnonymousUser()
    user.is_staff = True
    assert zichtbaarheden(user) == ["publiek"]


@pytest.mark.parametrize("wie", ["anoniem", "professional"])
def test_bezoekers_zien_wat_gepubliceerd_is(wie):
    open_, closed = maak(), maak(status="tijdelijk_gesloten")
    for status in ("concept", "gestopt"):
        maak(status=status)
    assert set(Organisatie.objects.zichtbaar_voor(gebruiker(wie))) == {open_, closed}


def test_medewerkers_zien_ook_concepten_en_wat_gestopt_is():
    for status in Organisatie.Status.values:
        maak(status=status)
    assert Organisatie.objects.zichtbaar_voor(gebruiker("medewerker")).count() == 4
