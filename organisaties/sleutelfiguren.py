"""Key figures: people who belong to wijken and to no entry. Their one write path, with a ledger.

A key figure as plain data is a contact (``velden.contacten``) with the slugs of its wijken. Every
change is a line of the ledger with the person's own uuid; its values stand apart, as those of any
person do, so that they can be erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from organisaties.foto import Foto
from organisaties.models import Contact, Gebruiker, Ronde, Wijziging
from organisaties.querysets import ContactQuerySet
from organisaties.schrijven import SLEUTELFIGUUR, Schrijver, ronde
from organisaties.velden.contacten import DAGEN, TEKST, plat


def alle() -> ContactQuerySet:
    return Contact.objects.personen().filter(organisatie=None)


def beelden(uuids: Iterable[UUID]) -> dict[UUID, Foto]:
    """Give these key figures as plain data; who is not there is left out. Two queries."""
    rows = alle().filter(uuid__in=list(uuids))
    wijken = dict.fromkeys(rows.values_list("uuid", flat=True), ())
    for uuid, slug in rows.filter(wijken__isnull=False).values_list("uuid", "wijken__slug"):
        wijken[uuid] = (*wijken[uuid], slug)
    return {
        uuid: {**plat(uuid, values), "wijken": sorted(wijken.get(uuid, ()))}
        for uuid, *values in rows.values_list("uuid", *TEKST, *DAGEN)
    }


def beeld(uuid: UUID) -> Foto | None:
    return beelden([uuid]).get(uuid)


@contextmanager
def vastleggen(schrijver: Schrijver, uuids: Iterable[UUID] = ()) -> Iterator[set[UUID]]:
    """Record whatever is done to these key figures inside the block.

    Gives the set of them, to which a block that makes one adds its uuid. They are held until the
    transaction ends.
    """
    asked = set(uuids)
    list(alle().filter(uuid__in=asked).select_for_update().values_list("pk", flat=True))
    before = beelden(asked)
    yield asked
    after = beelden(asked)
    for uuid in sorted(asked):
        old, new = before.get(uuid), after.get(uuid)
        if old != new:
            schrijver.noteer_sleutelfiguur(uuid, old, new)


def wijzig(
    contact: Contact,
    waarden: dict[str, Any],
    *,
    wie: Gebruiker | None,
    reden: str = "",
    aard: str = Ronde.Aard.BEWERKING,
) -> None:
    """Change columns of one key figure."""
    with ronde(aard, wie=wie, reden=reden) as schrijver, vastleggen(schrijver, [contact.uuid]):
        alle().filter(uuid=contact.uuid).update(**waarden)


def verwijder(contacten: Iterable[Contact], *, wie: Gebruiker | None, reden: str = "") -> None:
    """Remove key figures for good; that it happened stays in the ledger."""
    uuids = [contact.uuid for contact in contacten]
    with (
        ronde(Ronde.Aard.BEWERKING, wie=wie, reden=reden) as schrijver,
        vastleggen(schrijver, uuids),
    ):
        alle().filter(uuid__in=uuids).delete()


def wijzigingen(uuid: UUID) -> QuerySet[Wijziging]:
    """Give the ledger of one key figure."""
    return Wijziging.objects.filter(veld=SLEUTELFIGUUR, organisatie_uuid=uuid)
