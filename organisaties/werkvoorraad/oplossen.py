"""An answer on one item: acted on as it was shown, by who may, once."""

from __future__ import annotations

from django.db import transaction
from django.http import QueryDict

from organisaties.achterhaald import Achterhaald
from organisaties.models import Gebruiker
from organisaties.schrijven import vergrendel
from wijken.getal import als_getal

from .soort import Item, Opdracht, Werksoort
from .soorten import SOORTEN


class AlOpgelost(Achterhaald):
    """It no longer waits: somebody else solved it, or it solved itself."""


class Veranderd(Achterhaald):
    """It is no longer what was shown; nothing was done."""


class GeenRecht(PermissionError):  # noqa: N818
    """It is on somebody else's desk."""


def vind(slug: str, sleutel: str) -> tuple[Werksoort, int]:
    """Read which item is meant. ``AlOpgelost`` for what cannot be one."""
    kind, key = SOORTEN.get(slug), als_getal(sleutel)
    if kind is None or key is None:
        raise AlOpgelost(slug)
    return kind, key


def los_op(post: QueryDict, wie: Gebruiker) -> str:
    """Do what the button says; gives what was done, in a sentence.

    Raises ``AlOpgelost``, ``Veranderd``, ``GeenRecht``, ``FormulierFout``, ``Onbekend``, and what
    the writing itself refuses (``Geweigerd``). The entries are held meanwhile.
    """
    kind, key = vind(post.get("soort", ""), post.get("item", ""))
    with transaction.atomic():
        entries = kind.ingangen(key)
        vergrendel(row.pk for row in entries)
        item = _open(kind, key)
        if not kind.mag(key, wie):
            raise GeenRecht(item.kenmerk)
        if item.gezien != post.get("gezien"):
            raise Veranderd(item.titel)
        return kind.doe(item, Opdracht(post.get("doe", ""), post, wie))


def _open(kind: Werksoort, key: int) -> Item:
    found = kind.items([key])
    if not found:
        raise AlOpgelost(str(key))
    return found[0]
