"""What changed since the last export of the same question by the same account."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisaties.foto import foto
from organisaties.models import Gebruiker, Ronde, Uitvoer
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, maak, maak_veel, persoon
from tests.kaart.uitvoerlezers import ADRESSEN, breek_af, haal, lees_csv, lees_vcf, lees_xlsx

pytestmark = pytest.mark.django_db
PERSOON = "per=persoon"


def account(email="prof@example.nl", rol="professional"):
    client = Client()
    client.force_login(Gebruiker.objects.create_user(email, rol=rol))
    return client


@pytest.fixture
def prof(db):
    return account()


def wijzig(row, **waarden):
    with ronde(Ronde.Aard.BEWERKING, reden="test") as schrijver:
        schrijver.wijzig({row.pk: waarden})


def verschil(client, vraag="", soort="csv"):
    """The rows of a comparison as pairs of word and id."""
    lees = {"csv": lees_csv, "xlsx": lees_xlsx}[soort]
    rows = lees(haal(client, soort, f"{vraag}&sinds=vorige"))
    return [(row["verschil"], row.get("id persoon") or row["id"]) for row in rows]


def test_nieuw_gewijzigd_en_vervallen(prof):
    _stays, changes, goes = maak_veel([{"naam": n, **HOUTWIJK} for n in ("A", "B", "C")])
    haal(prof, "csv", "wijk=houtwijk")
    wijzig(changes, naam="B2")
    wijzig(goes, status="gestopt")
    new = maak(naam="D", **HOUTWIJK)
    rows = lees_csv(haal(prof, "csv", "wijk=houtwijk&sinds=vorige"))
    assert [(r["verschil"], r["id"], r["naam"]) for r in rows] == [
        ("gewijzigd", str(changes.uuid), "B2"),
        ("nieuw", str(new.uuid), "D"),
        ("vervallen", str(goes.uuid), ""),
    ]
    assert set(rows[-1].values()) == {"vervallen", str(goes.uuid), ""}
    assert verschil(prof, "wijk=houtwijk") == []


def test_wat_nog_te_zien_is_maar_niet_meer_antwoordt_heet_bij_zijn_naam(prof):
    moved = maak(naam="De Zon", **HOUTWIJK)
    haal(prof, "csv", "wijk=houtwijk")
    wijzig(moved, **SPOORWIJK)
    (row,) = lees_csv(haal(prof, "csv", "wijk=houtwijk&sinds=vorige&kolommen=telefoon,naam"))
    assert row == {"verschil": "vervallen", "telefoon": "", "naam": "De Zon", "id": str(moved.uuid)}


def test_de_eerste_keer_is_alles_nieuw_en_dat_zegt_de_naam_van_het_bestand(prof):
    row = maak()
    first = prof.get(f"{ADRESSEN['csv']}?sinds=vorige")
    assert "contacten-eerste-keer-" in first.headers["Content-Disposition"]
    assert [r["verschil"] for r in lees_csv(b"".join(first.streaming_content))] == ["nieuw"]
    again = prof.get(f"{ADRESSEN['csv']}?sinds=vorige")
    assert "contacten-verschil-" in again.headers["Content-Disposition"]
    assert lees_csv(b"".join(again.streaming_content)) == []
    wijzig(row, naam="Anders")
    assert verschil(prof) == [("gewijzigd", str(row.uuid))]


def test_csv_en_xlsx_vergelijken_met_elkaar(prof):
    row = maak()
    haal(prof, "csv", "kolommen=naam")
    assert verschil(prof, soort="xlsx") == []
    wijzig(row, straat="Laan")
    assert verschil(prof, soort="xlsx") == [("gewijzigd", str(row.uuid))]


# --- persons -------------------------------------------------------------------------------------


def mensen(row):
    """The persons of an entry as its photograph has them, by name."""
    return {p["naam"]: p for p in foto(row)["personen"]}


def test_een_persoon_die_vertrok_is_vervallen_zonder_naam(prof):
    row = maak(naam="De Zon", personen=[persoon("publiek", naam="An"), persoon("publiek")])
    haal(prof, "csv", PERSOON)
    people = mensen(row)
    an = people["An"]
    wijzig(row, personen=[{**an, "vertrokken_op": "2026-10-01"}, people["Voorbeeldpersoon"]])
    (gone,) = lees_csv(haal(prof, "csv", f"{PERSOON}&sinds=vorige"))
    assert (gone["verschil"], gone["id persoon"]) == ("vervallen", an["uuid"])
    assert (gone["organisatie"], gone["id organisatie"]) == ("De Zon", str(row.uuid))
    assert {v for k, v in gone.items() if not k.startswith(("id", "org", "ver"))} == {""}


def test_een_persoon_die_gewist_is_heeft_alleen_nog_een_kenmerk(prof):
    row = maak(naam="De Zon", personen=[persoon("publiek", naam="An")])
    haal(prof, "csv", PERSOON)
    uuid = mensen(row)["An"]["uuid"]
    wijzig(row, personen=[])
    (gone,) = lees_csv(haal(prof, "csv", f"{PERSOON}&sinds=vorige"))
    assert set(gone.values()) == {"vervallen", uuid, ""}


def test_een_persoon_die_alleen_nog_voor_coordinatoren_is(prof):
    row = maak(personen=[persoon("professionals", naam="An")])
    haal(prof, "csv", PERSOON)
    an = mensen(row)["An"]
    wijzig(row, personen=[{**an, "zichtbaarheid": "coordinatoren", "telefoon": "06-99999999"}])
    text = haal(prof, "csv", f"{PERSOON}&sinds=vorige").decode()
    assert "vervallen" in text
    assert "An;" not in text
    assert "99" not in text.replace(an["uuid"], "").replace(str(row.uuid), "")


def test_een_andere_vraag_en_een_andere_rij_vergelijken_apart(prof):
    row = maak(**HOUTWIJK, personen=[persoon("publiek")])
    haal(prof, "csv", "wijk=houtwijk")
    uuid = mensen(row)["Voorbeeldpersoon"]["uuid"]
    assert verschil(prof) == [("nieuw", str(row.uuid))]
    assert verschil(prof, f"wijk=houtwijk&{PERSOON}") == [("nieuw", uuid)]
    assert verschil(prof, "wijk=houtwijk&sorteer=naam&pagina=2") == []


def test_dezelfde_vraag_anders_geschreven(prof):
    maak(**HOUTWIJK, naam="Spel")
    haal(prof, "csv", "wijk=houtwijk&wijk=waldeck&q=Spel")
    assert verschil(prof, "q=%20spel&wijk=waldeck&wijk=houtwijk") == []


def test_van_een_ander_account_is_het_een_andere_lijst(prof):
    maak()
    haal(prof, "csv")
    other = account("ander@example.nl")
    assert [word for word, _ in verschil(other)] == ["nieuw"]
    prints = [row.afdrukken for row in Uitvoer.objects.order_by("pk")]
    assert prints[0].keys() == prints[1].keys()
    assert prints[0] != prints[1]


# --- cards ---------------------------------------------------------------------------------------


def test_kaartjes_alleen_wat_nieuw_of_gewijzigd_is(prof):
    _stays, changes, goes = maak_veel([{"naam": n} for n in "ABC"])
    haal(prof, "vcf")
    wijzig(changes, naam="B2")
    wijzig(goes, status="gestopt")
    maak(naam="D", personen=[persoon("publiek", naam="An")])
    cards = lees_vcf(haal(prof, "vcf", "sinds=vorige"))
    assert [card.fn.value for card in cards] == ["B2", "D", "An"]
    assert Uitvoer.objects.first().rijen == 3


# --- what is kept --------------------------------------------------------------------------------


def test_alleen_de_laatste_houdt_afdrukken(prof):
    maak()
    for _ in range(3):
        haal(prof, "csv")
    haal(prof, "csv", PERSOON)
    kept = [bool(row.afdrukken) for row in Uitvoer.objects.filter(vorm="csv").order_by("pk")]
    assert kept == [False, False, True]


def test_afdrukken_bevatten_geen_waarde(prof):
    row = maak(naam="Geheim", personen=[persoon("publiek", naam="Geheim")])
    haal(prof, "csv", PERSOON)
    (uuid,) = Uitvoer.objects.get().afdrukken
    assert uuid == mensen(row)["Geheim"]["uuid"]
    assert len(Uitvoer.objects.get().afdrukken[uuid]) == 16
    assert len(Uitvoer.objects.get().kenmerk) == 64


def test_een_afgebroken_lijst_telt_niet_als_de_vorige(prof):
    row = maak()
    haal(prof, "csv")
    wijzig(row, naam="Anders")
    broken = prof.get(ADRESSEN["csv"])
    next(iter(broken.streaming_content))
    breek_af(broken)
    assert verschil(prof) == [("gewijzigd", str(row.uuid))]


def test_van_een_heel_lange_lijst_geen_vergelijking(prof, monkeypatch):
    monkeypatch.setattr("kaart.uitvoer.verschil.MAX_RIJEN", 2)
    maak_veel([{}] * 3)
    haal(prof, "csv")
    refused = prof.get(f"{ADRESSEN['csv']}?sinds=vorige")
    assert refused.status_code == 400
    assert "meer dan 2 rijen" in refused.content.decode()
    assert len(lees_csv(haal(prof, "csv"))) == 3


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("rol", [None, "wacht"])
@pytest.mark.parametrize("soort", ["csv", "xlsx", "vcf"])
def test_alleen_met_een_rol(rol, soort):
    client = account(rol=rol) if rol else Client()
    maak()
    haal(client, soort)
    response = client.get(f"{ADRESSEN[soort]}?sinds=vorige")
    assert response.status_code == 403
    assert "Alleen wie is aangemeld" in response.content.decode()
    assert not Uitvoer.objects.exclude(afdrukken={}, kenmerk="").exists()


def test_sinds_iets_anders(prof):
    response = prof.get(f"{ADRESSEN['csv']}?sinds=gisteren")
    assert response.status_code == 400
    assert "(sinds): schrijf vorige" in response.content.decode()


def test_een_kaartlaag_vergelijkt_niet(prof):
    response = prof.get(f"{ADRESSEN['geojson']}?sinds=vorige")
    assert response.status_code == 400
    assert "csv, xlsx en vcf" in response.content.decode()


def test_niet_meer_vragen_aan_de_database_bij_meer_rijen(prof):
    counts = []
    for number in (2, 50):
        rows = maak_veel([{"personen": [persoon("publiek")]}] * number)
        haal(prof, "csv")
        wijzig(rows[0], status="gestopt")
        with CaptureQueriesContext(connection) as queries:
            haal(prof, "csv", "sinds=vorige")
        counts.append(len(queries))
    assert counts[0] == counts[1]
