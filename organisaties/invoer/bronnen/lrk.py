"""The national register of childcare (LRK): day care, after-school care, agencies, their holders.

The official export has a row for each registration: KDV (day care), BSO (after school), GOB (an
agency of childminders) and VGO (a childminder). Semicolons; UTF-8 with a BOM or windows-1252;
contact fields between apostrophes; s-Gravenhage without its own. The longer export, with an
``uitschrijfdatum`` and the registrations that ended, reads the same.

- Only rows of our municipality that are ``Ingeschreven`` count. Another status is passed over, so
  that the entry is flagged as vanished.
- A childminder is a person at home: never an entry, only a number per wijk. One that asked to be
  shown has an entry made by hand with the key ``lrk:...``; such an entry is kept fresh.
- A holder becomes an entry, and its locations belong to it, when it has two of them here and is
  certainly no natural person: else its name is often a person's.
- An agency of a natural person is often at home: then only its postcode is used, not the street.
- ``contact_persoon`` stays out, unless the setting LRK_CONTACTPERSONEN says otherwise. Which
  mailboxes and numbers are shown is decided in ``postvak``.
- An empty cell means that the register does not know, so what the entry has stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings

from organisaties.invoer.bron import BestandGeweigerd, Bron, Rij, Verslag, vaste_uuid
from organisaties.invoer.lezen.koppen import zoek_kolommen
from organisaties.invoer.lezen.tabel import Tabel, Tabelrij, open_tabel
from organisaties.invoer.lezen.waarden import getal, kort
from wijken.models import Onderwerp

from .gastouders import Gebieden
from .lrkrij import BEWAARD, HERKOMST, SOORTEN, VAN_EEN_MENS, lrk_nummer, maak_rij
from .postvak import is_rechtspersoon
from .registers import ANDERE_GEMEENTE, Aantekeningen, EigenGemeente, Velden, niets_van_ons

GASTOUDER = "VGO"
HOUDER = "kinderopvangorganisatie"
VERPLICHT = ("lrk_id", "type_oko", "status", "cbs_code")
KOLOMMEN = {naam: (naam,) for naam in (*BEWAARD, *VAN_EEN_MENS, "contact_persoon")}
HERKENBAAR = ("lrk_id", "type_oko", "status", "cbs_code")  # says which row it is, and of nobody
_KVK = re.compile("[0-9]{8}")
_TYPEN = ", ".join((*SOORTEN, GASTOUDER))


@dataclass
class Houder:
    """A holder as found in the rows of its locations."""

    kvk: str
    naam: str
    nummer: int
    locaties: int = 0

    @cached_property
    def sleutel(self) -> str:
        return f"houder:{self.kvk}"

    @cached_property
    def uuid(self) -> str:
        return vaste_uuid("lrk", self.sleutel)


def lees(pad: Path, verslag: Verslag) -> Iterator[Rij]:
    """Read the file twice: first who holds what, so that holders come before their locations."""
    ours = _EigenRijen(open_tabel(pad))
    holders = _houders(ours)
    verslag.soorten |= {*SOORTEN.values(), HOUDER}
    verslag.overgeslagen[ANDERE_GEMEENTE] += ours.anderen
    yield from map(_houder_rij, holders.values())
    areas = Gebieden()
    for row, fields in ours:
        if row.fout:
            yield _geweigerd(row, fields, row.fout)
        elif reason := _niet_ingeschreven(fields):
            verslag.overgeslagen[reason] += 1
        elif fields["type_oko"].upper() == GASTOUDER:
            verslag.cijfers[areas.code(fields["opvanglocatie_postcode"])] += 1
            yield _gastouder(row, fields)
        else:
            yield _rij(row, fields, holders)


class _EigenRijen:
    """The rows of our municipality, as often as asked; ``anderen`` counts those passed over.

    A row that cannot be read and does not say whose it is, may be ours.
    """

    def __init__(self, table: Tabel) -> None:
        self._table = table
        self._columns = zoek_kolommen(table.kop, KOLOMMEN, VERPLICHT)
        self._is_ours = EigenGemeente()
        self.anderen = 0

    def __iter__(self) -> Iterator[tuple[Tabelrij, Velden]]:
        code_at = self._columns["cbs_code"]
        name_at = self._columns.get("verantwoordelijke_gemeente", "")
        self.anderen = 0
        for row in self._table.rijen():
            code, name = row.cellen.get(code_at, ""), row.cellen.get(name_at, "")
            if self._is_ours(code, name) or (row.fout and not code and not name):
                yield row, Velden(self._columns, row.cellen)
            else:
                self.anderen += 1


def _niet_ingeschreven(fields: Velden) -> str:
    status = fields["status"].lower()
    return "" if status == "ingeschreven" else f"status {status or 'leeg'}"


# --- Holders --------------------------------------------------------------------------------------


def _houders(rows: _EigenRijen) -> dict[str, Houder]:
    """Find the holders with two or more locations here, by KvK number."""
    found: dict[str, Houder] = {}
    ours = 0
    for row, fields in rows:
        ours += 1
        if kvk := _kvk(fields):
            name = fields["naam_houder"]
            holder = found.setdefault(kvk, Houder(kvk, name, row.nummer))
            holder.naam = min(holder.naam, name)  # of two spellings always the same one
            holder.locaties += 1
    if not ours:
        raise BestandGeweigerd(niets_van_ons(rows.anderen))
    return {kvk: holder for kvk, holder in found.items() if holder.locaties > 1}


def _kvk(fields: Velden) -> str:
    """Give the KvK number of a holder that may be an entry, empty for any other."""
    counts = fields["type_oko"].upper() in SOORTEN and not _niet_ingeschreven(fields)
    number = fields["kvk_nummer_houder"].strip("'").zfill(8)
    if not counts or not fields["naam_houder"] or not is_rechtspersoon(fields["rechtsvorm_houder"]):
        return ""
    return number if _KVK.fullmatch(number) and number.strip("0") else ""


def _houder_rij(holder: Houder) -> Rij:
    values = {
        "naam": holder.naam,
        "soort": HOUDER,
        "bron": HERKOMST,
        "status": "gepubliceerd",
        "uuid": holder.uuid,
    }
    area = [f"gemeente:{settings.KAART['gemeente']}"]
    return Rij(holder.nummer, holder.sleutel, values, aanvulling={"werkgebied": area})


# --- Rows -----------------------------------------------------------------------------------------


def _rij(row: Tabelrij, fields: Velden, holders: Mapping[str, Houder]) -> Rij:
    kind = fields["type_oko"]
    if kind.upper() not in SOORTEN:
        reason = f"De soort (type_oko) {kort(kind)} kennen wij niet. Goed is: {_TYPEN}."
        return _geweigerd(row, fields, reason)
    holder = holders.get(_kvk(fields))
    return maak_rij(row, fields, holder.uuid if holder else "")


def _gastouder(row: Tabelrij, fields: Velden) -> Rij:
    """Keep the entry of a childminder who asked for one fresh; nothing of a person is read."""
    notes = Aantekeningen()
    key = notes.moet(lrk_nummer, fields["lrk_id"], "")
    if notes.fouten:
        return _geweigerd(row, fields, " ".join(notes.fouten))
    places = notes.mag(getal, fields["aantal_kindplaatsen"], None)
    return Rij(row.nummer, key, {"kindplaatsen": places} if places else {}, alleen_bekend=True)


def _geweigerd(row: Tabelrij, fields: Velden, reason: str) -> Rij:
    """Refuse a row that may be of a person: keep only what says which row it is."""
    key = Aantekeningen().moet(lrk_nummer, fields["lrk_id"], "")
    return Rij(row.nummer, key, melding=reason, cellen=fields.zoals_het_stond(HERKENBAAR))


BRON = Bron(
    code="lrk",
    naam="Kinderopvang (LRK)",
    lees=lees,
    uitleg=(
        "Kinderdagverblijven, buitenschoolse opvang en gastouderbureaus uit het Landelijk Register"
        " Kinderopvang. Gastouders komen er alleen als aantal per wijk in."
    ),
    adres="https://www.landelijkregisterkinderopvang.nl/opendata/export_opendata_lrk.csv",
    cijfer=Onderwerp.GASTOUDERS,
)
