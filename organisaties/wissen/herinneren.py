"""Asking persons whether they are still there: by their own mailbox, else by that of the entry.

One mail an address, whoever stands behind it. A general mailbox is read by many: there it is only
asked about who is public anyway. Where no mail can go, or the server says for good that the address
is wrong, a kwartiermaker has to ask: that is in the report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from organisaties.berichten import verstuur
from organisaties.controles.adres import BLIJVEND
from organisaties.controles.plan import HOOGSTENS
from organisaties.controles.versturen import STORING_NA
from organisaties.models import Bericht, Contact
from wijken.porties import in_porties

from .bewaarlink import adres
from .kenmerken import emailvorm
from .termijn import gewist_na, verborgen_na, zet_dagen

REDEN = "om bevestiging gevraagd"
PORTIE = 100  # persons whose day is written in one round: a round empties every worker's memory
Brief = tuple[str, list[Contact]]  # an address, and about whom


@dataclass
class Uitkomst:
    """Who was mailed, who is left to ask another way, and whose mail failed for now.

    ``later`` are for a next run: beyond the limit, or the server took nothing (``storing``).
    """

    gemaild: list[Contact] = field(default_factory=list)
    zelf_vragen: list[Contact] = field(default_factory=list)
    mislukt: list[Contact] = field(default_factory=list)
    later: list[Contact] = field(default_factory=list)
    storing: str = ""


def herinner(contacten: Iterable[Contact], dag: date, hoogstens: int = HOOGSTENS) -> Uitkomst:
    """Mail them, and note for whom that went well. Outside a transaction: mail may be slow."""
    return _Ronde(dag, hoogstens).vraag(list(contacten))


def algemene_postvakken(contacten: Iterable[Contact]) -> dict[int, str]:
    """Give the general mailbox of each entry by key: one query a thousand persons."""
    found: dict[int, str] = {}
    keys = {contact.organisatie_id for contact in contacten if contact.organisatie_id}
    for portion in in_porties(sorted(keys), 1_000):
        rows = Contact.objects.algemeen().filter(organisatie__in=portion).exclude(email="")
        columns = rows.order_by("volgorde", "pk").values_list("organisatie_id", "email")
        for pk, email in columns:
            found.setdefault(pk, email)
    return found


def mag_algemeen(contact: Contact) -> bool:
    """Whether the mailbox of the entry may be asked about this person: who is seen by anybody."""
    return contact.zichtbaarheid == Contact.Zichtbaarheid.PUBLIEK and not contact.verborgen_op


class _Ronde:
    """One run: counts the mails, and writes the days a portion at a time."""

    def __init__(self, dag: date, hoogstens: int) -> None:
        self.dag = dag
        self.over = hoogstens
        self.hoogstens = hoogstens
        self.storingen = 0
        self.te_noteren: list[Contact] = []
        self.done = Uitkomst()

    def vraag(self, contacten: list[Contact]) -> Uitkomst:
        try:
            rest = self._mail(contacten, {c.pk: c.email for c in contacten}, eigen=True)
            public = algemene_postvakken(filter(mag_algemeen, rest))
            boxes = {c.pk: public.get(c.organisatie_id, "") for c in rest if mag_algemeen(c)}
            self._zelf_vragen(self._mail(rest, boxes, eigen=False))
        finally:  # who was mailed is noted, whatever went wrong after it
            self._noteer()
        return self.done

    def _mail(self, rows: list[Contact], boxes: dict[int, str], *, eigen: bool) -> list[Contact]:
        """Send a mail to each address; gives who could not be reached this way at all."""
        letters, rest = _brieven(rows, boxes)
        for box, people in letters:
            if not self.over or self.done.storing:
                self.done.later += people
            else:
                rest += self._stuur(box, people, eigen=eigen)
        return rest

    def _stuur(self, box: str, people: list[Contact], *, eigen: bool) -> list[Contact]:
        self.over -= 1
        context = _inhoud(people, self.dag, eigen=eigen)
        sent = verstuur(Bericht.Soort.BEWAREN, box, "bewaren", context)
        if sent.stand == Bericht.Stand.VERSTUURD:
            self.storingen = 0
            self.done.gemaild += people
            self._noteer_straks(people)
            return []
        if sent.fout.startswith(BLIJVEND):  # this address will never do
            self.storingen = 0
            return people
        self.done.mislukt += people
        self.storingen += 1
        if self.storingen == STORING_NA:
            self.done.storing = sent.fout
        return []

    def _zelf_vragen(self, people: list[Contact]) -> None:
        self.done.zelf_vragen = people[: self.hoogstens]
        self.done.later += people[self.hoogstens :]
        self._noteer_straks(self.done.zelf_vragen)

    def _noteer_straks(self, people: list[Contact]) -> None:
        self.te_noteren += people
        if len(self.te_noteren) >= PORTIE:
            self._noteer()

    def _noteer(self) -> None:
        """Write that they were asked; who was hidden by hand stays hidden."""
        people, self.te_noteren = self.te_noteren, []
        for portion in in_porties(people, PORTIE):
            zet_dagen(portion, {"herinnerd_op": self.dag}, REDEN)


def _brieven(rows: list[Contact], boxes: dict[int, str]) -> tuple[list[Brief], list[Contact]]:
    """Put who shares an address together; gives also who has none."""
    per_box: dict[str, list[Contact]] = defaultdict(list)
    for contact in rows:
        per_box[emailvorm(boxes.get(contact.pk, ""))].append(contact)
    rest = per_box.pop("", [])
    return list(per_box.items()), rest


def _inhoud(rows: list[Contact], dag: date, *, eigen: bool) -> dict[str, object]:
    return {
        "eigen": eigen,
        "personen": [(row, adres(row, dag, eigen=eigen)) for row in rows],
        "verborgen_na": verborgen_na(dag),
        "gewist_na": gewist_na(dag),
    }
