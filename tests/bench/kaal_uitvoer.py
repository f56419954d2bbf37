"""The limit for the exports: the same columns, joined by hand-written SQL and written at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import orjson
from openpyxl import Workbook

from tests.bench.kaal import ORG, STANDEN, VEEL, Kaal

WEBADRES = "http://localhost/organisaties/"
KOP = (
    "id", "naam", "soort", "groep", "wijk", "stadsdeel", "straat", "huisnummer", "toevoeging",
    "postcode", "plaats", "website", "leeftijd van", "leeftijd tot", "tolk", "kosten", "status",
    "voorbeeld", "gecontroleerd op", "gecontroleerd door", "bron", "slug", "lat", "lon",
    "samenvatting", "gewijzigd", "werkt in", "telefoon", "e-mail", "contactpersoon", "functie",
    "helpt bij", "voor wie", "talen", "toegang", "wachttijd", "gemeld op", "webadres",
)  # fmt: skip
NAAM, SOORT, WIJK, STRAAT, NUMMER, TOEVOEGING, POSTCODE, PLAATS = 1, 2, 4, 6, 7, 8, 9, 10
WEBSITE, NAGEKEKEN, SLUG, LAT, LON, SAMENVATTING, GEWIJZIGD = 11, 18, 21, 22, 23, 24, 25
WERKT, TELEFOON, EMAIL, HELPT = 26, 27, 28, 31


def _rijen(kaal: Kaal) -> Iterator[tuple[Any, ...]]:
    """All published entries with their columns, read through one cursor."""
    agg = "string_agg" if kaal.postgres else "group_concat"
    words = "".join(
        f" LEFT JOIN (SELECT organisatie_id, {agg}(t.naam, '; ') AS namen FROM {table} x "
        f"JOIN organisaties_{column} t ON t.id = x.{column}_id GROUP BY 1) {name} "
        f"ON {name}.organisatie_id = o.id"
        for name, (table, column) in VEEL.items()
    )
    yield from kaal.loper(
        "SELECT o.uuid, o.naam, s.naam, gr.naam, COALESCE(w.naam, bw.naam), "
        "COALESCE(ws.naam, bws.naam), o.straat, o.huisnummer, o.toevoeging, o.postcode, o.plaats, "
        "o.website, o.leeftijd_van, o.leeftijd_tot, o.tolk_mogelijk, o.kosten, o.status, "
        "o.voorbeeld, o.gecontroleerd_op, o.gecontroleerd_door, o.bron, o.slug, o.lat, o.lon, "
        "o.samenvatting, o.gewijzigd, werk.namen, alg.telefoon, alg.email, pers.namen, "
        "pers.functies, ondersteuning.namen, doelgroep.namen, taal.namen, toegang.namen, "
        "wacht.weken, wacht.gemeld_op "
        f"FROM {ORG} o JOIN organisaties_soort s ON s.id = o.soort_id "
        "JOIN organisaties_groep gr ON gr.id = s.groep_id "
        "LEFT JOIN wijken_wijk w ON w.id = o.wijk_id "
        "LEFT JOIN wijken_stadsdeel ws ON ws.id = w.stadsdeel_id "
        "LEFT JOIN wijken_buurt b ON b.id = o.buurt_id "
        "LEFT JOIN wijken_wijk bw ON bw.id = b.wijk_id "
        f"LEFT JOIN wijken_stadsdeel bws ON bws.id = bw.stadsdeel_id{words} "
        "LEFT JOIN (SELECT x.organisatie_id, "
        f"{agg}(COALESCE(w.naam, s.naam, g.naam), '; ') AS namen "
        "FROM organisaties_werkgebied x LEFT JOIN wijken_wijk w ON w.id = x.wijk_id "
        "LEFT JOIN wijken_stadsdeel s ON s.id = x.stadsdeel_id "
        "LEFT JOIN wijken_gemeente g ON g.id = x.gemeente_id GROUP BY 1) werk "
        "ON werk.organisatie_id = o.id "
        "LEFT JOIN organisaties_contact alg ON alg.organisatie_id = o.id "
        "AND alg.vorm = 'algemeen' AND alg.volgorde = 0 "
        f"LEFT JOIN (SELECT organisatie_id, {agg}(naam, '; ') AS namen, "
        f"{agg}(functie, '; ') AS functies FROM organisaties_contact "
        "WHERE vorm = 'persoon' AND zichtbaarheid = 'publiek' GROUP BY 1) pers "
        "ON pers.organisatie_id = o.id "
        "LEFT JOIN organisaties_wachttijd wacht ON wacht.organisatie_id = o.id "
        f"WHERE o.status IN {STANDEN} ORDER BY LOWER(o.naam), o.id"
    )


def csv_(kaal: Kaal) -> int:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(KOP)
    for row in _rijen(kaal):
        safe = [f"'{v}" if type(v) is str and v[:1] in "=+-@" and v else v for v in row]
        writer.writerow([*safe, WEBADRES + row[SLUG]])
    return len(buffer.getvalue().encode("utf-8-sig"))


def xlsx(kaal: Kaal) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(KOP)
    for row in _rijen(kaal):
        sheet.append([*("" if v is None else str(v) for v in row), WEBADRES + row[SLUG]])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.tell()


def geojson(kaal: Kaal) -> int:
    features = [
        {
            "type": "Feature",
            "id": row[0],
            "geometry": {"type": "Point", "coordinates": (row[LON], row[LAT])}
            if row[LAT] is not None
            else None,
            "properties": dict(zip(KOP, row, strict=False)),
        }
        for row in _rijen(kaal)
    ]
    return len(orjson.dumps({"type": "FeatureCollection", "features": features}))


_VCARD = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": ""})


def vcard(kaal: Kaal) -> int:
    return sum(len(_kaart(row)) for row in _rijen(kaal))


def _kaart(row: tuple[Any, ...]) -> bytes:
    t = [v.translate(_VCARD) if type(v) is str else v for v in row]
    lines = [
        "BEGIN:VCARD", "VERSION:3.0", f"UID:urn:uuid:{row[0]}", f"FN:{t[NAAM]}", "N:;;;;",
        f"ORG:{t[NAAM]}", f"REV:{row[GEWIJZIGD]}",
        f"NOTE:{t[SAMENVATTING]}\\nHelpt bij: {t[HELPT]}\\nWerkt in: {t[WERKT]}\\nGecontroleerd op "
        f"{t[NAGEKEKEN]}\\nOp de sociale kaart: {WEBADRES}{row[SLUG]}",
        f"CATEGORIES:{t[SOORT]},{t[WIJK]}", f"URL:{row[WEBSITE]}",
        f"SOURCE:{WEBADRES}{row[SLUG]}", f"TEL;TYPE=work,voice:{t[TELEFOON]}",
        f"EMAIL;TYPE=work:{t[EMAIL]}",
        f"ADR;TYPE=work:;;{t[STRAAT]} {t[NUMMER]}{t[TOEVOEGING]};{t[PLAATS]};;{t[POSTCODE]};",
    ]  # fmt: skip
    if row[LAT] is not None:
        lines.append(f"GEO:{row[LAT]};{row[LON]}")
    lines.append("END:VCARD\r\n")
    return "\r\n".join(_vouw(line) if len(line) > 37 else line for line in lines).encode()


def _vouw(line: str) -> str:
    if len(line.encode()) <= 75:
        return line
    pieces, piece, size = [], "", 0
    for char in line:
        width = len(char.encode())
        if size + width > 74:
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + char, size + width
    return "\r\n ".join([*pieces, piece])
