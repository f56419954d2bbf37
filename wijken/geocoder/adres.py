"""An address in one normal form: what is the same address is asked and kept once."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LANGSTE = 200  # characters of ``Adrespunt.vraag``
POSTCODE = re.compile(r"[1-9][0-9]{3}(?:[A-Z]{2})?")
_NUMMER = re.compile(r"[^\w]*0*([1-9][0-9]{0,4})(?![0-9])(.*)", re.DOTALL)
_GEEN_LETTER = re.compile(r"[\W_]+")
_POSTBUS = re.compile(r"(?:postbus|antwoordnummer)\b")
# The official name of a place (BAG) beside the one that people write.
_PLAATSEN = {
    "s gravenhage": "den haag",
    "sgravenhage": "den haag",
    "gravenhage": "den haag",
    "s hertogenbosch": "den bosch",
    "shertogenbosch": "den bosch",
    "hertogenbosch": "den bosch",
}


class Adres(NamedTuple):
    """An address as it stands with an entry; every part may be empty."""

    straat: str = ""
    huisnummer: str = ""
    toevoeging: str = ""
    postcode: str = ""
    plaats: str = ""


class Nummer(NamedTuple):
    """A house number and what follows it, without punctuation: 18, "A1" for 18A-1."""

    cijfers: int
    rest: str

    def __str__(self) -> str:
        between = "-" if self.rest[:1].isdigit() else ""
        return f"{self.cijfers}{between}{self.rest}"


@lru_cache(maxsize=4_000)
def vouw(tekst: str) -> str:
    """Lower case, no accents, no punctuation, one blank between words."""
    plain = unicodedata.normalize("NFKD", tekst.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _GEEN_LETTER.sub(" ", plain).strip()


def lees_nummer(tekst: str) -> Nummer | None:
    """Read "12", "12 A", "12-2"; None when it does not begin with a number below 100000."""
    found = _NUMMER.fullmatch(unicodedata.normalize("NFKC", tekst))
    return Nummer(int(found[1]), vouw(found[2]).replace(" ", "").upper()) if found else None


def nummer(adres: Adres) -> Nummer | None:
    return lees_nummer(f"{adres.huisnummer} {adres.toevoeging}")


@lru_cache(maxsize=4_000)
def postcode(tekst: str) -> str:
    """Give "2552AB" or "2552"; empty for anything else."""
    code = "".join(tekst.split()).upper()
    return code if POSTCODE.fullmatch(code) else ""


def plaats(tekst: str) -> str:
    """Give one spelling of a place: the five of Den Haag become "den haag"."""
    name = vouw(tekst)
    return _PLAATSEN.get(name, name)


def is_postbus(adres: Adres) -> bool:
    return bool(_POSTBUS.match(vouw(adres.straat)))


def normaal(adres: Adres) -> str:
    """Give the normal form, readable too: "houtwijklaan 12-A, 2552AB den haag".

    Empty when a geocoder cannot know the answer: no number, neither street nor postcode, a post
    office box, or a text that is no address any more.
    """
    number, code, street = nummer(adres), postcode(adres.postcode), vouw(adres.straat)
    if number is None or is_postbus(adres) or not (street or len(code) == 6):
        return ""
    suffix = f"-{number.rest}" if number.rest else ""
    where = f"{code} {plaats(adres.plaats)}".strip()
    text = f"{street} {number.cijfers}{suffix}, {where}".strip(" ,")
    return text if len(text) <= LANGSTE else ""
