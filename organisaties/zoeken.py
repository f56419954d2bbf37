"""Search: fold accents, stem Dutch words, match by prefix; synonyms widen the question.

An entry carries its own words as stems, and a token for each word of a vocabulary it has
(``o:spraak-taal``). A question is cut into parts; a part that is a synonym of a vocabulary word
also finds everything that carries that word. So a renamed word or a new synonym needs no
rewriting of entries. Words of every script count, and ``bedoelde_u`` helps who mistyped.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

import snowballstemmer
from django.db.models import Q
from rapidfuzz import fuzz, process

from organisaties.models import Doelgroep, Groep, Ondersteuning, Organisatie, Soort, Taal
from organisaties.models.vocabulaire import Begrip
from organisaties.woorden import keuzes
from wijken.geheugen import per_versie

MAX_WOORDEN = 12
KORT = 3  # a synonym this short ("ve", "so") is looked for as a whole word, not as a beginning
GELIJKENIS = 70  # of 100: how much a suggestion looks like what was typed
_WOORD = re.compile(r"[^\W_]+")
_BEZIT = re.compile(r"(?<=\w)['’`]s\b")  # baby's, oma's
_stemmer = snowballstemmer.stemmer("dutch")
_slot = threading.Lock()  # the stemmer keeps state between calls
VOCABULAIRES = {"s": Soort, "o": Ondersteuning, "d": Doelgroep, "t": Taal}
STOPWOORDEN = frozenset(
    """de het een en of in op bij van voor met aan te is er niet om naar als dat die dit dan ook
    maar nog wel heel erg goed uit door over tot ik mijn me mij u uw wij we ons onze je jouw hij zij
    ze hem haar zijn kan wil moet heeft hebben heb wat wie waar kind kindje kinderen dochter zoon
    zoontje dochtertje nie nauwelijks amper bijna hulp weg plek veel meer snel beetje zonder
    """.split()  # noqa: SIM905 -- eighty quoted words read worse
)


def vouw(tekst: str) -> str:
    """Lower case without accents; ß, ł and the like become their nearest ASCII letters."""
    if tekst.isascii():
        return tekst.lower()
    lower = unicodedata.normalize("NFKD", tekst).casefold().translate(_LOSSE_LETTERS)
    plain = unicodedata.normalize("NFKD", lower)  # folding case can give accents again
    return "".join(c for c in plain if not unicodedata.combining(c))


_LOSSE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=20_000)
def stam(woord: str) -> str:
    """Give the stem of a folded word; a number is its own."""
    if woord.isdecimal():
        return woord
    with _slot:
        return _stemmer.stemWord(woord)


def woorden(tekst: str) -> list[str]:
    """Give the folded words of a text."""
    return _WOORD.findall(_BEZIT.sub("", vouw(tekst)))


def vormen(woord: str) -> tuple[str, ...]:
    """Give the stem, and the word itself where the stem is no beginning of it.

    "regenboog" has the stem "reegboog", and "regenb" must find it too.
    """
    stem = stam(woord)
    return (stem,) if woord.startswith(stem) else (stem, woord)


@lru_cache(maxsize=20_000)
def voorvoegsels(woord: str) -> tuple[str, ...]:
    """Give the prefixes to look for: the stemmer leaves some forms of a Dutch word apart.

    "leest" keeps its t while "lezen" becomes "lees"; "kinderen" becomes "kinder", "kind" stays.
    """
    found = set(vormen(woord))
    if len(woord) >= 5 and woord.endswith("t"):
        found.add(woord[:-1])
    if len(woord) >= 8 and woord.endswith("eren"):
        found.add(woord[:-4])
    return tuple(p for p in sorted(found) if not any(p != q and p.startswith(q) for q in found))


def zoektekst(teksten: Iterable[str], tokens: Iterable[str]) -> str:
    """Write what an entry can be found by: stems, and tokens of its vocabulary words."""
    stems = dict.fromkeys(f for tekst in teksten for w in woorden(tekst) for f in vormen(w))
    return f" {' '.join([*stems, *tokens])} "


@dataclass(frozen=True)
class Deel:
    """One part of a question: the words as typed, and the vocabulary words that they stand for."""

    woorden: tuple[str, ...]
    tokens: frozenset[str] = field(default_factory=frozenset)

    def als_q(self) -> Q:
        own = self._eigen()
        for token in sorted(self.tokens):
            if not token.startswith("s:"):
                own |= Q(zoektekst__contains=f" {token} ")
        kinds = [k.id for k in keuzes("soort") if f"s:{k.slug}" in self.tokens]
        return own | Q(soort_id__in=kinds) if kinds else own

    def _eigen(self) -> Q:
        """Match the typed words themselves.

        Of a longer synonym only the words that say something, and two at least: "praat" and "niet"
        both stand in "Nog niet gestart. Wij praten met ouders.", which is not about "praat niet".
        """
        words = self.woorden
        if self.tokens and len(words) > 1:
            words = [word for word in words if word not in STOPWOORDEN]
            if len(words) < 2:
                return Q(pk__in=[])
        own = Q()
        for woord in words:
            own &= self._letterlijk(woord)
        return own

    def _letterlijk(self, woord: str) -> Q:
        if self.tokens and len(woord) <= KORT:
            return Q(zoektekst__contains=f" {stam(woord)} ")
        forms = Q()
        for prefix in voorvoegsels(woord):
            forms |= Q(zoektekst__contains=f" {prefix}")
        return forms


def zoek(vraag: str) -> Q:
    """Give the condition for a typed question: every part must be found.

    A question without a single word ("?!") finds nothing; an empty one asks for nothing.
    """
    parts = delen(vraag)
    if vraag.strip() and not parts:
        return Q(pk__in=[])
    condition = Q()
    for deel in parts:
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
    """Find the longest synonym that the words begin with; else it is one plain word.

    A synonym that was typed in full goes before longer words that only begin so.
    """
    fitting = [(key, tokens) for key, tokens in _synoniemen() if _past(typed, key)]
    length = max((len(key) for key, _ in fitting), default=1)
    stems = tuple(stam(word) for word in typed[:length])
    longest = [(key == stems, tokens) for key, tokens in fitting if len(key) == length]
    full = any(exact for exact, _ in longest)
    return length, frozenset().union(*(t for exact, t in longest if exact or not full))


def _past(typed: list[str], key: tuple[str, ...]) -> bool:
    if len(key) > len(typed):
        return False
    return all(_zelfde(word, stem) for word, stem in zip(typed, key, strict=False))


def _zelfde(woord: str, stem: str) -> bool:
    """Tell if this is the same word in another form, or (from five letters) its beginning."""
    return stem == stam(woord) or any(
        stem == prefix or (len(prefix) >= 5 and stem.startswith(prefix))
        for prefix in voorvoegsels(woord)
    )


@per_versie
def _synoniemen() -> list[tuple[tuple[str, ...], frozenset[str]]]:
    """Stems of each name and synonym of a vocabulary word, with the tokens it stands for."""
    found: dict[tuple[str, ...], set[str]] = {}
    for phrases, tokens in _begrippen():
        for phrase in phrases:
            if key := tuple(stam(w) for w in woorden(phrase)):
                found.setdefault(key, set()).update(tokens)
    return [(key, frozenset(tokens)) for key, tokens in found.items()]


def _begrippen() -> Iterator[tuple[list[str], list[str]]]:
    """Give names and synonyms of each word, with its tokens; a family stands for its kinds."""
    for letter, model in VOCABULAIRES.items():
        for term in model.objects.all():
            yield _zegswijzen(term), [f"{letter}:{term.slug}"]
    for group in Groep.objects.prefetch_related("soorten"):
        yield _zegswijzen(group), [f"s:{kind.slug}" for kind in group.soorten.all()]


def _zegswijzen(term: Begrip) -> list[str]:
    """Give what people type for a term: who types one word of its name means it too."""
    return [term.naam, *term.synoniemen, *naamwoorden(term.naam)]


def naamwoorden(naam: str) -> list[str]:
    """Give the words of a name that say something on their own: "Gedrag en emoties" has two."""
    return [w for w in woorden(naam) if len(w) > KORT and w not in STOPWOORDEN]


# --- did you mean ---------------------------------------------------------------------------------


def bedoelde_u(vraag: str, hoogstens: int = 3) -> list[str]:
    """Give questions that look like one that finds nothing, and that do find something."""
    typed = woorden(vraag)[:MAX_WOORDEN]
    helpful = (text for text in dict.fromkeys(_voorstellen(typed)) if _vindt(text))
    return list(islice(helpful, hoogstens))


def _voorstellen(typed: list[str]) -> Iterator[str]:
    """Give terms that look like the whole question, then the question with one word replaced."""
    yield from _gelijkend(" ".join(typed), 5)
    if len(typed) > 1:
        for place, word in enumerate(typed):
            for better in _gelijkend(word, 1) if len(word) > KORT else []:
                yield " ".join([*typed[:place], better, *typed[place + 1 :]])


def _gelijkend(tekst: str, hoogstens: int) -> list[str]:
    terms = _termen()
    found = process.extract(
        tekst, terms.keys(), scorer=fuzz.ratio, score_cutoff=GELIJKENIS, limit=hoogstens
    )
    return [terms[folded] for folded, *_ in found if folded != tekst]


def _vindt(vraag: str) -> bool:
    return Organisatie.objects.gepubliceerd().filter(zoek(vraag)).exists()


@per_versie
def _termen() -> dict[str, str]:
    """Give what can be suggested, by its folded form: vocabularies and names of entries."""
    phrases = [phrase for phrases, _ in _begrippen() for phrase in phrases]
    names = list(Organisatie.objects.gepubliceerd().order_by("pk").values_list("naam", flat=True))
    parts = (word for name in names for word in name.split() if len(word) > KORT)
    terms: dict[str, str] = {}
    for term in (*phrases, *names, *parts):
        terms.setdefault(" ".join(woorden(term)), term)
    terms.pop("", None)
    return terms
