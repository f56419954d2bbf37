"""What a source would change: rows of the source set against the entries, nothing written to them.

The plan is kept in the database with a fingerprint of each entry as it was seen; applying it is
``organisaties.invoer.toepassen``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from organisaties.foto import Foto, fotos, verschil, vingerafdruk
from organisaties.keuring import Geweigerd, keur
from organisaties.models import Gebruiker, Invoer, Invoerregel, Ronde, Sleutel, Wijziging

PORTIE = 2_000
Lot = Invoerregel.Lot


@dataclass(frozen=True)
class Rij:
    """One row of a source: its number (1-based), its key there, and values as in a photograph.

    ``melding`` is filled when the row could not be read; such a row is refused with that reason.
    """

    nummer: int
    sleutel: str
    waarden: Foto = field(default_factory=dict)
    melding: str = ""


@dataclass(frozen=True)
class Bestand:
    """Where the rows came from: a name for people, SHA-256 of the bytes, and the reference date."""

    naam: str
    vingerafdruk: str
    peildatum: str = ""


@dataclass(frozen=True)
class _Bekend:
    """What the database knows of a source: entry by key, photographs, and who corrected what."""

    op_sleutel: Mapping[str, int]
    beelden: Mapping[int, Foto]
    van_mensen: Mapping[int, set[str]]


def maak_plan(
    bron: str, rijen: Iterable[Rij], bestand: Bestand, *, wie: Gebruiker | None = None
) -> Invoer:
    """Set the rows of a whole source against the entries and keep what would change."""
    known = _bekend(bron)
    rows = [_regel(bron, rij, known) for rij in _zonder_dubbele(rijen)]
    rows += _verdwenen(known, {row.sleutel for row in rows})
    counts = Counter(row.lot for row in rows)
    with transaction.atomic():
        invoer = Invoer.objects.create(
            bron=bron,
            bestand=bestand.naam,
            vingerafdruk=bestand.vingerafdruk,
            peildatum=bestand.peildatum,
            wie=wie,
            tellingen={lot.value: counts[lot] for lot in Lot},
        )
        for row in rows:
            row.invoer = invoer
        kept = [row for row in rows if row.lot != Lot.ONGEWIJZIGD or row.voorstel]
        Invoerregel.objects.bulk_create(kept, batch_size=PORTIE)
    return invoer


def _bekend(bron: str) -> _Bekend:
    keys = dict(Sleutel.objects.filter(bron=bron).values_list("sleutel", "organisatie_id"))
    human: dict[int, set[str]] = defaultdict(set)
    changes = Wijziging.objects.filter(
        organisatie__sleutels__bron=bron, ronde__aard__in=Ronde.MENSENWERK
    )
    for pk, name in changes.values_list("organisatie_id", "veld").distinct():
        human[pk].add(name)
    return _Bekend(keys, fotos(keys.values()), human)


def _zonder_dubbele(rijen: Iterable[Rij]) -> Iterable[Rij]:
    """The first row with a key counts; a later one is refused, not written over the first."""
    seen: dict[str, int] = {}
    for rij in rijen:
        first = seen.setdefault(rij.sleutel, rij.nummer)
        if first == rij.nummer or rij.melding:
            yield rij
        else:
            reason = f"Sleutel “{rij.sleutel}” staat ook op regel {first}. Houd er één over."
            yield Rij(rij.nummer, rij.sleutel, melding=reason)


def _regel(bron: str, rij: Rij, known: _Bekend) -> Invoerregel:
    if rij.melding:
        return _geweigerd(rij, rij.melding)
    try:
        values = keur({k: v for k, v in rij.waarden.items() if k != "uuid"})
    except Geweigerd as error:
        return _geweigerd(rij, "; ".join(f"{f.veld}: {f.melding}" for f in error.fouten))
    pk = known.op_sleutel.get(rij.sleutel)
    if pk is None:
        new = {**values, "sleutels": [f"{bron}:{rij.sleutel}"]}
        if identity := rij.waarden.get("uuid"):
            new["uuid"] = identity
        return Invoerregel(nummer=rij.nummer, sleutel=rij.sleutel, lot=Lot.NIEUW, waarden=new)
    return _bestaand(rij, pk, values, known)


def _bestaand(rij: Rij, pk: int, values: Foto, known: _Bekend) -> Invoerregel:
    beeld = known.beelden[pk]
    back = beeld["verdwenen_op"] is not None
    changes: dict[str, Any] = {name: new for name, (_, new) in verschil(beeld, values).items()}
    by_hand = known.van_mensen.get(pk, set())
    write = {name: value for name, value in changes.items() if name not in by_hand}
    if back:
        write["verdwenen_op"] = None
    return Invoerregel(
        nummer=rij.nummer,
        sleutel=rij.sleutel,
        lot=Lot.TERUG if back else Lot.GEWIJZIGD if write else Lot.ONGEWIJZIGD,
        organisatie_id=pk,
        waarden=write,
        voorstel={name: value for name, value in changes.items() if name in by_hand},
        gezien=vingerafdruk(beeld),
    )


def _geweigerd(rij: Rij, reason: str) -> Invoerregel:
    return Invoerregel(
        nummer=rij.nummer, sleutel=rij.sleutel[:100], lot=Lot.GEWEIGERD, melding=reason
    )


def _verdwenen(known: _Bekend, seen: set[str]) -> list[Invoerregel]:
    """Entries whose key the source no longer has: flagged with the day, never deleted."""
    return [
        Invoerregel(
            nummer=0,
            sleutel=key,
            lot=Lot.VERDWENEN,
            organisatie_id=pk,
            waarden={"verdwenen_op": date.today().isoformat()},
            gezien=vingerafdruk(known.beelden[pk]),
        )
        for key, pk in known.op_sleutel.items()
        if key not in seen and known.beelden[pk]["verdwenen_op"] is None
    ]
