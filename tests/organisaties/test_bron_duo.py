"""Schools from DUO: two official forms and the joined one give the same school."""

import csv
import json
from pathlib import Path

import pytest
from django.conf import settings as instellingen

from organisaties.invoer.bron import BestandGeweigerd, Verslag, vaste_uuid
from organisaties.invoer.bronnen.duo import BRON

GEDEELD = Path(instellingen.BASE_DIR).parent / "shared" / "data" / "duo-scholen"
SCHOLEN = json.loads((instellingen.BASE_DIR / "fixtures" / "scholen.json").read_text("utf-8"))
KOP = (
    "PROVINCIE", "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM",
    "STRAATNAAM", "HUISNUMMER-TOEVOEGING", "POSTCODE", "PLAATSNAAM", "GEMEENTENUMMER",
    "GEMEENTENAAM", "DENOMINATIE", "TELEFOONNUMMER", "INTERNETADRES",
    "STRAATNAAM CORRESPONDENTIEADRES", "HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES",
    "POSTCODE CORRESPONDENTIEADRES", "PLAATSNAAM CORRESPONDENTIEADRES", "VAKANTIEREGIO",
)  # fmt: skip
KOP_SAMEN = (
    "naam", "type", "denominatie", "internetadres", "straat", "huisnummer", "huisletter",
    "huisnummertoevoeging", "postcode", "plaats", "gemeente", "provincie", "brin_nummer",
    "vestigingscode", "onderwijsgebied", "leerlingen", "lon", "lat",
)  # fmt: skip


def officieel(**velden):
    return {
        "INSTELLINGSCODE": "99XX",
        "VESTIGINGSCODE": "99XX00",
        "VESTIGINGSNAAM": "Verzonnen Basisschool Eén",
        "STRAATNAAM": "Verzonnenlaan",
        "HUISNUMMER-TOEVOEGING": "12-A",
        "POSTCODE": "2552 AB",
        "PLAATSNAAM": "'S-GRAVENHAGE",
        "GEMEENTENUMMER": "0518",
        "GEMEENTENAAM": "'S-GRAVENHAGE",
        "DENOMINATIE": "Openbaar",
        "TELEFOONNUMMER": "0700000001",
        "INTERNETADRES": "www.voorbeeld.nl",
        "STRAATNAAM CORRESPONDENTIEADRES": "Postbus",
        "HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES": "1",
        "POSTCODE CORRESPONDENTIEADRES": "2500 AA",
        **velden,
    }


def samen(**velden):
    return {
        "naam": "Verzonnen Basisschool Eén",
        "type": "basisschool",
        "denominatie": "Openbaar",
        "internetadres": " ",
        "straat": "Verzonnenlaan",
        "huisnummer": "12",
        "huisletter": "A",
        "postcode": "2552AB",
        "plaats": "'s-Gravenhage",
        "gemeente": "S GRAVENHAGE",
        "brin_nummer": "99XX",
        "vestigingscode": "99XX00",
        "lon": "4.2481526",
        "lat": "52.0541868",
        **velden,
    }


@pytest.fixture
def lees(tmp_path):
    def lezen(*rijen, kop=KOP, scheiding=",", codering="utf-8-sig", naam="vestigingenbo.csv"):
        pad = tmp_path / naam
        with pad.open("w", encoding=codering, newline="") as bestand:
            schrijver = csv.DictWriter(bestand, kop, delimiter=scheiding, restval="")
            schrijver.writeheader()
            schrijver.writerows(rijen)
        return gelezen(pad)

    return lezen


def gelezen(pad):
    verslag = Verslag()
    return list(BRON.lees(pad, verslag)), verslag


@pytest.mark.parametrize(("scheiding", "codering"), [(";", "cp1252"), (",", "utf-8-sig")])
def test_het_officiele_bestand_in_beide_vormen(lees, scheiding, codering):
    rijen, verslag = lees(officieel(), scheiding=scheiding, codering=codering)
    (rij,) = rijen
    assert (rij.nummer, rij.sleutel, rij.let_op) == (2, "99XX00", ())
    assert rij.waarden == {
        "uuid": vaste_uuid("duo", "99XX00"),
        "naam": "Verzonnen Basisschool Eén",
        "soort": "basisschool",
        "straat": "Verzonnenlaan",
        "huisnummer": "12",
        "toevoeging": "A",
        "postcode": "2552AB",
        "plaats": "Den Haag",
        "website": "https://www.voorbeeld.nl",
        "bron": "DUO open onderwijsdata",
        "status": "gepubliceerd",
    }
    assert [c["telefoon"] for c in rij.aanvulling["contacten"]] == ["070-000 00 01"]
    assert rij.bij_nieuw["samenvatting"] == "Openbare basisschool aan de Verzonnenlaan."
    assert verslag.soorten == {"basisschool"}


def test_de_samengevoegde_vorm_geeft_dezelfde_school_met_een_punt(lees):
    ((een,), _), ((twee,), verslag) = (
        lees(officieel(INTERNETADRES="", TELEFOONNUMMER="")),
        lees(samen(), kop=KOP_SAMEN, scheiding=";", naam="scholen_2024-11-22.csv"),
    )
    assert twee.waarden.items() - een.waarden.items() == {
        ("lat", 52.054187),
        ("lon", 4.248153),
        ("punt_bron", "BAG-adrespunt via DUO, 22 november 2024"),
        ("punt_kwaliteit", "adres"),
        ("bron", "DUO open onderwijsdata, 22 november 2024"),
    }
    assert twee.bij_nieuw == een.bij_nieuw
    assert verslag.peildatum == "2024-11-22"


def test_geojson_leest_als_de_tabel(lees, tmp_path):
    (tabel,), _ = lees(samen(), kop=KOP_SAMEN, scheiding=";")
    rij = {name: cel or None for name, cel in samen().items() if name not in ("lon", "lat")}
    punt = {"type": "Point", "coordinates": [4.2481526, 52.0541868]}
    pad = tmp_path / "scholen.geojson"
    feature = {"type": "Feature", "properties": {**rij, "huisnummer": 12}, "geometry": punt}
    pad.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    (kaart,), _ = gelezen(pad)
    assert kaart.waarden == tabel.waarden


@pytest.mark.parametrize("tekst", ["", "[1]", '{"features": 1}', '{"features": [1]}', "[" * 99_999])
def test_geen_geojson_wordt_geweigerd(tmp_path, tekst):
    pad = tmp_path / "scholen.geojson"
    pad.write_text(tekst, "utf-8")
    with pytest.raises(BestandGeweigerd, match="geen GeoJSON"):
        gelezen(pad)


def test_oudere_jaren_noemen_de_kolommen_anders(lees):
    anders = {"INSTELLINGSCODE": "BRIN NUMMER", "VESTIGINGSCODE": "Vestigingsnummer"}
    rij = {anders.get(name, name): cel for name, cel in officieel().items()}
    kop = tuple(anders.get(name, name) for name in KOP)
    for nummer in ("99XX00", "0", "00"):
        rijen, _ = lees({**rij, "Vestigingsnummer": nummer}, kop=kop)
        assert rijen[0].sleutel == "99XX00"


@pytest.mark.parametrize(
    ("kolom", "cel", "soort"),
    [
        ("SOORT PRIMAIR ONDERWIJS", "Bo", "basisschool"),
        ("SOORT PRIMAIR ONDERWIJS", "SBO", "sbo"),
        ("SOORT PRIMAIR ONDERWIJS", "Speciaal basisonderwijs", "sbo"),
        ("SOORT PRIMAIR ONDERWIJS", "SO", "so"),
        ("SOORT PRIMAIR ONDERWIJS", "SO / VSO", "so"),
        ("AANDUIDING WET", "WEC", "so"),
        ("AANDUIDING WET", "WPO", "sbo"),
    ],
)
def test_een_bestand_met_speciale_scholen_noemt_de_soort(lees, kolom, cel, soort):
    rijen, verslag = lees(officieel(**{kolom: cel}), kop=(*KOP, kolom), naam="vestigingenso.csv")
    assert rijen[0].waarden["soort"] == soort
    assert verslag.soorten == {soort}


@pytest.mark.parametrize(
    ("kolom", "cel", "reden"),
    [
        ("ONDERWIJSSTRUCTUUR", "HAVO/VWO", "voortgezet onderwijs"),
        ("SOORT PRIMAIR ONDERWIJS", "VSO", "voortgezet speciaal onderwijs"),
        ("SOORT PRIMAIR ONDERWIJS", "MBO", "onbekende soort onderwijs"),
    ],
)
def test_scholen_voor_grote_kinderen_blijven_weg(lees, kolom, cel, reden):
    rijen, verslag = lees(officieel(**{kolom: cel}), kop=(*KOP, kolom))
    assert rijen == []
    assert verslag.overgeslagen == {reden: 1}
    assert verslag.soorten == set()


@pytest.mark.parametrize("naam", ["03.-speciaal-(basis)onderwijs.csv", "vestigingenso.csv"])
def test_speciale_scholen_zonder_soort_worden_geen_basisschool(lees, naam):
    with pytest.raises(BestandGeweigerd, match="welke soort school"):
        lees(officieel(), naam=naam)


def test_andere_gemeenten_tellen_niet_mee(lees):
    anders = {"GEMEENTENUMMER": "0599", "GEMEENTENAAM": "ROTTERDAM"}
    rijen, verslag = lees(officieel(), officieel(**anders), officieel(**anders))
    assert len(rijen) == 1
    assert verslag.overgeslagen == {"andere gemeente": 2}
    with pytest.raises(BestandGeweigerd, match="Geen van de 1 rijen"):
        lees(officieel(**anders))


@pytest.mark.parametrize("code", ["", "518", "0518"])
def test_de_gemeente_met_en_zonder_code(lees, code):
    rijen, _ = lees(officieel(GEMEENTENUMMER=code))
    assert len(rijen) == 1


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"VESTIGINGSCODE": "99XX"}, "zoals 32DD00"),
        ({"VESTIGINGSCODE": "", "INSTELLINGSCODE": ""}, "zoals 32DD00"),
        ({"VESTIGINGSNAAM": " "}, "naam van de school is leeg"),
        ({"POSTCODE": "2552"}, "zoals 2552AB"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd(lees, velden, zin):
    (rij,), _ = lees(officieel(**velden))
    assert zin in rij.melding
    assert rij.cellen["STRAATNAAM"] == "Verzonnenlaan"


def test_wat_kan_worden_gemist_wordt_gemeld(lees):
    velden = {"internetadres": "een twee", "lat": "x", "huisnummertoevoeging": "achter de kerk"}
    (rij,), _ = lees(samen(**velden), kop=KOP_SAMEN)
    assert not rij.melding
    assert rij.waarden.keys() & {"website", "lat", "lon", "punt_bron"} == set()
    assert len(rij.let_op) == 3


# --- The real file --------------------------------------------------------------------------------


@pytest.fixture(params=["csv", "geojson"])
def echt(request):
    pad = GEDEELD / f"scholen_denhaag_2024-11-22.{request.param}"
    if not pad.exists():
        pytest.skip("het echte scholenbestand (shared/data/duo-scholen) ontbreekt")
    return pad


def test_het_echte_bestand_zegt_hetzelfde_als_wat_wij_meeleveren(echt):
    rijen, verslag = gelezen(echt)
    assert verslag.overgeslagen == {
        "voortgezet onderwijs": 56, "voortgezet speciaal onderwijs": 3,
    }  # fmt: skip
    assert verslag.soorten == {"basisschool", "sbo", "so"}
    assert len(rijen) == 162  # 24RU00 twice: the first counts, the engine refuses the second
    eerste = {rij.sleutel: {**rij.bij_nieuw, **rij.waarden} for rij in reversed(rijen)}
    nieuw = {"uuid"}
    for school in SCHOLEN["organisaties"]:
        beeld = eerste.pop(school["sleutel"])
        assert {k: v for k, v in beeld.items() if school.get(k) != v}.keys() == nieuw
    assert eerste == {}


def test_wat_wij_meeleveren_komt_uit_het_echte_bestand():
    from fixtures.bouw_scholen import inhoud  # noqa: PLC0415 -- a script, not a part of the product

    pad = GEDEELD / "scholen_denhaag_2024-11-22.csv"
    if not pad.exists():
        pytest.skip("het echte scholenbestand (shared/data/duo-scholen) ontbreekt")
    gebouwd = inhoud(pad)
    assert gebouwd.encode() == (instellingen.BASE_DIR / "fixtures" / "scholen.json").read_bytes()
