"""Areas of the CBS come in by a plan: nothing is lost, nobody's work is overwritten."""

from decimal import Decimal

import pytest
import shapely
from shapely.geometry import shape

from tests.fabriek import maak
from tests.wijken.ogcapi import GEMEENTE, ZIJDE, buurt, schrijf, stad, vak
from wijken.bronnen import (
    AlTeruggedraaid,
    PlanVerouderd,
    draai_gebieden_terug,
    maak_gebiedsplan,
    pas_gebieden_toe,
)
from wijken.models import Buurt, Gebiedsronde, Gemeente, Kerncijfer, Stadsdeel, Wijk
from wijken.versie import huidige

pytestmark = pytest.mark.django_db
NIETS = dict.fromkeys(("nieuw", "gewijzigd", "ongewijzigd", "verdwenen", "terug", "geweigerd"), 0)


@pytest.fixture
def plan(tmp_path):
    """Plan an import of these features; all five buurten when none are given."""

    def maak_plan(features=None, **opties):
        pad = schrijf(tmp_path / "buurten.geojson", stad() if features is None else features)
        return maak_gebiedsplan(pad, GEMEENTE, **opties)

    return maak_plan


@pytest.fixture
def ronde(plan):
    return pas_gebieden_toe(plan())


def velden(plan):
    return {regel.sleutel: [veld for veld, *_ in regel.velden] for regel in plan.regels}


def test_een_plan_telt_en_schrijft_niets(plan):
    gemaakt = plan()
    assert gemaakt.tellingen == NIETS | {"nieuw": 7}
    assert not Gemeente.objects.filter(code=GEMEENTE).exists()
    assert not Gebiedsronde.objects.exists()


def test_toepassen_maakt_gemeente_wijken_en_buurten(plan):
    voor = huidige()
    ronde = pas_gebieden_toe(plan(), wie="Mo")
    wijken = Wijk.objects.filter(gemeente__code=GEMEENTE)
    assert set(wijken.values_list("naam", "slug", "cbs_code")) == {
        ("Noord", "noord", "WK999901"),
        ("Zuid", "zuid", "WK999902"),
    }
    assert Buurt.objects.filter(wijk__slug="noord").count() == 3
    assert (ronde.wie, ronde.bestand, ronde.tellingen["nieuw"]) == ("Mo", "buurten.geojson", 7)
    assert (len(ronde.vingerafdruk), huidige() != voor) == (64, True)


def test_de_tweede_keer_is_het_plan_leeg(plan, ronde):
    voor = huidige()
    opnieuw = plan()
    assert (opnieuw.leeg, opnieuw.tellingen) == (True, NIETS | {"ongewijzigd": 7})
    assert pas_gebieden_toe(opnieuw) is None
    assert (huidige(), Gebiedsronde.objects.count()) == (voor, 1)


def test_buren_houden_een_gezamenlijke_grens(plan):
    """A wavering border of 20 cm becomes one straight line, the same for both."""
    kronkel = [[300 * i, 2400 + i % 2 / 5] for i in range(11)]
    boven = [*kronkel, [3000, 4000], [0, 4000], [0, 2400]]
    onder = [*kronkel, [3000, 0], [0, 0], [0, 2400]]
    ringen = [[[150_000 + x, 480_000 + y] for x, y in ring] for ring in (boven, onder)]
    vlakken = [{"type": "Polygon", "coordinates": [ring]} for ring in ringen]
    codes = ("BU99990101", "BU99990102")
    gemaakt = plan([buurt(c, geometrie=v) for c, v in zip(codes, vlakken, strict=True)])
    pas_gebieden_toe(gemaakt)
    klein = [shape(b.omtrek) for b in Buurt.objects.filter(code__in=codes)]
    assert shapely.coverage_is_valid(klein)
    assert (gemaakt.punten_voor, gemaakt.punten_na < 20) == (28, True)


def test_een_webadres_dat_bezet_is_krijgt_de_gemeente_erachter(plan):
    anders = {code: {"wijknaam": "Waldeck"} for code in ("BU99990201", "BU99990202")}
    pas_gebieden_toe(plan(stad(**anders)))
    assert Wijk.objects.get(cbs_code="WK999902").slug == "waldeck-verzonnen"


def test_cijfers_komen_mee_en_onbekend_blijft_onbekend(plan):
    cijfers = {
        "BU99990101": {"aantal_inwoners": 1200, "percentage_personen_0_tot_15_jaar": 20},
        "BU99990102": {"aantal_inwoners": -99997},
    }
    pas_gebieden_toe(plan(stad(**cijfers), jaar=2025))
    rij = Kerncijfer.objects.get(gebied_code__startswith="BU9999")
    assert (rij.gebied_code, rij.onderwerp, rij.waarde, rij.jaar) == (
        "BU99990101",
        "inwoners",
        Decimal(1200),
        2025,
    )
    assert plan(stad(**cijfers), jaar=2025).leeg


def test_cijfers_zonder_jaar_worden_niet_gelezen_en_dat_wordt_gezegd(plan):
    gemaakt = plan(stad(BU99990101={"aantal_inwoners": 1200}))
    assert "Geef --jaar op" in gemaakt.let_op[0]


# --- The source changes -----------------------------------------------------------------------


def test_wat_de_bron_wijzigt_komt_mee(plan, ronde):
    anders = {
        "BU99990101": {"buurtnaam": "Grachtkwartier", "wijknaam": "Wijk 01 Noord-West"},
        "BU99990202": {"geometrie": vak(4 * ZIJDE, breed=900)},
    }
    gemaakt = plan(stad(**anders))
    assert gemaakt.tellingen == NIETS | {"gewijzigd": 3, "ongewijzigd": 4}
    assert {sleutel: wat for sleutel, wat in velden(gemaakt).items() if wat} == {
        "noord": ["naam"],
        "BU99990101": ["naam", "bron"],
        "BU99990202": ["omtrek", "bron"],
    }
    pas_gebieden_toe(gemaakt)
    assert Wijk.objects.get(slug="noord").naam == "Noord-West"
    assert plan(stad(**anders)).leeg


def test_een_buurt_die_weg_is_blijft_staan_en_wordt_een_keer_gemeld(plan, ronde):
    gemaakt = plan(stad("BU99990103"))
    assert gemaakt.tellingen == NIETS | {"ongewijzigd": 6, "verdwenen": 1}
    pas_gebieden_toe(gemaakt)
    assert Buurt.objects.filter(code="BU99990103").exists()
    opnieuw = plan(stad("BU99990103"))
    assert (opnieuw.leeg, opnieuw.al_weg) == (True, ["Het Hof (BU99990103)"])


def test_een_buurt_die_terugkomt_wordt_zo_genoemd(plan, ronde):
    pas_gebieden_toe(plan(stad("BU99990103")))
    gemaakt = plan()
    assert gemaakt.tellingen == NIETS | {"ongewijzigd": 6, "terug": 1}
    pas_gebieden_toe(gemaakt)
    assert plan().leeg


def test_als_de_helft_weg_is_zegt_het_plan_dat(plan, ronde):
    assert plan().verdacht == ""
    weg = ("BU99990101", "BU99990102", "BU99990201")
    assert plan(stad(*weg)).verdacht.startswith("3 van de 5 bekende buurten")


def test_een_afgesplitste_buurt_komt_in_de_wijk_waar_zij_uit_kwam(plan, ronde):
    Buurt.objects.filter(code="BU99990103").update(wijk=Wijk.objects.get(slug="zuid"))
    half = buurt("BU99990109", geometrie=vak(2.5 * ZIJDE, breed=ZIJDE / 2))
    rest = {"BU99990103": {"geometrie": vak(2 * ZIJDE, breed=ZIJDE / 2)}}
    pas_gebieden_toe(plan([*stad(**rest), half]))
    assert Buurt.objects.get(code="BU99990109").wijk.slug == "zuid"


def test_een_nieuwe_buurt_komt_in_haar_bekende_wijk(plan, ronde):
    pas_gebieden_toe(plan([*stad(), buurt("BU99990203")]))
    assert Buurt.objects.get(code="BU99990203").wijk.slug == "zuid"


def test_een_nieuwe_buurt_in_een_verdeelde_wijk_wordt_genoemd(plan, ronde):
    Wijk.objects.filter(slug="noord").update(cbs_code="")
    gemaakt = plan([*stad(), buurt("BU99990104", buurtnaam="Oever")])
    assert gemaakt.let_op == ["Buurt Oever komt bij wijk noord. Verplaatsen kan in het beheer."]
    assert gemaakt.tellingen["nieuw"] == 1


def test_een_nieuwe_wijk_vraagt_om_een_stadsdeel_waar_die_er_zijn(plan, ronde):
    gemeente = Gemeente.objects.get(code=GEMEENTE)
    Stadsdeel.objects.create(gemeente=gemeente, naam="Stad", slug="stad")
    gemaakt = plan([*stad(), buurt("BU99990301")])
    assert gemaakt.let_op == [
        "De bron noemt geen naam voor WK999903.",
        "Wijk Wijk 03 is nieuw en heeft nog geen stadsdeel. Kies dat in het beheer.",
    ]


# --- People change things ---------------------------------------------------------------------


def test_een_verplaatste_buurt_blijft_in_haar_wijk(plan, ronde):
    Buurt.objects.filter(code="BU99990103").update(wijk=Wijk.objects.get(slug="zuid"))
    assert plan().leeg


def test_een_verbeterde_naam_blijft_en_wordt_genoemd(plan, ronde):
    Buurt.objects.filter(code="BU99990103").update(naam="’t Hof")
    Wijk.objects.filter(slug="zuid").update(naam="Zuiderwijk")
    gemaakt = plan(stad(BU99990103={"buurtnaam": "Hofkwartier"}))
    assert gemaakt.leeg
    assert gemaakt.zo_gelaten == [
        "buurt ’t Hof (BU99990103): naam, in de bron ‘Hofkwartier’",
        "wijk Zuiderwijk (zuid): naam, in de bron ‘Zuid’",
    ]


def test_bijwerken_neemt_van_een_buurt_toch_de_bron(plan, ronde):
    Buurt.objects.filter(code="BU99990103").update(naam="’t Hof")
    gemaakt = plan(bijwerken=True)
    assert (velden(gemaakt)["BU99990103"], gemaakt.zo_gelaten) == (["naam", "bron"], [])


def test_een_plan_dat_niet_meer_klopt_wordt_geweigerd(plan, ronde):
    gemaakt = plan(stad(BU99990103={"buurtnaam": "Hofkwartier"}, BU99990101={"buurtnaam": "Eerst"}))
    Buurt.objects.filter(code="BU99990103").update(naam="’t Hof")
    with pytest.raises(PlanVerouderd, match="buurt BU99990103 is gewijzigd nadat"):
        pas_gebieden_toe(gemaakt)
    assert not Buurt.objects.filter(naam="Eerst").exists()
    assert Gebiedsronde.objects.count() == 1


def test_hetzelfde_plan_kan_niet_twee_keer(plan):
    gemaakt = plan()
    pas_gebieden_toe(gemaakt)
    with pytest.raises(PlanVerouderd):
        pas_gebieden_toe(gemaakt)


# --- Undo -------------------------------------------------------------------------------------


def test_terugdraaien_haalt_alles_weer_weg(plan, ronde):
    voor = huidige()
    uitslag = draai_gebieden_terug(ronde)
    assert (uitslag.weggehaald, uitslag.teruggezet, uitslag.zo_gelaten) == (8, 0, [])
    assert not Gemeente.objects.filter(code=GEMEENTE).exists()
    assert huidige() != voor
    assert plan().tellingen["nieuw"] == 7


def test_terugdraaien_geeft_de_oude_waarden_terug(plan, ronde):
    omtrek = Buurt.objects.get(code="BU99990202").omtrek
    anders = {"BU99990202": {"buurtnaam": "Polder", "geometrie": vak(4 * ZIJDE, breed=900)}}
    tweede = pas_gebieden_toe(plan(stad("BU99990101", **anders)))
    assert draai_gebieden_terug(tweede).teruggezet == 1
    rij = Buurt.objects.get(code="BU99990202")
    assert (rij.naam, rij.omtrek) == ("Zuiderpolder", omtrek)
    assert plan().leeg


def test_terugdraaien_laat_staan_wat_daarna_is_veranderd_of_gebruikt(plan, ronde):
    Buurt.objects.filter(code="BU99990101").update(naam="Gracht")
    maak(wijk="zuid")
    uitslag = draai_gebieden_terug(ronde)
    assert set(uitslag.zo_gelaten) == {
        "buurt BU99990101 is daarna gewijzigd",
        "wijk noord is in gebruik",
        "wijk zuid is in gebruik",
        "gemeente GM9999 is in gebruik",
    }
    assert uitslag.weggehaald == 4


def test_terugdraaien_kan_een_keer(ronde):
    draai_gebieden_terug(ronde)
    with pytest.raises(AlTeruggedraaid, match="is al teruggedraaid op"):
        draai_gebieden_terug(ronde)


# --- The real city ----------------------------------------------------------------------------


def test_den_haag_over_de_geladen_gebieden(gebieden, brongegevens):
    """The wijken here are those of the area plans: the CBS wijken do not come beside them."""
    bestand = brongegevens / "denhaag-gebieden" / "buurten.geojson"
    if not bestand.is_file():
        pytest.skip("denhaag-gebieden/buurten.geojson ontbreekt: Den Haag niet vergeleken.")
    gemaakt = maak_gebiedsplan(bestand, "GM0518")
    assert (gemaakt.tellingen["nieuw"], gemaakt.tellingen["geweigerd"]) == (0, 0)
    assert (gemaakt.leeg, gemaakt.punten_voor > 7 * gemaakt.punten_na) == (True, True)
    assert {regel.split(" (")[0] for regel in gemaakt.zo_gelaten} == {
        "wijk Bohemen, Meer en Bos",
        "wijk Kijkduin en Ockenburg",
    }
