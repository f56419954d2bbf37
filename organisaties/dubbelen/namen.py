"""What is left of a name when everything that many names share is taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from organisaties.zoeken import vouw, woorden

# Words that say what a place is, or in which legal form, and not which one it is.
GEWOON = frozenset(
    """kinderdagverblijf kinderdagverblijven kdv creche dagopvang dagverblijf kinderopvang opvang
    peuteropvang peuterspeelzaal peuterschool peutergroep psz voorschool voorschoolse vve bso nso
    tso buitenschoolse naschoolse kindcentrum kindercentrum kinderhuis ikc kc integraal basisschool
    school obs cbs rkbs pcbs pc rk openbare christelijke katholieke locatie vestiging afdeling
    praktijk logopedie logopediepraktijk fysiotherapie ergotherapie wijkcentrum buurthuis
    gastouderbureau gob stichting st vereniging bv nv vof cv holding maatschap eenmanszaak
    de het een t s n en van der den voor voorbeeld""".split()  # noqa: SIM905 -- a list of words
)
_LOSSE_RECHTSVORM = re.compile(r"\b([bnvc])\.\s?([vo])\.(?:\s?(f)\.)?")  # b.v., n.v., v.o.f.
_CIJFERS = re.compile(r"\d+")
_NUMMERWOORDEN = frozenset(("a", "b", "c", "ii", "iii", "iv", "vi", "vii", "viii", "ix"))
DEELNAAM = 88.0  # one name holds the whole other one: much, but never enough to be certain


@dataclass(frozen=True, slots=True)
class Naam:
    """A folded name: its telling words in alphabetical order, the same run together, and numbers.

    ``nummers`` tell "De Vlinder 1" from "De Vlinder 2".
    """

    kern: str
    aaneen: str
    nummers: frozenset[str]

    @property
    def woorden(self) -> frozenset[str]:
        return frozenset(self.kern.split())


_GEEN: frozenset[str] = frozenset()


@lru_cache(maxsize=2_000)
def als_naam(tekst: str) -> Naam:
    """Fold accents and case, drop legal forms and words that many names share.

    A name of nothing but such words keeps them all.
    """
    plain = _LOSSE_RECHTSVORM.sub(lambda m: "".join(filter(None, m.groups())), tekst.lower())
    found = woorden(plain)
    telling = [word for word in found if word not in GEWOON] or found
    together = "".join(telling) or vouw(tekst).strip()
    numbers = {n.lstrip("0") for word in telling for n in _CIJFERS.findall(word)}
    numbers |= _NUMMERWOORDEN.intersection(telling)
    ordered = " ".join(sorted(telling)) or together
    return Naam(ordered, together, frozenset(numbers) if numbers else _GEEN)


def gelijkenis(een: Naam, ander: Naam, zeldzaam: frozenset[str] = frozenset()) -> float:
    """Say how alike two names are, 0 to 100, whatever the order of the words.

    ``zeldzaam`` are words that few entries carry: a name inside another one only counts when it
    brings such a word, or every place of a chain would look like its umbrella.
    """
    if not een.kern or not ander.kern:
        return 0.0
    if een.kern == ander.kern:
        return 100.0
    best = max(fuzz.ratio(een.kern, ander.kern), fuzz.ratio(een.aaneen, ander.aaneen))
    short, long = sorted((een.woorden, ander.woorden), key=len)
    if best < DEELNAAM and short and short < long and short & zeldzaam:
        return DEELNAAM
    return best
