"""Count childminders per wijk. Their homes are not on the map, and nothing of an address is kept.

Offline: the wijk follows from what the database knows of the postcode. Where that leaves more than
one wijk, or none, the childminder counts for the municipality only.
"""

from __future__ import annotations

from functools import cached_property

from django.conf import settings

from organisaties.invoer.lezen.waarden import postcode
from wijken import versie
from wijken.boom import boom
from wijken.models import Postcode
from wijken.postcodes import PlekOnbekend, lees_plek


class Gebieden:
    """Gives the area code that a childminder with this postcode counts for."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    @cached_property
    def _bekend(self) -> set[str]:
        return set(Postcode.objects.values_list("postcode", flat=True))

    def code(self, tekst: str) -> str:
        try:
            found = postcode(tekst)
        except ValueError:
            found = ""
        key = found if found in self._bekend else found[:4]
        if key not in self._codes:
            self._codes[key] = _wijk(key)
        return self._codes[key]


def _wijk(tekst: str) -> str:
    whole = settings.KAART["gemeente"]
    if not tekst:
        return whole
    try:
        with versie.vastgehouden(versie.huidige()):
            wijken = lees_plek(tekst).wijken
            slugs = [boom().wijken[pk].slug for pk in wijken]
    except PlekOnbekend:
        return whole
    return f"wijk:{slugs[0]}" if len(slugs) == 1 else whole
