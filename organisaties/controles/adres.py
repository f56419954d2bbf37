"""To whom the question goes: the entry's own mailbox, else somebody known to work there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from organisaties.models import Bericht, Contact, Controle
from organisaties.querysets import OrganisatieQuerySet

BLIJVEND = "5"  # how a refusal begins that another try will not change (RFC 3463)


def adressen(rijen: OrganisatieQuerySet) -> dict[int, str]:
    """Give the address of each entry by primary key, in small letters; without one left out.

    A general mailbox goes first; then a person whom somebody confirmed. Never the umbrella's: it
    would be asked about places that it does not know.
    """
    rows = Contact.objects.aanwezig().filter(organisatie__in=rijen.values("pk")).exclude(email="")
    known = Q(vorm=Contact.Vorm.ALGEMEEN) | Q(bevestigd_op__isnull=False)
    columns = rows.filter(known).order_by("vorm", "volgorde", "pk")
    found: dict[int, str] = {}
    for pk, email in columns.values_list("organisatie_id", "email"):
        found.setdefault(pk, email.lower())
    return found


def geblokkeerd() -> set[str]:
    """Give the addresses from which mail came back, until somebody has dealt with it."""
    failed = Bericht.objects.filter(opgelost_op=None).filter(
        Q(stand=Bericht.Stand.TERUG) | Q(stand=Bericht.Stand.GEWEIGERD, fout__startswith=BLIJVEND)
    )
    return {address.lower() for address in failed.values_list("aan", flat=True)}


def pas_gemaild(aard: str, nu: datetime | None = None) -> set[str]:
    """Give the addresses that got this question too recently to get it again."""
    since = (nu or timezone.now()) - timedelta(days=settings.CONTROLE_HERINNER_DAGEN)
    asked = Controle.objects.filter(aard=aard, laatst_gestuurd_op__gt=since)
    return set(asked.values_list("aan", flat=True))
