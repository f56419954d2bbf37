"""Visiting cards in: to which entry a card belongs, and what becomes of its person."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kaart.uitvoer import vcard as uitvoer
from organisaties.foto import foto
from organisaties.invoer.bron import Bestand, Lezing, Verslag
from organisaties.invoer.bronnen.vcard import BRON
from organisaties.invoer.plan import maak_plan
from organisaties.invoer.toepassen import pas_toe
from organisaties.invoer.vergelijk import vul_aan
from tests.fabriek import algemeen, maak, persoon
from tests.kaart.uitvoerlezers import bereik, een_rij, gemaakt, haal

pytestmark = pytest.mark.django_db


@pytest.fixture
def lees(tmp_path):
    """Read a file with these cards, each given as its lines; give rows and what was passed over."""

    def lezer(*kaarten, ruw=None):
        pad = tmp_path / "kaarten.vcf"
        cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\n{kaart}\nEND:VCARD\n" for kaart in kaarten)
        pad.write_bytes(cards.encode() if ruw is None else ruw)
        verslag = Verslag()
        return list(BRON.lees(pad, verslag)), verslag

    return lezer


def jan(**anders):
    """The lines of a card of a made-up person."""
    lines = {"FN": "Jan Voorbeeld", "ORG": "Opvang De Zon", "EMAIL": "jan@zon.example.nl", **anders}
    return "\n".join(f"{name}:{value}" for name, value in lines.items() if value)


def na_toepassen(row, rij):
    """What the entry would be with the row applied."""
    return {**foto(row), **vul_aan({}, rij, foto(row))}


# --- a person of an entry ------------------------------------------------------------------------


def test_een_nieuwe_persoon_komt_bij_de_organisatie_die_de_kaart_noemt(lees):
    row = maak(naam="Opvang De Zon")
    (rij,), _ = lees(jan(TITLE="Coach", ROLE="Spil", TEL="+31701234567"))
    (person,) = rij.aanvulling["personen"]
    uuid = person.pop("uuid")
    assert (rij.ingang, rij.nummer, rij.melding) == (str(row.uuid), 1, "")
    assert person == {
        "naam": "Jan Voorbeeld",
        "functie": "Coach",
        "rol": "Spil",
        "email": "jan@zon.example.nl",
        "telefoon": "070-123 45 67",
        "zichtbaarheid": "coordinatoren",
        "grondslag": "aangeleverd als vCard",
    }
    assert lees(jan(EMAIL="nieuw@example.nl"))[0][0].aanvulling["personen"][0]["uuid"] == uuid


def test_kaarten_van_een_organisatie_worden_een_regel(lees):
    zon, maan = maak(naam="Opvang De Zon"), maak(naam="Opvang De Maan")
    rijen, _ = lees(jan(), jan(FN="Fien Voorbeeld", ORG="Opvang De Maan"), jan(FN="Gijs Voorbeeld"))
    assert {rij.ingang: (rij.nummer, len(rij.aanvulling["personen"])) for rij in rijen} == {
        str(zon.uuid): (1, 2),
        str(maan.uuid): (2, 1),
    }
    assert len({rij.sleutel for rij in rijen}) == 2


def test_twee_keer_invoeren_verandert_de_tweede_keer_niets(lees):
    row = maak(naam="Opvang De Zon", personen=[persoon("publiek", naam="Al Bekend")])
    kaarten = (jan(UID="abc"), jan(FN="Esra Voorbeeld", EMAIL="esra@example.nl"))

    def plan():
        rijen, verslag = lees(*kaarten)
        return maak_plan(Lezing(BRON, Bestand("k.vcf", "0" * 64), rijen, verslag))

    first = plan()
    assert first.tellingen["gewijzigd"] == 1
    pas_toe(first)
    names = [person["naam"] for person in foto(row)["personen"]]
    assert names == ["Al Bekend", "Jan Voorbeeld", "Esra Voorbeeld"], "nobody is taken away"
    again = plan().tellingen
    assert again["ongewijzigd"] == sum(again.values()) == 1


# --- whom we know already ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "bekend", [{"email": "JAN@zon.example.nl", "naam": "J. Voorbeeld"}, {"naam": "Ján voorbeeld"}]
)
def test_wie_er_al_staat_houdt_zijn_kenmerk_en_zichtbaarheid(lees, bekend):
    row = maak(naam="Opvang De Zon", personen=[persoon("publiek", rol="Spil", **bekend)])
    (old,) = foto(row)["personen"]
    (rij,), _ = lees(jan(TEL="070-000 00 02"))
    (new,) = na_toepassen(row, rij)["personen"]
    assert new["telefoon"] == "070-000 00 02"
    for name in ("uuid", "zichtbaarheid", "grondslag", "bevestigd_op", "rol", "functie"):
        assert new[name] == old[name]


def test_een_andere_naam_bij_hetzelfde_postvak_staat_erbij(lees):
    maak(
        naam="Opvang De Zon", personen=[persoon("publiek", naam="Piet", email="jan@zon.example.nl")]
    )
    (rij,), _ = lees(jan())
    assert "Kaart 1: deze persoon staat er al onder een andere naam" in rij.let_op[0]


def test_het_postvak_van_de_organisatie_wijst_geen_persoon_aan(lees):
    row = maak(
        naam="Opvang De Zon",
        contacten=[algemeen(email="info@example.nl")],
        personen=[persoon("publiek", naam="Piet", email="info@example.nl")],
    )
    (rij,), _ = lees(jan(EMAIL="info@example.nl"))
    assert [p["naam"] for p in na_toepassen(row, rij)["personen"]] == ["Piet", "Jan Voorbeeld"]


def test_een_gedeeld_postvak_gaat_naar_wie_de_kaarten_niet_noemen(lees):
    row = maak(
        naam="Opvang De Zon", personen=[persoon("publiek", naam="Piet", email="wij@example.nl")]
    )
    (rij,), _ = lees(jan(EMAIL="wij@example.nl"), jan(FN="Piet", EMAIL="wij@example.nl"))
    assert [p["naam"] for p in na_toepassen(row, rij)["personen"]] == ["Piet", "Jan Voorbeeld"]


def test_dezelfde_kaart_twee_keer_telt_een_keer_en_een_andere_wordt_geweigerd(lees):
    maak(naam="Opvang De Zon")
    refused, rij = lees(jan(), jan(), jan(EMAIL="ander@example.nl"))[0]
    assert len(rij.aanvulling["personen"]) == 1
    assert (refused.nummer, refused.melding) == (
        3,
        "Kaart 1 gaat over hetzelfde contact. Houd er één van over.",
    )
    assert lees(jan(), jan())[1].overgeslagen["kaart staat er twee keer in"] == 1


# --- mailboxes and numbers -----------------------------------------------------------------------


def test_werk_gaat_voor_en_de_rest_wordt_gemeld_zonder_te_herhalen(lees):
    maak(naam="Opvang De Zon")
    card = jan() + "\nEMAIL;TYPE=WORK:werk@example.nl\nTEL:06-00000001\nTEL;WORK:070-0000002"
    (rij,), _ = lees(card.replace("06-00000001", "06-12345678").replace("0000002", "1234567"))
    (person,) = rij.aanvulling["personen"]
    assert (person["email"], person["telefoon"]) == ("werk@example.nl", "070-123 45 67")
    assert [note.partition(";")[0] for note in rij.let_op] == [
        "Kaart 1: er staan meer e-mailadressen op",
        "Kaart 1: er staan meer telefoonnummers op",
    ]
    assert "jan@" not in str(rij.let_op)


def test_een_nummer_dat_niet_klopt_valt_weg_met_een_woord_erbij(lees):
    maak(naam="Opvang De Zon")
    (rij,), _ = lees(jan(TEL="kantoor"))
    assert "telefoon" not in rij.aanvulling["personen"][0]
    assert rij.let_op == ("Kaart 1: het telefoonnummer klopt niet en is weggelaten.",)


# --- the organisation itself ---------------------------------------------------------------------

BALIE = "KIND:org\nFN:Opvang De Zon\nORG:Opvang De Zon\nTEL:070-765 43 21"


def test_een_kaart_zonder_persoon_is_het_algemene_contact(lees):
    row = maak(naam="Opvang De Zon")
    (rij,), _ = lees(BALIE)
    assert [c["telefoon"] for c in rij.aanvulling["contacten"]] == ["070-765 43 21"]
    assert "iedereen krijgt het te zien" in rij.let_op[0]
    assert na_toepassen(row, rij)["contacten"][0]["zichtbaarheid"] == "publiek"


def test_een_nieuw_algemeen_nummer_komt_bij_het_contact_dat_er_is(lees):
    row = maak(naam="Opvang De Zon", contacten=[algemeen()])
    (rij,), _ = lees(BALIE)
    (new,) = na_toepassen(row, rij)["contacten"]
    (old,) = foto(row)["contacten"]
    assert new == {**old, "telefoon": "070-765 43 21"}


def test_een_los_adres_zonder_naam_wordt_niet_openbaar(lees):
    maak(naam="Opvang De Zon")
    (rij,), _ = lees(jan(FN="jan@zon.example.nl"))
    (person,) = rij.aanvulling["personen"]
    assert (person["email"], person["zichtbaarheid"]) == ("jan@zon.example.nl", "coordinatoren")


# --- which organisation --------------------------------------------------------------------------


def test_een_bijna_gelijke_naam_wordt_herkend_en_gemeld(lees):
    row = maak(naam="Opvang De Zonnebloem")
    (rij,), _ = lees(jan(ORG="Opvang de Zonebloem"))
    assert rij.ingang == str(row.uuid)
    assert rij.let_op == ("Kaart 1: “Opvang de Zonebloem” lezen wij als “Opvang De Zonnebloem”.",)


def test_een_ander_nummer_is_een_andere_plek(lees):
    maak(naam="Kinderopvang De Zonnebloem 1")
    (rij,), _ = lees(jan(ORG="Kinderopvang De Zonnebloem 2"))
    assert "kennen we niet" in rij.melding


def test_een_onderdeel_gaat_voor_het_geheel(lees):
    maak(naam="De Zon")
    row = maak(naam="De Zon Houtwijk")
    (rij,), _ = lees(jan(ORG="De Zon;Houtwijk"))
    assert rij.ingang == str(row.uuid)


@pytest.mark.parametrize("kenmerk", [{"website": "https://www.zon.example.nl/x"}, {}])
def test_een_onbekende_naam_gaat_op_website_of_postvak(lees, kenmerk):
    general = [] if kenmerk else [algemeen(email="info@zon.example.nl")]
    row = maak(naam="Iets heel anders", contacten=general, **kenmerk)
    (rij,), _ = lees(jan())
    assert rij.ingang == str(row.uuid)
    assert "website is van “Iets heel anders”" in rij.let_op[0]


def test_een_postvak_dat_iedereen_kan_hebben_wijst_niets_aan(lees):
    maak(naam="Iets heel anders", contacten=[algemeen(email="zon@gmail.com")])
    (rij,), _ = lees(jan(EMAIL="jan@gmail.com"))
    assert rij.melding == (
        "Organisatie “Opvang De Zon” kennen we niet; voeg die eerst toe, "
        "of schrijf de naam zoals op de sociale kaart."
    )
    assert rij.cellen == {"FN": "Jan Voorbeeld", "ORG": "Opvang De Zon"}


def test_zelfde_naam_op_twee_plekken_vraagt_om_de_postcode(lees):
    maak(naam="Opvang De Zon", postcode="2552AB")
    row = maak(naam="Opvang De Zon", postcode="2553CD")
    (rij,), _ = lees(jan())
    assert "staat 2 keer op de sociale kaart" in rij.melding
    (rij,), _ = lees(jan(ADR=";;Laan 1;Den Haag;;2553 cd;"))
    assert rij.ingang == str(row.uuid)


@pytest.mark.parametrize("waarden", [{"status": "gestopt"}, {"naam": "Iets anders"}])
def test_een_gestopte_of_onbekende_organisatie_krijgt_geen_contacten(lees, waarden):
    maak(**{"naam": "Opvang De Zon", **waarden})
    (rij,), _ = lees(jan())
    assert "kennen we niet" in rij.melding


@pytest.mark.parametrize(
    ("kaart", "reden"),
    [
        (jan(ORG=""), "geen organisatie (ORG)"),
        ("ORG:Opvang De Zon\nTITLE:Coach\nFN:" + "x" * 160, "naam"),
        (jan(FN="Jan\x07"), "stuurteken"),
    ],
)
def test_een_kaart_die_niet_kan_wordt_geweigerd_en_de_andere_blijft(lees, kaart, reden):
    maak(naam="Opvang De Zon")
    rijen, _ = lees(kaart, jan(FN="Fien"))
    refused = {rij.nummer: rij.melding for rij in rijen if rij.melding}
    assert list(refused) == [1]
    assert reden in refused[1]
    assert [p["naam"] for rij in rijen for p in rij.aanvulling.get("personen", [])] == ["Fien"]


GEDEELD = Path(__file__).parents[3] / "shared" / "data" / "vcard"


@pytest.mark.skipif(
    not GEDEELD.is_dir(), reason="de voorbeeldkaarten (shared/data/vcard) ontbreken"
)
def test_echte_voorbeeldkaarten_komen_bij_hun_organisatie(lees):
    maak(naam="IBM")
    people = {}
    for pad in sorted(GEDEELD.glob("*.vcf")):
        rijen, _ = lees(ruw=pad.read_bytes())
        assert rijen
        assert all(rij.melding or rij.aanvulling for rij in rijen)
        if found := [p["email"] for rij in rijen for p in rij.aanvulling.get("personen", [])]:
            people[pad.stem] = found
    assert people == {
        "John_Doe_EVOLUTION": ["john.doe@ibm.com"],
        "John_Doe_GMAIL": ["john.doe@ibm.com"],
        "John_Doe_MS_OUTLOOK": ["john.doe@ibm.cm"],
    }


# --- our own export reads back --------------------------------------------------------------------


def test_de_eigen_uitvoer_terug_verandert_niets(client, lees):
    staff = get_user_model().objects.create_user(
        "beheer@example.nl", "geheim", is_staff=True, is_superuser=True
    )
    people = [persoon("coordinatoren"), persoon("publiek", naam="", email="x@example.nl")]
    nameless = persoon("publiek", naam="", functie="", email="y@example.nl")
    phones = [algemeen(), {"telefoon": "vraag de balie"}, {"email": "INFO2@example.nl"}]
    maak(naam="Zon; Zee, \\Strand\\", contacten=phones, personen=[*people, nameless])
    maak(naam="Leeg")
    maak(naam="!!!", contacten=[algemeen(telefoon="+1-418-656-9254")])
    client.force_login(staff)
    rijen, verslag = lees(ruw=haal(client, "vcf"))
    plan = maak_plan(Lezing(BRON, Bestand("k.vcf", "0" * 64), rijen, verslag))
    assert plan.tellingen["ongewijzigd"] == sum(plan.tellingen.values()) == 2
    assert sum(plan.overgeslagen.values()) == 1, "one has no way to reach it"


TEKST = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=25)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(naam=TEKST, functie=TEKST, org=TEKST)
@example(naam="a\\:b", functie="\\n", org="x\\;y,")
@example(naam=" a", functie="\u2028", org="=?quoted-printable=")
def test_welke_tekst_ook_de_eigen_kaart_geeft_dezelfde_persoon(lees, naam, functie, org):
    row = maak(
        naam=org if org.strip() else "x",
        personen=[{"naam": naam, "functie": functie, "email": "a@example.nl"}],
    )
    before = foto(row)
    (person,) = before["personen"]
    card = bereik(**{k: person[k] for k in ("uuid", "naam", "functie", "email")}, persoon=True,
                  open=True)  # fmt: skip
    own = een_rij(id=str(row.uuid), naam=row.naam, personen=[card])
    data = gemaakt(uitvoer, own)
    (rij,), _ = lees(ruw=data)
    assert not rij.melding
    assert na_toepassen(row, rij) == before
