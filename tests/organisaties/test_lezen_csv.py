"""CSV in all its dialects: what stands in the file is what comes out."""

import csv

import pytest

from organisaties.invoer.lezen import basis
from organisaties.invoer.lezen.tabel import open_tabel
from tests.organisaties.lezen import als_csv, bestand, fouten, gelezen, weigering

TABEL = "naam;plaats\r\nCafé 't Zand;s-Gravenhage\r\n"
UIT = (("naam", "plaats"), [["Café 't Zand", "s-Gravenhage"]])


def test_een_tabel_wordt_kop_en_rijen_met_nummer(tmp_path):
    tabel = open_tabel(bestand(tmp_path, TABEL + "B;\r\n"))
    assert (tabel.soort, tabel.kop) == ("csv", ("naam", "plaats"))
    first, second = tabel.rijen()
    assert (first.nummer, first.cellen["plaats"], first.fout) == (2, "s-Gravenhage", "")
    assert (second.nummer, second.cellen) == (3, {"naam": "B", "plaats": ""})
    assert list(tabel.rijen()) == [first, second], "may be read again"


@pytest.mark.parametrize(
    "inhoud",
    [
        TABEL.encode(),
        b"\xef\xbb\xbf" + TABEL.encode(),
        TABEL.encode("cp1252"),
        b"\xef\xbb\xbf" + TABEL.encode("cp1252"),
        TABEL.encode("utf-16"),
        b"\xfe\xff" + TABEL.encode("utf-16-be"),
    ],
    ids=[
        "utf-8",
        "utf-8 met merk",
        "cp1252",
        "cp1252 achter een utf-8-merk",
        "utf-16",
        "utf-16 be",
    ],
)
def test_de_letters_worden_herkend(tmp_path, inhoud):
    assert gelezen(bestand(tmp_path, inhoud)) == UIT


def test_wat_verder_op_pas_cp1252_blijkt_wordt_ook_zo_gelezen(tmp_path, monkeypatch):
    monkeypatch.setattr("organisaties.invoer.lezen.codering.BLOK", 10_000)
    lines = "naam;plaats\n" + "Jan;Den Haag\n" * 10_000 + "Café ’t Zand – één;Curaçao\n"
    _, rows = gelezen(bestand(tmp_path, b"\xef\xbb\xbf" + lines.encode("cp1252")))
    assert rows[-1] == ["Café ’t Zand – één", "Curaçao"]


def test_een_losse_letter_uit_een_ander_bestand_verminkt_de_rest_niet(tmp_path):
    two = "naam\nCafé\nZoë\n".encode() + "René\n".encode("cp1252")
    assert gelezen(bestand(tmp_path, two)) == (("naam",), [["Café"], ["Zoë"], ["René"]])


def test_een_laatste_letter_in_cp1252_is_geen_half_teken(tmp_path):
    assert gelezen(bestand(tmp_path, b"naam\nCaf\xe9")) == (("naam",), [["Café"]])


@pytest.mark.parametrize("teken", [";", ",", "\t", "|"])
@pytest.mark.parametrize("einde", ["\r\n", "\n", "\r"])
def test_scheidingsteken_en_regeleinde_worden_herkend(tmp_path, teken, einde):
    rows = [
        ["naam", "straat", "wat"],
        ["A; B, C", "x\ty|z", 'Zaal "Linde"'],
        ["é", "", f"d{einde}e"],
    ]
    text = als_csv(rows, delimiter=teken, lineterminator=einde)
    assert gelezen(bestand(tmp_path, text)) == (tuple(rows[0]), rows[1:])


def test_tekens_in_aanhalingstekens_scheiden_niet(tmp_path):
    text = '"naam, voluit, echt";"a, b";c\n"1, 2";"3, 4";5\n'
    assert gelezen(bestand(tmp_path, text)) == (
        ("naam, voluit, echt", "a, b", "c"),
        [["1, 2", "3, 4", "5"]],
    )


def test_een_komma_in_de_kop_is_nog_geen_scheiding(tmp_path):
    text = "naam, en bijnaam;straat, nummer, plaats\nA;B\nC;D\n"
    assert open_tabel(bestand(tmp_path, text)).kop == ("naam, en bijnaam", "straat, nummer, plaats")


def test_een_enkele_kolom_mag(tmp_path):
    assert gelezen(bestand(tmp_path, "postcode\n2517 KK\n")) == (("postcode",), [["2517 KK"]])


def test_de_sep_regel_van_excel_wordt_gevolgd_en_telt_niet_mee(tmp_path):
    [row] = open_tabel(bestand(tmp_path, "sep=|\r\na;b|c\r\n1|2\r\n")).rijen()
    assert (row.nummer, row.cellen) == (2, {"a;b": "1", "c": "2"})


def test_een_apostrof_is_een_letter(tmp_path):
    text = "a;b\n'S-GRAVENHAGE;''\n'x;y'\n"
    assert gelezen(bestand(tmp_path, text))[1] == [["'S-GRAVENHAGE", "''"], ["'x", "y'"]]


def test_een_verpakt_getal_komt_eruit_en_al_het_andere_blijft_staan(tmp_path):
    text = 'a;b\n="00123";"=""0518"""\n=1+1;" x "\n="zaal ""2""";="1"&"2"\n'
    assert gelezen(bestand(tmp_path, text))[1] == [
        ["00123", "0518"],
        ["=1+1", " x "],
        ['zaal "2"', '="1"&"2"'],
    ]


def test_een_cel_van_meer_regels_is_een_rij(tmp_path):
    text = 'a;b\n"een\r\ntwee";x\ny;z\n'
    rows = list(open_tabel(bestand(tmp_path, text)).rijen())
    assert [(row.nummer, row.cellen["a"]) for row in rows] == [(2, "een\r\ntwee"), (3, "y")]


def test_lege_rijen_worden_overgeslagen_maar_geteld(tmp_path):
    text = "\n;\na;b\n\n ;\t\n;;;;\n1;2\n\n"
    [row] = open_tabel(bestand(tmp_path, text)).rijen()
    assert (row.nummer, row.cellen) == (7, {"a": "1", "b": "2"})


def test_lege_cellen_aan_het_eind_mogen_ontbreken_en_over_zijn(tmp_path):
    text = "a;b;c;d;\n1;2\n1;2;3;4;;;\n1;2;3;4\n"
    assert gelezen(bestand(tmp_path, text))[1] == [
        ["1", "2", "", ""],
        ["1", "2", "3", "4"],
        ["1", "2", "3", "4"],
    ]


def test_een_kolom_zonder_naam_mag_leeg_zijn(tmp_path):
    pad = bestand(tmp_path, "a;;c\n1;;3\n4;5;6\n")
    assert open_tabel(pad).kop == ("a", "c")
    assert [row.cellen for row in open_tabel(pad).rijen()] == [
        {"a": "1", "c": "3"},
        {"a": "4", "c": "6"},
    ]
    assert fouten(pad) == [(3, "Cel B3 is gevuld, maar de kolom heeft geen naam.")]


@pytest.mark.parametrize(
    ("rij", "fout"),
    [
        ("1;2;3;4", "De rij heeft meer cellen (4) dan er kolommen zijn (3)."),
        ("1", "De rij heeft 1 cellen en er zijn 3 kolommen. Vul de rij aan"),
        ("1;\0;3", "Cel B52 bevat een teken zonder betekenis (NUL)."),
        (f"1;2;{'x' * 20_001}", "Cel C52 heeft meer dan 20000 tekens."),
        ('1;"2"x;3', "Een dubbel aanhalingsteken staat verkeerd."),
        (f"1;2;{'x' * 140_000}", "Een cel heeft meer dan 20000 tekens."),
    ],
)
def test_een_rij_die_niet_klopt_wordt_genoemd_en_de_rest_gelezen(tmp_path, rij, fout):
    text = "a;b;c\n" + "1;2;3\n" * 50 + rij + "\n4;5;6\n"
    rows = list(open_tabel(bestand(tmp_path, text)).rijen())
    [bad] = [row for row in rows if row.fout]
    assert (len(rows), bad.nummer) == (52, 52)
    assert bad.fout.startswith(fout)
    assert bad.cellen["a"] == "1", "so that it can be mended"
    assert not any("\0" in cell for cell in bad.cellen.values())


def test_een_laatste_rij_zonder_einde_die_te_kort_is_kan_afgekapt_zijn(tmp_path):
    [(nummer, fout)] = fouten(bestand(tmp_path, "a;b;c\n1;2;3\n4;5"))
    assert nummer == 3
    assert "misschien afgekapt" in fout


def test_een_lange_rij_van_gewone_cellen_mag(tmp_path):
    row = ["x" * 10_000] * 3
    assert gelezen(bestand(tmp_path, als_csv([["a", "b", "c"], row])))[1] == [row]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        ('a;b\n1;2\n"3;4\n', "Rij 3 begint een tekst met een dubbel aanhalingsteken dat niet"),
        ('a;b\n1;"2\n3;"4"\n5;6\n', "Rij 2 begint een tekst met een dubbel aanhalingsteken dat"),
        ('a;b\n1;"' + "x\n" * 80_000, "Rij 2 begint een tekst met een dubbel aanhalingsteken"),
        ('a;"b"c\n1;2\n', "De kopregel is niet te lezen. Een dubbel aanhalingsteken staat"),
        ("a;b\n1;2\n" + "x" * 1_000_001, "Rij 3 heeft meer dan 1000000 tekens."),
    ],
)
def test_wat_andere_rijen_kan_opslokken_wordt_in_zijn_geheel_geweigerd(tmp_path, inhoud, zin):
    assert weigering(bestand(tmp_path, inhoud)).startswith(zin)


def test_te_veel_rijen_worden_geweigerd(tmp_path, monkeypatch):
    monkeypatch.setattr("organisaties.invoer.lezen.csv_bestand.MAX_RIJEN", 3)
    assert len(gelezen(bestand(tmp_path, "a\n\n\n1\n2\n3\n"))[1]) == 3
    assert weigering(bestand(tmp_path, "a\n1\n2\n3\n4\n")) == basis.TE_VEEL_RIJEN


def test_eindeloos_veel_lege_regels_worden_geweigerd(tmp_path, monkeypatch):
    monkeypatch.setattr("organisaties.invoer.lezen.csv_bestand.MAX_NUMMER", 10)
    assert len(gelezen(bestand(tmp_path, "a\n1\n" + "\n" * 8))[1]) == 1
    assert weigering(bestand(tmp_path, "a\n1\n" + "\n" * 9)) == basis.TE_VEEL_RIJEN


def test_lezen_verandert_niets_voor_wie_ook_csv_leest(tmp_path):
    before = csv.field_size_limit()
    gelezen(bestand(tmp_path, TABEL))
    assert csv.field_size_limit() == before


def test_een_andere_grens_van_het_proces_geeft_een_fout_en_geen_storing(tmp_path):
    pad = bestand(tmp_path, f"a;b\n1;2\n{'x' * 500};3\n4;5\n")
    before = csv.field_size_limit(100)
    try:
        assert [nummer for nummer, _ in fouten(pad)] == [3]
    finally:
        csv.field_size_limit(before)
