"""By what a person is known in texts: mailbox, telephone number, full name; and taking those out.

A name counts from two words on, as whole words, with or without accents, also as "Vries, Jan de".
A number counts in every notation. A word such as "Jan" alone says nothing about whom.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import phonenumbers

from organisaties.zoeken import vouw

GEWIST = "(gewist)"
TELLEND = 4  # letters: shorter words of a name ("van", "Bo") stand in every text
MINSTE_CIJFERS = 8  # "14070" and "0800-1234" are nobody's own
_TUSSEN = r"[^\w@]{0,3}"  # what may stand between the digits of a number
_GEEN_CIJFER = re.compile(r"\D+")
_WOORD = re.compile(r"[^\W_]+")
_DUBBELE_NAAM = r"-(?-i:[A-ZÀ-Þ])"  # "Jan de Vries-Bakker" is somebody else


def _letters() -> dict[str, str]:
    """Give for each plain letter the letters that are written with an accent."""
    found: dict[str, str] = defaultdict(str)
    for code in range(0xC0, 0x250):
        if len(plain := vouw(chr(code))) == 1 and plain.isalpha():
            found[plain] += chr(code)
    return dict(found)


_ACCENTEN = _letters()


def emailvorm(tekst: str) -> str:
    return tekst.strip().casefold()


def cijfers(tekst: str) -> str:
    """Give what identifies a number, whatever its notation: "31 612345678"; empty for none."""
    if not tekst:
        return ""
    plain = _gewone_cijfers(tekst)
    try:
        number = phonenumbers.parse(plain, "NL")
    except phonenumbers.NumberParseException:
        country, digits = "", _GEEN_CIJFER.sub("", plain).lstrip("0")
    else:
        country, digits = str(number.country_code), str(number.national_number)
    return f"{country} {digits}" if len(digits) >= MINSTE_CIJFERS else ""


def naamvorm(tekst: str) -> str:
    """Give a full name in the form in which names are compared; empty for a single word."""
    words = _WOORD.findall(vouw(tekst))
    return " ".join(words) if len(words) > 1 and len(tekst.split()) > 1 else ""


@dataclass(frozen=True)
class Kenmerken:
    """The persons to erase (``uuids``), and what is theirs alone; names as they were written."""

    uuids: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    telefoons: frozenset[str] = frozenset()
    namen: frozenset[str] = frozenset()
    gedeeld: tuple[str, ...] = field(default=(), compare=False)  # sentences: what stays, and why

    @cached_property
    def _naamvormen(self) -> frozenset[str]:
        return frozenset(map(naamvorm, self.namen))

    @cached_property
    def _patroon(self) -> re.Pattern[str]:
        parts = [_email(text) for text in sorted(self.emails)]
        parts += [_telefoon(text) for text in sorted(self.telefoons)]
        parts += [_naam(text) for text in sorted(self.namen)]
        return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)

    @cached_property
    def _begin(self) -> tuple[str, ...]:
        """Name what a folded text must hold at least, for a first and cheap look."""
        boxes = [vouw(text) for text in self.emails]
        boxes += [text.replace("@", "%40") for text in boxes]
        return (*boxes, *(max(_WOORD.findall(vouw(name)), key=len) for name in self.namen))

    @cached_property
    def _nummers(self) -> tuple[str, ...]:
        return tuple(text.partition(" ")[2] for text in self.telefoons)

    def __bool__(self) -> bool:
        return bool(self.uuids or self.emails or self.telefoons or self.namen)

    def is_van(self, uuid: str = "", email: str = "", telefoon: str = "", naam: str = "") -> bool:
        """Whether a contact with these values is one of them."""
        return (
            uuid in self.uuids
            or emailvorm(email) in self.emails
            or cijfers(telefoon) in self.telefoons
            or naamvorm(naam) in self._naamvormen
        )

    def misschien(self, waarden: Any) -> bool:
        """Whether these values, of whatever shape, may hold one of them: a first and cheap look."""
        text = json.dumps(waarden, ensure_ascii=False)
        return self._kan(text) or any(uuid in text for uuid in self.uuids)

    def raakt(self, tekst: str) -> bool:
        """Whether this text names one of them."""
        return self._kan(tekst) and self._patroon.search(_gewone_cijfers(tekst)) is not None

    def deel_van_naam(self, tekst: str) -> bool:
        """Whether a word of a name stands in this text: a first name, or a family name."""
        words = {word for name in self.namen for word in _WOORD.findall(vouw(name))}
        telling = {word for word in words if len(word) >= TELLEND}
        return not telling.isdisjoint(_WOORD.findall(vouw(tekst)))

    def schoon(self, tekst: str) -> str:
        """Give the text without what names them."""
        if not self._kan(tekst):
            return tekst
        done, end = [], 0
        for match in self._patroon.finditer(_gewone_cijfers(tekst)):
            done += [tekst[end : match.start()], GEWIST]
            end = match.end()
        return "".join([*done, tekst[end:]])

    def _kan(self, tekst: str) -> bool:
        folded = vouw(tekst)
        if any(part in folded for part in self._begin):
            return True
        if not self._nummers:
            return False
        digits = _GEEN_CIJFER.sub("", _gewone_cijfers(tekst))
        return any(number in digits for number in self._nummers)


def _gewone_cijfers(tekst: str) -> str:
    """Write digits of other scripts as ours; every sign keeps its place."""
    if tekst.isascii():
        return tekst
    return "".join(str(unicodedata.decimal(c, c)) for c in tekst)


# --- patterns -------------------------------------------------------------------------------------


def _email(text: str) -> str:
    address = re.escape(text).replace("@", "(?:@|%40)")
    return rf"(?<![\w.+-]){address}(?![\w-]|\.\w)"


def _telefoon(text: str) -> str:
    country, _, digits = text.partition(" ")
    abroad = rf"(?:(?:\+|00){_TUSSEN})?{country}{_TUSSEN}(?:\(?0\)?{_TUSSEN})?|" if country else ""
    return rf"(?<!\d)(?:{abroad}0+{_TUSSEN}|\+)?{_TUSSEN.join(digits)}(?!\d)"


def _naam(text: str) -> str:
    words = [_woord(word) for word in unicodedata.normalize("NFC", text).split()]
    first, last = words[0], words[-1]
    orders = {
        r"[\s_.]+".join(words),
        rf"{'[ ]'.join(words[1:])}\s*,\s*{first}",
        rf"{last}\s*,\s*{'[ ]'.join(words[:-1])}",
    }
    whole = "|".join(sorted(orders, key=len, reverse=True))
    return rf"(?<![^\W_])(?<![^\W_]-)(?:{whole})(?![^\W_]|{_DUBBELE_NAAM})"


def _woord(word: str) -> str:
    return "".join(_tekens(word))


def _tekens(word: str) -> Iterator[str]:
    for char in word:
        plain = vouw(char)
        if char == ".":
            yield r"\.?"
        elif char in "'’‘`":
            yield "['’‘`]"
        elif plain in _ACCENTEN or (plain.isascii() and plain.isalpha() and len(plain) == 1):
            yield rf"[{plain}{_ACCENTEN.get(plain, '')}][\u0300-\u036f]*"
        else:
            yield re.escape(char)
