"""What happens to a contact person: still there, left, succeeded; and what has to be asked.

A person belongs to an entry, or to wijken (a key figure). Either way a change is a round in the
ledger; reasons name nobody, because they stay when the person is erased.

Who left keeps ``vertrokken_op``. As long as ``verborgen_op`` is empty beside it, a successor is
looked for; it is set once there is one, or once somebody says that none is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from organisaties import sleutelfiguren
from organisaties.achterhaald import Achterhaald
from organisaties.foto import fotos
from organisaties.models import Contact, Gebruiker, Organisatie, Ronde, Wijziging
from organisaties.querysets import ContactQuerySet
from organisaties.schrijven import ronde, vergrendel
from organisaties.termijnen import bevestigd_sinds
from organisaties.velden.contacten import DAGEN

Rijen = list[dict[str, Any]]


class PersoonWeg(Achterhaald):
    """Meanwhile the person is no longer there, or was said to have left. Nothing was written."""


def bevestig_persoon(contact: Contact, wie: Gebruiker | None, grondslag: str | None = None) -> None:
    """Note that the person is still there: seen again by whom it may, also when it was hidden.

    ``grondslag`` says on what ground we keep the person; None leaves what stood there.
    Raises ``PersoonWeg``: who left does not come back by a button on a page that was open long.
    """
    today = timezone.localdate().isoformat()
    new = {"bevestigd_op": today, "herinnerd_op": None, "verborgen_op": None}
    if grondslag is not None:
        new["grondslag"] = grondslag

    def confirm(rows: Rijen, place: int) -> Rijen:
        if rows[place]["vertrokken_op"]:
            raise PersoonWeg
        return [*rows[:place], {**rows[place], **new}, *rows[place + 1 :]]

    _schrijf(contact, wie, Ronde.Aard.BEVESTIGING, "contactpersoon bevestigd", confirm)


def vertrokken(
    contact: Contact,
    wie: Gebruiker | None,
    opvolger: Mapping[str, Any] | None = None,
    *,
    zoek: bool = True,
) -> None:
    """Note that the person left, and who takes the place (a person as in a photograph).

    Without ``opvolger`` one is looked for, unless ``zoek`` is False: then none is needed. May be
    said again of who left before, to tell the rest. Raises ``PersoonWeg`` and ``Geweigerd``, and
    ``ValueError`` for a successor of a key figure: that one is added by itself.
    """
    today = timezone.localdate().isoformat()

    def leave(rows: Rijen, place: int) -> Rijen:
        old = rows[place]
        open_ = zoek and opvolger is None
        gone = {
            **old,
            "vertrokken_op": old["vertrokken_op"] or today,
            "verborgen_op": None if open_ else old["verborgen_op"] or today,
        }
        successor = [{"bevestigd_op": today, **opvolger}] if opvolger else []
        return [*rows[:place], *successor, *rows[place + 1 :], gone]

    _schrijf(contact, wie, Ronde.Aard.BEWERKING, "werkt hier niet meer", leave)


def zonder_grond() -> ContactQuerySet:
    """Give who is here without a ground, never confirmed, or too long ago; hidden ones as well."""
    missing = Q(grondslag="") | Q(bevestigd_op=None) | Q(bevestigd_op__lt=bevestigd_sinds())
    return Contact.objects.personen().filter(missing, vertrokken_op=None)


def zonder_opvolger(organisatie: Organisatie | None = None) -> ContactQuerySet:
    """Give who left a published entry while nobody came since: "opvolger gezocht".

    Whether somebody came is read from the ledger, for the few entries where it matters; only those
    of one entry when it is given.
    """
    left = Contact.objects.personen().filter(
        vertrokken_op__isnull=False,
        verborgen_op=None,
        organisatie__in=Organisatie.objects.gepubliceerd(),
    )
    if organisatie is not None:
        left = left.filter(organisatie=organisatie)
    return left.exclude(uuid__in=_opgevolgd(left)).select_related("organisatie")


def _opgevolgd(left: QuerySet[Contact]) -> set[str]:
    """Name who left and saw a newcomer come in the same round or later."""
    days = {str(u): day.isoformat() for u, day in left.values_list("uuid", "vertrokken_op")}
    changes = Wijziging.objects.filter(
        veld="personen", organisatie__in=left.values("organisatie"), persoonlijk__isnull=False
    )
    found: set[str] = set()
    for old, new in changes.values_list("persoonlijk__voor", "persoonlijk__na"):
        if _kwam_iemand(old or [], new or []):
            found |= {uuid for uuid, day in _dagen_van_vertrek(new) if days.get(uuid) == day}
    return found


def _dagen_van_vertrek(rows: Rijen) -> list[tuple[str, str]]:
    """Read who had left; a line of the ledger may be older than that column."""
    return [(row["uuid"], row["vertrokken_op"]) for row in rows if row.get("vertrokken_op")]


def _kwam_iemand(old: Rijen, new: Rijen) -> bool:
    known = {row["uuid"] for row in old}
    return any(row["uuid"] not in known and not row.get("vertrokken_op") for row in new)


def _schrijf(
    contact: Contact,
    wie: Gebruiker | None,
    aard: str,
    reden: str,
    verander: Callable[[Rijen, int], Rijen],
) -> None:
    """Let ``verander`` make the new list of persons, where this one stands at a place."""
    if contact.organisatie_id is None:
        _schrijf_los(contact, wie, aard, reden, verander)
        return
    pk = contact.organisatie_id
    with ronde(aard, wie=wie, reden=reden) as schrijver:
        vergrendel([pk])
        rows = fotos([pk]).get(pk, {}).get("personen", [])
        schrijver.wijzig({pk: {"personen": verander(rows, _plaats(rows, contact))}})


def _schrijf_los(
    contact: Contact,
    wie: Gebruiker | None,
    aard: str,
    reden: str,
    verander: Callable[[Rijen, int], Rijen],
) -> None:
    """Do the same to a key figure, who stands in no list; a successor is added by itself."""
    seen = sleutelfiguren.beeld(contact.uuid)
    if seen is None:
        raise PersoonWeg
    [own] = verander([seen], 0)
    values = {name: own[name] for name in (*DAGEN, "grondslag")}
    sleutelfiguren.wijzig(contact, values, wie=wie, reden=reden, aard=aard)


def _plaats(rows: Iterable[Mapping[str, Any]], contact: Contact) -> int:
    for place, row in enumerate(rows):
        if row["uuid"] == str(contact.uuid):
            return place
    raise PersoonWeg
