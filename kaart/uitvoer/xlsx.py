"""XLSX (ECMA-376): one sheet in which every cell is text, so that no program guesses at it.

The parts of the workbook are fixed and the sheet is written row by row straight into the answer:
nothing waits in memory or on disk, and it takes a twentieth of the time of a general library.
Cells are typed as text (inline strings, format "@"): a spreadsheet runs none of them as a formula.
"""

import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from kaart.uitvoer.kolommen import KOPPEN, cellen
from kaart.uitvoer.rijen import Bron, in_porties

MEDIATYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REGELS = 250  # rows in one piece of the answer
LANGSTE = 32_767  # characters in one cell, a limit of Excel

# What XML 1.0 cannot hold, and what Excel would read as one of its own escapes (_x0041_).
_ONGELDIG = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EXCEL = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_BIJZONDER = re.compile(r"[^\x20-\x25\x27-\x3b\x3d\x3f-\x5e\x60-\x7e\xa0-\ud7ff]")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BREEDTE = {"id": 12, "naam": 36, "werkt in": 28, "huisnummer": 11, "postcode": 10, "lat": 11,
            "lon": 11, "tolk": 6, "e-mail": 30, "website": 30, "helpt bij": 40, "voor wie": 30,
            "webadres": 40, "bron": 30}  # fmt: skip
_GEWOON = 18  # width of the other columns, in characters


class Goot:
    """A file that only goes forward: what ``zipfile`` writes is taken away piece by piece."""

    def __init__(self) -> None:
        self._stukken: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._stukken.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def neem(self) -> bytes:
        taken = b"".join(self._stukken)
        self._stukken.clear()
        return taken


def maak(bron: Bron) -> Iterator[bytes]:
    goot = Goot()
    with zipfile.ZipFile(goot, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book:
        for name, part in _vaste_delen().items():
            book.writestr(name, part)
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for stuk in _blad(bron):
                sheet.write(stuk.encode("utf-8", "replace"))
                yield goot.neem()
    yield goot.neem()


def _blad(bron: Bron) -> Iterator[str]:
    yield _blad_kop() + _rij(1, KOPPEN, "2")
    number = 2
    for rijen in in_porties(bron.rijen(), REGELS):
        yield "".join(_rij(number + i, cellen(rij), "1") for i, rij in enumerate(rijen))
        number += len(rijen)
    area = f"A1:{KOLOMLETTERS[-1]}{number - 1}"
    yield f'</sheetData><autoFilter ref="{area}"/><ignoredErrors>'  # no green corners
    yield f'<ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors></worksheet>'


def _rij(nummer: int, teksten: tuple[str, ...] | list[str], stijl: str) -> str:
    cells = [
        f'<c r="{letter}{nummer}" s="{stijl}" t="inlineStr"><is><t xml:space="preserve">'
        f"{xml_tekst(text)}</t></is></c>"
        for letter, text in zip(KOLOMLETTERS, teksten, strict=True)
        if text
    ]
    return f'<row r="{nummer}">{"".join(cells)}</row>'


def xml_tekst(tekst: str) -> str:
    """Write text as XML: without what XML cannot hold, line ends as LF, not longer than a cell."""
    if not _BIJZONDER.search(tekst) and len(tekst) <= LANGSTE:
        return tekst
    plain = tekst.replace("\r\n", "\n").replace("\r", "\n")[:LANGSTE]
    return _EXCEL.sub("_x005F_", escape(_ONGELDIG.sub("", plain)))


def _kolomletter(nummer: int) -> str:
    """Name a column: 0 is A, 26 is AA."""
    high, low = divmod(nummer, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)


KOLOMLETTERS = tuple(_kolomletter(i) for i in range(len(KOPPEN)))


def _blad_kop() -> str:
    """Keep the headings in view, and give each column a width and text as its format."""
    widths = "".join(
        f'<col min="{i}" max="{i}" width="{_BREEDTE.get(kop, _GEWOON)}" style="1" customWidth="1"/>'
        for i, kop in enumerate(KOPPEN, 1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>"
    )


def _vaste_delen() -> dict[str, str]:
    """Give the parts of a workbook that are the same whatever its sheet holds."""
    return {
        "[Content_Types].xml": _soorten(),
        "_rels/.rels": _verwijzingen("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}">'
        "<bookViews><workbookView/></bookViews><sheets>"
        f'<sheet name="Contacten" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _verwijzingen(
            "worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"
        ),
        "xl/styles.xml": _stijlen(),
    }


def _soorten() -> str:
    parts = {
        "/xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
        "/xl/worksheets/sheet1.xml": f"{_TYPE}.worksheet+xml",
        "/xl/styles.xml": f"{_TYPE}.styles+xml",
    }
    named = "".join(f'<Override PartName="{p}" ContentType="{t}"/>' for p, t in parts.items())
    return (
        f'{_XML}<Types xmlns="{_PKG}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _verwijzingen(*paren: str) -> str:
    """Write relationships, from kind and target by turns."""
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{_REL}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(zip(paren[::2], paren[1::2], strict=True), 1)
    )
    return f'{_XML}<Relationships xmlns="{_PKG}/relationships">{links}</Relationships>'


def _stijlen() -> str:
    """Define style 1, text ("@", format 49), and style 2, the same in bold."""
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name '
        'val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
        'patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
        '<xf numFmtId="49" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Standaard" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )
