"""A table of a coordinator as rows of a source.

Column absent or cell empty: the field stays as it is. ``(leeg)`` empties it. A row with an ``id``
is about that entry; another is known by its own key: the same file changes nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from organisaties.cellen import uit_xlsx
from organisaties.foto import Foto
from organisaties.invoer.bron import BestandGeweigerd, Rij, Verslag, vaste_uuid
from organisaties.invoer.lezen.koppen import zoek_kolommen
from organisaties.invoer.lezen.tabel import Tabel, Tabelrij, open_tabel
from organisaties.invoer.lezen.waarden import kort
from organisaties.keuring import Geweigerd, keur
from organisaties.leesbaar import label

from .kolom import Ingelezen
from .kolommen import KOLOMMEN, PERSOONSKOLOMMEN
from .notatie import kern
from .resource import OrganisatieTabel
from .samen import CODE, adres, algemeen, geef_kenmerken, huisnummer, overleg, persoon

LANGSTE_SLEUTEL = 100
_NIET_ALLEBEI = "Vul deze kolom in, of de losse kolommen met naam, nummer en e-mail; niet allebei."


VAN_DE_SITE = "plek bij benadering"  # a column of the public list only


def lees(pad: Path, verslag: Verslag) -> Iterator[Rij]:
    """Read a table; raises ``BestandGeweigerd`` for a file that is none."""
    yield from Lezer(open_tabel(pad), verslag).rijen()


def persoonlijke_koppen(kop: Sequence[str]) -> set[str]:
    """Name the headers under which data of persons may stand, unknown ones included."""
    public = _koppen(kop).items()
    return set(kop) - {header for name, header in public if name not in PERSOONSKOLOMMEN}


class Lezer:
    """Reads one table."""

    def __init__(self, tabel: Tabel, verslag: Verslag) -> None:
        self.tabel, self.verslag = tabel, verslag
        self.koppen = _koppen(tabel.kop)  # our header -> the one in the file
        self.onbekend = [kop for kop in tabel.kop if kop not in self.koppen.values()]
        self.vorm = OrganisatieTabel()
        self.vorm.fields = {name: self.vorm.fields[name] for name in self.koppen}
        self.vorm.boek.ingangen.komend = self._nieuwe

    def rijen(self) -> Iterator[Rij]:
        for found in self.tabel.rijen():
            for kop in self.onbekend:
                if found.cellen[kop].strip():
                    self.verslag.overgeslagen[f"kolom {kort(kop)}: die kennen we niet"] += 1
            yield self._rij(found)

    def _rij(self, gevonden: Tabelrij) -> Rij:
        number, cells = gevonden.nummer, gevonden.cellen
        if gevonden.fout:
            return Rij(number, "", melding=gevonden.fout, cellen=cells)
        notes: list[str] = []
        read, faults = self._lees(gevonden, notes)
        identity, own = read.waarden.pop("id", ""), read.waarden.pop("sleutel", "")
        key = identity or own or _sleutel(read.waarden)
        extra = self._eigen_contacten(read, key, faults)
        values = self._keur(read.waarden, faults)
        self._keur(extra, faults)
        if faults:
            return Rij(number, key, melding="; ".join(faults), cellen=cells, ingang=identity)
        if not identity:
            values["uuid"] = vaste_uuid(CODE, key)
        return Rij(
            number,
            key,
            values,
            aanvulling=extra,
            ingang=identity,
            let_op=tuple(notes),
            cellen=cells,
        )

    def _lees(self, gevonden: Tabelrij, notes: list[str]) -> tuple[Ingelezen, list[str]]:
        """Read the cells and what several make together; gives all that is wrong as well."""
        row = {name: gevonden.cellen[kop] for name, kop in self.koppen.items()}
        if self.tabel.soort == "xlsx":
            row = {name: uit_xlsx(cel) for name, cel in row.items()}
        known = bool(row.get("id", "").strip())
        read, faults = self.vorm.lees(row, koppen=self.koppen, vast=known, let_op=notes)
        if fault := adres(read):
            faults.append(f"{self.koppen['Adres']}: {fault}")
        if not known:
            huisnummer(read)
        if fault := overleg(read, row):
            faults.append(f"Overleg: {fault}")
        if not (known or read.waarden.get("naam") or read.waarden.get("sleutel") or faults):
            faults.append("Naam: deze is leeg. Vul de naam in, of de id van een ingang.")
        return read, faults

    def _eigen_contacten(self, read: Ingelezen, key: str, faults: list[str]) -> dict[str, list]:
        """Give the contacts of columns of their own; beside the whole list they would be double."""
        geef_kenmerken(read, key)
        own = {"contacten": algemeen(read, key), "personen": persoon(read, key)}
        faults += [
            f"{label(name)}: {_NIET_ALLEBEI}"
            for name, rows in own.items()
            if rows and name in read.waarden
        ]
        return {name: rows for name, rows in own.items() if rows}

    def _keur(self, values: Foto, faults: list[str]) -> Foto:
        """Check everything at once, so that who mends a row has to do it only once."""
        try:
            return keur(values)
        except Geweigerd as error:
            faults += [f"{self._kop(fault.veld)}: {fault.melding}" for fault in error.fouten]
            return {}

    def _kop(self, veld: str) -> str:
        """Name the column that a field came from, as it stands in the file."""
        for name, kop in self.koppen.items():
            if KOLOMMEN[name].attribute.partition("__")[0] == veld:
                return kop
        return label(veld)

    def _nieuwe(self) -> Iterator[tuple[str, str]]:
        """Give name and id of the entries that the table itself may add."""
        for found in self.tabel.rijen():
            if not found.fout and not found.cellen.get(self.koppen.get("id", ""), "").strip():
                values = self._lees(found, [])[0].waarden
                if values.get("naam"):
                    key = values.get("sleutel") or _sleutel(values)
                    yield values["naam"], vaste_uuid(CODE, key)


def _koppen(kop: Sequence[str]) -> dict[str, str]:
    if VAN_DE_SITE in kop:
        raise BestandGeweigerd(
            "Deze lijst komt van de site zelf en zegt niet alles. Neem de tabel mee uit het "
            "beheer, of begin met het sjabloon."
        )
    asked = {name: column.koppen for name, column in KOLOMMEN.items()}
    found = zoek_kolommen(kop, asked, ())
    if not found.keys() & {"id", "Naam", "Sleutel"}:
        raise BestandGeweigerd(
            "In deze tabel staat geen kolom “Naam”. Zet de namen van de kolommen op de eerste rij, "
            "of begin met het sjabloon."
        )
    return found


def _sleutel(values: Foto) -> str:
    """Make the key of a row that has none of its own: the same one the next time.

    Of name and address, and the kind: a day nursery and an after-school club at one address often
    have one name.
    """
    number = f"{values.get('huisnummer', '')}{values.get('toevoeging', '')}"
    place = f"{values.get('postcode', '')} {number}".strip() or values.get("plaats", "")
    parts = [kern(values.get("naam", "")), kern(place), values.get("soort", "")]
    key = "/".join(part for part in parts if part)
    if len(key) <= LANGSTE_SLEUTEL:
        return key
    return f"{key[: LANGSTE_SLEUTEL - 17]}~{sha256(key.encode()).hexdigest()[:16]}"
