"""Whatever goes in: rows or a refusal in words, never anything else; and no text gets lost."""

import re
from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from organisaties.invoer.bron import BestandGeweigerd
from organisaties.invoer.lezen.basis import INGEPAKT
from organisaties.invoer.lezen.tabel import open_tabel
from tests.organisaties.lezen import als_csv, als_xlsx, bestand, gelezen

XLSX = als_xlsx([["naam", "dag"], ["Café", 12.5], ["=A1", True]])
CSV = 'naam;plaats\r\n"Zaal ""1""";Café\r\n="01";\'s\n'.encode()
STUKJES = st.sampled_from([b";", b",", b'"', b"\r", b"\n", b"\0", b"\xe9", b"\xc3", b'="1"', b"a"])


def zonder_onheil(tmp_path, inhoud):
    pad = bestand(tmp_path, inhoud)
    with suppress(BestandGeweigerd):
        for row in open_tabel(pad).rijen():
            assert all(isinstance(cell, str) and "\0" not in cell for cell in row.cellen.values())
            assert isinstance(row.fout, str)


def gewijzigd(basis):
    """The same bytes with some of them changed, gone or doubled."""
    plaats = st.integers(0, len(basis))
    return st.lists(st.tuples(plaats, plaats, st.binary(max_size=4)), min_size=1, max_size=4).map(
        lambda edits: _wijzig(basis, edits)
    )


def _wijzig(data, edits):
    for start, length, new in edits:
        data = data[:start] + new + data[start + min(length, 40) :]
    return data


@settings(max_examples=50)
@given(inhoud=st.binary() | st.lists(STUKJES).map(b"".join) | gewijzigd(CSV))
@example(inhoud=b"\xff\xfe")
@example(inhoud=b'"')
@example(inhoud=b"\r\n\xef\xbb\xbf")
def test_elke_reeks_bytes_geeft_rijen_of_een_weigering(tmp_path_factory, inhoud):
    zonder_onheil(tmp_path_factory.getbasetemp(), inhoud)


@settings(max_examples=40)
@given(inhoud=gewijzigd(XLSX))
def test_elk_beschadigd_excelbestand_geeft_rijen_of_een_weigering(tmp_path_factory, inhoud):
    zonder_onheil(tmp_path_factory.getbasetemp(), inhoud)


def tabellen(cel):
    """Tables of a header and rows of texts, none of them blank, as a program would write them."""
    vol = cel.filter(lambda text: text.strip() and text == text.strip())
    kop = st.lists(vol, min_size=1, max_size=5, unique=True)
    return kop.flatmap(
        lambda names: st.lists(
            st.tuples(vol, *[cel] * (len(names) - 1)).map(list), min_size=1, max_size=5
        ).map(lambda rows: [names, *rows])
    )


TEKST = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
CEL = TEKST.filter(lambda text: not INGEPAKT.fullmatch(text))
EXCELCEL = CEL.filter(
    lambda text: (
        not ILLEGAL_CHARACTERS_RE.search(text) and not re.search(r"\r|_x|x005F_|^=|^#", text)
    )
)


@settings(max_examples=40)
@given(
    tabel=tabellen(CEL),
    teken=st.sampled_from(";,\t|"),
    einde=st.sampled_from(["\r\n", "\n"]),
    codering=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_elke_tabel_in_csv_komt_zo_terug(tmp_path_factory, tabel, teken, einde, codering):
    text = als_csv(tabel, delimiter=teken, lineterminator=einde, quoting=1)
    pad = bestand(tmp_path_factory.getbasetemp(), text.encode(codering))
    assert gelezen(pad) == (tuple(tabel[0]), tabel[1:])


@settings(max_examples=25)
@given(tabel=tabellen(EXCELCEL))
def test_elke_tabel_in_excel_komt_zo_terug(tmp_path_factory, tabel):
    pad = bestand(tmp_path_factory.getbasetemp(), als_xlsx(tabel))
    assert gelezen(pad) == (tuple(tabel[0]), tabel[1:])
