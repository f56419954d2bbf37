"""A table that a coordinator made: what its rows say, and what is wrong with them."""

import pytest

from organisaties.foto import PERSOONLIJK
from organisaties.invoer.bron import BestandGeweigerd, Verslag, vaste_uuid
from organisaties.invoer.bronnen.tabel import BRON
from organisaties.invoer.tabel import PERSOONSKOLOMMEN, persoonlijke_koppen
from organisaties.invoer.tabel.kolommen import KOLOMMEN
from organisaties.invoer.tabel.notatie import TE_LANG
from organisaties.invoer.tabel.samen import GRONDSLAG
from tests.fabriek import maak
from tests.organisaties.tabelbestand import ID, een_rij, lees, lees_tekst

pytestmark = pytest.mark.django_db


@pytest.fixture
def pad(tmp_path):
    return tmp_path / "lijst.csv"


def melding(pad, **cellen):
    return een_rij(pad, **cellen).melding


# --- What a row says -----------------------------------------------------------------------------


def test_een_lijst_uit_de_wijk(pad):
    text = (
        "Naam organisatie,Type,Adres,Telefoonnummer,Mailadres,Talen,wijk(en)\n"
        'De Zon,kdv,"Laan 12A, 2552 ab Den Haag",0612345678,info@zon.nl,"turks, POOLS",Houtwijk\n'
    )
    row = lees_tekst(pad, text)[0]
    assert row.melding == ""
    assert row.waarden == {
        "naam": "De Zon", "soort": "kinderdagverblijf", "straat": "Laan", "huisnummer": "12",
        "toevoeging": "A", "postcode": "2552AB", "plaats": "Den Haag", "talen": ["pl", "tr"],
        "werkgebied": ["wijk:houtwijk"], "uuid": vaste_uuid("tabel", row.sleutel),
    }  # fmt: skip
    general = row.aanvulling["contacten"][0]
    assert (general["telefoon"], general["email"]) == ("06-12 34 56 78", "info@zon.nl")
    assert row.cellen["Type"] == "kdv"


def test_lege_cel_en_ontbrekende_kolom_laten_staan(pad):
    row = een_rij(pad, id=ID, Naam="Zon", Website="", Talen="  ")
    assert row.waarden == {"naam": "Zon"}
    assert row.ingang == row.sleutel == ID


def test_leeg_maakt_leeg(pad):
    row = een_rij(pad, id=ID, Website="(leeg)", Talen=" (LEEG) ", Tolk="(leeg)", Hoort_bij="(leeg)")
    assert row.waarden == {"website": "", "talen": [], "tolk_mogelijk": None, "koepel": None}


@pytest.mark.parametrize("kop", ["Naam", "Soort", "Status"])
def test_wat_nodig_is_kan_niet_leeg(pad, kop):
    assert melding(pad, id=ID, **{kop: "(leeg)"}).startswith(f"{kop}: Dit kan niet leeg zijn")


def test_vaste_kolommen_komen_er_niet_in(pad):
    row = een_rij(pad, id=ID, Verzonnen_voorbeeld="ja", Pagina_op_de_kaart="x", Naam="Zon")
    assert row.waarden == {"naam": "Zon"}


def test_rij_met_id_wordt_genomen_zoals_zij_is(pad):
    assert een_rij(pad, id=ID, Plaats="'s-Gravenhage").waarden["plaats"] == "'s-Gravenhage"
    assert een_rij(pad, Naam="x", Plaats="'s-Gravenhage").waarden["plaats"] == "Den Haag"


def test_adres_naast_huisnummer_is_de_straat(pad):
    row = een_rij(pad, Naam="Zon", Adres="Plein 1813", Huisnummer="7b")
    assert [row.waarden[n] for n in ("straat", "huisnummer", "toevoeging")] == [
        "Plein 1813", "7", "b",
    ]  # fmt: skip


def test_onbekende_kolom_wordt_genoemd_en_overgeslagen(pad):
    report = Verslag()
    rows = lees_tekst(pad, "Naam;Favoriete kleur;Leeg\nZon;rood;\nMaan;;\n", report)
    assert [row.waarden["naam"] for row in rows] == ["Zon", "Maan"]
    assert report.overgeslagen == {"kolom “Favoriete kleur”: die kennen we niet": 1}


def test_kapotte_rij_houdt_de_andere_niet_tegen(pad):
    rows = lees_tekst(pad, "Naam;Soort\nZon;kdv;teveel\nMaan;kdv\n")
    assert [bool(row.melding) for row in rows] == [True, False]
    assert rows[0].nummer == 2


# --- Keys ----------------------------------------------------------------------------------------


def test_sleutel_blijft_gelijk_en_kent_de_soort(pad):
    text = "Naam;Soort;Postcode;Nr\nDé Zon;kdv;2552 ab;12\nDe zon!;Kinderdagverblijf;2552AB;12\n"
    een, zelfde = lees_tekst(pad, text)
    assert een.sleutel == zelfde.sleutel == "de zon/2552ab 12/kinderdagverblijf"
    bso = een_rij(pad, Naam="De Zon", Soort="bso", Postcode="2552AB", Nr="12")
    assert bso.sleutel != een.sleutel


def test_eigen_sleutel_gaat_voor(pad):
    assert een_rij(pad, Naam="Zon", Sleutel="A-7").sleutel == "A-7"


def test_lange_naam_geeft_een_sleutel_die_past(pad):
    one, other = (een_rij(pad, Naam=f"{'zon ' * 40}{n}").sleutel for n in "ab")
    assert len(one) <= 100
    assert one != other


# --- Contacts ------------------------------------------------------------------------------------


def test_contactpersoon_in_eigen_kolommen(pad):
    cells = {
        "Naam": "Zon",
        "Contactpersoon": "A. Jansen",
        "Functie": "coach",
        "Mobiel": "612345678",
    }
    first, again = een_rij(pad, **cells), een_rij(pad, **cells)
    assert first.aanvulling == again.aanvulling
    person = first.aanvulling["personen"][0]
    assert (person["zichtbaarheid"], person["grondslag"]) == ("coordinatoren", GRONDSLAG)
    assert (person["functie"], person["telefoon"]) == ("coach", "06-12 34 56 78")
    assert first.let_op == ("Mobiel: dit telefoonnummer schrijven wij anders.",)  # no value


def test_contacten_op_regels(pad):
    lines = "Balie | 070 123 4567 | info@zon.nl\nkenmerk: {} | naam: Post | telefoon: +31701234567"
    row = een_rij(pad, id=ID, Algemene_contactgegevens=lines.format(ID))
    balie, post = row.waarden["contacten"]
    assert (balie["naam"], balie["telefoon"], balie["email"]) == (
        "Balie", "070-123 45 67", "info@zon.nl",
    )  # fmt: skip
    assert balie["uuid"] == vaste_uuid("tabel", f"{ID}/contacten/0")
    assert (post["uuid"], post["telefoon"]) == (ID, "+31701234567")


def test_nieuwe_regel_boven_een_bekende_krijgt_een_ander_kenmerk(pad):
    known = vaste_uuid("tabel", f"{ID}/personen/0")
    row = een_rij(pad, id=ID, Contactpersonen=f"Bo | coach\nkenmerk: {known} | naam: A")
    assert row.waarden["personen"][0]["uuid"] != known
    assert row.waarden["personen"][0]["zichtbaarheid"] == "coordinatoren"


def test_lijst_en_losse_kolom_samen_kan_niet(pad):
    text = melding(pad, id=ID, Contactpersonen="A | coach", Contactpersoon="B")
    assert "niet allebei" in text


def test_onbekend_deel_van_een_contact(pad):
    assert "“kleur: rood” hoort hier niet bij" in melding(
        pad, Naam="x", Contactpersonen="A|kleur: rood"
    )


def test_kolommen_met_personen_zijn_genoemd():
    attributes = {KOLOMMEN[name].attribute for name in PERSOONSKOLOMMEN}
    assert attributes >= {*PERSOONLIJK, "persoon__naam", "persoon__email", "persoon__telefoon"}
    headers = ["naam", "Tel.", "FUNCTIE", "naam contactpersoon", "Juf van groep 3"]
    assert persoonlijke_koppen(headers) == set(headers[2:])


def test_los_nummer_leegmaken_kan_alleen_in_de_lijst(pad):
    assert "Algemene contactgegevens" in melding(pad, id=ID, Telefoon="(leeg)")


# --- Other entries -------------------------------------------------------------------------------


def test_koepel_op_naam_en_met_id(pad):
    een, ander = maak(naam="Dak"), maak(naam="Öker")
    assert een_rij(pad, Naam="x", Koepel="oker").waarden["koepel"] == str(ander.uuid)
    tweede = maak(naam="dak")
    assert f"[{min(str(een.uuid), str(tweede.uuid))}]" in melding(pad, Naam="x", Koepel="Dak")
    assert een_rij(pad, Naam="x", Koepel=f"Dak [{een.uuid}]").waarden["koepel"] == str(een.uuid)


def test_koepel_die_in_dezelfde_tabel_staat(pad):
    site, koepel = lees_tekst(pad, "Naam;Soort;Hoort bij\nZon;kdv;Dak\nDak;kdv;\n")
    assert site.waarden["koepel"] == koepel.waarden["uuid"]


def test_onbekende_koepel_noemt_wat_erop_lijkt(pad):
    maak(naam="Zonnebloem")
    assert "Bedoelt u “Zonnebloem”?" in melding(pad, Naam="x", Koepel="Zonebloem")


def test_overleg_uit_zes_kolommen(pad):
    cells = dict.fromkeys(
        [
            f"Overleg: {n}"
            for n in ("staat", "voor wie", "doel", "planning", "deelnemers", "deelnemende personen")
        ],
        "",
    )
    member = maak(naam="Zon; en maan")
    filled = {**cells, "Overleg: staat": "loopt", "Overleg: deelnemers": "Zon\\; en maan"}
    value = een_rij(pad, id=ID, **filled).waarden["overleg"]
    assert (value["staat"], value["doel"], value["leden"]) == ("loopt", "", [str(member.uuid)])
    assert "overleg" not in een_rij(pad, id=ID, Naam="x", **cells).waarden
    assert een_rij(pad, id=ID, **{**cells, "Overleg: staat": "(leeg)"}).waarden["overleg"] is None
    not_all = {**filled, "Overleg: deelnemers": TE_LANG}
    assert een_rij(pad, id=ID, **not_all).waarden == {}


def test_een_kolom_van_overleg_alleen_kan_niet(pad):
    assert "Overleg: voor wie" in melding(pad, id=ID, **{"Overleg: staat": "loopt"})


# --- What is wrong -------------------------------------------------------------------------------


def test_elke_fout_van_een_rij_in_een_keer(pad):
    row = een_rij(
        pad, Naam="x" * 201, Type="Kinderdagverblyf", PC="25 52", Tolk="soms", Url="geen adres",
        Lat="oost", Talen="Klingon", E_mail="a@", Status="af", Gecontroleerd_op="gisteren",
        Wijk="Atlantis", Kindplaatsen="veel",
    )  # fmt: skip
    faults = dict(part.split(": ", 1) for part in row.melding.split("; "))
    assert faults.keys() == {
        "Naam", "Type", "PC", "Tolk", "Url", "Lat", "Talen", "E mail", "Status",
        "Gecontroleerd op", "Wijk", "Kindplaatsen",
    }  # fmt: skip
    assert "Bedoelt u “Kinderdagverblijf”" in faults["Type"]
    assert not row.waarden
    assert row.cellen["Type"] == "Kinderdagverblyf"


def test_woord_met_twee_betekenissen_vraagt_om_de_code(pad):
    assert "code:" in melding(pad, Naam="x", Voor_wie="professionals; kleuter", Soort="bewegen")


def test_regel_zonder_naam(pad):
    rows = lees_tekst(pad, "Naam;Plaats\n;Den Haag\n")
    assert "Naam: deze is leeg" in rows[0].melding


def test_id_die_geen_id_is(pad):
    assert "is geen id" in melding(pad, id="12", Naam="Zon")


def test_tabel_zonder_naam_en_id(pad):
    with pytest.raises(BestandGeweigerd, match="geen kolom “Naam”"):
        lees_tekst(pad, "Kleur;Maat\nrood;12\n")


def test_geen_twee_kolommen_met_een_naam():
    names = [name for column in KOLOMMEN.values() for name in column.koppen]
    assert len(names) == len({name.casefold() for name in names})


def test_de_bron_is_het_werk_van_een_mens(pad):
    assert BRON.menselijk
    assert not BRON.volledig
    pad.write_text("Naam\nZon\n")
    assert [row.waarden["naam"] for row in BRON.lees(pad, Verslag())] == ["Zon"]
    assert lees(pad)


def test_de_lijst_van_de_site_zelf_is_geen_tabel_om_te_bewerken(client, tmp_path):
    maak(naam="Aap", status="gepubliceerd")
    pad = tmp_path / "contacten.csv"
    pad.write_bytes(b"".join(client.get("/uitvoer/contacten.csv")))
    with pytest.raises(BestandGeweigerd, match="van de site zelf"):
        lees(pad)
