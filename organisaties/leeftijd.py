"""Ages in words: kept in months, said as a parent says them ("2,5 tot 4 jaar")."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


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
