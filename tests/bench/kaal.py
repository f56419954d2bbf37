"""The limit to measure against: hand-written SQL on a bare connection, and orjson.

Each function gives the same information as the product's answer, with the least code that does;
``tests.bench.controle`` compares the two before anything is measured. No Django takes part.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import orjson

STANDEN = "('gepubliceerd', 'tijdelijk_gesloten')"
ORG = "organisaties_organisatie"
VEEL = {
    "ondersteuning": ("organisaties_organisatie_ondersteuning", "ondersteuning"),
    "doelgroep": ("organisaties_organisatie_doelgroepen", "doelgroep"),
    "toegang": ("organisaties_organisatie_toegang", "toegang"),
    "taal": ("organisaties_organisatie_talen", "taal"),
}
KRING = """kring(vraag, vindt) AS (SELECT w.id, v.id FROM wijken_wijk w JOIN wijken_wijk v
    ON v.id = w.id OR v.deel_van_id = w.id OR v.id = w.deel_van_id)"""


class Kaal:
    """A bare connection: ``sqlite3`` or ``psycopg``, with ``?`` in every statement."""

    def __init__(self, verbinding: Any, *, postgres: bool) -> None:
        self.verbinding, self.postgres = verbinding, postgres

    def rijen(self, sql: str, *waarden: Any) -> list[tuple[Any, ...]]:
        return self.loper(sql, *waarden).fetchall()

    def loper(self, sql: str, *waarden: Any) -> Any:
        if self.postgres:
            sql = sql.replace("?", "%s")
        return self.verbinding.execute(sql, waarden)


class Vraag:
    """What is asked, as conditions on ``o``: a wijk and a word of support, or nothing."""

    def __init__(self, kaal: Kaal, *, wijk: str = "", ondersteuning: str = "") -> None:
        self.kaal, self.ligging = kaal, "0"
        self.delen = {"status": f"o.status IN {STANDEN}"}
        if wijk:
            self._in_wijk(wijk)
        if ondersteuning:
            self._met_ondersteuning(ondersteuning)

    def _in_wijk(self, slug: str) -> None:
        rows = self.kaal.rijen(
            f"WITH {KRING} SELECT k.vindt, w.stadsdeel_id, w.gemeente_id "
            "FROM wijken_wijk w JOIN kring k ON k.vraag = w.id WHERE w.slug = ?",
            slug,
        )
        ring = ",".join(str(row[0]) for row in rows)
        here = (
            f"SELECT id FROM {ORG} WHERE wijk_id IN ({ring}) UNION ALL "
            f"SELECT x.id FROM {ORG} x JOIN wijken_buurt b ON b.id = x.buurt_id "
            f"WHERE x.wijk_id IS NULL AND b.wijk_id IN ({ring})"
        )
        served = "SELECT organisatie_id FROM organisaties_werkgebied WHERE"
        works = f"{served} wijk_id IN ({ring}) UNION ALL {served} stadsdeel_id = {rows[0][1]}"
        city = f"{served} gemeente_id = {rows[0][2]}"
        self.ligging = f"CASE WHEN o.id IN ({here}) THEN 0 WHEN o.id IN ({works}) THEN 1 ELSE 2 END"
        self.delen["wijk"] = f"o.id IN ({here} UNION ALL {works} UNION ALL {city})"

    def _met_ondersteuning(self, slug: str) -> None:
        table, column = VEEL["ondersteuning"]
        key = self.kaal.rijen(f"SELECT id FROM organisaties_{column} WHERE slug = ?", slug)[0][0]
        rows = f"SELECT organisatie_id FROM {table} WHERE {column}_id = {key}"
        self.delen["ondersteuning"] = f"o.id IN ({rows})"

    def waar(self, zonder: str = "") -> str:
        """The WHERE of the question, without one parameter if asked."""
        return " AND ".join(sql for name, sql in self.delen.items() if name != zonder)

    def ids(self, zonder: str = "") -> str:
        """The keys that answer: written out when something was asked, else as a query."""
        sql = f"SELECT o.id FROM {ORG} o WHERE {self.waar(zonder)}"
        if len(self.delen) - (zonder in self.delen) == 1:
            return sql
        return ",".join(str(row[0]) for row in self.kaal.rijen(sql)) or "0"


# --- the map --------------------------------------------------------------------------------------


def kaart_plekken(kaal: Kaal, **vraag: str) -> bytes:
    """All that answers with its place and its wijk, totals, and per wijk what has no point."""
    waar = Vraag(kaal, **vraag).waar()
    rows = kaal.rijen(
        "SELECT o.uuid, o.lat, o.lon, o.soort_id, o.naam, o.slug, COALESCE(o.wijk_id, b.wijk_id) "
        f"FROM {ORG} o LEFT JOIN wijken_buurt b ON b.id = o.buurt_id WHERE {waar}",
    )
    names = dict(kaal.rijen("SELECT id, slug FROM wijken_wijk"))
    loose = Counter(names.get(row[6]) for row in rows if row[1] is None)
    lats = [row[1] for row in rows if row[1] is not None]
    lons = [row[2] for row in rows if row[2] is not None]
    return orjson.dumps(
        {
            "totaal": len(rows),
            "zonderPlek": loose.pop(None, 0),
            "gebieden": list(loose.items()),
            "punten": [(*row[:6], names.get(row[6])) for row in rows],
            "kader": (min(lons), min(lats), max(lons), max(lats)),
        }
    )


def kaart_ver(kaal: Kaal, **vraag: str) -> bytes:
    """Far out: of each stadsdeel how much lies there and how much else works there."""
    waar = Vraag(kaal, **vraag).waar()
    located = (
        "SELECT o.id, COALESCE(w.stadsdeel_id, bw.stadsdeel_id) AS stadsdeel_id, o.lat "
        f"FROM {ORG} o LEFT JOIN wijken_wijk w ON w.id = o.wijk_id "
        "LEFT JOIN wijken_buurt b ON b.id = o.buurt_id "
        f"LEFT JOIN wijken_wijk bw ON bw.id = b.wijk_id WHERE {waar}"
    )
    here = kaal.rijen(f"SELECT stadsdeel_id, COUNT(*), COUNT(lat) FROM ({located}) x GROUP BY 1")
    works = kaal.rijen(
        "SELECT s.id, COUNT(DISTINCT g.organisatie_id) FROM organisaties_werkgebied g "
        "LEFT JOIN wijken_wijk w ON w.id = g.wijk_id "
        "JOIN wijken_stadsdeel s ON s.id = g.stadsdeel_id OR s.id = w.stadsdeel_id "
        f"JOIN ({located}) x ON x.id = g.organisatie_id "
        "WHERE x.stadsdeel_id IS NULL OR x.stadsdeel_id <> s.id GROUP BY 1",
    )
    at, extra = {row[0]: row[1] for row in here}, dict(works)
    names = kaal.rijen("SELECT id, slug, naam FROM wijken_stadsdeel")
    return orjson.dumps(
        {
            "totaal": sum(row[1] for row in here),
            "metPunt": sum(row[2] for row in here),
            "gebieden": [(s, naam, at.get(pk, 0), extra.get(pk, 0)) for pk, s, naam in names],
        }
    )


# --- the list page --------------------------------------------------------------------------------


def bladzijde(kaal: Kaal, **vraag: str) -> bytes:
    """The first 25 in order with their joined words, how the total adds up, and all counts."""
    asked = Vraag(kaal, **vraag)
    waar = asked.waar()
    rows = kaal.rijen(
        f"SELECT {KAARTJE}, {asked.ligging} AS ligging FROM {ORG} o {KAARTJE_BIJ} WHERE {waar} "
        "ORDER BY ligging, LOWER(o.naam), o.id LIMIT 25",
    )
    split = kaal.rijen(
        f"SELECT {asked.ligging}, COUNT(*), COUNT(o.lat) FROM {ORG} o WHERE {waar} GROUP BY 1",
    )
    return orjson.dumps(
        {"verdeling": split, "rijen": met_woorden(kaal, rows), "tellingen": tellingen(kaal, asked)},
        option=orjson.OPT_NON_STR_KEYS,
    )


KAARTJE = (
    "o.id, o.uuid, o.slug, o.naam, o.samenvatting, o.voorbeeld, o.status, o.leeftijd_van, "
    "o.leeftijd_tot, o.kosten, o.gecontroleerd_op, s.naam, g.slug, w.naam, bw.naam, k.naam, "
    "o.lat, o.lon"
)
KAARTJE_BIJ = (
    "JOIN organisaties_soort s ON s.id = o.soort_id JOIN organisaties_groep g ON g.id = s.groep_id "
    "LEFT JOIN wijken_wijk w ON w.id = o.wijk_id LEFT JOIN wijken_buurt b ON b.id = o.buurt_id "
    f"LEFT JOIN wijken_wijk bw ON bw.id = b.wijk_id LEFT JOIN {ORG} k ON k.id = o.koepel_id"
)
HANGEND = {
    "werkgebied": "SELECT x.organisatie_id, COALESCE(w.naam, s.naam, g.naam) "
    "FROM organisaties_werkgebied x LEFT JOIN wijken_wijk w ON w.id = x.wijk_id "
    "LEFT JOIN wijken_stadsdeel s ON s.id = x.stadsdeel_id "
    "LEFT JOIN wijken_gemeente g ON g.id = x.gemeente_id",
    "contacten": "SELECT x.organisatie_id, x.telefoon, x.email FROM organisaties_contact x",
    "toegang": "SELECT x.organisatie_id, t.naam FROM organisaties_organisatie_toegang x "
    "JOIN organisaties_toegang t ON t.id = x.toegang_id",
    "wachttijden": "SELECT x.organisatie_id, x.weken, x.gemeld_op FROM organisaties_wachttijd x",
    "openingstijden": "SELECT x.organisatie_id, x.dag, x.van, x.tot "
    "FROM organisaties_openingstijd x",
}


def met_woorden(kaal: Kaal, rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The rows with what hangs on them, one statement for each kind."""
    keys = ",".join(str(row[0]) for row in rows)
    made = {row[0]: {"rij": row, **{name: [] for name in HANGEND}} for row in rows}
    for name, sql in HANGEND.items():
        only = " AND x.vorm = 'algemeen'" if name == "contacten" else ""
        for pk, *values in kaal.rijen(f"{sql} WHERE x.organisatie_id IN ({keys}){only}"):
            made[pk][name].append(values)
    return list(made.values())


# --- counts beside every option -------------------------------------------------------------------


def tellingen(kaal: Kaal, vraag: Vraag) -> dict[str, dict[Any, int]]:
    """For each option how many results it would give with the other parameters as they are."""
    whole = vraag.ids()
    base = {name: vraag.ids(name) if name in vraag.delen else whole for name in (*VEEL, *PAREN)}
    counts = {name: _tel_veel(kaal, name, base[name]) for name in VEEL}
    for column in ("soort_id", "kosten"):
        sql = f"SELECT {column}, COUNT(*) FROM {ORG} WHERE id IN ({whole}) GROUP BY 1"
        counts[column.removesuffix("_id")] = dict(kaal.rijen(sql))
    return counts | {level: _tel_gebied(kaal, level, base[level]) for level in PAREN}


def _tel_veel(kaal: Kaal, name: str, ids: str) -> dict[Any, int]:
    table, column = VEEL[name]
    return dict(
        kaal.rijen(
            f"SELECT {column}_id, COUNT(*) FROM {table} WHERE organisatie_id IN ({ids}) GROUP BY 1"
        )
    )


def _tel_gebied(kaal: Kaal, level: str, ids: str) -> dict[Any, int]:
    """Located in or serving each area. What serves the whole city is counted once, for all."""
    rows = kaal.rijen(
        f"WITH {KRING}, basis AS (SELECT o.id, COALESCE(o.wijk_id, b.wijk_id) AS ligt "
        f"FROM {ORG} o LEFT JOIN wijken_buurt b ON b.id = o.buurt_id WHERE o.id IN ({ids})), "
        "overal AS (SELECT DISTINCT x.organisatie_id AS id FROM organisaties_werkgebied x "
        "JOIN basis ON basis.id = x.organisatie_id WHERE x.gemeente_id IS NOT NULL), "
        f"paar AS ({PAREN[level]}) "
        "SELECT vraag, COUNT(*) FROM paar WHERE id NOT IN (SELECT id FROM overal) GROUP BY vraag "
        "UNION ALL SELECT 0, COUNT(*) FROM overal"
    )
    counts = dict(rows)
    everywhere = counts.pop(0)
    areas = kaal.rijen(f"SELECT id FROM wijken_{level}")
    return {pk: counts.get(pk, 0) + everywhere for (pk,) in areas}


_BIJ = "FROM basis o JOIN organisaties_werkgebied x ON x.organisatie_id = o.id"
PAREN = {
    "wijk": "SELECT k.vraag, o.id FROM basis o JOIN kring k ON k.vindt = o.ligt "
    f"UNION SELECT k.vraag, o.id {_BIJ} JOIN kring k ON k.vindt = x.wijk_id "
    f"UNION SELECT w.id, o.id {_BIJ} JOIN wijken_wijk w ON w.stadsdeel_id = x.stadsdeel_id",
    "stadsdeel": "SELECT w.stadsdeel_id AS vraag, o.id FROM basis o "
    "JOIN wijken_wijk w ON w.id = o.ligt "
    f"UNION SELECT w.stadsdeel_id, o.id {_BIJ} JOIN wijken_wijk w ON w.id = x.wijk_id "
    f"UNION SELECT x.stadsdeel_id, o.id {_BIJ} WHERE x.stadsdeel_id IS NOT NULL",
}


# --- near -----------------------------------------------------------------------------------------


def dichtbij(kaal: Kaal, postcode: str) -> bytes:
    """The 25 nearest to a postcode: a box that widens until it holds enough."""
    lat, lon = kaal.rijen("SELECT lat, lon FROM wijken_postcode WHERE postcode = ?", postcode)[0]
    km_lat, km = 111.195, 0.5
    km_lon = km_lat * math.cos(math.radians(lat))
    square = f"((o.lat - {lat}) * {km_lat}) * ((o.lat - {lat}) * {km_lat})"
    square += f" + ((o.lon - {lon}) * {km_lon}) * ((o.lon - {lon}) * {km_lon})"
    while True:
        rows = kaal.rijen(
            f"SELECT {KAARTJE}, {square} AS afstand FROM {ORG} o {KAARTJE_BIJ} "
            f"WHERE o.status IN {STANDEN} AND o.lat BETWEEN ? AND ? AND o.lon BETWEEN ? AND ? "
            f"AND {square} <= ? ORDER BY afstand, LOWER(o.naam), o.id LIMIT 25",
            *(lat - km / km_lat, lat + km / km_lat, lon - km / km_lon, lon + km / km_lon, km * km),
        )
        if len(rows) == 25 or km > 50:
            return orjson.dumps(met_woorden(kaal, rows))
        km *= 2
