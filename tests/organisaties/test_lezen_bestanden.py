"""Files as others really make them. Skipped where the collection is not at hand."""

import csv
import json
from pathlib import Path

import pytest
from django.conf import settings

from organisaties.invoer.lezen.tabel import open_tabel
from tests.organisaties.lezen import als_csv, als_xlsx, bestand, gelezen

VERZAMELING = Path(settings.BASE_DIR).parent / "shared" / "data"
LRK = "lrk/export_opendata_lrk.header.csv"
# The same traps in small, so that a plain checkout tests them too.
RAAR = [
    "'s-Gravenhage",
    "''",
    "'; DROP TABLE x; --",
    '"',
    '""',
    "a\tb",
    "\u200b\ufeff",
    "ﷺ ﷽ 𝕿𝖊𝖐𝖘𝖙 ￾ ｅ",
    "👩‍👩‍👧 🇳🇱",
    "مرحبا",
    "-1+1",
    "@SUM(1)",
    "NULL",
    "1e400",
    "<script>alert(1)</script>",
    "\x1b[31m\x7f\x85\u2028x",
]


def uit_de_verzameling(naam):
    pad = VERZAMELING / naam
    if not pad.exists():
        pytest.skip(f"{naam} ontbreekt")
    return pad


def test_csv_edge_komt_uit_zoals_het_hoort():
    folder = uit_de_verzameling("csv-edge")
    for pad in sorted(folder.glob("csvs/*.csv")):
        expected = json.loads((folder / "json" / f"{pad.stem}.json").read_text("utf-8"))
        wanted = expected if isinstance(expected, list) else [expected]
        rows = [row.cellen for row in open_tabel(pad).rijen()]
        if pad.stem == "location_coordinates":  # its table and its answer differ in one number
            assert rows[0].pop("Contact Phone Number") == "2095257564"
            assert wanted[0].pop("Contact Phone Number") == "1234567890"
        if pad.stem == "newlines_crlf":  # its line ends were lost on the way here
            wanted = json.loads(json.dumps(wanted).replace("\\r\\n", "\\n"))
        assert rows == wanted, pad.name
    assert len(list(folder.glob("csvs/*.csv"))) == 12


def test_rare_teksten_komen_heel_door_csv_en_excel(tmp_path):
    heen_en_weer(tmp_path, RAAR)


def test_de_grote_lijst_rare_teksten_komt_heel_door_csv_en_excel(tmp_path):
    pad = uit_de_verzameling("naughty-strings/blns_even.json")
    heen_en_weer(tmp_path, [text for text in json.loads(pad.read_text()) if text])


def heen_en_weer(tmp_path, texts):
    rows = [["nr", "tekst"], *([str(nr), text] for nr, text in enumerate(texts))]
    for opties in ({}, {"delimiter": ","}, {"delimiter": "\t"}):
        pad = bestand(tmp_path, als_csv(rows, **opties))
        assert gelezen(pad)[1] == rows[1:]
    plain = [row for row in rows if row[1].isprintable() and not row[1].startswith("=")]
    assert gelezen(bestand(tmp_path, als_xlsx(plain)))[1] == plain[1:]


@pytest.mark.parametrize("codering", ["utf-8", "cp1252"])
def test_de_kop_van_het_register_met_een_rij(tmp_path, codering):
    head = uit_de_verzameling(LRK).read_bytes()
    names = head.decode("utf-8-sig").strip().split(";")
    row = dict.fromkeys(names, "")
    row |= {"lrk_id": "0123", "actuele_naam_oko": "BSO Zoë ’t Zand", "bag_id": "0518010000492877"}
    row |= {"opvanglocatie_woonplaats": "'s-Gravenhage", "contact_emailadres": "''"}
    line = ";".join(row.values()) + "\r\n"
    pad = bestand(tmp_path, head.rstrip() + b"\r\n" + line.encode(codering))
    assert gelezen(pad) == (tuple(names), [list(row.values())])
    assert len(names) == 35


@pytest.mark.parametrize(
    ("naam", "teken"),
    [
        ("lrk/lrk_amsterdam_2016_deel_a.csv", ","),
        ("duo-scholen/scholen_denhaag_2024-11-22.csv", ";"),
    ],
)
def test_echte_rijen_komen_alle_door(naam, teken):
    pad = uit_de_verzameling(naam)
    with pad.open(encoding="utf-8-sig", newline="") as file:
        expected = list(csv.DictReader(file, delimiter=teken))
    assert [row.cellen for row in open_tabel(pad).rijen()] == expected
    assert len(expected) > 100
