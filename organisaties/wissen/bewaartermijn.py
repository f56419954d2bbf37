"""The weekly round past all persons: ask, hide, erase; clear up; and one report of it all.

Doing it again on the same day does nothing. The report counts and names entries, never persons.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from organisaties.berichten import verstuur
from organisaties.keuring import Geweigerd
from organisaties.models import Bericht, Contact, Gebruiker, Gewist
from organisaties.toewijzing import Balie, balie, balie_van
from wijken import versie
from wijken.boom import boom
from wijken.porties import in_porties

from .daad import NietMeer, wis
from .herinneren import HOOGSTENS, herinner
from .opruimen import ruim_op
from .sporen import sporen_van
from .termijn import BRON, Stap, is_nog, per_stap, zet_dagen
from .vangst import Vangst, kijk

logger = logging.getLogger("kaart.bewaren")
MISLUKT = "Mail mislukt: volgende keer opnieuw"
LATER = "Volgende keer: dit waren er te veel voor één keer, of de mailserver nam niets aan"
ZELF_VRAGEN = "Geen adres waar wij mogen vragen: de kwartiermaker vraagt het"
SAMEN = 25  # persons for whom the tables are searched at once
NIET_GEWIST = "Wissen mislukt: zie het logboek van de server"
REDENEN = {Stap.WISSEN: Gewist.Reden.BEWAARTERMIJN, Stap.VERTROKKEN: Gewist.Reden.VERTROKKEN}


@dataclass
class Rapport:
    """What was done, or would be done: persons per step and desk, and rows that were cleared."""

    dag: date
    stappen: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    zelf_vragen: list[str] = field(default_factory=list)  # names of entries
    opgeruimd: dict[str, int] = field(default_factory=dict)
    storing: str = ""  # the mail server took nothing: asking stopped

    def tel(self, wat: object, contacten: Iterable[Contact]) -> None:
        with versie.vastgehouden():
            for contact in contacten:
                self.stappen[str(wat)][bureau(contact)] += 1

    @property
    def leeg(self) -> bool:
        return not (self.stappen or self.opgeruimd)

    def regels(self) -> Iterator[str]:
        """Write the report, a line at a time."""
        if self.storing:
            yield _("Gestopt met vragen: de mailserver neemt niets aan (%s).") % self.storing
        for step, desks in self.stappen.items():
            yield f"{step}: {desks.total()}"
            yield from (f"  {desk}: {number}" for desk, number in sorted(desks.items()))
        if self.zelf_vragen:
            yield _("Vraag bij deze plekken zelf of de contactpersoon er nog werkt:")
            yield from (f"  {name}" for name in sorted(set(self.zelf_vragen)))
        yield from (f"{label}: {number}" for label, number in self.opgeruimd.items())


def bureau(contact: Contact) -> str:
    """Name the desk that looks after the entry, or the wijk, of a person."""
    if contact.organisatie is not None:
        return _naam(balie_van(contact.organisatie))
    wijk = next(iter(contact.wijken.all()), None)
    return _naam(balie(wijk and wijk.pk, None))


def _naam(desk: Balie) -> str:
    tree = boom()
    if desk.wijk is not None:
        return tree.wijken[desk.wijk].naam
    return tree.stadsdelen[desk.stadsdeel].naam if desk.stadsdeel else _("hele stad")


def bekijk(dag: date) -> Rapport:
    """Say what would be done; nothing is written or sent."""
    report = Rapport(dag)
    for step, contacts in per_stap(dag).items():
        report.tel(step.value, contacts)
    report.opgeruimd = ruim_op(dag, schrijf=False)
    return report


def voer_uit(dag: date, hoogstens: int = HOOGSTENS) -> Rapport:
    """Do it, and mail the report to the beheerders when something happened.

    ``hoogstens`` limits the mails, and the persons whom a kwartiermaker has to ask.
    """
    report, todo = Rapport(dag), per_stap(dag)
    back = zet_dagen(todo[Stap.TERUG], {"herinnerd_op": None, "verborgen_op": None}, "bevestigd")
    report.tel(Stap.TERUG.value, back)
    hidden = zet_dagen(todo[Stap.VERBERGEN], {"verborgen_op": dag}, "geen antwoord: verborgen")
    report.tel(Stap.VERBERGEN.value, hidden)
    for step in REDENEN:
        _wis(step, todo[step], report)
    _herinner(todo[Stap.HERINNEREN], report, hoogstens)
    report.opgeruimd = ruim_op(dag, schrijf=True)
    if not report.leeg:
        _meld(report)
    return report


def _herinner(contacten: list[Contact], report: Rapport, hoogstens: int) -> None:
    result = herinner(contacten, report.dag, hoogstens)
    report.tel(Stap.HERINNEREN.value, result.gemaild)
    report.tel(ZELF_VRAGEN, result.zelf_vragen)
    report.tel(MISLUKT, result.mislukt)
    report.tel(LATER, result.later)
    report.storing = result.storing
    report.zelf_vragen = [str(c.organisatie or _("sleutelfiguur")) for c in result.zelf_vragen]


def _wis(step: Stap, contacten: list[Contact], report: Rapport) -> None:
    """Erase one by one, after one search for several of them."""
    for portion in in_porties(contacten, SAMEN):
        seen = kijk(sporen_van([contact.uuid for contact in portion]))
        for contact in portion:
            _wis_een(step, contact, report, seen)


def _wis_een(step: Stap, contact: Contact, report: Rapport, seen: Vangst) -> None:
    """Erase one, unless somebody confirmed her meanwhile; a fault does not stop the others."""
    still = partial(is_nog, contact, step, report.dag)
    reason = REDENEN[step]
    try:
        wis(contact.uuid, wie=None, reden=reason, bron=BRON, nog=still, vangst=seen)
    except NietMeer:
        return
    except Geweigerd as error:
        logger.warning("contact %s niet gewist: %s", contact.uuid, error)
        report.tel(NIET_GEWIST, [contact])
    else:
        report.tel(step.value, [contact])


def _meld(report: Rapport) -> None:
    people = Gebruiker.objects.filter(rol=Gebruiker.Rol.BEHEERDER, is_active=True)
    for email in people.order_by("pk").values_list("email", flat=True):
        context = {"dag": report.dag, "regels": list(report.regels())}
        verstuur(Bericht.Soort.BEWAREN, email, "bewaartermijn", context)
