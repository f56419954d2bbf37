"""Contact persons as a visitor gets to see them: of an entry, and the key figures of a wijk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from organisaties import sleutelfiguren
from organisaties.models import Contact
from organisaties.rechten import ziet_adressen
from organisaties.termijnen import bevestigd_sinds
from wijken.boom import boom
from wijken.models import Wijk

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisaties.models import Gebruiker


@dataclass(frozen=True)
class Persoon:
    """A person as this visitor gets to see it.

    ``op_verzoek``: there is an address or number, shown one at a time to who asks for it.
    ``oud``: never confirmed, or too long ago.
    """

    uuid: UUID
    naam: str
    functie: str
    op_verzoek: bool = False
    rol: str = ""
    email: str = ""
    telefoon: str = ""
    zichtbaar_voor: str = ""
    grondslag: str = ""
    bevestigd_op: date | None = None
    oud: bool = False
    vertrokken_op: date | None = None
    verborgen_op: date | None = None


def personen(
    contacten: Iterable[Contact], gebruiker: Gebruiker | AnonymousUser, *, bewerkt: bool = False
) -> list[Persoon]:
    """Give each as this visitor sees it; ``bewerkt``: this visitor edits them."""
    if not ziet_adressen(gebruiker):
        return [_kaal(contact) for contact in contacten]
    since = bevestigd_sinds()
    return [_heel(contact, since, bewerkt) for contact in contacten]


def _kaal(contact: Contact) -> Persoon:
    """Only name and function: an open page would be harvested for addresses."""
    reachable = bool(contact.email or contact.telefoon)
    return Persoon(contact.uuid, contact.naam, contact.functie, op_verzoek=reachable)


def _heel(contact: Contact, sinds: date, bewerkt: bool) -> Persoon:
    return Persoon(
        contact.uuid,
        contact.naam,
        contact.functie,
        rol=contact.rol,
        email=contact.email,
        telefoon=contact.telefoon,
        zichtbaar_voor=str(contact.get_zichtbaarheid_display()),
        grondslag=contact.grondslag if bewerkt else "",
        bevestigd_op=contact.bevestigd_op,
        oud=contact.bevestigd_op is None or contact.bevestigd_op < sinds,
        vertrokken_op=contact.vertrokken_op,
        verborgen_op=contact.verborgen_op,
    )


def sleutelfiguren_van(wijk_id: int, gebruiker: Gebruiker | AnonymousUser) -> list[Persoon]:
    """Give the key figures of a wijk that this visitor may see.

    Those of its parts and of the whole that it is part of as well.
    """
    rows = sleutelfiguren.alle().zichtbaar_voor(gebruiker)
    here = rows.filter(wijken__in=boom().kring(wijk_id)).distinct()
    return personen(here.order_by("volgorde", "naam", "pk"), gebruiker)


def wijken_van(contact: Contact) -> list[Wijk]:
    return list(contact.wijken.order_by("naam"))
