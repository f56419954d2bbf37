"""The texts of cells, tidied: one form for a postcode, a date, a number, whatever the source.

Every function takes a text and gives "" or None for an empty one. What cannot be read raises
``ValueError`` with a Dutch sentence: what is wrong, and what would be right. A value that is
right already comes back as it is, so that a table that we wrote reads the same.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from django.conf import settings

from .bereik import email, telefoon, website
from .cel import GEEN, LANGSTE_CEL, kaal, kort, leeg, regel

__all__ = [
    "GEEN", "LANGSTE_CEL", "LANGSTE_TOEVOEGING", "MAANDEN", "datum", "email", "getal", "ja_nee",
    "kaal", "kommagetal", "kort", "leeg", "plaatsnaam", "postcode", "regel", "straat_en_nummer",
    "telefoon", "website", "zelfde_plaats",
]  # fmt: skip

_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Z]{2})")
_JA = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x"})
_NEE = frozenset({"nee", "n", "no", "false", "onwaar", "0"})
_DUIZENDTALLEN = re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+")
_HEEL = re.compile(r"([-+]?[0-9]+)(?:[.,]0*)?")
_KOMMAGETAL = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")
_LANGSTE_GETAL = 15


def postcode(text: str) -> str:
    """Give "2516PV" for "2516 pv"."""
    text = kaal(text).strip("'").upper()
    if not text:
        return ""
    if match := _POSTCODE.fullmatch(text):
        return match[1] + match[2]
    raise ValueError(
        f"Postcode {kort(text)} klopt niet. Schrijf vier cijfers en twee letters, zoals 2552AB."
    )


# --- Places ---------------------------------------------------------------------------------------

_DEN_HAAG = frozenset({"den haag", "s gravenhage", "sgravenhage", "gravenhage"})
_GEEN_LETTER = re.compile(r"[\W_]+")
_KLEINE_WOORDEN = frozenset(
    {"aan", "bij", "de", "den", "der", "en", "het", "in", "op", "te", "ten", "ter", "van"}
)


@lru_cache(maxsize=2_000)
def _plaats_sleutel(text: str) -> str:
    key = _GEEN_LETTER.sub(" ", text.casefold()).strip()
    return "den haag" if key in _DEN_HAAG else key


def zelfde_plaats(een: str, ander: str) -> bool:
    """Whether two spellings name one place: s-Gravenhage, 'S GRAVENHAGE and Den Haag do."""
    return _plaats_sleutel(een) == _plaats_sleutel(ander)


def plaatsnaam(text: str) -> str:
    """Give the name of a place in one spelling; our own place as the settings write it."""
    text = regel(text)
    own = settings.KAART["plaats"]
    if len(text) > LANGSTE_CEL:
        return text
    if zelfde_plaats(text, own):
        return own
    if zelfde_plaats(text, "Den Haag"):
        return "Den Haag"
    return _met_hoofdletters(text) if text.isupper() else _met_apostrof(text)


def _met_hoofdletters(text: str) -> str:
    words = _met_apostrof(text.lower()).split(" ")
    rest = (w if w in _KLEINE_WOORDEN else _hoofdletter(w) for w in words[1:])
    return " ".join([_hoofdletter(words[0]), *rest])


def _hoofdletter(word: str) -> str:
    if word.startswith("'s-"):
        return "'s-" + word[3:].capitalize()
    return "-".join(p if p in _KLEINE_WOORDEN else p.capitalize() for p in word.split("-"))


def _met_apostrof(text: str) -> str:
    """Give back the apostrophe that registers leave out: s-Hertogenbosch."""
    return f"'{text}" if text.startswith("s-") else text


# A street whose name ends in a year or years: Plein 1813, Plein 1940-1945.
_JAARSTRAAT = re.compile(
    r"((?:Plein|Laan|Straat|Weg)\s(?:1[5-9][0-9]{2}|[0-9]{2}\s?-)(?:\s?-?\s?[0-9]{2,4})?)"
    r"\s+([0-9]{1,5})(?![0-9])(.*)",
    re.IGNORECASE,
)
_ADRES = re.compile(r"(.*?[^\W\d_][^\d]*?)[\s,]+([0-9]{1,5})(?![0-9])(.*)")
_WOORD = re.compile(r"[^\W\d_]{3}")
_VOORAAN = " -/,."
LANGSTE_TOEVOEGING = 10


def straat_en_nummer(text: str) -> tuple[str, str, str]:
    """Split "Kinkerstraat 3 bg" into street, number and addition; a street alone is fine too."""
    text = regel(text)
    if text[:1].isdigit() and not _WOORD.search(text[:LANGSTE_CEL]):
        raise ValueError(f"In het adres {kort(text)} staat geen straat. {_ADRES_GOED}")
    line = text[:LANGSTE_CEL]
    match = _JAARSTRAAT.fullmatch(line) or _ADRES.fullmatch(line)
    if not match:
        return text, "", ""
    street, number, addition = match[1].rstrip(" ,"), match[2], match[3].strip(_VOORAAN)
    if len(addition) > LANGSTE_TOEVOEGING or line != text:
        raise ValueError(f"Het adres {kort(text)} lezen wij niet. {_ADRES_GOED}")
    return street, number.lstrip("0") or number, addition


_ADRES_GOED = "Schrijf alleen straat, huisnummer en toevoeging, zoals Kerkstraat 12 A."


# --- Dates, numbers, yes and no -------------------------------------------------------------------

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ][0-9:.]*Z?)?")
_GEWOON = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})(?: [0-9:.]*)?")
_VOLUIT = re.compile(r"([0-9]{1,2})[- ]([a-z]{3,9})\.?[- ]([0-9]{4})")
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_MAAND = {name: n for n, name in enumerate(MAANDEN, start=1)}
_MAAND |= {name[:3]: n for name, n in _MAAND.items()} | {"mrt": 3, "sept": 9}


def datum(text: str) -> str:
    """Give a day as 2026-09-01, from that form, from 1-9-2026 or from 1 september 2026."""
    text = kaal(text)
    if not text:
        return ""
    try:
        return date(*_jaar_maand_dag(text.lower())).isoformat()
    except (ValueError, KeyError):
        raise ValueError(
            f"{kort(text)} is geen datum. Schrijf dag, maand en jaar, zoals 01-09-2026."
        ) from None


def _jaar_maand_dag(text: str) -> tuple[int, int, int]:
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _GEWOON.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _VOLUIT.fullmatch(text):
        return int(match[3]), _MAAND[match[2]], int(match[1])
    raise ValueError


def getal(text: str) -> int | None:
    """Read a whole number: "20", "20,0" and "1.200" (a dot before three digits is a thousand)."""
    text = kaal(text).strip("'")
    if not text:
        return None
    if _DUIZENDTALLEN.fullmatch(text):
        text = text.replace(".", "")
    match = _HEEL.fullmatch(text)
    if match is None or len(text) > _LANGSTE_GETAL:
        raise ValueError(f"{kort(text)} is geen heel getal. Schrijf alleen cijfers, zoals 20.")
    return int(match[1])


def kommagetal(text: str) -> float | None:
    """Read a number with a comma or a dot before its decimals, such as a coordinate."""
    text = kaal(text).strip("'")
    if not text:
        return None
    if not _KOMMAGETAL.fullmatch(text) or len(text) > 2 * _LANGSTE_GETAL:
        raise ValueError(f"{kort(text)} is geen getal. Schrijf het zoals 52,0705.")
    return float(text.replace(",", "."))


def ja_nee(text: str) -> bool | None:
    """Read yes or no; None when it is empty or unknown."""
    word = kaal(text).casefold()
    if word in _JA:
        return True
    if word in _NEE:
        return False
    if word in GEEN:
        return None
    raise ValueError(f"{kort(text)} is geen ja of nee. Schrijf ja, nee of laat het leeg.")
