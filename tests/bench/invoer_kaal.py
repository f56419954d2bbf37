"""The limit for an import: ``csv.DictReader`` and upserts on a bare connection, by hand.

One transaction and the same content in the end: the same entries with their place, keys, contacts,
words and areas. What the product does beside that is left out: no checks, no plan, no history, no
search for twins.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.kaal import ORG, Kaal

SOORTEN = {"KDV": "kinderdagverblijf", "BSO": "bso", "GOB": "gastouderbureau"}
LEEFTIJD = {"KDV": (0, 48), "BSO": (48, 156), "GOB": (None, None)}
DOELGROEPEN = {"KDV": ("baby-dreumes", "peuter"), "BSO": ("kleuter", "schoolkind"), "GOB": ()}
RECHTSPERSONEN = ("Besloten Vennootschap", "Stichting")
VAST = {
    "voorbeeld": False, "samenvatting": "", "omschrijving": "", "voor_professionals": "",
    "toevoeging": "", "adres_id": "", "route_ouder": "", "route_professional": "",
    "kosten_toelichting": "", "openingstijden_toelichting": "", "gecontroleerd_door": "",
    "bron": "Landelijk Register Kinderopvang (LRK)", "status": "gepubliceerd",
}  # fmt: skip
EIGEN = (
    "uuid", "slug", "naam", "soort_id", "leeftijd_van", "leeftijd_tot", "kindplaatsen", "ve",
    "straat", "huisnummer", "postcode", "plaats", "lat", "lon", "punt_bron", "punt_kwaliteit",
    "kosten", "website", "zoektekst", "aangemaakt", "gewijzigd",
)  # fmt: skip
CONTACT = ("uuid", "organisatie_id", "email", "telefoon")
CONTACT_VAST = {
    "vorm": "algemeen", "naam": "", "functie": "", "rol": "", "zichtbaarheid": "publiek",
    "grondslag": "", "volgorde": 0,
}  # fmt: skip
Rij = dict[str, str]


def lees(pad: Path) -> Iterator[Rij]:
    with pad.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def tel_regels(pad: Path) -> int:
    return sum(1 for _ in lees(pad))


def voer_in(kaal: Kaal, pad: Path, gemeente: str) -> None:
    """Upsert what is ours in the file, the first time and any later time."""
    rows = [row for row in lees(pad) if _van_ons(row, gemeente)]
    times = Counter(row["kvk_nummer_houder"] for row in rows if _heeft_houder(row))
    holders = {
        row["kvk_nummer_houder"]: row["naam_houder"]
        for row in rows
        if _heeft_houder(row) and times[row["kvk_nummer_houder"]] > 1
    }
    if not kaal.postgres:
        kaal.loper("BEGIN IMMEDIATE")
        _schrijf(kaal, rows, holders, gemeente)
        kaal.loper("COMMIT")
        return
    with kaal.verbinding.transaction():
        _schrijf(kaal, rows, holders, gemeente)


def _van_ons(row: Rij, gemeente: str) -> bool:
    own = row["cbs_code"].zfill(4) == gemeente and row["status"] == "Ingeschreven"
    return own and row["type_oko"] in SOORTEN


def _heeft_houder(row: Rij) -> bool:
    return row["rechtsvorm_houder"] in RECHTSPERSONEN and bool(row["kvk_nummer_houder"])


def _schrijf(kaal: Kaal, rows: list[Rij], holders: dict[str, str], gemeente: str) -> None:
    kinds = dict(kaal.rijen("SELECT slug, id FROM organisaties_soort"))
    places = {
        code: (lat, lon)
        for code, lat, lon in kaal.rijen("SELECT postcode, lat, lon FROM wijken_postcode")
    }
    now = datetime.now(UTC).isoformat(sep=" ")
    made = [_houder(kvk, naam, kinds, now) for kvk, naam in holders.items()]
    made += [_ingang(row, kinds, places, now) for row in rows]
    _upsert(kaal, ORG, EIGEN, made, "uuid", **VAST)
    ids = dict(kaal.rijen(f"SELECT slug, id FROM {ORG}"))
    firms = {kvk: ids[f"houder-{kvk}"] for kvk in holders}
    entries = [(ids[f"lrk-{row['lrk_id']}"], row) for row in rows]
    keys = [(firms[kvk], "lrk", f"houder:{kvk}") for kvk in firms]
    keys += [(pk, "lrk", row["lrk_id"]) for pk, row in entries]
    _upsert(kaal, "organisaties_sleutel", ("organisatie_id", "bron", "sleutel"), keys,
            "bron, sleutel")  # fmt: skip
    _upsert(kaal, "organisaties_contact", CONTACT, _contacten(entries), "uuid", **CONTACT_VAST)
    _woorden(kaal, entries)
    _houders(kaal, entries, firms, gemeente)


def _houder(kvk: str, naam: str, kinds: dict[str, int], now: str) -> tuple[Any, ...]:
    return (
        f"{int(kvk):032x}", f"houder-{kvk}", naam, kinds["kinderopvangorganisatie"], None, None,
        None, None, "", "", "", "", None, None, "", "", "", "", naam.lower(), now, now,
    )  # fmt: skip


def _ingang(row: Rij, kinds: dict[str, int], places: dict[str, Any], now: str) -> tuple[Any, ...]:
    kind, number = row["type_oko"], row["lrk_id"]
    street, _, house = row["opvanglocatie_adres"].strip().rpartition(" ")
    code, naam = row["opvanglocatie_postcode"], row["actuele_naam_oko"]
    spot = places.get(code) or places.get(code[:4])
    site = row["contact_website"].strip("'")
    return (
        f"{int(number) + 10**12:032x}", f"lrk-{number}", naam, kinds[SOORTEN[kind]],
        *LEEFTIJD[kind], int(row["aantal_kindplaatsen"] or 0) or None,
        {"Ja": True, "Nee": False}.get(row["ve"]), street, house, code, "Den Haag",
        *(spot or (None, None)), f"postcode {code}" if spot else "", "postcode" if spot else "",
        "toeslag", f"https://{site}" if site else "", naam.lower(), now, now,
    )  # fmt: skip


def _contacten(entries: list[tuple[int, Rij]]) -> Iterator[tuple[Any, ...]]:
    for pk, row in entries:
        email, phone = row["contact_emailadres"].strip("'"), row["contact_telefoon"].strip("'")
        if email or phone:
            yield f"{int(row['lrk_id']):032x}", pk, email, phone


def _woorden(kaal: Kaal, entries: list[tuple[int, Rij]]) -> None:
    words = {
        "doelgroep": ("doelgroepen", [(pk, w) for pk, r in entries
                                      for w in DOELGROEPEN[r["type_oko"]]]),
        "toegang": ("toegang", [(pk, "zelf") for pk, _ in entries]),
        "ondersteuning": ("ondersteuning", [(pk, "voorschool-ve") for pk, r in entries
                                            if r["ve"] == "Ja"]),
    }  # fmt: skip
    for word, (field, pairs) in words.items():
        ids = dict(kaal.rijen(f"SELECT slug, id FROM organisaties_{word}"))
        columns = ("organisatie_id", f"{word}_id")
        rows = [(pk, ids[slug]) for pk, slug in pairs]
        _upsert(kaal, f"{ORG}_{field}", columns, rows, ", ".join(columns))


def _houders(
    kaal: Kaal, entries: list[tuple[int, Rij]], firms: dict[str, int], gemeente: str
) -> None:
    """Let locations belong to their holder, and holders work in the whole municipality."""
    belongs = [
        (firms[row["kvk_nummer_houder"]], pk)
        for pk, row in entries
        if _heeft_houder(row) and row["kvk_nummer_houder"] in firms
    ]
    _veel(kaal, f"UPDATE {ORG} SET koepel_id = ? WHERE id = ?", belongs)
    ((area,),) = kaal.rijen("SELECT id FROM wijken_gemeente WHERE code = ?", f"GM{gemeente}")
    served = {row[0] for row in kaal.rijen("SELECT organisatie_id FROM organisaties_werkgebied")}
    new = [(pk, area) for pk in firms.values() if pk not in served]
    _veel(kaal, "INSERT INTO organisaties_werkgebied (organisatie_id, gemeente_id) VALUES (?, ?)",
          new)  # fmt: skip


def _upsert(
    kaal: Kaal, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], key: str,
    **fixed: Any,
) -> None:  # fmt: skip
    names = [*columns, *fixed]
    values = [*"?" * len(columns), *map(_letterlijk, fixed.values())]
    changed = ", ".join(f"{n} = excluded.{n}" for n in columns if n not in (*key.split(", "),
                        "aangemaakt", "slug"))  # fmt: skip
    then = f"UPDATE SET {changed}" if changed else "NOTHING"
    _veel(
        kaal,
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(values)}) "
        f"ON CONFLICT ({key}) DO {then}",
        rows,
    )


def _letterlijk(value: Any) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _veel(kaal: Kaal, sql: str, rows: Iterable[Sequence[Any]]) -> None:
    if kaal.postgres:
        with kaal.verbinding.cursor() as cursor:
            cursor.executemany(sql.replace("?", "%s"), list(rows))
    else:
        kaal.verbinding.executemany(sql, rows)
