"""What one run would do: who is asked in which mail, who is handed over, what has lapsed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from django.conf import settings

from organisaties.models import Controle

from .aan_de_beurt import elders_gevraagd, lopend, met_rust, te_vragen
from .adres import adressen, geblokkeerd, pas_gemaild

HOOGSTENS = 200  # mails in one run: a first run would otherwise send thousands
Stand = Controle.Stand


@dataclass(frozen=True)
class Vraag:
    """One entry to ask about, with the question as it stood when the plan was made."""

    organisatie_id: int
    naam: str
    sinds: date | None  # last checked, or waiting time last reported
    controle: Controle | None
    aan: str

    @property
    def poging(self) -> int:
        """Which mail this is: 1 for the first to this address."""
        same = self.controle and self.controle.aan == self.aan
        return (self.controle.pogingen if same else 0) + 1


@dataclass(frozen=True)
class Brief:
    """One mail to one address."""

    aan: str
    vragen: list[Vraag]

    @property
    def herinnering(self) -> bool:
        return any(asked.poging > 1 for asked in self.vragen)

    @property
    def laatste(self) -> bool:
        return any(asked.poging >= settings.CONTROLE_POGINGEN for asked in self.vragen)


@dataclass
class Plan:
    """``meer`` counts letters and hand-overs beyond the limit: for a next run."""

    aard: str
    brieven: list[Brief] = field(default_factory=list)
    over_te_dragen: list[Vraag] = field(default_factory=list)
    vervallen: list[int] = field(default_factory=list)
    wachten: int = 0
    meer: int = 0


class Lot(Enum):
    """What is to be done about one entry now."""

    VRAGEN = "vragen"
    OVERDRAGEN = "overdragen"
    WACHTEN = "wachten"
    NIETS = "niets"


@dataclass(frozen=True)
class Stukken:
    """What decides about every entry, read once."""

    weigerend: set[str]
    gemaild: set[str]
    rust: set[int]

    def lot(self, asked: Vraag) -> Lot:
        """Decide; an address that never got the question always gets it first."""
        if asked.controle is None and asked.organisatie_id in self.rust:
            return Lot.WACHTEN
        if not asked.aan or asked.aan in self.weigerend:
            return self._onbereikbaar(asked)
        return self._bereikbaar(asked)

    @staticmethod
    def _onbereikbaar(asked: Vraag) -> Lot:
        if asked.controle is None:
            return Lot.OVERDRAGEN
        if asked.controle.stand == Stand.OVERGEDRAGEN:
            return Lot.NIETS
        return Lot.WACHTEN if asked.aan else Lot.OVERDRAGEN

    def _bereikbaar(self, asked: Vraag) -> Lot:
        same = asked.controle is not None and asked.controle.aan == asked.aan
        if same and asked.controle.stand == Stand.OVERGEDRAGEN:
            return Lot.NIETS
        if asked.aan in self.gemaild:
            return Lot.WACHTEN
        if asked.poging > settings.CONTROLE_POGINGEN:
            return Lot.OVERDRAGEN
        return Lot.VRAGEN


def maak_plan(aard: str, hoogstens: int = HOOGSTENS) -> Plan:
    """Look what is due; reads only. The limit counts mails, and entries without an address."""
    lots = _per_lot(aard)
    letters = _brieven(lots[Lot.VRAGEN])
    handed = sorted(lots[Lot.OVERDRAGEN], key=_oudste_eerst)
    return Plan(
        aard,
        letters[:hoogstens],
        handed[:hoogstens],
        _vervallen(aard),
        len(lots[Lot.WACHTEN]),
        max(len(letters) - hoogstens, 0) + max(len(handed) - hoogstens, 0),
    )


def _per_lot(aard: str) -> dict[Lot, list[Vraag]]:
    files = Stukken(geblokkeerd(), pas_gemaild(aard), met_rust(aard))
    found: dict[Lot, list[Vraag]] = defaultdict(list)
    for asked in _vragen(aard):
        found[files.lot(asked)].append(asked)
    return found


def _vragen(aard: str) -> Iterable[Vraag]:
    due = te_vragen(aard)
    places = adressen(due)
    waiting = {row.organisatie_id: row for row in lopend(aard)}
    elsewhere = elders_gevraagd(aard)
    since = "gecontroleerd_op" if aard == Controle.Aard.INGANG else "wacht_op"
    for pk, name, day in due.order_by("pk").values_list("pk", "naam", since):
        if pk not in elsewhere:
            yield Vraag(pk, name, day, waiting.get(pk), places.get(pk, ""))


def _brieven(vragen: Iterable[Vraag]) -> list[Brief]:
    """Put the entries of one address together: reminders first, then who waits longest."""
    together: dict[str, list[Vraag]] = defaultdict(list)
    for asked in sorted(vragen, key=_oudste_eerst):
        together[asked.aan].append(asked)
    letters = [Brief(address, rows) for address, rows in together.items()]
    return sorted(letters, key=lambda letter: not letter.herinnering)


def _oudste_eerst(asked: Vraag) -> tuple[date, int]:
    return asked.sinds or date.min, asked.organisatie_id


def _vervallen(aard: str) -> list[int]:
    """Find questions that nobody has to answer any more: checked meanwhile, stopped or merged."""
    due = te_vragen(aard).values("pk")
    return list(lopend(aard).exclude(organisatie__in=due).values_list("pk", flat=True))
