"""The template to begin with."""

import csv
import io

import pytest
from openpyxl import load_workbook

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.koppen import zoek_kolommen
from organisaties.invoer.tabel import FORMATEN, sjabloon_csv, sjabloon_xlsx
from organisaties.invoer.tabel.kolommen import KOLOMMEN
from organisaties.models import Soort
from tests.organisaties.tabelbestand import lees

pytestmark = pytest.mark.django_db


def koppen_csv():
    return next(csv.reader(io.StringIO(sjabloon_csv().decode("utf-8-sig")), delimiter=";"))


def test_beide_hebben_dezelfde_kolommen_en_geen_vaste():
    book = load_workbook(io.BytesIO(sjabloon_xlsx()))
    headers = [cell.value for cell in book.worksheets[0][1]]
    assert headers == koppen_csv()
    assert {"Naam", "Soort", "Telefoon", "Contactpersoon", "Openingstijden"} <= set(headers)
    assert not any(KOLOMMEN[header].readonly for header in headers)


def test_uitleg_noemt_elke_kolom_en_alle_woorden():
    sheet = load_workbook(io.BytesIO(sjabloon_xlsx())).worksheets[1]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert set(koppen_csv()) <= rows.keys()
    assert rows["Soort"][2].split("\n") == list(Soort.objects.values_list("naam", flat=True))


def test_ingevuld_sjabloon_komt_binnen(tmp_path):
    book = load_workbook(io.BytesIO(sjabloon_xlsx()))
    sheet = book.worksheets[0]
    for column, header in enumerate(koppen_csv(), start=1):
        values = {"Naam": "Zon", "Soort": "Logopedie", "Telefoon": 701234567, "Huisnummer": 12}
        sheet.cell(2, column, values.get(header))
    book.save(tmp_path / "ingevuld.xlsx")
    [row] = lees(tmp_path / "ingevuld.xlsx")
    assert (row.waarden["naam"], row.waarden["huisnummer"]) == ("Zon", "12")
    assert row.aanvulling["contacten"][0]["telefoon"] == "070-123 45 67"


@pytest.mark.parametrize("maak", [sjabloon_csv, sjabloon_xlsx])
def test_leeg_sjabloon_wordt_geweigerd(tmp_path, maak):
    (tmp_path / "leeg").write_bytes(maak())
    with pytest.raises(BestandGeweigerd, match="alleen een kopregel"):
        lees(tmp_path / "leeg")


def test_elke_kolom_wordt_herkend():
    asked = {name: column.koppen for name, column in KOLOMMEN.items()}
    for name, column in KOLOMMEN.items():
        for header in column.koppen:
            assert zoek_kolommen([header.upper()], asked, ()) == {name: header.upper()}


@pytest.mark.parametrize("formaat", FORMATEN)
def test_de_bibliotheek_leest_zelf_niet(formaat):
    assert not formaat().can_import()
    with pytest.raises(NotImplementedError):
        formaat().create_dataset(b"")
