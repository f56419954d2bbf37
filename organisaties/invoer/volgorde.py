"""The order in which new entries can be written: an umbrella before who belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from organisaties.models import Invoer, Invoerregel
from wijken.porties import in_porties


def in_volgorde(invoer: Invoer, grootte: int) -> Iterator[list[int]]:
    """Give the keys of the plan's new lines in portions; who is named comes in an earlier one.

    Entries that name each other in a circle come last, together in one portion.
    """
    waiting = _genoemd(invoer)
    while waiting:
        coming = {uuid for uuid, _ in waiting.values()}
        ready = [pk for pk, (_, named) in waiting.items() if not named & coming]
        if not ready:
            yield list(waiting)
            return
        yield from in_porties(ready, grootte)
        for pk in ready:
            del waiting[pk]


def _genoemd(invoer: Invoer) -> dict[int, tuple[str, frozenset[str]]]:
    """Read of each new line its own uuid and the other entries that it names."""
    rows = invoer.regels.filter(lot=Invoerregel.Lot.NIEUW).order_by("pk")
    columns = ("pk", "waarden__uuid", "waarden__koepel", "waarden__overleg__leden")
    return {
        pk: (uuid or str(pk), frozenset(filter(None, [koepel, *(members or [])])))
        for pk, uuid, koepel, members in rows.values_list(*columns).iterator()
    }
