import io
import re
import zipfile

import openpyxl
from hypothesis import example, given
from hypothesis import strategies as st

from kaart.uitvoer import xlsx as als_xlsx
from kaart.uitvoer.kolommen import KOPPEN
from tests.kaart.uitvoerlezers import bereik, een_rij, gemaakt, lees_xlsx


def als_excel(cel):
    """Excel reads _xHHHH_ as the character with that number; openpyxl leaves it."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), cel)


def opgeschoond(tekst):
    plain = tekst.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", plain)


def test_elke_cel_is_tekst():
    row = een_rij(huisnummer="007", algemeen=[bereik(telefoon="0701234567")], leeftijd_van=48)
    sheet = openpyxl.load_workbook(io.BytesIO(gemaakt(als_xlsx, row))).active
    cells = {c.value: c for r in sheet.iter_rows() for c in r if c.value is not None}
    assert {"007", "070-123 45 67", "4"} <= cells.keys()
    assert {(c.data_type, c.number_format) for c in cells.values()} == {("s", "@")}


def test_koppen_blijven_in_beeld():
    sheet = openpyxl.load_workbook(io.BytesIO(gemaakt(als_xlsx, een_rij()))).active
    assert tuple(c.value for c in sheet[1]) == KOPPEN
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:AK2"
    assert all(6 <= d.width <= 60 for d in sheet.column_dimensions.values())


def test_formule_blijft_tekst():
    sheet = openpyxl.load_workbook(io.BytesIO(gemaakt(als_xlsx, een_rij(naam="=1+1")))).active
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")


def test_zonder_rijen_alleen_de_koppen():
    assert lees_xlsx(gemaakt(als_xlsx)) == []


def test_zip_is_heel():
    with zipfile.ZipFile(io.BytesIO(gemaakt(als_xlsx, een_rij()))) as book:
        assert book.testzip() is None
        assert "[Content_Types].xml" in book.namelist()


def test_te_lange_cel_wordt_afgekapt():
    assert len(lees_xlsx(gemaakt(als_xlsx, een_rij(naam="x" * 40_000)))[0]["naam"]) == 32_767


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
@example("_x0041_")
@example(" =1+1\r\n<&>\x00\ufffe")
def test_elke_tekst_komt_terug(waarde):
    row = lees_xlsx(gemaakt(als_xlsx, een_rij(naam=waarde, plaats=waarde)))[0]
    assert als_excel(row["naam"]) == als_excel(row["plaats"]) == opgeschoond(waarde)
