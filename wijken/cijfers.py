"""Figures about a wijk or stadsdeel: the sum of its buurten, or "unknown", never a guess."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from wijken.boom import Boom, boom
from wijken.geheugen import per_versie
from wijken.models import Kerncijfer, Onderwerp


@dataclass(frozen=True, slots=True)
class Cijfer:
    """One figure. `waarde` is None when not every buurt has one.

    `minstens` is then what the known buurten add up to, and `onbekend` how many buurten lack.
    """

    onderwerp: str
    waarde: int | None
    minstens: int
    onbekend: int
    jaar: int | None
    bron: str


@dataclass(frozen=True, slots=True)
class _Bekend:
    waarde: Decimal
    jaar: int
    bron: str


Bekende = Mapping[tuple[str, str], _Bekend]


def cijfers_van_wijk(wijk_id: int) -> dict[str, Cijfer]:
    """Give the figures of a wijk with its parts, by onderwerp."""
    bos = boom()
    return _cijfers(bos, bos.buurten_van(bos.met_delen(wijk_id)))


def cijfers_van_stadsdeel(stadsdeel_id: int) -> dict[str, Cijfer]:
    """Give the figures of a stadsdeel, by onderwerp."""
    bos = boom()
    return _cijfers(bos, bos.buurten_van(bos.wijken_van(stadsdeel_id)))


@per_versie
def _per_gebied() -> Bekende:
    """Read the newest figure for each area code and onderwerp."""
    rijen = Kerncijfer.objects.order_by("jaar")
    return MappingProxyType(
        {(r.gebied_code, r.onderwerp): _Bekend(r.waarde, r.jaar, r.bron) for r in rijen}
    )


def _cijfers(bos: Boom, buurt_ids: Iterable[int]) -> dict[str, Cijfer]:
    alles = _per_gebied()
    codes = [bos.buurten[id_].code for id_ in buurt_ids]
    return {onderwerp: _som(alles, codes, onderwerp) for onderwerp in Onderwerp.values}


def _som(alles: Bekende, codes: list[str], onderwerp: str) -> Cijfer:
    """Add up one year only: a buurt whose newest figure is older counts as unknown."""
    bekend = [alles[code, onderwerp] for code in codes if (code, onderwerp) in alles]
    jaar = max((cijfer.jaar for cijfer in bekend), default=None)
    telt = [cijfer for cijfer in bekend if cijfer.jaar == jaar]
    som = int(sum(cijfer.waarde for cijfer in telt))
    compleet = bool(codes) and len(telt) == len(codes)
    bron = "; ".join(sorted({cijfer.bron for cijfer in telt}))
    return Cijfer(onderwerp, som if compleet else None, som, len(codes) - len(telt), jaar, bron)
