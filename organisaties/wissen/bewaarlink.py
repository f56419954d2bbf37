"""The link in the mail that asks a person whether she is still there, and what it may do.

It works for one question: once answered, by whomever, the day of the question is gone and the link
does nothing any more. What came by a general mailbox, which many read, shows no more than the map
shows to anybody, and erases nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisaties import links
from organisaties.berichten import volledig_adres
from organisaties.models import Contact, Gewist, Ronde
from organisaties.personen import PersoonWeg, vertrokken
from organisaties.velden.basis import als_uuid

from .daad import Verslag, is_gewist, wis, zelfde_persoon
from .kenmerken import naamvorm
from .termijn import BRON, geldig, zet_dagen

DOEL = "bewaren"


class LinkGebruikt(links.LinkFout):
    """The question was answered already, or asked again by a later mail."""


class AlGewist(LinkGebruikt):
    """The person is gone."""


@dataclass(frozen=True)
class Vraag:
    """An open question about one person. ``eigen``: it was sent to her own mailbox."""

    contact: Contact
    eigen: bool

    @property
    def ook(self) -> list[Contact]:
        """Give where she stands as well: only who reads her own mailbox may say so."""
        if not self.eigen:
            return []
        name = naamvorm(self.contact.naam) or self.contact.naam
        rows = zelfde_persoon(self.contact)
        return [
            row
            for row in rows
            if row.vorm == Contact.Vorm.PERSOON and (naamvorm(row.naam) or row.naam) == name
        ]


def adres(contact: Contact, dag: date, *, eigen: bool) -> str:
    """Give the address that goes in a mail of this day."""
    token = links.teken(DOEL, f"{contact.uuid} {dag.isoformat()} {int(eigen)}")
    return volledig_adres(reverse("bewaren", args=[token]))


def lees(token: str) -> Vraag:
    """Give the question; ``LinkFout``, ``LinkVerlopen``, ``LinkGebruikt`` or ``AlGewist``."""
    uuid, _, rest = links.lees(DOEL, token, geldig=geldig()).partition(" ")
    day, _, own = rest.partition(" ")
    if is_gewist(uuid):
        raise AlGewist(uuid)
    people = Contact.objects.personen().select_related("organisatie")
    contact = people.filter(uuid=als_uuid(uuid)).first()
    if contact is None or not contact.herinnerd_op or contact.herinnerd_op.isoformat() != day:
        raise LinkGebruikt(uuid)
    if own != "1" and not _voor_het_postvak(contact):
        raise LinkGebruikt(uuid)
    return Vraag(contact, own == "1")


def _voor_het_postvak(contact: Contact) -> bool:
    """Whether a general mailbox may still see this person, and has something to say of her."""
    public = contact.zichtbaarheid == Contact.Zichtbaarheid.PUBLIEK
    return public and contact.vertrokken_op is None


def klopt_nog(vraag: Vraag) -> None:
    """Note that she is still there. Raises ``LinkGebruikt`` when somebody else was first."""
    days = {"bevestigd_op": timezone.localdate(), "herinnerd_op": None, "verborgen_op": None}
    reason = _("bevestigd met de link in de mail")
    gone = vraag.contact.vertrokken_op
    if gone or not zet_dagen([vraag.contact], days, reason, Ronde.Aard.BEVESTIGING):
        raise LinkGebruikt(str(vraag.contact.uuid))


def werkt_er_niet_meer(vraag: Vraag) -> None:
    """Note that she left, so that a successor is looked for. Raises ``LinkGebruikt``."""
    try:
        vertrokken(vraag.contact, None)
    except PersoonWeg:
        raise LinkGebruikt(str(vraag.contact.uuid)) from None


def verwijder_mij(vraag: Vraag) -> Verslag:
    """Erase her at once, everywhere she stands with this name and mailbox.

    Raises ``LinkFout`` for a general mailbox: who reads that only says who works there.
    """
    if not vraag.eigen:
        raise links.LinkFout(DOEL)
    ook = [row.uuid for row in vraag.ook]
    return wis(vraag.contact.uuid, wie=None, reden=Gewist.Reden.VERZOEK, ook=ook, bron=BRON)
