"""Excel files: cells become plain texts, traps are refused before anything opens them."""

import io
import struct
import zipfile
from datetime import date, datetime, time, timedelta

import pytest

from organisaties.invoer.lezen import basis, zipkeuring
from organisaties.invoer.lezen.tabel import open_tabel
from tests.organisaties.lezen import als_xlsx, ander_deel, bestand, fouten, gelezen, weigering

BLAD = "xl/worksheets/sheet1.xml"
WOORDEN = "xl/sharedStrings.xml"
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KLEIN = als_xlsx([["a", "b"], ["1", "2"]])


def blad(*rijen, voor=""):
    """A sheet as other programs write it."""
    return (
        f'<?xml version="1.0"?>{voor}<worksheet {NS}><sheetData>'
        f"{''.join(rijen)}</sheetData></worksheet>"
    )


def xlsx(tmp_path, *bladen):
    return bestand(tmp_path, als_xlsx(*bladen), "tabel.xlsx")


def test_een_tabel_wordt_kop_en_rijen_met_nummer(tmp_path):
    pad = xlsx(tmp_path, [["naam ", "plaats"], ["'t Zand", "Den Haag"], [], ["B", None]])
    tabel = open_tabel(pad)
    assert (tabel.soort, tabel.kop) == ("xlsx", ("naam", "plaats"))
    rows = [(row.nummer, row.cellen, row.fout) for row in tabel.rijen()]
    assert rows == [
        (2, {"naam": "'t Zand", "plaats": "Den Haag"}, ""),
        (4, {"naam": "B", "plaats": ""}, ""),
    ]
    assert list(tabel.rijen()) == rows, "may be read again"


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (12.0, "12"),
        (12, "12"),
        (52.075, "52.075"),
        (0.00001, "0.00001"),
        (518010000492877, "518010000492877"),
        (1e15, "1000000000000000"),
        (True, "ja"),
        (False, "nee"),
        (date(2026, 11, 30), "2026-11-30"),
        (datetime(2026, 11, 30, 0, 0), "2026-11-30"),
        (datetime(2026, 11, 30, 9, 5), "2026-11-30 09:05"),
        (time(9, 5), "09:05"),
        (timedelta(hours=30, minutes=5), "30:05"),
        ("2517 KK\nDen Haag ", "2517 KK\nDen Haag "),
        ("a_x000D_\nb", "a\nb"),
        ('="00123"', "00123"),
    ],
)
def test_een_cel_wordt_een_gewone_tekst(tmp_path, waarde, tekst):
    assert gelezen(xlsx(tmp_path, [["a"], [waarde]]))[1] == [[tekst]]


def test_gedeelde_woorden_zoals_excel_ze_schrijft(tmp_path):
    rows = '<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>'
    words = (
        f"<sst {NS}><si><t>naam</t></si>"
        '<si><r><t>Café_x000D_\n</t></r><r><t xml:space="preserve"> Zon</t></r></si></sst>'
    )
    types = '<Override PartName="/xl/sharedStrings.xml" ContentType="{}"/></Types>'.format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    )
    with zipfile.ZipFile(io.BytesIO(KLEIN)) as archive:
        manifest = archive.read("[Content_Types].xml").decode().replace("</Types>", types)
    file = ander_deel(ander_deel(KLEIN, BLAD, blad(rows)), WOORDEN, words)
    pad = bestand(tmp_path, ander_deel(file, "[Content_Types].xml", manifest))
    assert gelezen(pad) == (("naam",), [["Café\n Zon"]])


def test_een_getal_houdt_de_nullen_die_excel_laat_zien(tmp_path):
    def vul(sheet):
        sheet.append(["kvk"])
        sheet.append([1234567])
        sheet["A2"].number_format = "00000000"

    assert gelezen(xlsx(tmp_path, vul))[1] == [["01234567"]]


def test_een_tekst_die_op_een_formule_lijkt_blijft_tekst(tmp_path):
    def vul(sheet):
        sheet.append(["a"])
        sheet.append(["=1+1"])
        sheet["A2"].data_type = "s"

    assert gelezen(xlsx(tmp_path, vul))[1] == [["=1+1"]]


def test_een_formule_of_rekenfout_wordt_geweigerd_met_de_cel(tmp_path):
    rows = [["a", "b", "c"], ["1", "2", "3"], ["x", "y", "=A1&B1"], ["#N/A", None, None]]
    assert fouten(xlsx(tmp_path, rows)) == [
        (3, "Cel C3 bevat een formule. Plak op die plek alleen de waarde."),
        (4, "Cel A4 bevat een fout van Excel (#N/A). Vul de goede waarde in."),
    ]


def test_een_rij_met_alleen_een_formule_verdwijnt_niet(tmp_path):
    assert [nummer for nummer, _ in fouten(xlsx(tmp_path, [["a"], ["1"], ["=B1"]]))] == [3]


def test_te_veel_cellen_of_een_te_lange_cel_is_een_fout(tmp_path):
    rows = [["a", "b"], ["1", "2", "3"], ["x" * 20_001, "2"]]
    first, second = fouten(xlsx(tmp_path, rows))
    assert first[1].startswith("De rij heeft meer cellen (3) dan er kolommen zijn (2).")
    assert second[1].startswith("Cel A3 heeft meer dan 20000 tekens.")


def test_het_eerste_zichtbare_blad_met_inhoud_wordt_gelezen(tmp_path):
    def verborgen(sheet):
        sheet.append(["lijsten"])
        sheet.sheet_state = "hidden"

    pad = xlsx(tmp_path, verborgen, [], [[], ["naam"], ["A"]], [["ander"], ["blad"]])
    [row] = open_tabel(pad).rijen()
    assert (row.nummer, row.cellen) == (3, {"naam": "A"})


def test_te_veel_rijen_worden_geweigerd(tmp_path, monkeypatch):
    monkeypatch.setattr("organisaties.invoer.lezen.xlsx_bestand.MAX_RIJEN", 2)
    assert len(gelezen(xlsx(tmp_path, [["a"], ["1"], [], ["2"]]))[1]) == 2
    assert weigering(xlsx(tmp_path, [["a"], ["1"], ["2"], ["3"]])) == basis.TE_VEEL_RIJEN


def test_een_verkeerde_opgave_van_de_omvang_telt_niet(tmp_path):
    rows = '<dimension ref="A1:A1"/><sheetData><row><c><v>1</v></c><c><v>2</v></c></row>'
    text = blad("<row><c><v>3</v></c><c><v>4</v></c></row>").replace("<sheetData>", rows)
    pad = bestand(tmp_path, ander_deel(KLEIN, BLAD, text))
    assert gelezen(pad) == (("1", "2"), [["3", "4"]])


def test_de_naam_van_het_bestand_zegt_niets(tmp_path):
    assert open_tabel(bestand(tmp_path, KLEIN, "tabel.csv")).soort == "xlsx"
    assert open_tabel(bestand(tmp_path, "a;b\n1;2\n", "tabel.xlsx")).soort == "csv"


@pytest.mark.parametrize(
    ("bladen", "zin"),
    [
        ([[]], "Het bestand is leeg."),
        ([[["a", "b"], [None, " "]]], "Het bestand heeft alleen een kopregel."),
        ([[["a", "a"], ["1", "2"]]], "De kolom 'a' komt meer dan één keer voor."),
        ([[["a", "=B2"], ["1", "2"]]], "De kopregel is niet te lezen. Cel B1 bevat een formule."),
        ([[[f"k{n}" for n in range(500)], ["1"]]], "Het bestand heeft 500 kolommen;"),
    ],
)
def test_een_blad_zonder_tabel_wordt_geweigerd(tmp_path, bladen, zin):
    assert weigering(xlsx(tmp_path, *bladen)).startswith(zin)


def test_een_rij_ver_naar_onderen_kost_geen_uren(tmp_path):
    rows = blad(
        '<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row>',
        '<row r="2"><c><v>1</v></c></row>',
        '<row r="99999999999"><c><v>2</v></c></row>',
    )
    pad = bestand(tmp_path, ander_deel(KLEIN, BLAD, rows))
    assert gelezen(pad)[1] == [["1"]], "a spreadsheet has no such row"


@pytest.mark.parametrize(
    ("deel", "inhoud", "zin"),
    [
        ("xl/workbook.xml", None, zipkeuring.ANDER_ZIP),
        (BLAD, None, zipkeuring.BESCHADIGD),
        (BLAD, blad("<row"), zipkeuring.BESCHADIGD),
        (BLAD, blad('<row r="1"><c><v>NaN</v></c></row>'), zipkeuring.BESCHADIGD),
        (BLAD, blad('<row r="1"><c t="s"><v>99</v></c></row>'), zipkeuring.BESCHADIGD),
        (BLAD, blad(voor='<!DOCTYPE a [<!ENTITY b "c">]>'), zipkeuring.BESCHADIGD),
        (BLAD, blad(voor="<!DOCTYPE a>").encode("utf-16"), zipkeuring.BESCHADIGD),
        (BLAD, blad("x" * 3_000_000), zipkeuring.TE_GROOT),
    ],
)
def test_een_vreemd_deel_is_een_weigering(tmp_path, deel, inhoud, zin):
    assert weigering(bestand(tmp_path, ander_deel(KLEIN, deel, inhoud))) == zin


def test_een_zipbom_wordt_niet_uitgepakt(tmp_path, monkeypatch):
    monkeypatch.setattr(zipkeuring, "VERHOUDING_VANAF", 1_000_000)
    bom = ander_deel(KLEIN, "xl/media/a.bin", bytes(5_000_000))
    assert weigering(bestand(tmp_path, bom)) == zipkeuring.TE_GROOT


def test_wat_in_een_keer_gelezen_wordt_mag_niet_groot_zijn(tmp_path, monkeypatch):
    monkeypatch.setattr(zipkeuring, "MAX_DEEL", 50_000)
    rows = [["a"], *([number] for number in range(4_000))]
    assert len(gelezen(xlsx(tmp_path, rows))[1]) == 4_000, "sheets are read as a stream"
    words = ander_deel(KLEIN, WOORDEN, "<a/>" * 20_000)
    assert weigering(bestand(tmp_path, words)) == zipkeuring.TE_GROOT


def test_te_veel_delen_worden_geweigerd(tmp_path, monkeypatch):
    monkeypatch.setattr(zipkeuring, "MAX_DELEN", 5)
    assert weigering(bestand(tmp_path, KLEIN)) == zipkeuring.TE_GROOT


def test_wat_er_echt_uitkomt_telt_ook(tmp_path, monkeypatch):
    monkeypatch.setattr(zipkeuring, "_keur_opgave", lambda parts, packed: None)
    monkeypatch.setattr(zipkeuring, "MAX_UITGEPAKT", 1_000_000)
    bom = ander_deel(KLEIN, "xl/media/a.bin", bytes(2_000_000))
    assert weigering(bestand(tmp_path, bom)) == zipkeuring.TE_GROOT


def test_een_zip_die_over_de_omvang_liegt_is_beschadigd(tmp_path):
    bom = bytearray(ander_deel(KLEIN, "xl/media/a.bin", bytes(2_000_000)))
    at = bom.rindex(b"PK\x01\x02")  # the entry of the last part, in the directory at the end
    bom[at + 24 : at + 28] = struct.pack("<I", 10)
    assert weigering(bestand(tmp_path, bytes(bom))) == zipkeuring.BESCHADIGD


def test_een_wachtwoord_wordt_genoemd(tmp_path):
    locked = bytearray(KLEIN)
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert weigering(bestand(tmp_path, bytes(locked))) == zipkeuring.WACHTWOORD


def test_een_andere_inpakwijze_wordt_geweigerd(tmp_path):
    strange = ander_deel(KLEIN, "xl/a.bin", b"x" * 99, compress_type=zipfile.ZIP_LZMA)
    assert weigering(bestand(tmp_path, strange)) == zipkeuring.BESCHADIGD


def test_een_zip_met_iets_anders_wordt_geweigerd(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert weigering(bestand(tmp_path, buffer.getvalue())) == zipkeuring.ANDER_ZIP
