"""What the database knows of a source, for a portion of its rows at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from organisaties.foto import Foto, fotos
from organisaties.invoer.bron import Bron, vaste_uuid
from organisaties.models import Organisatie, Ronde, Sleutel, Voorstel, Wijziging
from organisaties.rijen import LEEG
from organisaties.velden.basis import als_uuid


@dataclass(frozen=True)
class Bekend:
    """The entries that a portion of rows is about.

    ``van_anderen`` names the fields that people, or another source, wrote: this source may not
    replace those. ``voorstellen`` are the values that it proposed before, whatever came of them.
    """

    beelden: Mapping[int, Foto] = field(default_factory=dict)
    van_anderen: Mapping[int, set[str]] = field(default_factory=dict)
    voorstellen: Mapping[int, Mapping[str, Voorstel]] = field(default_factory=dict)


def lees_bekend(bron: Bron, ids: Collection[int]) -> Bekend:
    if not ids:
        return Bekend()
    others = {} if bron.menselijk else van_anderen(bron.code, ids)
    return Bekend(fotos(ids), others, _voorstellen(bron.code, ids))


def op_sleutel(bron: str, sleutels: Iterable[str]) -> dict[str, int]:
    """Find the entries that carry these keys of the source."""
    rows = Sleutel.objects.filter(bron=bron, sleutel__in=list(sleutels))
    return dict(rows.values_list("sleutel", "organisatie_id"))


def op_uuid(uuids: Iterable[str]) -> dict[str, int]:
    """Find the entries with these uuids; what was merged stands for what it became part of."""
    asked = [value for value in uuids if als_uuid(value)]
    rows = Organisatie.objects.filter(uuid__in=asked)
    return {
        str(uuid): into or pk for uuid, pk, into in rows.values_list("uuid", "pk", "opgegaan_in")
    }


def andere_uuids(bron: str) -> dict[str, str]:
    """Find the entries of a source that do not carry the uuid that the source would give them.

    The first is the uuid as the source writes it, the second that of the entry: they differ when
    the source's row was linked to an entry that was there already. What was merged stands for what
    it became part of.
    """
    merged = Organisatie.objects.exclude(opgegaan_in=None)
    found = {str(own): str(into) for own, into in merged.values_list("uuid", "opgegaan_in__uuid")}
    rows = Sleutel.objects.filter(bron=bron).values_list("sleutel", "organisatie__uuid")
    pairs = ((vaste_uuid(bron, key), str(uuid)) for key, uuid in rows.iterator())
    return found | {own: real for own, real in pairs if own != real}


def verwijderde_sleutels(bron: str) -> set[str]:
    """Find the keys of entries that people removed, from what the ledger kept of them."""
    rows = Wijziging.objects.filter(
        veld="", na__isnull=True, organisatie=None, ronde__aard__in=Ronde.MENSENWERK
    ).filter(ronde__hersteld_door=None)
    kept = rows.values_list("voor__sleutels", flat=True)
    prefix = f"{bron}:"
    keys = {key for found in kept.iterator() for key in found or [] if key.startswith(prefix)}
    return {key.removeprefix(prefix) for key in keys}


def van_anderen(bron: str, ids: Collection[int]) -> dict[int, set[str]]:
    """Name the fields of these entries that this source did not write itself.

    Of an entry that somebody else made those are all fields with a value. A round that was undone,
    and the undoing itself, are nobody's opinion.
    """
    theirs = (
        Wijziging.objects.filter(organisatie_id__in=list(ids))
        .exclude(ronde__aard=Ronde.Aard.INVOER, ronde__bron=bron)
        .exclude(ronde__aard=Ronde.Aard.HERSTEL)
        .filter(ronde__hersteld_door=None)
    )
    found: dict[int, set[str]] = defaultdict(set)
    columns = ("organisatie_id", "veld", "na", "persoonlijk__na")
    for pk, name, value, persons in theirs.values_list(*columns).iterator():
        if name:
            found[pk].add(name)
        else:
            made: dict[str, Any] = {**(value or {}), **(persons or {})}
            found[pk] |= {field for field, v in made.items() if v != LEEG.get(field)}
    return found


def _voorstellen(bron: str, ids: Collection[int]) -> dict[int, dict[str, Voorstel]]:
    found: dict[int, dict[str, Voorstel]] = defaultdict(dict)
    for row in Voorstel.objects.filter(bron=bron, organisatie_id__in=list(ids)):
        found[row.organisatie_id][row.veld] = row
    return found
