"""The writer itself: what it writes, what the ledger keeps, and what it refuses."""

import math
from uuid import uuid4

import pytest
from django.test import override_settings

from organisaties.foto import foto
from organisaties.keuring import Geweigerd
from organisaties.models import Contact, Organisatie, PersoonlijkeWaarde, Ronde, Wijziging
from organisaties.schrijven import ronde
from tests.fabriek import HOUTWIJK, SPOORWIJK, algemeen, maak, persoon, velden
from wijken import versie

pytestmark = pytest.mark.django_db
BEWERKING = Ronde.Aard.BEWERKING


def wijzig(organisatie, **waarden):
    with ronde(BEWERKING, reden="proef") as schrijver:
        changed = schrijver.wijzig({organisatie.pk: waarden})
    organisatie.refresh_from_db()
    return changed


def laatste(organisatie):
    """The changes of the last round on this entry: field -> (before, after)."""
    rows = Wijziging.objects.filter(organisatie_uuid=organisatie.uuid)
    last = rows.order_by("-ronde_id").first().ronde
    return {w.veld: (w.voor, w.na) for w in rows.filter(ronde=last)}


def test_nieuw_geeft_webadres_buurt_en_een_regel_in_het_logboek():
    org = maak(naam="Crèche Zón & Zo", **HOUTWIJK)
    assert (org.slug, org.buurt.wijk.slug) == ("creche-zon-zo", "houtwijk")
    assert " s:kinderdagverblijf " in org.zoektekst
    [change] = Wijziging.objects.filter(organisatie=org)
    assert (change.veld, change.voor, change.na["naam"]) == ("", None, org.naam)


def test_nieuw_met_dezelfde_naam_krijgt_een_nummer():
    assert [maak(naam="Zon").slug for _ in range(3)] == ["zon", "zon-2", "zon-3"]


def test_wijzig_schrijft_het_veld_en_de_reden():
    org = maak(naam="Oud", **HOUTWIJK)
    assert wijzig(org, naam="Nieuw", **SPOORWIJK) == [org.pk]
    assert (org.naam, org.buurt.wijk.slug) == ("Nieuw", "spoorwijk")
    assert laatste(org)["naam"] == ("Oud", "Nieuw")
    assert Ronde.objects.first().reden == "proef"


def test_ongewijzigd_schrijft_niets_en_laat_geen_ronde_achter():
    org = maak(naam="Zelfde", talen=["ar"])
    before = versie.uit_database(), Ronde.objects.count(), org.gewijzigd
    assert wijzig(org, naam=" Zelfde ", talen=["ar", "ar"]) == []
    assert (versie.uit_database(), Ronde.objects.count(), org.gewijzigd) == before


def test_versie_gaat_omhoog_als_er_iets_verandert():
    org = maak()
    before = versie.uit_database()
    wijzig(org, naam="Anders")
    assert versie.uit_database() != before


def test_lijsten_en_aanhang_staan_in_het_logboek():
    org = maak(talen=["ar"])
    wijzig(
        org,
        talen=["tr", "ar"],
        openingstijden=[[1, "08:00", "17:00"]],
        werkgebied=["wijk:houtwijk"],
        sleutels=["lrk:123"],
        contacten=[algemeen()],
        overleg={"staat": "loopt", "leden": [str(org.uuid)]},
    )
    changes = laatste(org)
    assert changes["talen"] == (["ar"], ["ar", "tr"])
    assert changes["openingstijden"] == ([], [[1, "08:00", "17:00"]])
    assert changes["contacten"][1][0]["zichtbaarheid"] == "publiek"
    assert {"werkgebied", "sleutels", "overleg"} <= changes.keys()


def test_personen_staan_apart():
    org = maak(personen=[persoon("professionals")])
    wijzig(org, personen=[persoon("professionals", naam="Iemand Anders")])
    assert laatste(org) == {"personen": (None, None)}
    value = PersoonlijkeWaarde.objects.get(wijziging__veld="personen")
    assert (value.voor[0]["naam"], value.na[0]["naam"]) == ("Voorbeeldpersoon", "Iemand Anders")
    assert "personen" not in Wijziging.objects.get(organisatie=org, veld="").na


def test_verwijder_bewaart_wat_het_was_zonder_personen():
    org = maak(naam="Weg", personen=[persoon("professionals")])
    with ronde(BEWERKING) as schrijver:
        assert schrijver.verwijder([org.pk]) == 1
    assert not Organisatie.objects.exists()
    assert not Contact.objects.exists()
    last = Wijziging.objects.get(organisatie_uuid=org.uuid, na__isnull=True)
    assert last.voor["naam"] == "Weg"
    assert "personen" not in last.voor


def test_verwijder_schrijft_op_wie_de_verwijzing_kwijtraakt():
    koepel = maak()
    deel = maak(koepel=str(koepel.uuid))
    netwerk = maak(overleg={"staat": "loopt", "leden": [str(koepel.uuid), str(deel.uuid)]})
    with ronde(BEWERKING) as schrijver:
        schrijver.verwijder([koepel.pk])
    assert laatste(deel) == {"koepel": (str(koepel.uuid), None)}
    assert laatste(netwerk)["overleg"][1]["leden"] == [str(deel.uuid)]


def _faal_halverwege(org):
    with ronde(BEWERKING) as schrijver:
        schrijver.wijzig({org.pk: {"naam": "Anders"}})
        schrijver.nieuw([velden()])
        raise RuntimeError


def test_fout_halverwege_laat_niets_achter():
    org = maak(naam="Blijft")
    before = versie.uit_database(), Ronde.objects.count(), Wijziging.objects.count()
    with pytest.raises(RuntimeError):
        _faal_halverwege(org)
    org.refresh_from_db()
    assert org.naam == "Blijft"
    assert (versie.uit_database(), Ronde.objects.count(), Wijziging.objects.count()) == before


def test_weigering_die_wordt_opgevangen_laat_niets_half_achter():
    org, other = maak(), maak(sleutels=["lrk:1"])
    before = foto(org)
    with ronde(BEWERKING) as schrijver, pytest.raises(Geweigerd):
        schrijver.wijzig({org.pk: {"talen": ["ar"], "sleutels": ["lrk:1"]}})
    assert foto(org) == before
    assert foto(other)["sleutels"] == ["lrk:1"]


NIET_GOED = [
    ("naam", "a\0b", "stuurteken"),
    ("naam", "x" * 201, "200"),
    ("naam", "", "leeg"),
    ("naam", ["lijst"], "tekst"),
    ("omschrijving", "x" * 5001, "5000"),
    ("omschrijving", "half \ud800 teken", "half teken"),
    ("soort", "bestaat-niet", "bestaat niet"),
    ("soort", 5, "code"),
    ("ondersteuning", ["bestaat-niet"], "bestaat niet"),
    ("ondersteuning", "spraak-taal", "lijst"),
    ("koepel", "geen-uuid", "bestaat niet"),
    ("koepel", "00000000-0000-4000-8000-000000000000", "bestaat niet"),
    ("wijk", "nergens", "bestaat niet"),
    ("werkgebied", ["wijk:nergens"], "bestaat niet"),
    ("werkgebied", ["straat:x"], "begint met"),
    ("lat", 52.0, "lengtegraad"),
    ("lat", math.nan, "getal"),
    ("lat", 10**400, "past hier niet"),
    ("lat", 91, "90"),
    ("leeftijd_van", math.inf, "past hier niet"),
    ("postcode", "25", "vier cijfers"),
    ("website", "javascript:alert(1)", "URL"),
    ("status", "weg", "keuze"),
    ("tolk_mogelijk", "misschien", "ja, nee"),
    ("gecontroleerd_op", "morgen", "datum"),
    ("gecontroleerd_op", 5, "past hier niet"),
    ("openingstijden", [[1, "17:00", "08:00"]], "begint"),
    ("openingstijden", [[8, "08:00", "17:00"]], "getal van 1"),
    ("openingstijden", None, "openingstijden"),
    ("wachttijden", None, "lijst"),
    ("wachttijden", [{"weken": -1, "gemeld_op": "2026-01-01"}], "weken"),
    ("contacten", None, "lijst"),
    ("contacten", [{"email": "geen adres"}], "e-mail"),
    ("contacten", [{"rol": "alleen een rol"}], "naam"),
    ("contacten", [{"naam": "x", "uuid": "fout"}], "uuid"),
    ("sleutels", ["zonder-dubbele-punt"], "sleutel"),
    ("overleg", {"staat": "zomaar"}, "staat"),
    ("overleg", {"staat": "loopt", "doel": "x" * 1001}, "1000"),
    ("overleg", {"staat": "loopt", "leden": ["geen-uuid"]}, "bestaat niet"),
    ("slug", "met spatie", "slug"),
    ("zoektekst", "x", "kennen we niet"),
]


@pytest.mark.parametrize(("veld", "waarde", "woord"), NIET_GOED)
def test_weigert_met_veld_en_zin(veld, waarde, woord):
    org = maak()
    before = foto(org)
    for act in (
        lambda s: s.wijzig({org.pk: {veld: waarde}}),
        lambda s: s.nieuw([velden(**{veld: waarde})]),
    ):
        with pytest.raises(Geweigerd) as refusal, ronde(BEWERKING) as schrijver:
            act(schrijver)
        [fout] = refusal.value.fouten
        assert fout.veld == veld
        assert woord.lower() in fout.melding.lower()
    assert foto(org) == before
    assert Organisatie.objects.count() == 1


@pytest.mark.parametrize(
    ("veld", "waarden"),
    [
        ("leeftijd_van", {"leeftijd_van": 48, "leeftijd_tot": 48}),
        ("lat", {"lat": None, "lon": 4.2}),
    ],
)
def test_weigert_wat_samen_niet_klopt(veld, waarden):
    org = maak(**HOUTWIJK)
    with pytest.raises(Geweigerd) as refusal:
        wijzig(org, **waarden)
    assert [fout.veld for fout in refusal.value.fouten] == [veld]


@pytest.mark.parametrize("veld", ["slug", "sleutels", "contacten", "uuid"])
def test_weigert_wat_al_van_een_ander_is(veld):
    own = {
        "slug": "van-mij",
        "sleutels": ["lrk:1"],
        "contacten": [algemeen(uuid=str(uuid4()))],
        "uuid": str(uuid4()),
    }
    maak(**own)
    with pytest.raises(Geweigerd) as refusal:
        maak(**{veld: own[veld]})
    assert [fout.veld for fout in refusal.value.fouten] == [veld]


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("slug", "zelfde"),
        ("sleutels", ["lrk:2"]),
        ("uuid", "00000000-0000-4000-8000-000000000001"),
        ("contacten", [algemeen(uuid="00000000-0000-4000-8000-000000000002")]),
    ],
)
def test_weigert_twee_keer_hetzelfde_in_een_keer(veld, waarde):
    with pytest.raises(Geweigerd) as refusal, ronde(BEWERKING) as schrijver:
        schrijver.nieuw([velden(**{veld: waarde}), velden(**{veld: waarde})])
    assert {fout.veld for fout in refusal.value.fouten} == {veld}
    assert not Organisatie.objects.exists()


def test_weigert_een_webadres_van_een_ander_of_leeg():
    org = maak(slug="hier")
    maak(slug="daar")
    for slug in ("daar", ""):
        with pytest.raises(Geweigerd) as refusal:
            wijzig(org, slug=slug)
        assert refusal.value.fouten[0].veld == "slug"


def test_weigert_wat_niet_meer_bestaat_en_bij_zichzelf_horen():
    org = maak()
    with pytest.raises(Geweigerd, match="bestaat niet meer"), ronde(BEWERKING) as schrijver:
        schrijver.wijzig({org.pk + 999: {"naam": "x"}})
    with pytest.raises(Geweigerd, match="bij zichzelf"):
        wijzig(org, koepel=str(org.uuid))


def test_weigert_een_reden_die_niet_past():
    for reden in ("x" * 301, "nul\0"):
        with pytest.raises(Geweigerd), ronde(BEWERKING, reden=reden):
            pass
    assert not Ronde.objects.exists()


def test_meldt_alle_fouten_van_alle_rijen():
    with pytest.raises(Geweigerd) as refusal, ronde(BEWERKING) as schrijver:
        schrijver.nieuw([velden(), velden(postcode="x", status="x"), velden(naam="a\0")])
    faults = {(fout.rij, fout.veld) for fout in refusal.value.fouten}
    assert faults == {(1, "postcode"), (1, "status"), (2, "naam")}


@override_settings(PRODUCTIE=True)
def test_weigert_voorbeelden_in_productie():
    with pytest.raises(Geweigerd, match="voorbeelden"):
        maak(voorbeeld=True)
