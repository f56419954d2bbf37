"""Search: fold accents, stem Dutch words, match by prefix; synonyms widen the question.

An entry carries its own words as stems, and a token for each word of a vocabulary it has
(``o:spraak-taal``). A question is cut into parts; a part that is a synonym of a vocabulary word
also finds everything that carries that word. So a renamed word or a new synonym needs no
rewriting of entries.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import snowballstemmer
from django.db.models import Q

from organisaties.models import Doelgroep, Ondersteuning, Soort
from wijken.geheugen import per_versie

MAX_WOORDEN = 12
_WOORD = re.compile(r"[0-9a-z]+")
_stemmer = snowballstemmer.stemmer("dutch")
_slot = threading.Lock()  # the stemmer keeps state between calls
VOCABULAIRES = {"s": Soort, "o": Ondersteuning, "d": Doelgroep}
STOPWOORDEN = frozenset(
    "de het een en of in op bij van voor met aan te mijn kind is er niet om ik naar".split()
)


def vouw(tekst: str) -> str:
    """Lower case without accents; ß, ł and the like become their nearest ASCII letters."""
    tekst = tekst.translate(_LOSSE_LETTERS)
    plain = unicodedata.normalize("NFKD", tekst.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


_LOSSE_LETTERS = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ı": "i", "đ": "d"})


@lru_cache(maxsize=20_000)
def stam(woord: str) -> str:
    """The stem of a folded word."""
    with _slot:
        return _stemmer.stemWord(woord)


def woorden(tekst: str) -> list[str]:
    """The folded words of a text."""
    return _WOORD.findall(vouw(tekst))


def voorvoegsels(woord: str) -> tuple[str, ...]:
    """The prefixes to look for, because the stemmer leaves some forms of a Dutch word apart.

    "stottert" keeps its t while "stotteren" becomes "stotter"; "kinderen" becomes "kinder" while
    "kind" stays.
    """
    found = {stam(woord)}
    if len(woord) >= 6 and woord.endswith("t"):
        found.add(woord[:-1])
    if len(woord) >= 8 and woord.endswith("eren"):
        found.add(woord[:-4])
    return tuple(p for p in sorted(found) if not any(p != q and p.startswith(q) for q in found))


def zoektekst(teksten: Iterable[str], tokens: Iterable[str]) -> str:
    """What an entry can be found by: stems, and tokens of its vocabulary words, space separated."""
    stems = dict.fromkeys(stam(w) for tekst in teksten for w in woorden(tekst))
    return f" {' '.join([*stems, *tokens])} "


@dataclass(frozen=True)
class Deel:
    """One part of a question: the words as typed, and the vocabulary words that they stand for."""

    woorden: tuple[str, ...]
    tokens: frozenset[str] = field(default_factory=frozenset)

    def als_q(self) -> Q:
        own = Q()
        for woord in self.woorden:
            forms = Q()
            for prefix in voorvoegsels(woord):
                forms |= Q(zoektekst__contains=f" {prefix}")
            own &= forms
        for token in sorted(self.tokens):
            own |= Q(zoektekst__contains=f" {token} ")
        return own


def zoek(vraag: str) -> Q:
    """The condition for a typed question: every part must be found."""
    condition = Q()
    for deel in delen(vraag):
        condition &= deel.als_q()
    return condition


def delen(vraag: str) -> list[Deel]:
    """Cut a question into parts, the longest known synonym first.

    Small words count only inside a synonym ("praat niet"), unless nothing else was typed.
    """
    typed = woorden(vraag)[:MAX_WOORDEN]
    parts = list(_delen(typed))
    meaningful = [p for p in parts if p.tokens or p.woorden[0] not in STOPWOORDEN]
    return meaningful or parts


def _delen(typed: list[str]) -> Iterator[Deel]:
    start = 0
    while start < len(typed):
        length, tokens = _langste(typed[start:])
        yield Deel(tuple(typed[start : start + length]), tokens)
        start += length


def _langste(typed: list[str]) -> tuple[int, frozenset[str]]:
    """The longest synonym that the words begin with, and what it stands for; else one word."""
    fitting = [(len(key), tokens) for key, tokens in _synoniemen() if _past(typed, key)]
    length = max((n for n, _ in fitting), default=1)
    return length, frozenset().union(*(tokens for n, tokens in fitting if n == length))


def _past(typed: list[str], key: tuple[str, ...]) -> bool:
    if len(key) > len(typed):
        return False
    return all(_zelfde(word, stem) for word, stem in zip(typed, key, strict=False))


def _zelfde(woord: str, stem: str) -> bool:
    """The same word in another form; short words must be equal, longer ones may be a beginning."""
    return any(
        stem == prefix or (len(prefix) >= 5 and stem.startswith(prefix))
        for prefix in voorvoegsels(woord)
    )


@per_versie
def _synoniemen() -> list[tuple[tuple[str, ...], frozenset[str]]]:
    """Stems of each name and synonym of a vocabulary word, with the tokens it stands for."""
    found: dict[tuple[str, ...], set[str]] = {}
    for letter, model in VOCABULAIRES.items():
        for term in model.objects.all():
            for phrase in (term.naam, *term.synoniemen):
                key = tuple(stam(w) for w in woorden(phrase))
                if key:
                    found.setdefault(key, set()).add(f"{letter}:{term.slug}")
    return [(key, frozenset(tokens)) for key, tokens in found.items()]
