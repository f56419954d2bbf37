"""How long a person may stand without anybody saying that she is still there.

Confirmed -> (``BEWAAR_MAANDEN``) asked -> (``BEWAAR_HERINNER_DAGEN``) hidden ->
(``BEWAAR_WIS_DAGEN``) erased. Who left is erased ``BEWAAR_WIS_DAGEN`` after that. Who was never
confirmed is asked at once: nobody knows since when she stands there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import Enum

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from organisaties import sleutelfiguren
from organisaties.foto import fotos
from organisaties.models import Contact, Ronde
from organisaties.querysets import ContactQuerySet
from organisaties.schrijven import ronde, vergrendel
from organisaties.termijnen import bevestigd_sinds
from organisaties.velden.contacten import DAGEN

BRON = "bewaartermijn"
Dagen = dict[str, date | None]


class Stap(Enum):
    """What is to be done about a person today; the value is how a report says it."""

    TERUG = _("Weer bevestigd: weer te zien")
    HERINNEREN = _("Om bevestiging gevraagd")
    VERBERGEN = _("Verborgen: geen antwoord")
    WISSEN = _("Gewist: te lang niet bevestigd")
    VERTROKKEN = _("Gewist: werkt er niet meer")


def stap(contact: Contact, dag: date) -> Stap | None:
    """Say what is to be done about this person on this day; None for nothing.

    Who was hidden by hand is asked like anybody, stays hidden, and is erased no sooner.
    """
    asked, hidden = contact.herinnerd_op, contact.verborgen_op
    if contact.vertrokken_op:
        return Stap.VERTROKKEN if dag >= contact.vertrokken_op + _wis_dagen() else None
    if not is_verlopen(contact.bevestigd_op, dag):
        return Stap.TERUG if asked and contact.bevestigd_op >= asked else None
    if asked is None or (contact.bevestigd_op and asked < contact.bevestigd_op):
        return Stap.HERINNEREN
    if hidden is None:
        return Stap.VERBERGEN if dag >= verborgen_na(asked) else None
    return Stap.WISSEN if dag >= max(hidden, verborgen_na(asked)) + _wis_dagen() else None


def is_verlopen(bevestigd_op: date | None, dag: date) -> bool:
    return bevestigd_op is None or bevestigd_op < bevestigd_sinds(dag)


def verborgen_na(gevraagd_op: date) -> date:
    """Give the day on which a person who was asked is hidden."""
    return gevraagd_op + timedelta(days=settings.BEWAAR_HERINNER_DAGEN)


def gewist_na(gevraagd_op: date) -> date:
    """Give the day on which a person who was asked is erased."""
    return verborgen_na(gevraagd_op) + _wis_dagen()


def geldig() -> timedelta:
    """Give how long an answer still makes sense: until the person is erased, and a week more."""
    return timedelta(days=settings.BEWAAR_HERINNER_DAGEN + 7) + _wis_dagen()


def _wis_dagen() -> timedelta:
    return timedelta(days=settings.BEWAAR_WIS_DAGEN)


def per_stap(dag: date) -> dict[Stap, list[Contact]]:
    """Give everybody about whom something is to be done: two queries."""
    rows = Contact.objects.personen().select_related("organisatie").prefetch_related("wijken")
    found: dict[Stap, list[Contact]] = {step: [] for step in Stap}
    for contact in rows.order_by("pk"):
        if (step := stap(contact, dag)) is not None:
            found[step].append(contact)
    return found


def is_nog(contact: Contact, gezien: Stap, dag: date) -> bool:
    """Whether this step is still due, now that the entry (or the key figure) is held.

    Called inside the transaction that carries it out: somebody may have confirmed meanwhile.
    """
    if contact.organisatie_id:
        vergrendel([contact.organisatie_id])
    rows = Contact.objects.personen().filter(uuid=contact.uuid)
    now = rows.select_for_update(of=("self",)).first()
    return now is not None and stap(now, dag) is gezien


def gevraagd() -> ContactQuerySet:
    """Give who was asked and did not answer yet: for whom a kwartiermaker may find out."""
    rows = Contact.objects.personen().filter(vertrokken_op=None, herinnerd_op__isnull=False)
    return rows.select_related("organisatie")


def zet_dagen(
    contacten: Iterable[Contact],
    dagen: Dagen,
    reden: str,
    aard: str = Ronde.Aard.BEWERKING,
) -> list[Contact]:
    """Write days of persons in one round, but for whom somebody changed meanwhile; gives who."""
    asked = {str(contact.uuid): contact for contact in contacten}
    done: list[Contact] = []
    with ronde(aard, bron=BRON, reden=reden) as schrijver:
        changes = _in_ingangen(asked, dagen, done)
        schrijver.wijzig(changes, gekeurd=True)
        loose = _los(asked, done)
        with sleutelfiguren.vastleggen(schrijver, loose):
            sleutelfiguren.alle().filter(uuid__in=loose).update(**dagen)
    return done


def _in_ingangen(
    asked: Mapping[str, Contact], dagen: Dagen, done: list[Contact]
) -> dict[int, dict[str, list]]:
    """Give the lists of persons with these days in them."""
    per_entry: dict[int, list[Contact]] = defaultdict(list)
    for contact in asked.values():
        if contact.organisatie_id:
            per_entry[contact.organisatie_id].append(contact)
    vergrendel(per_entry)
    new = {name: day and day.isoformat() for name, day in dagen.items()}
    changes = {}
    for pk, beeld in fotos(per_entry).items():
        same = {row["uuid"] for row in beeld["personen"] if _onveranderd(row, asked)}
        changes[pk] = {
            "personen": [row | new if row["uuid"] in same else row for row in beeld["personen"]]
        }
        done += [asked[uuid] for uuid in sorted(same)]
    return changes


def _onveranderd(row: Mapping[str, str | None], asked: Mapping[str, Contact]) -> bool:
    contact = asked.get(str(row["uuid"]))
    return contact is not None and all(
        row[name] == (day.isoformat() if (day := getattr(contact, name)) else None)
        for name in DAGEN
    )


def _los(asked: Mapping[str, Contact], done: list[Contact]) -> list:
    """Give the key figures that are as they were seen, held until the transaction ends."""
    keys = [contact.uuid for contact in asked.values() if not contact.organisatie_id]
    rows = sleutelfiguren.alle().filter(uuid__in=keys).select_for_update()
    seen = {row["uuid"]: row for row in rows.values("uuid", *DAGEN)}
    same = [
        uuid
        for uuid, row in seen.items()
        if all(row[name] == getattr(asked[str(uuid)], name) for name in DAGEN)
    ]
    done += [asked[str(uuid)] for uuid in same]
    return same
