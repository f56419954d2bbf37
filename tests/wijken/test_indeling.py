"""Which buurten form which wijk: the table of the two plans, and the CBS elsewhere."""

from collections import Counter

import pytest

from wijken.models import Buurt, Stadsdeel, Wijk, Zekerheid

pytestmark = pytest.mark.usefixtures("gebieden")

# wijk: (stadsdeel, whole, buurten that it carries itself, certainty)
PLANWIJKEN = {
    "Bohemen, Meer en Bos": ("Loosduinen", None, {"1481", "1492"}, "zeker"),
    "Kijkduin en Ockenburg": ("Loosduinen", None, {"1590", "1591"}, "zeker"),
    "Waldeck": ("Loosduinen", None, {"1806", "1840", "1882", "1893", "1894"}, "zeker"),
    "Kom Loosduinen en Houtwijk": ("Loosduinen", None, set(), "zeker"),
    "Houtwijk": ("Loosduinen", "Kom Loosduinen en Houtwijk", {"1786"}, "zeker"),
    "Kom Loosduinen": ("Loosduinen", "Kom Loosduinen en Houtwijk", {"1795"}, "zeker"),
    "Kraayenstein en Vroondaal": ("Loosduinen", None, {"1697"}, "zeker"),
    "Kraayenstein": ("Loosduinen", "Kraayenstein en Vroondaal", set(), "geen"),
    "Vroondaal": ("Loosduinen", "Kraayenstein en Vroondaal", set(), "geen"),
    "Kerketuinen en Zichtenburg": ("Loosduinen", None, {"1785"}, "zeker"),
    "Spoorwijk": ("Laak", None, {"3823"}, "zeker"),
    "Binckhorst": ("Laak", None, {"3960"}, "zeker"),
    "Laakhavens": ("Laak", None, {"3822", "3819"}, "zeker"),
    "Laak Centraal": ("Laak", None, {"3824", "3825"}, "benadering"),
    "Molenwijk en Schipperskwartier": ("Laak", None, {"3826"}, "benadering"),
    "Molenwijk": ("Laak", "Molenwijk en Schipperskwartier", set(), "geen"),
    "Schipperskwartier": ("Laak", "Molenwijk en Schipperskwartier", set(), "geen"),
}
WIJKEN_PER_STADSDEEL = {
    "Centrum": 8,
    "Escamp": 7,
    "Haagse Hout": 4,
    "Laak": 7,
    "Leidschenveen-Ypenburg": 4,
    "Loosduinen": 10,
    "Scheveningen": 9,
    "Segbroek": 5,
}


@pytest.mark.parametrize("naam", PLANWIJKEN)
def test_wijk_uit_het_plan(naam):
    stadsdeel, geheel, buurten, zekerheid = PLANWIJKEN[naam]
    wijk = Wijk.objects.select_related("stadsdeel", "deel_van").get(naam=naam)
    assert wijk.stadsdeel.naam == stadsdeel
    assert (wijk.deel_van and wijk.deel_van.naam) == geheel
    assert {buurt.code for buurt in wijk.buurten.all()} == {f"BU0518{code}" for code in buurten}
    assert wijk.zekerheid == zekerheid


def test_loosduinen_en_laak_hebben_alleen_deze_wijken():
    namen = Wijk.objects.filter(stadsdeel__slug__in=["loosduinen", "laak"])
    assert set(namen.values_list("naam", flat=True)) == set(PLANWIJKEN)


def test_acht_stadsdelen_met_hun_wijken():
    telling = {s.naam: s.wijken.count() for s in Stadsdeel.objects.all()}
    assert telling == WIJKEN_PER_STADSDEEL


def test_114_buurten_met_elk_een_eigen_code_en_een_wijk():
    codes = Buurt.objects.values_list("code", "wijk_id")
    assert len(codes) == len({code for code, _ in codes}) == 114
    assert all(wijk_id for _, wijk_id in codes)


def test_alle_44_cbs_wijken_zijn_gedekt():
    assert {code[6:8] for code in Buurt.objects.values_list("code", flat=True)} == {
        f"{nummer:02}" for nummer in range(1, 45)
    }


def test_cbs_code_staat_alleen_bij_precies_die_cbs_wijk():
    per_cbs_wijk = Counter(
        f"WK{code[2:8]}" for code in Buurt.objects.values_list("code", flat=True)
    )
    met_code = Wijk.objects.exclude(cbs_code="")
    assert met_code.count() == 37 + 5
    for wijk in met_code:
        eigen = {f"WK{buurt.code[2:8]}" for buurt in wijk.buurten.all()}
        assert eigen == {wijk.cbs_code}
        assert wijk.buurten.count() == per_cbs_wijk[wijk.cbs_code]


def test_buiten_de_plannen_is_elke_wijk_een_cbs_wijk():
    elders = Wijk.objects.exclude(stadsdeel__slug__in=["loosduinen", "laak"])
    assert not elders.filter(cbs_code="").exists()
    assert not elders.exclude(zekerheid=Zekerheid.ZEKER).exists()


def test_wie_niet_zeker_is_legt_uit_waarom():
    for wijk in Wijk.objects.all():
        assert bool(wijk.toelichting) == (wijk.zekerheid != Zekerheid.ZEKER), wijk


def test_zonder_eigen_grens_zijn_er_geen_buurten_en_wel_een_geheel():
    for wijk in Wijk.objects.filter(zekerheid=Zekerheid.GEEN):
        assert not wijk.buurten.exists()
        assert wijk.deel_van is not None
