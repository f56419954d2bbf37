"""Who gets which persons in which file: every role, every form."""

import pytest
from django.test import Client

from organisaties.models import Gebruiker
from tests.fabriek import algemeen, maak, maak_veel, persoon
from tests.kaart.uitvoerlezers import haal, lees_csv, lees_vcf, lees_xlsx

pytestmark = pytest.mark.django_db
NIVEAUS = ("publiek", "professionals", "coordinatoren")
ROLLEN = ("anoniem", "wacht", "organisatie", "professional", "kwartiermaker", "beheerder")
# Whose address goes along from the entry of somebody else, and from the entry that one keeps true.
ADRESSEN = {
    "anoniem": ((), ()),
    "wacht": ((), ()),
    "organisatie": ((), NIVEAUS),
    "professional": (NIVEAUS[:2], NIVEAUS),
    "kwartiermaker": (NIVEAUS, NIVEAUS),
    "beheerder": (NIVEAUS, NIVEAUS),
}
elke_rol = pytest.mark.parametrize("rol", ROLLEN)


def mensen(waar):
    """A person of every level, one who left and one who was hidden; each value says who."""
    shown = [een(waar, level, level) for level in NIVEAUS]
    gone = een(waar, "vertrokken", "publiek", vertrokken_op="2026-09-01")
    hidden = een(waar, "verborgen", "publiek", verborgen_op="2026-09-01")
    return [*shown, gone, hidden]


def een(waar, wie, zichtbaarheid, **waarden):
    return persoon(zichtbaarheid, naam=f"{waar} {wie}", email=f"{waar}.{wie}@example.nl",
                   telefoon="06-12345678", rol=f"Rol {wie}", **waarden)  # fmt: skip


@pytest.fixture
def ingangen():
    return maak_veel(
        [{"naam": f"De {w}", "contacten": [algemeen()], "personen": mensen(w)} for w in ("a", "b")]
    )


def als(rol, ingangen):
    """A client of this role, who keeps the second entry true."""
    client = Client()
    if rol != "anoniem":
        user = Gebruiker.objects.create_user(f"{rol}@example.nl", rol=rol)
        user.organisaties.add(ingangen[1])
        client.force_login(user)
    return client


def mailadressen(rol):
    other, own = ADRESSEN[rol]
    return {*(f"a.{level}@example.nl" for level in other),
            *(f"b.{level}@example.nl" for level in own)}  # fmt: skip


def namen(rol):
    """Names: of whom the address comes, and of public persons."""
    mail = {address.removesuffix("@example.nl").replace(".", " ") for address in mailadressen(rol)}
    return mail | {"a publiek", "b publiek"}


@elke_rol
@pytest.mark.parametrize(("soort", "lees"), [("csv", lees_csv), ("xlsx", lees_xlsx)])
def test_een_rij_per_persoon(ingangen, rol, soort, lees):
    rows = lees(haal(als(rol, ingangen), soort, "per=persoon"))
    assert {row["naam"] for row in rows} == namen(rol)
    assert {row.get("e-mail", "") for row in rows} - {""} == mailadressen(rol)
    assert {row.get("telefoon", "") for row in rows} - {""} <= {"06-12 34 56 78"}


@elke_rol
@pytest.mark.parametrize(("soort", "lees"), [("csv", lees_csv), ("xlsx", lees_xlsx)])
def test_een_rij_per_ingang(ingangen, rol, soort, lees):
    rows = lees(haal(als(rol, ingangen), soort))
    assert {n for row in rows for n in row["contactpersoon"].split("; ")} == namen(rol)
    mail = {m for row in rows for m in row.get("e-mail contactpersoon", "").split("; ")}
    assert mail - {""} == mailadressen(rol)


@elke_rol
def test_kaartjes(ingangen, rol):
    cards = lees_vcf(haal(als(rol, ingangen), "vcf"))
    people = [c for c in cards if "x-sociale-kaart-organisatie" in c.contents]
    assert len(cards) - len(people) == 2
    assert {card.email.value for card in people} == mailadressen(rol)


@elke_rol
def test_een_kaart_laag_heeft_nooit_personen(ingangen, rol):
    client = als(rol, ingangen)
    for chosen in ("", "per=persoon", "per=persoon&kolommen=naam"):
        text = haal(client, "geojson", chosen).decode()
        assert "publiek" not in text
        assert "06-12" not in text


@elke_rol
def test_wie_vertrok_of_verborgen_is_gaat_nooit_mee(ingangen, rol):
    client = als(rol, ingangen)
    for soort in ("csv", "vcf", "geojson"):
        for per in ("", "per=ingang", "per=persoon"):
            text = haal(client, soort, per).decode().replace("\r\n ", "")
            assert "vertrokken" not in text
            assert "verborgen" not in text


@elke_rol
def test_zonder_adres_ook_geen_rol_of_niveau(ingangen, rol):
    text = haal(als(rol, ingangen), "csv", "per=persoon").decode()
    assert ("Rol publiek" in text) == ("zichtbaar voor" in text) == bool(mailadressen(rol))


@pytest.mark.parametrize("rol", ["kwartiermaker", "beheerder"])
def test_zonder_tweede_factor_als_zonder_account(ingangen, settings, rol):
    settings.TWEEDE_FACTOR_VERPLICHT = True
    client = als(rol, ingangen)
    for per in ("", "per=persoon"):
        assert haal(client, "csv", per) == haal(Client(), "csv", per)
        assert haal(client, "vcf", per) == haal(Client(), "vcf", per)
    refused = client.get("/uitvoer/contacten.csv?sinds=vorige")
    assert refused.status_code in (302, 403), "refused, or led to the second factor"


def test_een_uitgezet_account_is_niemand(ingangen):
    client = als("beheerder", ingangen)
    Gebruiker.objects.update(is_active=False)
    assert haal(client, "csv") == haal(Client(), "csv")


def test_van_een_organisatie_zonder_ingang_gaat_geen_adres_mee():
    maak(personen=mensen("a"))
    client = Client()
    client.force_login(Gebruiker.objects.create_user("o@example.nl", rol="organisatie"))
    assert haal(client, "csv", "per=persoon") == haal(Client(), "csv", "per=persoon")
