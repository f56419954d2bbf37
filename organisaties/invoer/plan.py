"""What a source would change: rows of the source set against the entries, nothing written to them.

The plan is kept in the database with a fingerprint of each entry as it was seen; applying it is
``organisaties.invoer.toepassen``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from organisaties.foto import Foto, fotos, verschil, vingerafdruk
from organisaties.invoer.toets import leesbaar, reden, toets
from organisaties.keuring import Geweigerd, keur
from organisaties.models import Gebruiker, Invoer, Invoerregel, Ronde, Sleutel, Wijziging
from organisaties.rijen import LEEG

PORTIE = 2_000
NAAMRUIMTE = uuid5(NAMESPACE_URL, "urn:sociale-kaart-kindontwikkeling")
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
    toets(rows, known.beelden)
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
    return _Bekend(keys, fotos(set(keys.values())), _van_mensen(bron))


def _van_mensen(bron: str) -> dict[int, set[str]]:
    """Find the fields that people wrote: what they changed, and all of an entry that they made."""
    human: dict[int, set[str]] = defaultdict(set)
    changes = Wijziging.objects.filter(
        organisatie__sleutels__bron=bron, ronde__aard__in=Ronde.MENSENWERK
    )
    columns = ("organisatie_id", "veld", "na", "persoonlijk__na")
    for pk, name, value, persons in changes.values_list(*columns).iterator():
        if name:
            human[pk].add(name)
        else:
            made = {**(value or {}), **(persons or {})}
            human[pk] |= {field for field, v in made.items() if v != LEEG.get(field)}
    return human


def _zonder_dubbele(rijen: Iterable[Rij]) -> Iterable[Rij]:
    """Let the first row with a key count; a later one is refused, not written over the first."""
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
        values = keur(_met_vaste_contacten(bron, rij))
        own = keur({"sleutels": [f"{bron}:{rij.sleutel}"]})["sleutels"]
    except Geweigerd as error:
        return _geweigerd(rij, reden(error))
    pk = known.op_sleutel.get(rij.sleutel)
    kept = known.beelden[pk]["sleutels"] if pk else []  # a key is what an entry is known by
    values["sleutels"] = sorted({*own, *kept, *values.get("sleutels", [])})
    if pk is None:
        new = dict(values)
        if identity := rij.waarden.get("uuid"):
            new["uuid"] = identity
        return Invoerregel(nummer=rij.nummer, sleutel=rij.sleutel, lot=Lot.NIEUW, waarden=new)
    return _bestaand(rij, pk, values, known)


def vaste_uuid(bron: str, sleutel: str) -> str:
    """Give the uuid of what a source knows by this key: the same in every installation."""
    return str(uuid5(NAAMRUIMTE, f"{bron}:{sleutel}"))


def _met_vaste_contacten(bron: str, rij: Rij) -> Foto:
    """Give a contact without uuid one by its place, so that the same row gives the same contact."""
    values = {k: v for k, v in rij.waarden.items() if k != "uuid"}
    for name in ("contacten", "personen"):
        rows = values.get(name)
        if isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows):
            values[name] = [
                {"uuid": vaste_uuid(bron, f"{rij.sleutel}/{name}/{n}"), **row}
                for n, row in enumerate(rows)
            ]
    return values


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
    key, text = leesbaar(rij.sleutel)[:100], leesbaar(reason)
    return Invoerregel(nummer=rij.nummer, sleutel=key, lot=Lot.GEWEIGERD, melding=text)


def _verdwenen(known: _Bekend, seen: set[str]) -> list[Invoerregel]:
    """Flag entries of which the source has no key any more with the day; never delete them."""
    present = {pk for key, pk in known.op_sleutel.items() if key in seen}
    gone = {pk: key for key, pk in known.op_sleutel.items() if pk not in present}
    return [
        _regel_verdwenen(pk, key, known)
        for pk, key in gone.items()
        if known.beelden[pk]["verdwenen_op"] is None
    ]


def _regel_verdwenen(pk: int, key: str, known: _Bekend) -> Invoerregel:
    """Flag it, unless a human took such a flag away before: then it is a proposal."""
    flag = {"verdwenen_op": timezone.localdate().isoformat()}
    by_hand = "verdwenen_op" in known.van_mensen.get(pk, set())
    return Invoerregel(
        nummer=0,
        sleutel=key,
        lot=Lot.ONGEWIJZIGD if by_hand else Lot.VERDWENEN,
        organisatie_id=pk,
        waarden={} if by_hand else flag,
        voorstel=flag if by_hand else {},
        gezien=vingerafdruk(known.beelden[pk]),
    )
