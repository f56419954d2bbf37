"""Two photographs side by side: what differs, what may be chosen, and what a choice gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from organisaties.foto import SAMEN, Foto
from organisaties.models import Organisatie
from organisaties.rijen import LEEG
from organisaties.velden.contacten import DAGEN, STAND

BEHOUD, WEG, BEIDE = "behoud", "weg", "beide"
Keuze = Mapping[str, str]

# In the order of the form; each is a choice of its own.
KEUZES: dict[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("naam", "soort", "koepel", "samenvatting", "omschrijving")},
    **{name: (name,) for name in ("voor_professionals", "ondersteuning", "kindplaatsen", "ve")},
    "doelgroepen": ("doelgroepen",),
    "leeftijd": SAMEN["leeftijd"],
    **{name: (name,) for name in ("talen", "tolk_mogelijk")},
    "adres": SAMEN["adres"],
    "punt": SAMEN["punt"],
    **{name: (name,) for name in ("wijk", "werkgebied", "toegang", "route_ouder")},
    **{name: (name,) for name in ("route_professional", "kosten", "kosten_toelichting")},
    **{name: (name,) for name in ("openingstijden", "openingstijden_toelichting", "wachttijden")},
    **{name: (name,) for name in ("website", "contacten", "personen", "overleg", "bron")},
    **{name: SAMEN[name] for name in SAMEN if name.endswith("gecontroleerd")},
}
LIJSTEN = frozenset(
    ("ondersteuning", "doelgroepen", "talen", "werkgebied", "toegang", "openingstijden",
     "wachttijden", "contacten", "personen", "overleg")
)  # fmt: skip
# Lists of which having more is no contradiction: both are proposed. Two sets of opening hours are.
_STANDAARD_BEIDE = LIJSTEN - {"openingstijden"}
_PUNTEN = [*Organisatie.PuntKwaliteit.values, ""]  # the best first


class KeuzeOnbekend(ValueError):  # noqa: N818 -- the Dutch words for what happened
    """A choice that does not exist; the sentence (Dutch) names the field."""


@dataclass(frozen=True)
class Verschil:
    """One choice: the values of both, whether they may be joined, and what is proposed."""

    naam: str
    behoud: Foto
    weg: Foto
    standaard: str

    @property
    def gelijk(self) -> bool:
        return self.behoud == self.weg

    @property
    def lijst(self) -> bool:
        return self.naam in LIJSTEN

    @property
    def een_leeg(self) -> bool:
        return is_leeg(self.behoud) != is_leeg(self.weg)

    @property
    def mag_beide(self) -> bool:
        """Say whether joining gives something else than either of the two."""
        if not self.lijst or self.gelijk or self.een_leeg:
            return False
        joined = samen(self.naam, self.behoud[self.naam], self.weg[self.naam])
        return joined not in (self.behoud[self.naam], self.weg[self.naam])


def is_leeg(deel: Foto) -> bool:
    return all(value == LEEG.get(name) for name, value in deel.items())


def verschillen(behoud: Foto, weg: Foto) -> Iterator[Verschil]:
    """Give every choice with both its values."""
    for name, fields in KEUZES.items():
        left = {field: behoud[field] for field in fields}
        right = {field: weg[field] for field in fields}
        yield Verschil(name, left, right, _standaard(name, left, right))


def _standaard(name: str, left: Foto, right: Foto) -> str:
    """Propose what is filled; of two that are, both lists, the better point, the latest check."""
    if left == right or is_leeg(right):
        return BEHOUD
    if is_leeg(left):
        return WEG
    if name in _STANDAARD_BEIDE:
        return _standaard_lijst(left[name], right[name], samen(name, left[name], right[name]))
    if name == "punt":
        return WEG if _rang(right) < _rang(left) else BEHOUD
    if name.endswith("gecontroleerd"):
        newer = (right[f"{name}_op"] or "") > (left[f"{name}_op"] or "")
        return WEG if newer else BEHOUD
    return BEHOUD


def _standaard_lijst(left: Any, right: Any, joined: Any) -> str:
    """Propose both, unless one of them holds the other."""
    if joined == left:
        return BEHOUD
    return WEG if joined == right else BEIDE


def _rang(punt: Foto) -> int:
    """Place a point by quality; one that says nothing is trusted as the address itself."""
    quality = punt["punt_kwaliteit"] or (Organisatie.PuntKwaliteit.ADRES.value)
    return len(_PUNTEN) if punt["lat"] is None else _PUNTEN.index(quality)


def waarden(behoud: Foto, weg: Foto, keuzes: Keuze) -> Foto:
    """Give the values that the kept entry gets. Raises ``KeuzeOnbekend``."""
    if unknown := sorted(set(keuzes) - KEUZES.keys()):
        raise KeuzeOnbekend(f"“{unknown[0]}” is geen veld waarbij u kunt kiezen.")
    found: Foto = {}
    for row in verschillen(behoud, weg):
        choice = keuzes.get(row.naam) or row.standaard
        if choice == BEHOUD or row.gelijk:
            continue
        if choice == WEG:
            found |= row.weg
        elif choice == BEIDE and row.lijst:
            found[row.naam] = samen(row.naam, behoud[row.naam], weg[row.naam])
        else:
            raise KeuzeOnbekend(f"Kies bij “{row.naam}” welke van de twee blijft.")
    return found


def samen(naam: str, een: Any, ander: Any) -> Any:
    """Join two lists, what they share once."""
    if naam == "overleg":
        return _overleg_samen(een, ander)
    if naam in ("contacten", "personen"):
        return _contacten_samen(een, ander)
    more = [*een, *(row for row in ander if row not in een)]
    if naam == "wachttijden":
        return sorted(more, key=lambda row: row["gemeld_op"], reverse=True)
    return sorted(more)


def _contacten_samen(een: list[Foto], ander: list[Foto]) -> list[Foto]:
    """Keep who is in both once: as left or hidden where either list says so."""
    known = [_zonder_uuid(row) for row in een]
    joined = [dict(row) for row in een]
    for row in ander:
        if _zonder_uuid(row) not in known:
            joined.append(row)
            continue
        kept = joined[known.index(_zonder_uuid(row))]
        kept |= {day: kept.get(day) or row[day] for day in STAND if row.get(day)}
    return joined


def _overleg_samen(een: Foto | None, ander: Foto | None) -> Foto | None:
    """Keep the texts of the first, filled up from the second, with the members of both."""
    if not een or not ander:
        return een or ander
    texts = {name: value or ander[name] for name, value in een.items()}
    lists = {n: sorted({*een.get(n, ()), *ander.get(n, ())}) for n in ("leden", "personen")}
    return {**texts, **lists}


def _zonder_uuid(row: Foto) -> Foto:
    """Leave out what does not tell whom it is: the uuid, and the day it was confirmed."""
    return {k: v for k, v in row.items() if k not in ("uuid", *DAGEN)}
