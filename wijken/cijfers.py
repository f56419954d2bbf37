"""Figures about a wijk or stadsdeel: the sum of its buurten, or "unknown", never a guess."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from wijken.boom import Boom, boom
from wijken.geheugen import per_versie
from wijken.models import Kerncijfer, Onderwerp

PER_BUURT = tuple(name for name in Onderwerp.values if name != Onderwerp.GASTOUDERS)


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


def zet_cijfers(
    onderwerp: str, aantallen: Mapping[str, int], *, jaar: int, bron: str
) -> list[dict[str, Any]]:
    """Let these be all figures of a subject in a year, by area code; gives what stood there.

    For a caller that counts the content version up itself. ``herstel_cijfers`` gives the old back.
    """
    old = Kerncijfer.objects.filter(onderwerp=onderwerp, jaar=jaar)
    before = [
        {"gebied_code": code, "waarde": str(value), "bron": source}
        for code, value, source in old.values_list("gebied_code", "waarde", "bron")
    ]
    rows = [{"gebied_code": c, "waarde": n, "bron": bron} for c, n in aantallen.items()]
    herstel_cijfers(onderwerp, rows, jaar=jaar)
    return before


def cijfers_nu(onderwerp: str, *, jaar: int) -> dict[str, int]:
    """Give the figures of a subject in a year, by area code."""
    rows = Kerncijfer.objects.filter(onderwerp=onderwerp, jaar=jaar)
    return {code: int(value) for code, value in rows.values_list("gebied_code", "waarde")}


def herstel_cijfers(onderwerp: str, rijen: Iterable[Mapping[str, Any]], *, jaar: int) -> None:
    """Replace the figures of a subject in a year by these rows of ``zet_cijfers``."""
    Kerncijfer.objects.filter(onderwerp=onderwerp, jaar=jaar).delete()
    Kerncijfer.objects.bulk_create(
        Kerncijfer(onderwerp=onderwerp, jaar=jaar, **rij) for rij in rijen
    )


def gastouders_in_wijk(wijk_id: int) -> Cijfer | None:
    """Give how many childminders a wijk with its parts has; None when nobody counted.

    They are counted by wijk (`wijk:<slug>`), in one year for all. Who could not be placed counts
    for the municipality, and then the number is a least one.
    """
    bos, alles, onderwerp = boom(), _per_gebied(), Onderwerp.GASTOUDERS.value
    codes = (f"wijk:{bos.wijken[id_].slug}" for id_ in bos.met_delen(wijk_id))
    bekend = [alles[code, onderwerp] for code in codes if (code, onderwerp) in alles]
    if not bekend:
        return None
    jaar = max(cijfer.jaar for cijfer in bekend)
    som = int(sum(cijfer.waarde for cijfer in bekend if cijfer.jaar == jaar))
    rest = alles.get((bos.gemeenten[bos.gemeente_van(wijk_id)].code, onderwerp))
    compleet = rest is None or rest.jaar != jaar or not rest.waarde
    return Cijfer(onderwerp, som if compleet else None, som, 0, jaar, bekend[0].bron)


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
    return {onderwerp: _som(alles, codes, onderwerp) for onderwerp in PER_BUURT}


def _som(alles: Bekende, codes: list[str], onderwerp: str) -> Cijfer:
    """Add up one year only: a buurt whose newest figure is older counts as unknown."""
    bekend = [alles[code, onderwerp] for code in codes if (code, onderwerp) in alles]
    jaar = max((cijfer.jaar for cijfer in bekend), default=None)
    telt = [cijfer for cijfer in bekend if cijfer.jaar == jaar]
    som = int(sum(cijfer.waarde for cijfer in telt))
    compleet = bool(codes) and len(telt) == len(codes)
    bron = "; ".join(sorted({cijfer.bron for cijfer in telt}))
    return Cijfer(onderwerp, som if compleet else None, som, len(codes) - len(telt), jaar, bron)
