"""The childcare register: what of it becomes an entry, what a number, and what stays out."""

import csv
from pathlib import Path

import pytest
from django.conf import settings as instellingen

from organisaties.invoer.bron import BestandGeweigerd, Verslag, vaste_uuid
from organisaties.invoer.bronnen.lrk import BRON
from tests.organisaties.lrkregels import KOP, lrk_bestand, regel, schrijf, van_houder
from wijken.boom import boom
from wijken.models import Postcode
from wijken.postcodes import lees_plek

GEDEELD = Path(instellingen.BASE_DIR).parent / "shared" / "data" / "lrk"


@pytest.fixture
def lees(tmp_path):
    def lezen(*regels, **vorm):
        verslag = Verslag()
        return list(BRON.lees(schrijf(tmp_path / "lrk.csv", regels, **vorm), verslag)), verslag

    return lezen


@pytest.fixture
def een(lees):
    """Read one row that is an entry."""

    def lezen(**velden):
        rijen, _ = lees(regel(**velden))
        assert len(rijen) == 1
        return rijen[0]

    return lezen


def contacten(rij):
    return [(c["email"], c["telefoon"]) for c in rij.aanvulling.get("contacten", [])]


def test_een_kinderdagverblijf_wordt_een_ingang(lees):
    rijen, verslag = lees(
        regel(
            lrk_id="'000123456'",
            actuele_naam_oko="'t Verzonnen  Nest",
            ve="Nee",
            opvanglocatie_adres="Verzonnenlaan 53 A ",
            contact_telefoon="'0700000001'",
            contact_emailadres="'info@voorbeeld.nl'",
            contact_website="'www.voorbeeld.nl'",
        )
    )
    assert len(rijen) == 1
    assert (rijen[0].nummer, rijen[0].sleutel, rijen[0].melding) == (2, "000123456", "")
    assert rijen[0].waarden == {
        "uuid": vaste_uuid("lrk", "000123456"),
        "naam": "'t Verzonnen Nest",
        "soort": "kinderdagverblijf",
        "straat": "Verzonnenlaan",
        "huisnummer": "53",
        "toevoeging": "A",
        "postcode": "2552AB",
        "plaats": "Den Haag",
        "kindplaatsen": 32,
        "ve": False,
        "leeftijd_van": 0,
        "leeftijd_tot": 48,
        "website": "https://www.voorbeeld.nl",
        "bron": "Landelijk Register Kinderopvang (LRK)",
        "status": "gepubliceerd",
    }
    assert rijen[0].aanvulling == {
        "contacten": [
            {
                "uuid": vaste_uuid("lrk", "000123456/contact"),
                "naam": "",
                "email": "info@voorbeeld.nl",
                "telefoon": "070-000 00 01",
            }
        ]
    }
    assert rijen[0].bij_nieuw["kosten"] == "toeslag"
    assert verslag.soorten == {
        "kinderdagverblijf", "bso", "gastouderbureau", "kinderopvangorganisatie",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("type_oko", "soort", "leeftijden"),
    [
        ("BSO", "bso", (48, 156)),
        ("bso", "bso", (48, 156)),
        ("GOB", "gastouderbureau", (None, None)),
    ],
)
def test_andere_soorten_opvang(een, type_oko, soort, leeftijden):
    waarden = een(type_oko=type_oko, rechtsvorm_houder="Stichting").waarden
    assert waarden["soort"] == soort
    assert (waarden.get("leeftijd_van"), waarden.get("leeftijd_tot")) == leeftijden
    assert waarden["straat"] == "Verzonnenlaan"


@pytest.mark.parametrize("codering", ["utf-8-sig", "utf-8", "cp1252"])
def test_elke_codering_geeft_dezelfde_naam(lees, codering):
    rijen, _ = lees(regel(actuele_naam_oko="Crèche 's Morgens Één"), codering=codering)
    assert rijen[0].waarden["naam"] == "Crèche 's Morgens Één"


def test_de_lange_uitvoer_leest_hetzelfde(lees):
    kop = (*KOP[:8], "uitschrijfdatum", *KOP[8:])
    einde = regel(lrk_id="9", status="Uitgeschreven", uitschrijfdatum="01-02-2024")
    rijen, verslag = lees(regel(), einde, kop=kop)
    assert [rij.sleutel for rij in rijen] == ["100000001"]
    assert verslag.overgeslagen["status uitgeschreven"] == 1


@pytest.mark.parametrize("code", ["0518", "518", "'0518'", "GM0518", " 518 "])
def test_de_code_van_de_gemeente_met_en_zonder_nul(lees, code):
    rijen, verslag = lees(regel(cbs_code=code), regel(cbs_code="0599", lrk_id="2"))
    assert [rij.sleutel for rij in rijen] == ["100000001"]
    assert verslag.overgeslagen == {"andere gemeente": 1}


@pytest.mark.parametrize("naam", ["s-Gravenhage", "'s-Gravenhage", "'S-GRAVENHAGE", "Den Haag"])
def test_zonder_code_telt_de_naam_van_de_gemeente(een, naam):
    rij = een(cbs_code="", verantwoordelijke_gemeente=naam, opvanglocatie_woonplaats=naam)
    assert rij.waarden["plaats"] == "Den Haag"


def test_een_leeg_veld_laat_staan_wat_er_staat(een):
    rij = een(aantal_kindplaatsen="", ve="", opvanglocatie_adres=" ", opvanglocatie_postcode="")
    assert rij.waarden.keys() & {"kindplaatsen", "ve", "straat", "postcode", "website"} == set()
    assert rij.aanvulling == {}
    assert "geen adres" in rij.let_op[0]


def test_voorschoolse_educatie(een):
    rij = een(ve="Ja")
    assert rij.waarden["ve"] is True
    assert rij.aanvulling == {"ondersteuning": ["voorschool-ve"]}


def test_wat_kan_worden_gemist_houdt_de_rij_niet_tegen(een):
    rij = een(
        aantal_kindplaatsen="veel",
        ve="soms",
        contact_website="'een twee'",
        contact_telefoon="'vraag naar Voorbeeldpersoon'",
        opvanglocatie_adres="Verzonnenlaan 3 ingang achterzijde",
    )
    assert not rij.melding
    assert rij.waarden.keys() & {"kindplaatsen", "ve", "website", "straat"} == set()
    assert len(rij.let_op) == 5
    assert not any("Voorbeeldpersoon" in zin for zin in rij.let_op)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"lrk_id": ""}, "zoals 166886355"),
        ({"lrk_id": "1,66886E+08"}, "zoals 166886355"),
        ({"type_oko": "PSZ"}, "Goed is: KDV, BSO, GOB, VGO"),
        ({"actuele_naam_oko": "''"}, "naam is leeg"),
        ({"opvanglocatie_postcode": "25166"}, "zoals 2552AB"),
    ],
)
def test_wat_niet_kan_wordt_geweigerd_zonder_personen(een, velden, zin):
    rij = een(
        contact_persoon="'V. Voorbeeldpersoon'",
        naam_houder="Voorbeeldpersoon",
        houder_adres="Verzonnenpad 1",
        contact_emailadres="'v.voorbeeldpersoon@voorbeeld.nl'",
        **velden,
    )
    assert zin in rij.melding
    assert rij.cellen["type_oko"] == velden.get("type_oko", "KDV")
    assert not any(w in cel for cel in rij.cellen.values() for w in ("oorbeeldpers", "nnenpad"))


def test_een_rij_met_te_veel_cellen_wordt_geweigerd(tmp_path):
    pad = schrijf(tmp_path / "lrk.csv", [regel(), regel(lrk_id="2")])
    pad.write_bytes(pad.read_bytes().rstrip() + b";te;veel\r\n")
    rijen = list(BRON.lees(pad, Verslag()))
    assert [bool(rij.melding) for rij in rijen] == [False, True]
    assert rijen[1].nummer == 3


# --- Files that are wrong as a whole --------------------------------------------------------------


def test_een_bestand_van_een_andere_gemeente_wordt_geweigerd(lees):
    with pytest.raises(
        BestandGeweigerd, match=r"Geen van de 2 rijen gaat over Den Haag \(GM0518\)"
    ):
        lees(regel(cbs_code="0599"), regel(cbs_code="0363"))


def test_een_bestand_zonder_rijen_wordt_geweigerd(lees):
    with pytest.raises(BestandGeweigerd):
        lees()


def test_een_ontbrekende_kolom_wordt_genoemd(lees):
    zonder = {naam: cel for naam, cel in regel().items() if naam != "lrk_id"}
    with pytest.raises(BestandGeweigerd, match="lrk_id"):
        lees(zonder, kop=KOP[1:])


# --- Holders --------------------------------------------------------------------------------------


def test_een_houder_met_twee_locaties_komt_voor_zijn_locaties(lees):
    rijen, _ = lees(van_houder(lrk_id="1"), van_houder(lrk_id="2", type_oko="BSO"))
    houder = vaste_uuid("lrk", "houder:00000001")
    assert [rij.sleutel for rij in rijen] == ["houder:00000001", "1", "2"]
    assert rijen[0].waarden == {
        "uuid": houder,
        "naam": "Verzonnen Opvang 1 B.V.",
        "soort": "kinderopvangorganisatie",
        "bron": "Landelijk Register Kinderopvang (LRK)",
        "status": "gepubliceerd",
    }
    assert rijen[0].aanvulling == {"werkgebied": ["gemeente:GM0518"]}
    assert [rij.waarden["koepel"] for rij in rijen[1:]] == [houder, houder]


@pytest.mark.parametrize(
    "anders",
    [
        {"rechtsvorm_houder": "Eenmanszaak"},
        {"rechtsvorm_houder": "Vennootschap onder firma"},
        {"rechtsvorm_houder": "Maatschap"},
        {"rechtsvorm_houder": ""},
        {"kvk_nummer_houder": ""},
        {"kvk_nummer_houder": "onbekend"},
        {"naam_houder": ""},
    ],
)
def test_een_houder_die_een_mens_kan_zijn_wordt_geen_ingang(lees, anders):
    rijen, _ = lees(van_houder(lrk_id="1") | anders, van_houder(lrk_id="2") | anders)
    assert [rij.sleutel for rij in rijen] == ["1", "2"]
    assert not any("koepel" in rij.waarden for rij in rijen)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "tweede",
    [{"cbs_code": "0599"}, {"status": "Uitgeschreven"}, {"type_oko": "VGO"}],
)
def test_een_houder_met_een_locatie_hier_wordt_geen_ingang(lees, tweede):
    rijen, _ = lees(van_houder(lrk_id="1"), van_houder(lrk_id="2") | tweede)
    assert rijen[0].sleutel == "1"
    assert "koepel" not in rijen[0].waarden


# --- Childminders ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_een_gastouder_is_alleen_een_getal(lees):
    bekend = Postcode.objects.filter(postcode__regex="[A-Z]", bij_benadering=False).first()
    vgo = {"type_oko": "VGO", "aantal_kindplaatsen": "5", "contact_emailadres": "'info@a.nl'"}
    rijen, verslag = lees(
        regel(lrk_id="1", opvanglocatie_postcode=bekend.postcode, **vgo),
        regel(lrk_id="2", opvanglocatie_postcode="", **vgo),
        regel(lrk_id="3", opvanglocatie_postcode="onzin", **vgo),
        regel(lrk_id="4", opvanglocatie_postcode="2524AB", **vgo),  # in two wijken
    )
    assert [(rij.sleutel, rij.waarden) for rij in rijen] == [
        (key, {"kindplaatsen": 5}) for key in "1234"
    ]
    assert all(rij.alleen_bekend and not rij.aanvulling and not rij.cellen for rij in rijen)
    wijk = boom().wijken[lees_plek(bekend.postcode).wijk_id]
    assert verslag.cijfers == {f"wijk:{wijk.slug}": 1, "GM0518": 3}


@pytest.mark.django_db
def test_een_onleesbare_gastouder_laat_niets_van_zijn_huis_achter(een):
    rij = een(type_oko="VGO", lrk_id="x", actuele_naam_oko="Gastouder Voorbeeldpersoon")
    assert "LRK-nummer" in rij.melding
    assert rij.cellen == {
        "lrk_id": "x", "type_oko": "VGO", "status": "Ingeschreven", "cbs_code": "0518",
    }  # fmt: skip


# --- Privacy --------------------------------------------------------------------------------------

BV, ZZP = "Besloten Vennootschap", "Eenmanszaak"


@pytest.mark.parametrize(
    ("email", "rechtsvorm", "openbaar"),
    [
        ("info@voorbeeld.nl", ZZP, True),
        ("kdv-zonnebloem@voorbeeld.nl", ZZP, True),
        ("kinderopvanghaag@voorbeeld.nl", ZZP, True),
        ("dezonnebloem@voorbeeld.nl", BV, True),  # the name of the location
        ("verzonnenlaan@voorbeeld.nl", BV, True),  # its street
        ("dezonnebloem@voorbeeld.nl", ZZP, False),
        ("voornaam.achternaam@voorbeeld.nl", BV, False),
        ("v.achternaam@voorbeeld.nl", BV, False),
        ("voornaam@voorbeeld.nl", BV, False),
        ("zon@voorbeeld.nl", BV, False),  # too short to be sure
        ("info.voorbeeldpersoon@voorbeeld.nl", BV, False),
        ("voorbeeldpersooninfo@voorbeeld.nl", BV, False),
    ],
)
def test_alleen_een_postvak_van_de_plek_is_openbaar(een, email, rechtsvorm, openbaar):
    rij = een(
        actuele_naam_oko="KDV De Zonnebloem",
        rechtsvorm_houder=rechtsvorm,
        contact_persoon="'Mw. V. van Voorbeeldpersoon'",
        contact_emailadres=f"'{email}'",
    )
    assert contacten(rij) == ([(email, "")] if openbaar else [])
    assert bool(rij.let_op) is not openbaar
    assert not any(email in zin for zin in rij.let_op)


def test_een_afdeling_als_contactpersoon_houdt_haar_postvak(een):
    rij = een(contact_persoon="'Planning'", contact_emailadres="'planning@voorbeeld.nl'")
    assert contacten(rij) == [("planning@voorbeeld.nl", "")]


@pytest.mark.parametrize(
    ("nummer", "rechtsvorm", "openbaar"),
    [
        ("0612345678", BV, "06-12 34 56 78"),
        ("0612345678", ZZP, ""),
        ("0612345678", "", ""),
        ("0700000001", ZZP, "070-000 00 01"),
    ],
)
def test_een_mobiel_nummer_van_een_mens_blijft_weg(een, nummer, rechtsvorm, openbaar):
    rij = een(contact_telefoon=f"'{nummer}'", rechtsvorm_houder=rechtsvorm)
    assert contacten(rij) == ([("", openbaar)] if openbaar else [])


def test_een_bureau_aan_huis_staat_er_zonder_straat(een):
    rij = een(type_oko="GOB", rechtsvorm_houder=ZZP)
    assert rij.waarden["postcode"] == "2552AB"
    assert rij.waarden.keys() & {"straat", "huisnummer", "toevoeging"} == set()
    assert "woonadres" in rij.let_op[0]


def test_een_contactpersoon_blijft_weg_tenzij_het_mag(een, settings):
    velden = {
        "contact_persoon": "'V. Voorbeeldpersoon'",
        "contact_emailadres": "'v.voorbeeldpersoon@voorbeeld.nl'",
    }
    assert een(**velden).aanvulling == {}
    settings.LRK_CONTACTPERSONEN = True
    rij = een(**velden)
    (persoon,) = rij.aanvulling["personen"]
    assert persoon["naam"] == "V. Voorbeeldpersoon"
    assert persoon["email"] == "v.voorbeeldpersoon@voorbeeld.nl"
    assert persoon["zichtbaarheid"] == "coordinatoren"
    assert persoon["grondslag"]
    assert not contacten(rij)


# --- Whole files ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_een_gemaakt_bestand_is_vast_en_leest_zonder_weigering(tmp_path):
    een, twee = lrk_bestand(tmp_path / "een.csv", 400), lrk_bestand(tmp_path / "twee.csv", 400)
    assert een.read_bytes() == twee.read_bytes()
    verslag = Verslag()
    rijen = list(BRON.lees(een, verslag))
    assert not [rij.melding for rij in rijen if rij.melding]
    soorten = [rij.waarden.get("soort") for rij in rijen]
    assert soorten.count("kinderdagverblijf") == soorten.count("bso") == 100
    assert sum(verslag.cijfers.values()) == soorten.count(None) == 150
    assert len({rij.sleutel for rij in rijen}) == len(rijen)


def test_de_kop_is_die_van_het_register():
    bestand = GEDEELD / "export_opendata_lrk.header.csv"
    if not bestand.exists():
        pytest.skip("de kop van het register (shared/data/lrk) ontbreekt")
    assert tuple(bestand.read_text(encoding="utf-8-sig").strip().split(";")) == KOP


def test_echte_namen_en_adressen_gaan_erdoor(lees):
    bestand = GEDEELD / "lrk_amsterdam_2016_deel_a.csv"
    if not bestand.exists():
        pytest.skip("de rijen van Amsterdam (shared/data/lrk) ontbreken")
    with bestand.open(encoding="utf-8", newline="") as invoer:
        locaties = {rij["lrknummer"]: rij for rij in csv.DictReader(invoer)}
    rijen, _ = lees(*map(_in_vorm, locaties.values()))
    geweigerd = [(rij.sleutel, rij.melding) for rij in rijen if rij.melding]
    psz = sum(rij["type"] == "PSZ" for rij in locaties.values())
    assert len(geweigerd) == psz
    assert all("PSZ" in zin for _, zin in geweigerd)
    zonder_nummer = [r for r in rijen if "straat" in r.waarden and not r.waarden["huisnummer"]]
    assert len(zonder_nummer) <= 3


def _in_vorm(rij):
    return regel(
        lrk_id=rij["lrknummer"],
        type_oko=rij["type"],
        actuele_naam_oko=rij["naam"],
        opvanglocatie_adres=rij["adres"],
        opvanglocatie_postcode=rij["postcode"],
        opvanglocatie_woonplaats=rij["plaats"],
        rechtsvorm_houder="Stichting",
    )
