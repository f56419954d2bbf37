"""Is this zip an Excel file that is safe to open? Asked before any other program reads it.

The sizes in a zip are what its maker says. They are looked at first, since that is quick, and then
every part is really unpacked, a piece at a time, counted and thrown away.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from organisaties.invoer.bron import BestandGeweigerd

MAX_DELEN = 2_000
MAX_UITGEPAKT = 500_000_000  # bytes, all parts together
MAX_DEEL = 64_000_000  # bytes of a part that is read as a whole: all but the sheets
MAX_VERHOUDING = 250  # unpacked : packed
VERHOUDING_VANAF = 20_000_000  # a small file may be as empty as it likes
STUK = 1 << 20  # bytes unpacked at a time
METHODEN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
VERBODEN = (b"<!DOCTYPE", b"<!ENTITY")  # no program for tables writes them
BESCHADIGD = "Het Excel-bestand is beschadigd of afgekapt. Open het in Excel en sla het opnieuw op."
TE_GROOT = (
    "Het Excel-bestand wordt uitgepakt te groot. Haal werkbladen en opmaak weg,"
    " of sla de tabel op als CSV UTF-8."
)
WACHTWOORD = "Het Excel-bestand heeft een wachtwoord. Sla het op zonder wachtwoord."
ANDER_ZIP = (
    "Dit bestand is geen Excel-bestand (.xlsx) en geen CSV."
    " Open de tabel en sla die op als Excel-bestand (.xlsx) of als CSV UTF-8."
)


def keur_xlsx(pad: Path) -> None:
    """Raise BestandGeweigerd when this is no Excel file, or one that is broken or a trap."""
    try:
        with zipfile.ZipFile(pad) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise BestandGeweigerd(ANDER_ZIP)
            _keur_opgave(parts, pad.stat().st_size)
            _keur_inhoud(archive, parts)
    except BestandGeweigerd:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as exc:
        raise BestandGeweigerd(BESCHADIGD) from exc


def _keur_opgave(parts: list[zipfile.ZipInfo], packed: int) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise BestandGeweigerd(WACHTWOORD)
    if any(part.compress_type not in METHODEN for part in parts):
        raise BestandGeweigerd(BESCHADIGD)
    total = sum(part.file_size for part in parts)
    ratio = total > VERHOUDING_VANAF and total > packed * MAX_VERHOUDING
    whole = any(part.file_size > MAX_DEEL and not _stroomt(part) for part in parts)
    if len(parts) > MAX_DELEN or total > MAX_UITGEPAKT or ratio or whole:
        raise BestandGeweigerd(TE_GROOT)


def _keur_inhoud(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    total = 0
    for part in parts:
        is_xml = part.filename.lower().endswith((".xml", ".rels"))
        end = b""
        with archive.open(part) as stream:
            while piece := stream.read(STUK):
                total += len(piece)
                if total > MAX_UITGEPAKT:
                    raise BestandGeweigerd(TE_GROOT)
                if is_xml:
                    _keur_stuk(end + piece)
                    end = piece[-16:]


def _keur_stuk(piece: bytes) -> None:
    """Refuse what makes a reader of XML grow: definitions, and one text that has no end."""
    if len(piece) >= STUK and b"<" not in piece:
        raise BestandGeweigerd(TE_GROOT)
    plain = piece.replace(b"\0", b"") if b"\0" in piece else piece  # UTF-16
    if b"<!" in plain and any(word in plain for word in VERBODEN):
        raise BestandGeweigerd(BESCHADIGD)


def _stroomt(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().startswith("xl/worksheets/")
