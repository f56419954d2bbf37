"""Carry out a plan: claim the questions, send the mail, and take the claim back when it fails.

A question is claimed before its mail goes, in a transaction that holds the entry, so two runs at
once send nothing twice. A crash between the two costs one of the counted mails, never a double one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisaties.berichten import verstuur
from organisaties.models import Bericht, Controle, Organisatie
from organisaties.schrijven import vergrendel
from wijken.porties import in_porties

from .aan_de_beurt import lopend
from .adres import BLIJVEND, adressen
from .brief import Gegeven, ingangen, wat_de_kaart_zegt
from .links import geldig_tot, links
from .plan import Brief, Plan, Vraag

SJABLOON = {Controle.Aard.INGANG: "controle", Controle.Aard.WACHTTIJD: "controle_wachttijd"}
STORING_NA = 3  # mails in a row that the server did not take: it is not the addresses then
PORTIE = 500  # entries handed over in one transaction
Stand = Controle.Stand
Staat = dict[str, Any]  # the columns of a question that sending changes


@dataclass
class Uitkomst:
    """What a run did. ``storing``: it stopped, for the mail server takes nothing."""

    verstuurd: int = 0
    geweigerd: int = 0
    overgedragen: int = 0
    vervallen: int = 0
    storing: str = ""

    def tel(self, sent: Bericht, failures: int) -> int:
        """Count one mail; gives how many in a row failed by a fault that is not the address's."""
        if sent.stand == Bericht.Stand.VERSTUURD:
            self.verstuurd += 1
            return 0
        self.geweigerd += 1
        return 0 if sent.fout.startswith(BLIJVEND) else failures + 1


def voer_uit(plan: Plan) -> Uitkomst:
    """Do what the plan says. Called outside a transaction: a mail cannot be taken back."""
    done = Uitkomst(vervallen=_laat_vervallen(plan.vervallen))
    done.overgedragen = _draag_over(plan.aard, plan.over_te_dragen)
    _los_op_wat_veranderde()
    _stuur_alle(plan, done)
    return done


def _stuur_alle(plan: Plan, done: Uitkomst) -> None:
    """Send letter by letter, until the server takes nothing any more."""
    failures = 0
    for letter in plan.brieven:
        sent = _stuur(plan.aard, letter)
        if sent is None:
            continue
        failures = done.tel(sent, failures)
        if failures == STORING_NA:
            done.storing = sent.fout
            return


# --- one letter ----------------------------------------------------------------------------------


def _stuur(aard: str, letter: Brief) -> Bericht | None:
    """Send one letter; None when another run was first."""
    now = timezone.now()
    before = _claim(aard, letter, now)
    if not before:
        return None
    questions = list(Controle.objects.filter(pk__in=before).order_by("pk"))
    context = {**_inhoud(questions), "brief": letter, "geldig_tot": geldig_tot()}
    sent = verstuur(Bericht.Soort.CONTROLE, letter.aan, SJABLOON[aard], context, questions)
    if sent.stand == Bericht.Stand.GEWEIGERD:
        _geef_terug(before, now)
    _sluit_eerdere(sent)
    return sent


@transaction.atomic
def _claim(aard: str, letter: Brief, now: datetime) -> dict[int, Staat]:
    """Count this mail for the questions that nobody touched since the plan; gives their state."""
    vergrendel(asked.organisatie_id for asked in letter.vragen)
    rows = lopend(aard).filter(organisatie__in=[v.organisatie_id for v in letter.vragen])
    current = {row.organisatie_id: row for row in rows}
    before: dict[int, Staat] = {}
    for asked in letter.vragen:
        row = current.get(asked.organisatie_id)
        if _staat(row) == _staat(asked.controle):
            row = row or Controle(organisatie_id=asked.organisatie_id, aard=aard, aan=asked.aan)
            state = _staat(row)
            _zet(row, {**state, **_gevraagd(asked, now)})
            before[row.pk] = state
    return before


def _gevraagd(asked: Vraag, now: datetime) -> Staat:
    return {
        "stand": Stand.OPEN,
        "aan": asked.aan,
        "pogingen": asked.poging,
        "laatst_gestuurd_op": now,
    }


def _staat(row: Controle | None) -> Staat | None:
    if row is None:
        return None
    return {name: getattr(row, name) for name in ("stand", "aan", "pogingen", "laatst_gestuurd_op")}


def _zet(row: Controle, state: Staat) -> None:
    for name, value in state.items():
        setattr(row, name, value)
    row.save()


@transaction.atomic
def _geef_terug(before: dict[int, Staat], claimed: datetime) -> None:
    """Undo the count: who got no mail was not asked. Who answered meanwhile stays answered."""
    for pk, state in before.items():
        mine = Controle.objects.filter(pk=pk, stand=Stand.OPEN, laatst_gestuurd_op=claimed)
        mine.update(**state)


def _sluit_eerdere(sent: Bericht) -> None:
    """Let the newest try stand for earlier ones that failed by a fault that passes."""
    earlier = Bericht.objects.filter(aan__iexact=sent.aan, opgelost_op=None)
    passing = earlier.filter(stand=Bericht.Stand.GEWEIGERD).exclude(fout__startswith=BLIJVEND)
    passing.exclude(pk=sent.pk).update(opgelost_op=timezone.now())


def _inhoud(vragen: list[Controle]) -> dict[str, Any]:
    rows = ingangen(asked.organisatie_id for asked in vragen)
    return {"ingangen": [_ingang(rows[asked.organisatie_id], asked) for asked in vragen]}


@dataclass(frozen=True)
class Ingang:
    """One entry in a letter."""

    naam: str
    gegevens: list[Gegeven]
    links: dict[str, str]


def _ingang(row: Organisatie, asked: Controle) -> Ingang:
    name = " ".join(row.naam.split())  # it also stands in the subject
    return Ingang(name, wat_de_kaart_zegt(row), links(asked))


# --- without a letter ----------------------------------------------------------------------------


def _laat_vervallen(ids: Iterable[int]) -> int:
    waiting = Controle.objects.filter(stand__in=[Stand.OPEN, Stand.OVERGEDRAGEN])
    return sum(
        waiting.filter(pk__in=portion).update(stand=Stand.VERVALLEN)
        for portion in in_porties(list(ids), PORTIE)
    )


def _draag_over(aard: str, vragen: list[Vraag]) -> int:
    """Give to the kwartiermaker who did not answer, and who cannot be asked."""
    return sum(_draag_portie_over(aard, portion) for portion in in_porties(vragen, PORTIE))


@transaction.atomic
def _draag_portie_over(aard: str, vragen: list[Vraag]) -> int:
    ids = [asked.organisatie_id for asked in vragen]
    vergrendel(ids)
    waiting = set(lopend(aard).filter(organisatie__in=ids).values_list("organisatie_id", flat=True))
    asked_before = [asked.organisatie_id for asked in vragen if asked.controle]
    open_ = lopend(aard).filter(organisatie__in=asked_before, stand=Stand.OPEN)
    moved = open_.update(stand=Stand.OVERGEDRAGEN)
    new = Controle.objects.bulk_create(
        Controle(organisatie_id=asked.organisatie_id, aard=aard, stand=Stand.OVERGEDRAGEN)
        for asked in vragen
        if asked.controle is None and asked.organisatie_id not in waiting
    )
    return moved + len(new)


def _los_op_wat_veranderde() -> int:
    """Close returned mail of entries that all have another address by now."""
    failed = Bericht.objects.filter(soort=Bericht.Soort.CONTROLE, opgelost_op=None)
    failed = failed.exclude(stand=Bericht.Stand.VERSTUURD).filter(controles__isnull=False)
    asked = Organisatie.objects.filter(controles__berichten__in=failed.values("pk")).distinct()
    places = adressen(asked)
    done = [
        row.pk
        for row in failed.distinct().prefetch_related("controles")
        if all(places.get(c.organisatie_id) != row.aan.lower() for c in row.controles.all())
    ]
    return Bericht.objects.filter(pk__in=done).update(opgelost_op=timezone.now())
