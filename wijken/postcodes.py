"""Read where a visitor is: a postcode or a point. Works from our own table, without a network."""

import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from wijken.boom import boom
from wijken.geheugen import per_versie
from wijken.models import Postcode
from wijken.vlakken import buurt_van_punt

POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Z]{2})?")
PUNT = re.compile(r"([-+]?[0-9]{1,3}(?:\.[0-9]+)?)\s*[,; ]\s*([-+]?[0-9]{1,3}(?:\.[0-9]+)?)")
LANGSTE = 60


class PlekOnbekend(ValueError):  # noqa: N818  (a Dutch name says it)
    """What was typed gives no place on this map; the message says why, in plain Dutch."""


@dataclass(frozen=True, slots=True)
class Plek:
    """A place to measure from. `bij_benadering`: only the middle of a larger area is known.

    `ook_in`: other wijken where addresses of that larger area are known to lie.
    """

    lat: float
    lon: float
    bij_benadering: bool
    omschrijving: str
    buurt_id: int | None
    wijk_id: int | None
    ook_in: frozenset[int] = frozenset()

    @property
    def wijken(self) -> frozenset[int]:
        """Every wijk that the place may lie in; empty when it lies in none."""
        return self.ook_in if self.wijk_id is None else self.ook_in | {self.wijk_id}


def lees_plek(tekst: str) -> Plek:
    """Read a postcode ("2552 AB", "2552ab", "2552") or a point ("52.05,4.25").

    Raises `PlekOnbekend` for anything else and for places outside the map.
    """
    schoon = _gewone_cijfers(tekst).strip().upper()
    if not schoon:
        raise PlekOnbekend(_("Vul een postcode in, bijvoorbeeld %s.") % _voorbeeld())
    if len(schoon) <= LANGSTE:
        if deel := POSTCODE.fullmatch(schoon):
            return _van_postcode(deel[1], deel[2] or "")
        if deel := PUNT.fullmatch(schoon):
            return _van_punt(float(deel[1]), float(deel[2]))
    raise PlekOnbekend(
        _("Dit is geen postcode. Een postcode is vier cijfers en twee letters, bijvoorbeeld %s.")
        % _voorbeeld()
    )


def _gewone_cijfers(tekst: str) -> str:
    """Turn the digits of other scripts, such as Arabic ones, into 0-9."""
    return "".join(str(unicodedata.decimal(teken, teken)) for teken in tekst)


def _voorbeeld() -> str:
    """Give a postcode of this map to show how one is written."""
    codes = Postcode.objects.filter(bij_benadering=False).order_by("postcode")
    code = codes.values_list("postcode", flat=True).first()
    return f"{code[:4]} {code[4:]}" if code else "1234 AB"


def _van_postcode(cijfers: str, letters: str) -> Plek:
    rijen = Postcode.objects.in_bulk([cijfers + letters, cijfers], field_name="postcode")
    rij = rijen.get(cijfers + letters) or rijen.get(cijfers)
    if rij is None:
        tekst = _("Wij kennen postcode %(code)s niet. Deze kaart gaat over %(plaats)s.")
        raise PlekOnbekend(tekst % {"code": cijfers, "plaats": settings.KAART["plaats"]})
    ongeveer = rij.bij_benadering or rij.postcode != cijfers + letters
    tekst = _("postcode %s (ongeveer)") if ongeveer else _("postcode %s")
    buurt_id = buurt_van_punt(rij.lat, rij.lon)
    return Plek(
        rij.lat,
        rij.lon,
        ongeveer,
        tekst % f"{cijfers} {letters}".strip(),
        buurt_id,
        boom().wijk_van(buurt_id),
        _wijken_van(cijfers) if ongeveer else frozenset(),
    )


@per_versie
def _wijken_van(cijfers: str) -> frozenset[int]:
    """Give the wijken in which we know an address with these four digits."""
    rijen = Postcode.objects.filter(postcode__startswith=cijfers)
    wijken = {boom().wijk_van(buurt_van_punt(rij.lat, rij.lon)) for rij in rijen}
    return frozenset(wijk for wijk in wijken if wijk is not None)


def _van_punt(lat: float, lon: float) -> Plek:
    buurt_id = buurt_van_punt(lat, lon)
    if buurt_id is None:
        raise PlekOnbekend(_reden_buiten(lat, lon))
    wijk = boom().wijken[boom().buurten[buurt_id].wijk_id]
    return Plek(lat, lon, False, _("gekozen plek in %s") % wijk.naam, buurt_id, wijk.id)


def _reden_buiten(lat: float, lon: float) -> str:
    if buurt_van_punt(lon, lat) is not None:
        tekst = _("De twee getallen staan omgewisseld. Bedoelt u %(lat)s,%(lon)s?")
        return tekst % {"lat": lon, "lon": lat}
    return _("Deze plek ligt buiten %s. Kies een plek op deze kaart.") % settings.KAART["plaats"]
