"""Ways to reach somebody, as they stand in a cell: telephone, web address, e-mail."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from organisaties.telefoon import gelezen

from .cel import LANGSTE_CEL, kaal, kort, leeg

_NUMMER = re.compile(r"\+?[0-9(][0-9\s()./\u00a0-]{5,}[0-9]")
_ZONDER_NUL = re.compile(r"[1-9][0-9]{8}")
_LANDNUMMER = re.compile(r"31[1-9][0-9]{8}")
_TUSSEN = str.maketrans("", "", " \u00a0-./()")
_TUSSEN_TWEE = re.compile(r"[;,|&\n]|\s/\s|\bof\b|\ben\b|(?<=[0-9]{7})/")


def telefoon(text: str) -> tuple[str, str]:
    """Give a number in national notation ("070-123 45 67"), and a sentence when it was mended."""
    text = kaal(text).strip("'").removeprefix("tel:").strip()
    if leeg(text):
        return "", ""
    mended = _met_nul(text)
    if not mended and (number := gelezen(text)):
        return number, ""
    if number := mended or _eerste_nummer(text):
        return number, f"Het telefoonnummer {kort(text)} lezen wij als {number}."
    raise ValueError(
        f"{kort(text)} is geen telefoonnummer. Schrijf tien cijfers, zoals 070-123 45 67."
    )


def _met_nul(text: str) -> str:
    """Read a number that lost its zero in a spreadsheet, or its plus; empty when it did not."""
    digits = text.translate(_TUSSEN)
    if _ZONDER_NUL.fullmatch(digits):
        return gelezen("0" + digits)
    return gelezen("+" + digits) if _LANDNUMMER.fullmatch(digits) else ""


def _eerste_nummer(text: str) -> str:
    """Read the first number of a cell that holds more, such as a second one or office hours."""
    first = _TUSSEN_TWEE.split(text[:LANGSTE_CEL], maxsplit=1)[0]
    found = _NUMMER.search(first)
    return gelezen(found[0]) if found else ""


_SCHEMA = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_MET_PUNT = re.compile(r"[^\s/?#@.:]+\.[^\s/?#@]+(?:[/?#]\S*)?")
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_GEWOON_ADRES = re.compile(
    rf"(?:https?://|[a-z0-9]+(?:[._-][a-z0-9]+)*@)(?:{_LABEL}\.)+[a-z]{{2,6}}",
    re.ASCII,
)
_webadres = URLValidator(schemes=["http", "https", "ftp", "ftps"])


def website(text: str) -> str:
    """Give a web address with its scheme; one without gets https://."""
    text = kaal(text).strip("'")
    if leeg(text):
        return ""
    whole = text if _SCHEMA.match(text) else f"https://{text}"
    no_scheme_and_odd = whole != text and not _MET_PUNT.fullmatch(text[:LANGSTE_CEL])
    if no_scheme_and_odd or not _goed(whole):
        raise ValueError(
            f"{kort(text)} is geen webadres. Schrijf er één, zoals https://www.voorbeeld.nl."
        )
    return whole


def _goed(text: str) -> bool:
    """Whether Django's check passes, which is slow: what is plainly right skips it."""
    if len(text) > LANGSTE_CEL:
        return False
    if _GEWOON_ADRES.fullmatch(text):
        return True
    try:
        (_webadres if "://" in text else validate_email)(text)
    except ValidationError:
        return False
    return True


def email(text: str) -> str:
    """Give one e-mail address, as it was written."""
    text = kaal(text).strip("'").removeprefix("mailto:").strip("<> ")
    if leeg(text):
        return ""
    if "://" in text or not _goed(text):
        raise ValueError(
            f"{kort(text)} is geen e-mailadres. Schrijf er één, zoals info@voorbeeld.nl."
        )
    return text
