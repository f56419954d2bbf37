"""Fed wrong: a file that is no table gets one clear sentence, and little memory."""

import os
import tracemalloc

import pytest

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.tabel import open_tabel
from tests.organisaties.lezen import als_xlsx, bestand, weigering

XLSX = als_xlsx([["a"], ["1"]])


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Het bestand is leeg."),
        (b"\xef\xbb\xbf", "Het bestand is leeg."),
        (b"\n\r\n ;;\n", "Het bestand is leeg."),
        (b"naam;plaats\r\n", "Het bestand heeft alleen een kopregel."),
        (b"naam;plaats\r\n;\r\n\r\n", "Het bestand heeft alleen een kopregel."),
        (b"naam;naam \r\n1;2\r\n", "De kolom 'naam' komt meer dan één keer voor."),
        (b";".join(b"k%d" % n for n in range(500)) + b"\n1\n", "Het bestand heeft 500 kolommen;"),
        (b"%PDF-1.7\n\x00\xff", "Dit bestand is een PDF, geen tabel."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "Dit bestand is een oud Excel-bestand"),
        (b"\x89PNG\r\n\x1a\n", "Dit bestand is een plaatje"),
        (b"\x1f\x8b\x08\x00", "Dit bestand is een ingepakt bestand"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>\n", "Dit bestand is een webpagina"),
        (b'{"a": 1}', "Dit bestand is een JSON-bestand"),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", "Dit bestand is een bestand met contacten (vCard)"),
        (b"PK\x03\x04 en verder niets", "Het Excel-bestand is beschadigd of afgekapt."),
        (XLSX[: len(XLSX) // 2], "Het Excel-bestand is beschadigd of afgekapt."),
        (bytes(range(100)) * 99, "Dit bestand is geen tabel."),
        (bytes(range(256)), "De letters in dit bestand zijn niet te lezen."),
        (b"naam\n" + b"x\0" * 99 + b"\n", "Dit bestand is geen tabel."),
        (b"na\0am\n" + b"x\n" * 999, "Dit bestand is geen tabel."),
        ("naam;plaats\n".encode("utf-16-le"), "Dit bestand is geen tabel."),
        (b"naam\n\x81\x8d\x8f\n", "De letters in dit bestand zijn niet te lezen."),
        ("naam\nCafé\n€".encode()[:-1], "Het bestand is afgekapt"),
        ("naam\nCafé\nCaf".encode() + b"\xe9", "Het bestand is afgekapt"),
        (b"naam\nCaf\xc3", "Het bestand is afgekapt"),
        ("naam\nCafé\n".encode("utf-16")[:-1], "Het bestand is afgekapt"),
        (b"\xff\xfena\x00\xd8\n\x00", "De letters in dit bestand zijn niet te lezen."),
    ],
)
def test_wat_geen_tabel_is_wordt_geweigerd_met_wat_wel_goed_is(tmp_path, inhoud, zin):
    message = weigering(bestand(tmp_path, inhoud))
    assert message.startswith(zin)
    assert message.count(".") >= 2, "what is wrong, and what would be right"


def test_een_map_of_niets_wordt_geweigerd(tmp_path):
    assert weigering(tmp_path).startswith("Dit is een map.")
    assert weigering(tmp_path / "weg.csv").startswith("Het bestand kan niet worden gelezen.")


def test_een_bestand_dat_intussen_weg_is_wordt_geweigerd(tmp_path):
    pad = bestand(tmp_path, "a\n1\n")
    tabel = open_tabel(pad)
    pad.unlink()
    with pytest.raises(BestandGeweigerd, match="kan niet worden gelezen"):
        list(tabel.rijen())


def test_een_pijp_houdt_ons_niet_vast(tmp_path):
    os.mkfifo(tmp_path / "pijp")
    assert weigering(tmp_path / "pijp").startswith("Dit is geen gewoon bestand.")


def test_een_te_groot_bestand_wordt_geweigerd(tmp_path, monkeypatch):
    monkeypatch.setattr("organisaties.invoer.lezen.tabel.MAX_BYTES", 2_000_000)
    message = weigering(bestand(tmp_path, b"a\n" * 1_000_001))
    assert message.startswith("Het bestand is groter dan 2 MB.")


@pytest.mark.parametrize("begin", [b"", b"naam;plaats\r\nA;B\r\n"])
def test_een_regel_van_60_mb_wordt_niet_ingelezen(tmp_path, begin):
    pad = tmp_path / "regel.csv"
    with pad.open("wb") as file:
        file.write(begin)
        for _ in range(60):
            file.write(b"x" * 1_000_000)
    tracemalloc.start()
    try:
        message = weigering(pad)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "heeft meer dan 1000000 tekens" in message
    assert peak < 12_000_000


def test_het_geheugen_groeit_niet_met_de_rijen(tmp_path):
    pad = bestand(tmp_path, "naam;plaats\n" + "Kinderopvang 't Hofje;Den Haag\n" * 10_000)
    tracemalloc.start()
    try:
        assert sum(1 for _ in open_tabel(pad).rijen()) == 10_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3_000_000
