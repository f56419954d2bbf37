"""Schools from DUO's open data: the official files, and the form joined with address points.

- Official: one row a location, semicolons and windows-1252 (duo.nl) or commas and UTF-8 with a BOM
  (onderwijsdata.duo.nl). The headers differ per year and are matched leniently. No coordinates.
- Joined: lower-case headers with a kind (``type``) and the BAG point, as CSV or GeoJSON.

A primary school file says nothing of kinds, so its rows are basisscholen; a file of special schools
names the kind or the law (WEC or WPO). Secondary schools, VSO included, are left out.

What the register knows replaces what the entry has. What we say about a school by its kind
(``schoolteksten``) is only for a new entry: the area plans may have said it better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from organisaties.invoer.bron import BestandGeweigerd, Bron, Rij, Verslag, vaste_uuid
from organisaties.invoer.lezen.koppen import zoek_kolommen
from organisaties.invoer.lezen.tabel import Tabelrij, open_tabel
from organisaties.invoer.lezen.waarden import (
    LANGSTE_TOEVOEGING,
    MAANDEN,
    kommagetal,
    kort,
    plaatsnaam,
    postcode,
    telefoon,
    website,
)
from organisaties.invoer.schoolteksten import RICHTINGEN, School, teksten

from .geojson import rijen_uit_geojson
from .registers import (
    ANDERE_GEMEENTE,
    Aantekeningen,
    EigenGemeente,
    Velden,
    algemeen_contact,
    niets_van_ons,
)

KOLOMMEN = {
    "sleutel": ("VESTIGINGSCODE", "VESTIGINGSNUMMER"),
    "brin": ("INSTELLINGSCODE", "BRIN NUMMER", "BRIN"),
    "naam": ("VESTIGINGSNAAM", "naam", "INSTELLINGSNAAM"),
    "type": ("type", "SOORT PRIMAIR ONDERWIJS", "SOORT PO", "TYPE PO", "ONDERWIJSSOORT"),
    "wet": ("AANDUIDING WET",),
    "structuur": ("ONDERWIJSSTRUCTUUR",),
    "denominatie": ("DENOMINATIE",),
    "website": ("INTERNETADRES",),
    "telefoon": ("TELEFOONNUMMER",),
    "straat": ("STRAATNAAM", "straat"),
    "huisnummer": ("HUISNUMMER", "HUISNUMMER-TOEVOEGING"),
    "huisletter": ("huisletter",),
    "toevoeging": ("huisnummertoevoeging",),
    "postcode": ("POSTCODE",),
    "plaats": ("PLAATSNAAM", "plaats"),
    "gemeentecode": ("GEMEENTENUMMER", "GEMEENTECODE"),
    "gemeente": ("GEMEENTENAAM", "gemeente"),
    "lat": ("lat",),
    "lon": ("lon",),
}
VERPLICHT = ("sleutel", "naam", "straat", "postcode", "gemeente")
VOORTGEZET = "voortgezet onderwijs"
VSO = "voortgezet speciaal onderwijs"
ONBEKEND = "onbekende soort onderwijs"
# What the registers call a kind, without blanks and dashes, as the key of ``schoolteksten``.
TYPEN = {
    **dict.fromkeys(("basisschool", "bo", "bao", "basisonderwijs"), "basisschool"),
    **dict.fromkeys(("sbao", "sbo", "speciaalbasisonderwijs"), "SBAO"),
    **dict.fromkeys(("so", "speciaalonderwijs"), "SO"),
    **dict.fromkeys(("(v)so", "so/vso", "vso/so"), "(V)SO"),
}
WETTEN = {"wec": "(V)SO", "wpo": "SBAO"}
_VOORTGEZET = re.compile(r"vmbo|vbo|mavo|havo|vwo|\bpro\b|praktijk|brugjaar|\bvo\b|wvo|voortgezet")
_NIET_BASIS = re.compile(r"speciaal|sbao|vso|(?:^|[^a-z])so[^a-z]|voortgezet|vestigingen[sv]o")
_RICHTINGEN = {name.casefold(): name for name in RICHTINGEN}
_VESTIGING = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")
_HUISNUMMER = re.compile(r"([0-9]{1,5})\s*-?\s*(.*)")
_DAG = re.compile(r"[_-]([0-9]{4}-[0-9]{2}-[0-9]{2})\.[a-z]+$")


def lees(pad: Path, verslag: Verslag) -> Iterator[Rij]:
    name = verslag.naam or pad.name.lower()
    header, rows = _open(pad, name)
    columns, day = _kolommen(header, name), _dag(name)
    verslag.peildatum = verslag.peildatum or day
    ours_is, read, ours = EigenGemeente(), 0, 0
    for row in rows:
        read += 1
        fields = Velden(columns, row.cellen)
        code, name = fields["gemeentecode"], fields["gemeente"]
        if not ours_is(code, name) and (code or name or not row.fout):
            verslag.overgeslagen[ANDERE_GEMEENTE] += 1
            continue
        ours += 1
        yield from _rijen(row, fields, day, verslag)
    if not ours:
        raise BestandGeweigerd(niets_van_ons(read))


def _kolommen(header: Sequence[str], name: str) -> dict[str, str]:
    found = zoek_kolommen(header, KOLOMMEN, VERPLICHT)
    if found.get("huisnummer") == found.get("toevoeging"):
        found.pop("toevoeging", None)  # the official form has both in one column
    if not found.keys() & {"type", "wet", "structuur"} and _NIET_BASIS.search(name):
        raise BestandGeweigerd(
            "Dit bestand zegt niet welke soort school elke rij is. Kies het bestand met"
            " basisscholen, of een bestand met de kolom SOORT PRIMAIR ONDERWIJS."
        )
    return found


def _open(pad: Path, naam: str) -> tuple[tuple[str, ...], Iterable[Tabelrij]]:
    if naam.endswith((".geojson", ".json")):
        return rijen_uit_geojson(pad)
    table = open_tabel(pad)
    return table.kop, table.rijen()


def _rijen(row: Tabelrij, fields: Velden, dag: str, verslag: Verslag) -> Iterator[Rij]:
    if row.fout:
        yield Rij(row.nummer, _sleutel_of_leeg(fields), melding=row.fout, cellen=row.cellen)
        return
    kind = _type(fields)
    if kind in (VOORTGEZET, VSO, ONBEKEND):
        verslag.overgeslagen[kind] += 1
        return
    rij = _school(row, fields, kind, dag)
    verslag.soorten.add(School(kind, "", "", "", "").soort)
    yield rij


def _type(fields: Velden) -> str:
    """Give the kind as ``schoolteksten`` knows it, or the reason why the row is not for us."""
    text = (fields["type"] or fields["structuur"]).casefold()
    key = re.sub(r"[\s-]", "", text)
    if found := TYPEN.get(key) or WETTEN.get(fields["wet"].casefold()):
        return found
    if not text and not fields["wet"]:
        return "basisschool"
    if key == "vso":
        return VSO
    return VOORTGEZET if _VOORTGEZET.search(text or fields["wet"].casefold()) else ONBEKEND


def _school(row: Tabelrij, fields: Velden, kind: str, dag: str) -> Rij:
    notes = Aantekeningen()
    key = notes.moet(_sleutel, f"{fields['brin']} {fields['sleutel']}", "")
    values = {"naam": fields["naam"], **_adres(fields, notes), **_punt(fields, notes, dag)}
    if not values["naam"]:
        notes.fouten.append("De naam van de school is leeg. Vul de naam in.")
    if address := notes.mag(website, fields["website"], ""):
        values["website"] = address
    number, mended = notes.mag(telefoon, fields["telefoon"], ("", ""))
    if mended:
        notes.let_op.append(mended)
    if notes.fouten:
        return Rij(row.nummer, key, melding=" ".join(notes.fouten), cellen=dict(row.cellen))
    about = School(
        kind, _richting(fields), values["straat"], values["huisnummer"], values["toevoeging"]
    )
    values |= {"soort": about.soort, "bron": _met_dag("DUO open onderwijsdata", dag)}
    values |= {"status": "gepubliceerd", "uuid": vaste_uuid("duo", key)}
    return Rij(
        row.nummer,
        key,
        values,
        aanvulling=algemeen_contact("duo", key, telefoon=number),
        let_op=tuple(notes.let_op),
        cellen=dict(row.cellen),
        bij_nieuw=teksten(about),
    )


def _richting(fields: Velden) -> str:
    return _RICHTINGEN.get(fields["denominatie"].casefold(), "")


def _adres(fields: Velden, notes: Aantekeningen) -> dict[str, Any]:
    match = _HUISNUMMER.fullmatch(fields["huisnummer"])
    number, rest = (match[1], match[2]) if match else ("", fields["huisnummer"])
    addition = " ".join(filter(None, (rest, fields["huisletter"], fields["toevoeging"])))
    if len(addition) > LANGSTE_TOEVOEGING:
        notes.let_op.append(f"De toevoeging {kort(addition)} is te lang. Wij laten haar weg.")
        addition = ""
    return {
        "straat": fields["straat"],
        "huisnummer": number,
        "toevoeging": addition,
        "postcode": notes.moet(postcode, fields["postcode"], ""),
        "plaats": plaatsnaam(fields["plaats"] or fields["gemeente"]),
    }


def _punt(fields: Velden, notes: Aantekeningen, dag: str) -> dict[str, Any]:
    lat = notes.mag(kommagetal, fields["lat"], None)
    lon = notes.mag(kommagetal, fields["lon"], None)
    if lat is None or lon is None:
        return {}
    return {
        "lat": round(lat, 6),
        "lon": round(lon, 6),
        "punt_bron": _met_dag("BAG-adrespunt via DUO", dag),
        "punt_kwaliteit": "adres",
    }


def _sleutel(text: str) -> str:
    """Read "32DD 32DD00" or, of older years, "32DD 0": the BRIN and the number of the location."""
    *brin, code = text.upper().split() or [""]
    if len(code) <= 2 and code.isdigit() and brin:
        code = f"{brin[0]}{code:0>2}"
    if not _VESTIGING.fullmatch(code):
        raise ValueError(
            f"Vestigingscode {kort(code)} klopt niet. Schrijf de code van zes tekens, zoals 32DD00."
        )
    return code


def _sleutel_of_leeg(fields: Velden) -> str:
    try:
        return _sleutel(f"{fields['brin']} {fields['sleutel']}")
    except ValueError:
        return ""


def _dag(naam: str) -> str:
    """Find the reference date that the joined form carries in its name."""
    found = _DAG.search(naam)
    try:
        return date.fromisoformat(found[1]).isoformat() if found else ""
    except ValueError:
        return ""


def _met_dag(text: str, dag: str) -> str:
    """Add the day only when the file says it: a text that changed weekly would change every row."""
    if not dag:
        return text
    day = date.fromisoformat(dag)
    return f"{text}, {day.day} {MAANDEN[day.month - 1]} {day.year}"


BRON = Bron(
    code="duo",
    naam="Scholen (DUO)",
    lees=lees,
    uitleg=(
        "Basisscholen en scholen voor speciaal (basis)onderwijs uit de open onderwijsdata van DUO."
    ),
    adres=(
        "https://onderwijsdata.duo.nl/dataset/786f12ea-6224-42fd-ab72-de4d7d879535/resource/"
        "dcc9c9a5-6d01-410b-967f-810557588ba4/download/vestigingenbo.csv"
    ),
    soorten_bestand=(".csv", ".xlsx", ".geojson"),
)
