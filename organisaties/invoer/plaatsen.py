"""A point for who has an address: from the geocoder or its memory, before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from organisaties.foto import SAMEN, Foto
from wijken.geocoder import Adres, Reeks, Uitkomst, Vondst, beter
from wijken.porties import in_porties

ADRES, PUNT = SAMEN["adres"], SAMEN["punt"]


@dataclass
class Plek:
    """A row that may need a point: what it says, what the entry has, and what was found out.

    An address that others wrote (``van_anderen``) stays, so the point of the row's own address
    would be the point of somewhere else.
    """

    waarden: Foto
    beeld: Foto
    van_anderen: Collection[str] = ()
    menselijk: bool = False
    let_op: str = ""

    @cached_property
    def _nieuw(self) -> Foto:
        """What the row may write of the address."""
        own = [name for name in ADRES if name in self.waarden and name not in self.van_anderen]
        return {name: self.waarden[name] for name in own}

    @cached_property
    def _heel(self) -> Foto:
        """The address as it will be."""
        return {name: self.beeld.get(name) for name in ADRES} | self._nieuw

    @property
    def adres(self) -> Adres | None:
        """The address to look up; None when the row has a point, no address, or a good one."""
        whole = self._heel
        if self.waarden.get("lat") is not None or not (whole["postcode"] or whole["straat"]):
            return None
        if not self._verhuisd and self._blijft:
            return None
        return Adres(*(whole[name] or "" for name in ADRES))

    @cached_property
    def _verhuisd(self) -> bool:
        """Whether it is another door: a street that is only spelled otherwise is none."""
        new = self._heel
        number = ("huisnummer", "toevoeging")
        coded = bool(new["postcode"] and self.beeld.get("postcode"))
        names = ("postcode", *number) if coded else ("straat", *number, "plaats")
        return any(_gevouwen(self.beeld.get(name)) != _gevouwen(new[name]) for name in names)

    @property
    def _blijft(self) -> bool:
        """Whether to leave a known address be: it has a good point, or a colleague left it so.

        A register is read again and again, and may find what was not found the last time.
        """
        if self.menselijk and self.beeld.get("slug"):  # an entry that exists
            return True
        approximate = self.beeld.get("punt_kwaliteit") == "postcode"
        return self.beeld.get("lat") is not None and not approximate

    def zonder_vreemd_punt(self) -> None:
        """Leave out a point that says nothing of the row's address.

        That is an empty one, when the row has an address; and the entry's own point beside an
        address that changed, as in a table that was taken along, mended and offered again.
        """
        empty = self.waarden.get("lat") is None
        addressed = any(self._nieuw.get(name) for name in ("straat", "postcode"))
        own = all(self.waarden.get(name) == self.beeld.get(name) for name in ("lat", "lon"))
        if (empty and addressed) or (own and self._verhuisd):
            for name in PUNT:
                self.waarden.pop(name, None)

    def van_een_mens(self) -> None:
        """Say so of a point that a colleague gives: no source has a better one."""
        new = [self.waarden.get(name) for name in ("lat", "lon")]
        if None not in new and new != [self.beeld.get(name) for name in ("lat", "lon")]:
            hand = {"punt_kwaliteit": "hand", "punt_score": None, "adres_id": ""}
            self.waarden.update(hand)

    def neem(self, uitkomst: Uitkomst) -> None:
        """Take the point that was found, never a worse one than the entry has at this address."""
        self.let_op = uitkomst.let_op
        found = uitkomst.vondst
        if found is None:
            if self._verhuisd and self.beeld.get("lat") is not None:
                self.waarden.update(_punt(None))
            return
        has_point = self.beeld.get("lat") is not None and not self._verhuisd
        if has_point and not beter(self.beeld["punt_kwaliteit"], found.kwaliteit):
            return
        self.waarden.update(_punt(found))


def plaats(plekken: Sequence[Plek], reeks: Reeks) -> Iterator[int]:
    """Look up the addresses and give each row its point, in place; gives how many are done."""
    for plek in plekken:
        plek.zonder_vreemd_punt()
        if plek.menselijk:
            plek.van_een_mens()
    asked = [(plek, address) for plek in plekken if (address := plek.adres)]
    done = 0
    for portion in in_porties(asked, reeks.tegelijk):
        found = reeks.zoek({address for _, address in portion})
        for plek, address in portion:
            plek.neem(found[address])
        done += len(portion)
        yield done


def _gevouwen(tekst: str | None) -> str:
    return " ".join((tekst or "").split()).casefold()


def _punt(vondst: Vondst | None) -> Foto:
    """Give the fields of a point; all empty when there is none."""
    if vondst is None:
        empty = ("punt_kwaliteit", "adres_id", "punt_bron")
        return {**dict.fromkeys(("lat", "lon", "punt_score")), **dict.fromkeys(empty, "")}
    return {
        "lat": vondst.lat,
        "lon": vondst.lon,
        "punt_kwaliteit": vondst.kwaliteit,
        "punt_score": vondst.score,
        "adres_id": vondst.adres_id,
        "punt_bron": vondst.bron,
    }
