"""Telephone numbers as they are written and dialled in the Netherlands: "070-123 45 67".

The dash keeps a spreadsheet from reading a number and dropping its first zero.
"""

import re
import unicodedata
from functools import lru_cache

import phonenumbers

LANGSTE = 60  # what is longer is a sentence
_TUSSEN = str.maketrans("", "", " \u00a0-./()")
_NEDERLANDS = re.compile(r"(?:\+310?|00310?|0)([1-9]\d{8})")
_TELEFOONTEKENS = re.compile(r"[-+\d\s().\u00a0/]+")
# Area codes of four digits with their zero, as in the numbering plan that phonenumbers carries.
_LANG_NETNUMMER = re.compile(r"1[16-8]|2[259]|3[124]|4[17-9]|5[124679]")
_MOBIEL = re.compile(r"6[1-58]")
_KORT_NETNUMMER = re.compile(r"[1-57]\d|8[1-9]")


def telefoon(tekst: str) -> str:
    """Write a number in national notation; what is no phone number stays as it was typed."""
    return gelezen(tekst) or tekst


def gelezen(tekst: str) -> str:
    """Write a number in national notation; empty for what is no phone number."""
    if len(tekst) > LANGSTE:
        return ""
    if not tekst.isascii():  # digits of other scripts, such as Arabic ones
        tekst = "".join(str(unicodedata.decimal(c, c)) for c in tekst)
    match = _NEDERLANDS.fullmatch(tekst.translate(_TUSSEN))
    return (match and _nationaal(match[1])) or _anders(tekst)


def _nationaal(n: str) -> str:
    """Write nine digits (without the zero); empty for kinds that have no fixed groups."""
    if _MOBIEL.match(n):
        return f"06-{n[1:3]} {n[3:5]} {n[5:7]} {n[7:]}"
    if _LANG_NETNUMMER.match(n):
        return f"0{n[:3]}-{n[3:5]} {n[5:7]} {n[7:]}"
    if _KORT_NETNUMMER.match(n):
        return f"0{n[:2]}-{n[2:5]} {n[5:7]} {n[7:]}"
    return ""


@lru_cache(maxsize=2_000)
def _anders(tekst: str) -> str:
    """Write 0800 and 14-numbers, and foreign ones as dialled from here (00 32 ...)."""
    if not _TELEFOONTEKENS.fullmatch(tekst):
        return ""
    try:
        number = phonenumbers.parse(tekst, "NL")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    written = phonenumbers.format_out_of_country_calling_number(number, "NL")
    dutch = number.country_code == 31 and written.startswith("0")
    return written.replace(" ", "-", 1) if dutch else written
