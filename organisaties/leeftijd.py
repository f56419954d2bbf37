"""Ages in words: kept in months, said as a parent says them ("2,5 tot 4 jaar"), read as typed."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MEESTE_MAANDEN = 300  # as the columns have it
_JAREN = re.compile(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?(?: ?jaar)?")
_VOLUIT = re.compile(r"(?:([0-9]{1,2}) ?jaar(?: en)? ?)?([0-9]{1,3}) ?maand(?:en)?")


def leeftijd_in_woorden(van: int | None, tot: int | None) -> str:
    """Say the ages from ``van`` to ``tot`` (months, exclusive); empty when both are unknown."""
    if van is None and tot is None:
        return ""
    if tot is None:
        return _("vanaf %(leeftijd)s") % {"leeftijd": _leeftijd(van or 0)}
    if van is None:
        return _("tot %(leeftijd)s") % {"leeftijd": _leeftijd(tot)}
    start = _getal(van) if van == 0 or (_in_jaren(van) and _in_jaren(tot)) else _leeftijd(van)
    return _("%(van)s tot %(tot)s") % {"van": start, "tot": _leeftijd(tot)}


def _in_jaren(months: int) -> bool:
    """Half years are said in years; anything else, and everything under a year, in months."""
    return months == 0 or (months >= 12 and months % 6 == 0)


def _leeftijd(months: int) -> str:
    if _in_jaren(months):
        return _("%(n)s jaar") % {"n": _getal(months)}
    years, rest = divmod(months, 12)
    text = ngettext("%(n)d maand", "%(n)d maanden", rest) % {"n": rest}
    if not years:
        return text
    return _("%(jaar)d jaar en %(maanden)s") % {"jaar": years, "maanden": text}


def _getal(months: int) -> str:
    """Years with a decimal comma: 30 months is "2,5"."""
    return f"{months / 12:g}".replace(".", ",")


# --- as people type one ---------------------------------------------------------------------------


def leeftijd_als_tekst(maanden: int | None) -> str:
    """Write months as people type an age: "2,5" for 30, "6 maanden" for 6."""
    if maanden is None:
        return ""
    if maanden == 0 or (maanden >= 12 and maanden % 6 == 0):
        return f"{maanden / 12:g}".replace(".", ",")
    years, rest = divmod(maanden, 12)
    text = f"{rest} maand" if rest == 1 else f"{rest} maanden"
    return f"{years} jaar en {text}" if years else text


def leeftijd_uit_tekst(tekst: str) -> int | None:
    """Read an age in years (halves too) or in months, as months; ``ValueError`` for the rest."""
    text = " ".join(tekst.casefold().replace("½", ",5").split())
    if not text:
        return None
    if match := _VOLUIT.fullmatch(text):
        return 12 * int(match[1] or 0) + int(match[2])
    if match := _JAREN.fullmatch(text):
        months = float(f"{match[1]}.{match[2] or 0}") * 12
        if months == int(months):
            return int(months)
    raise ValueError(tekst)
