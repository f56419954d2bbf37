"""Which mailboxes and numbers of a register may stand on a public page.

The register is public, but a copy of a personal mailbox on our pages is ours to answer for. Only a
mailbox that is plainly of the place is shown: its name is a function (info@, planning@, bso@) or is
taken from the name or the street of the location (dezonnebloem@). All else may be of a person and
is left out, and so is any mailbox with the surname of the contact person in it. Behind a holder
who is a natural person (eenmanszaak, vof, maatschap, or a form that we do not know) a name is often
a person's, so there only a function counts, and a mobile number is left out too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WOORDEN = frozenset((
    "aanmelden", "aanmelding", "aanmeldingen", "admin", "administratie", "algemeen", "balie",
    "beheer", "bso", "buitenschool", "cluster", "contact", "directie", "gob", "groep", "hallo",
    "hello", "help", "hoofd", "info", "inschrijven", "inschrijving", "kc", "kdv", "klant",
    "klantcontact", "klantenservice", "klantrelaties", "klantservice", "kov", "leiding",
    "locatie", "mail", "manager", "nso", "office", "opvang", "organisatie", "plaatsing",
    "plaatsingen", "planning", "post", "psz", "receptie", "secretariaat", "service", "support",
    "team", "verhuur", "vestiging", "voorschool", "welkom", "zorg",
))  # fmt: skip
# Long enough to stand inside one word: infohaag@, kinderopvangloosduinen@.
_DELEN = re.compile(
    "administratie|contact|creche|gastouder|info|kantoor|kinder|klant|locatie|opvang|peuter"
    "|planning|secretariaat"
)
_TUSSENVOEGSELS = frozenset(
    ("van", "der", "den", "het", "ten", "ter", "von", "mevr", "mevrouw", "dhr", "heer")
)
_GEEN_LETTER = re.compile(r"[^a-z]+")
_KORTSTE_NAAM = 5
_RECHTSPERSOON = re.compile(
    r"besloten vennootschap|naamloze vennootschap|stichting|vereniging|cooperatie|waarborg"
    r"|publiekrechtelijk|kerkgenootschap|gemeente|\bb\.?v\b|\bn\.?v\b"
)


def functioneel(email: str, namen: str, persoon: str, *, rechtspersoon: bool) -> bool:
    """Whether this mailbox is plainly of the place; ``namen`` are its name and its street."""
    local = _vouw(email.partition("@")[0])
    words = set(_GEEN_LETTER.split(local))
    names = _eigennamen(persoon)
    if words & names or any(len(name) > 3 and name in _aaneen(local) for name in names):
        return False
    if words & _WOORDEN or _DELEN.search(local):
        return True
    plain = _aaneen(local)
    return rechtspersoon and len(plain) >= _KORTSTE_NAAM and plain in _aaneen(_vouw(namen))


def is_mobiel(telefoon: str) -> bool:
    """Whether this number, in national notation, is of a mobile telephone."""
    return telefoon.startswith("06")


@lru_cache(maxsize=500)
def is_rechtspersoon(rechtsvorm: str) -> bool:
    """Whether the holder is certainly no natural person, by its legal form in the register."""
    return bool(_RECHTSPERSOON.search(_vouw(rechtsvorm)))


def _eigennamen(persoon: str) -> set[str]:
    """Give the names in "Mw. A. van der Vries"; a department ("Planning") is none."""
    words = {w for w in _GEEN_LETTER.split(_vouw(persoon)) if len(w) >= 3}
    return words - _TUSSENVOEGSELS - _WOORDEN


def _aaneen(text: str) -> str:
    return _GEEN_LETTER.sub("", text)


def _vouw(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
