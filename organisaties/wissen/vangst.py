"""What a search for persons found: keys only, and how far it looked.

Searching reads every table and takes long, so it is done before the transaction. Inside it only
what was found is looked at again, and what came or changed since.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Model
from django.utils import timezone

from organisaties.models import Organisatie

from . import bestanden, ingangen
from .kenmerken import Kenmerken
from .vakken import VAKKEN, Gezien, Vak

SPELING = timedelta(minutes=10)  # how long a transaction of somebody else may have lasted


@dataclass(frozen=True)
class Vangst:
    """Where persons stood: entries, rows per table, files; ``stand`` is each entry's last change.

    It may be of more persons than one: then it holds more than any of them needs.
    """

    wie: Kenmerken
    stand: dict[int, datetime]
    ingangen: frozenset[int]
    rijen: dict[type[Model], Gezien]
    bestanden: bestanden.Bekeken

    def dekt(self, wie: Kenmerken) -> bool:
        """Whether everything by which this person is known was looked for."""
        mine = self.wie
        return (
            wie.uuids <= mine.uuids
            and wie.emails <= mine.emails
            and wie.telefoons <= mine.telefoons
            and wie.namen <= mine.namen
        )

    def van(self, vak: Vak) -> Gezien:
        return self.rijen[vak.model]


def kijk(wie: Kenmerken, eerder: Vangst | None = None) -> Vangst:
    """Search everywhere; after an earlier search that covers it only the entries that changed."""
    if eerder is not None and eerder.dekt(wie):
        return _bijgewerkt(eerder)
    since = timezone.now() - SPELING
    stand = _stand()
    bounds = {vak.model: vak.hoogste() for vak in VAKKEN}
    return Vangst(
        wie,
        stand,
        frozenset(ingangen.kandidaten(wie)),
        {v.model: Gezien(list(v.zoek(wie)), bounds[v.model], since) for v in VAKKEN},
        bestanden.bekijk(wie),
    )


def _bijgewerkt(eerder: Vangst) -> Vangst:
    stand = _stand()
    changed = [pk for pk, moment in stand.items() if eerder.stand.get(pk) != moment]
    found = ingangen.kandidaten(eerder.wie, changed)
    return replace(eerder, stand=stand, ingangen=eerder.ingangen | found)


def _stand() -> dict[int, datetime]:
    return dict(Organisatie.objects.order_by().values_list("pk", "gewijzigd"))
