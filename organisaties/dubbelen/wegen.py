"""How much two places agree: points for name, place and contact, and the sentences that explain.

The score is the sum, 0 to 100. Name and address weigh 50 each, so that an exact name alone, or an
address alone, just reaches the threshold, and both together are the full score. Contact details
(at most 35) bring what lies between over the line, or make up for an unknown address. A place that
is known to be elsewhere takes points away. The cases behind the weights are in the tests.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from organisaties.querysets import KM_PER_GRAAD

from .kenmerken import Kenmerk
from .namen import gelijkenis

DREMPEL = 50.0  # less is not worth a human's look
STERK = 90.0  # so much that a form warns before it makes a second one
ZEKERE_NAAM = 90.0
DICHTBIJ_M = 75.0
ANDERS_M = 300.0  # between near and this a point may just be at another door
TELEFOON, EMAIL, SITE, CONTACT = 20.0, 20.0, 15.0, 35.0
VERWANTE_SOORT, HOOGSTENS_VERWANT = 0.8, 79.0
ANDER_NUMMER = 25.0  # "De Vlinder 1" and "De Vlinder 2"

# Kinds of which one is a general, or an older, word for the other. A register or a colleague may
# have chosen either, so such a pair is worth a look and never certain. A KDV, a BSO and a school
# at one address are three, so those are not here.
VERWANT = frozenset(
    frozenset(pair)
    for pair in (
        ("kindcentrum", "kinderdagverblijf"),
        ("kindcentrum", "basisschool"),
        ("kinderopvangorganisatie", "kinderdagverblijf"),
        ("kinderdagverblijf", "peuteropvang"),
        ("kinderdagverblijf", "voorschool"),
        ("peuteropvang", "voorschool"),
        ("welzijn", "ontmoetingsplek"),
    )
)
SCHOOL = "basisschool"


class Plaats(Enum):
    """How two places lie, with the points for it."""

    ADRES = 50.0
    TOEVOEGING = 40.0  # the same number, another door
    DICHTBIJ = 30.0  # at 0 metres; half of it at the edge
    ONGEVEER = 12.0  # the same postcode's place
    ONBEKEND = 0.0
    ANDERS = -15.0
    VER = -30.0


def soortband(een: str, ander: str) -> float:
    """Give 1 for the same kind (or when one is unknown), less for a related one, 0 for another."""
    if een == ander or not een or not ander:
        return 1.0
    return VERWANTE_SOORT if frozenset((een, ander)) in VERWANT else 0.0


class Gedeeld(NamedTuple):
    """Contact details in common: 0 for none, 1 when only these two have it, between for more."""

    telefoon: float = 0.0
    email: float = 0.0
    site: float = 0.0


@dataclass(frozen=True, slots=True)
class Overeenkomst:
    """What two places share, as numbers, as a score and in words."""

    een: Kenmerk
    ander: Kenmerk
    naam: float
    plaats: Plaats
    meters: float | None
    gedeeld: Gedeeld

    @property
    def ander_nummer(self) -> bool:
        return self.een.naam.nummers != self.ander.naam.nummers

    @property
    def zelfde_soort(self) -> bool:
        return bool(self.een.soort) and self.een.soort == self.ander.soort

    @property
    def score(self) -> float:
        total = 50 * max(0.0, (self.naam - 40) / 60) + self._plaatspunten() + self._contactpunten()
        if self.ander_nummer:
            total -= ANDER_NUMMER
        if not self.zelfde_soort:
            total = self._verwant(total)
        return round(min(max(total, 0.0), 100.0), 1)

    def _verwant(self, total: float) -> float:
        """Count less for a related kind; exactly the same name stays worth a look.

        The area plans name places of which they give no address, by a wider kind. Not so schools:
        which ones the plans mean was looked up in the register (``docs/inhoud.md``).
        """
        band = soortband(self.een.soort, self.ander.soort)
        asked = band and SCHOOL not in (self.een.soort, self.ander.soort)
        if asked and total >= DREMPEL and self.naam == 100 and self.plaats is Plaats.ONBEKEND:
            return min(max(total * band, DREMPEL), HOOGSTENS_VERWANT)
        return min(total * band, HOOGSTENS_VERWANT)

    def _plaatspunten(self) -> float:
        if self.plaats is not Plaats.DICHTBIJ:
            return self.plaats.value
        return self.plaats.value * (1 - (self.meters or 0) / DICHTBIJ_M / 2)

    def _contactpunten(self) -> float:
        phone, email, site = self.gedeeld
        own = TELEFOON * phone + EMAIL * email + SITE * site
        return min(own, CONTACT)

    @property
    def zeker(self) -> bool:
        """Strong agreement on all that counts: kind, name, and place or contact nearby."""
        if not self.zelfde_soort or self.naam < ZEKERE_NAAM or self.ander_nummer:
            return False
        reachable = self.gedeeld.telefoon or self.gedeeld.email
        return self.plaats is Plaats.ADRES or bool(self.plaats is Plaats.DICHTBIJ and reachable)

    @property
    def redenen(self) -> tuple[str, ...]:
        texts = (self._in_naam(), self._in_plaats(), *self._in_contact(), self._in_soort())
        return tuple(text for text in texts if text)

    def _in_naam(self) -> str:
        text = f"naam lijkt voor {self.naam:.0f}%" if self.naam < 100 else "zelfde naam"
        return f"{text}, maar met een ander nummer" if self.ander_nummer else text

    def _in_plaats(self) -> str:
        metres = "" if self.meters is None else f"ligt op {_afstand(self.meters)}"
        return {
            Plaats.ADRES: "zelfde postcode en huisnummer",
            Plaats.TOEVOEGING: "zelfde postcode en huisnummer, andere toevoeging",
            Plaats.DICHTBIJ: metres,
            Plaats.ONGEVEER: "ligt bij benadering op dezelfde plek",
            Plaats.ANDERS: metres or "ander adres",
            Plaats.VER: metres or "ander adres",
        }.get(self.plaats, "")

    def _in_contact(self) -> list[str]:
        shares = {
            "zelfde telefoonnummer": self.gedeeld.telefoon,
            "zelfde e-mailadres": self.gedeeld.email,
            "zelfde website": self.gedeeld.site,
        }
        return [
            text if weight == 1 else f"{text} (dat hebben er meer)"
            for text, weight in shares.items()
            if weight
        ]

    def _in_soort(self) -> str:
        known = self.een.soort and self.ander.soort
        return "de soort verschilt" if known and not self.zelfde_soort else ""


def _afstand(meters: float) -> str:
    if meters < 1_000:
        return f"{round(meters)} meter"
    return f"{meters / 1_000:.1f} km".replace(".", ",")


def ligging(een: Kenmerk, ander: Kenmerk) -> tuple[Plaats, float | None]:
    """Say how two places lie, and the metres between them where both points are known."""
    metres = afstand(een.punt, ander.punt) if een.punt and ander.punt else None
    if een.adres and een.adres == ander.adres:
        same = een.toevoeging == ander.toevoeging or not (een.toevoeging and ander.toevoeging)
        return (Plaats.ADRES if same else Plaats.TOEVOEGING), metres
    if een.adres_id and een.adres_id == ander.adres_id:
        return Plaats.ADRES, metres
    if metres is not None:
        return _op_afstand(metres, geschat=een.geschat or ander.geschat), metres
    if een.adres and ander.adres:
        near = een.adres[0][:4] == ander.adres[0][:4]
        return (Plaats.ANDERS if near else Plaats.VER), None
    return Plaats.ONBEKEND, None


def _op_afstand(metres: float, *, geschat: bool) -> Plaats:
    """Place it by metres; a point from the postcode is too rough to say "here" or "next door"."""
    if metres > ANDERS_M:
        return Plaats.VER
    if geschat:
        return Plaats.ONGEVEER if metres <= DICHTBIJ_M else Plaats.ONBEKEND
    return Plaats.DICHTBIJ if metres <= DICHTBIJ_M else Plaats.ANDERS


def afstand(een: tuple[float, float], ander: tuple[float, float]) -> float:
    """Metres between two points, flat: exact enough within a city."""
    north = een[0] - ander[0]
    east = (een[1] - ander[1]) * math.cos(math.radians(een[0]))
    return math.hypot(north, east) * KM_PER_GRAAD * 1_000


def vergelijk(
    een: Kenmerk, ander: Kenmerk, zeldzaam: frozenset[str], gedeeld: Gedeeld
) -> Overeenkomst:
    name = gelijkenis(een.naam, ander.naam, zeldzaam)
    place, metres = ligging(een, ander)
    return Overeenkomst(een, ander, name, place, metres, gedeeld)
