"""The cards about one entry, set beside the persons and the general contact that it has."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from organisaties.invoer.bron import vaste_uuid
from organisaties.invoer.gewist import IsGewist
from organisaties.invoer.kaartjes.bereik import BEREIK, Plat, een_regel, kies, op_kaart, zelfde
from organisaties.invoer.kaartjes.ingangen import Ingang, eigen_uuid, naamsleutel
from organisaties.invoer.lezen.vcard import Kaart
from organisaties.keuring import zonder_stuurtekens
from organisaties.models import Contact
from organisaties.velden import HANGENDE

NIEUW = {
    "zichtbaarheid": Contact.Zichtbaarheid.COORDINATOREN.value,
    "grondslag": "aangeleverd als vCard",
}


@dataclass
class Groep:
    """Works out what the cards of an entry add. ``personen`` and ``algemeen`` are what it has.

    ``gewist`` are the uuids of persons who were erased: those do not come back.
    """

    ingang: Ingang
    personen: list[Plat]
    algemeen: list[Plat]
    gewist: frozenset[str] = frozenset()
    aanvulling: dict[str, list[Plat]] = field(default_factory=dict)
    let_op: list[str] = field(default_factory=list)
    geweigerd: list[tuple[Kaart, str]] = field(default_factory=list)
    dubbel: int = 0
    _gezien: dict[str, tuple[Kaart, Plat]] = field(default_factory=dict)

    @cached_property
    def _al_bekend(self) -> frozenset[str]:
        return frozenset(row["uuid"] for row in self.personen)

    def lees(self, personen: Sequence[Kaart], algemeen: Sequence[Kaart]) -> None:
        known = self._bekenden(personen)
        for kaart in personen:
            self._neem("personen", kaart, lambda k: self._persoon(k, known.get(k.nummer)))
        for kaart in algemeen:
            self._neem("contacten", kaart, self._algemeen)

    def _neem(self, name: str, kaart: Kaart, maak: Callable[[Kaart], Plat]) -> None:
        """Take what the card says, unless it is wrong; a refused card leaves no other mark."""
        before = len(self.let_op)
        try:
            row = maak(kaart)
            zonder_stuurtekens(row)
            HANGENDE[name].keur([row])
            if self.gewist & {row["uuid"], eigen_uuid(kaart.uid)}:
                raise IsGewist
            if self._is_eerste(name, kaart, row):
                self.aanvulling.setdefault(name, []).append(row)
        except IsGewist as error:  # the name must not stay in a list of refused cards
            del self.let_op[before:]
            self.geweigerd.append((replace(kaart, naam="", uid=row["uuid"]), str(error)))
        except ValueError as error:
            del self.let_op[before:]
            self.geweigerd.append((kaart, str(error)))

    def _is_eerste(self, name: str, kaart: Kaart, row: Plat) -> bool:
        """Pass over a card that says the same of the same contact; refuse another word on it."""
        person = naamsleutel(row["naam"]) if name == "personen" and "naam" in row else ""
        marks = [row["uuid"], *([person] if person and row["uuid"] not in self._al_bekend else [])]
        first, said = next((self._gezien[m] for m in marks if m in self._gezien), (kaart, row))
        if first is kaart:
            self._gezien |= dict.fromkeys(marks, (kaart, row))
            return True
        if {**said, "uuid": ""} != {**row, "uuid": ""}:
            raise ValueError(
                f"Kaart {first.nummer} gaat over hetzelfde contact. Houd er één van over."
            )
        self.dubbel += 1
        return False

    def _noteer(self, kaart: Kaart) -> Callable[[str], None]:
        return lambda text: self.let_op.append(f"Kaart {kaart.nummer}: {text}.")

    # --- persons ----------------------------------------------------------------------------------

    def _bekenden(self, kaarten: Sequence[Kaart]) -> dict[int, Plat]:
        """Find whom the entry has already, by the number of the card: by uuid, name or mailbox.

        Of all cards first the uuid, then the name. A mailbox leads to a person only when it is
        not the entry's own and no other card is about that person.
        """
        index = {mark: row for row in reversed(self.personen) for mark in _kenmerken(row)}
        found: dict[int, Plat] = {}
        for marks, alone in ((self._uuids, False), (_namen, False), (self._postvakken, True)):
            for kaart in (k for k in kaarten if k.nummer not in found):
                row = next((index[mark] for mark in marks(kaart) if mark in index), None)
                if row and not (alone and row["uuid"] in {r["uuid"] for r in found.values()}):
                    found[kaart.nummer] = row
        return found

    def _uuids(self, kaart: Kaart) -> list[tuple[str, str]]:
        return [("uuid", eigen_uuid(kaart.uid)), ("uuid", self._uuid(kaart))]

    def _postvakken(self, kaart: Kaart) -> list[tuple[str, str]]:
        own = {row["email"].casefold() for row in self.algemeen}
        return [("email", mail) for text in kaart.emails if (mail := text.casefold()) not in own]

    def _uuid(self, kaart: Kaart) -> str:
        """Give the uuid of a person whom we do not know: the same for the same card, each time."""
        own = (kaart.uid, naamsleutel(persoonsnaam(kaart)), *kaart.emails, *kaart.telefoons)
        key = next(filter(None, own), kaart.titel)
        return vaste_uuid("vcard", f"{self.ingang.uuid}:{merk(key)}")

    def _persoon(self, kaart: Kaart, old: Plat | None) -> Plat:
        note, had = self._noteer(kaart), old or {}
        said = {
            "naam": persoonsnaam(kaart),
            "functie": kaart.titel or kaart.rol,
            "rol": kaart.rol if kaart.titel else "",
            **{name: kies(kaart, name, had.get(name, ""), note) for name in BEREIK},
        }
        new = {name: text for name, text in said.items() if text}
        if old is None:
            return {"uuid": self._uuid(kaart), **new, **NIEUW}
        changed = {name: text for name, text in new.items() if een_regel(old[name]) != text}
        if old["naam"] and naamsleutel(new.get("naam", "")) not in ("", naamsleutel(old["naam"])):
            note("deze persoon staat er al onder een andere naam; die wordt vervangen")
        return {**old, **changed}

    # --- the entry itself -------------------------------------------------------------------------

    def _algemeen(self, kaart: Kaart) -> Plat:
        """Give its general contact with what is new on the card, which names at least one way."""
        note = self._noteer(kaart)
        rows = self.algemeen
        same = [row for row in rows if any(_op(kaart, name, row) for name in BEREIK)]
        if all(self._kent(kaart, name) for name in BEREIK):
            return same[0]
        note("dit is geen persoon maar de organisatie; iedereen krijgt het te zien")
        old = next(iter(same or (rows if len(rows) == 1 else [])), None)
        had = old or {"uuid": self._uuid(kaart), "naam": ""}
        chosen = {name: kies(kaart, name, had.get(name, ""), note) for name in BEREIK}
        return {**had, **{name: text for name, text in chosen.items() if text}}

    def _kent(self, kaart: Kaart, name: str) -> bool:
        """Whether the entry has all numbers, or all mailboxes, of this card already."""
        return all(
            any(zelfde(name, text, row[name]) for row in self.algemeen)
            for text in op_kaart(kaart, name)
        )


def persoonsnaam(kaart: Kaart) -> str:
    """Give the name of the person, empty when the card names a function or the entry instead."""
    shown = naamsleutel(kaart.naam)
    no_name = "@" in kaart.naam or shown in ("", *map(naamsleutel, (kaart.titel, *kaart.org)))
    return kaart.eigennaam if no_name else kaart.naam


def merk(text: str) -> str:
    """Give a mark of fixed length that does not tell what it was made of."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _namen(kaart: Kaart) -> list[tuple[str, str]]:
    name = naamsleutel(persoonsnaam(kaart))
    return [("naam", name)] if name else []


def _kenmerken(row: Plat) -> list[tuple[str, str]]:
    marks = [("uuid", row["uuid"]), ("email", row["email"].casefold())]
    return [*marks, ("naam", naamsleutel(row["naam"]))]


def _op(kaart: Kaart, name: str, row: Plat) -> bool:
    return any(zelfde(name, text, row[name]) for text in op_kaart(kaart, name))
