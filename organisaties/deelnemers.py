"""Keeping the list of who takes part in a consultation: entries, and persons of any entry."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from organisaties.foto import Foto, foto
from organisaties.models import Contact, Gebruiker, Organisatie, Ronde
from organisaties.querysets import ContactQuerySet
from organisaties.schrijven import ronde, vergrendel


def zichtbare_personen(gebruiker: Gebruiker) -> ContactQuerySet:
    """Persons whom this user may see at an entry that this user may see: a concept names nobody."""
    entries = Organisatie.objects.zichtbaar_voor(gebruiker)
    rows = Contact.objects.personen().zichtbaar_voor(gebruiker)
    return rows.filter(organisatie__in=entries.values("pk")).select_related("organisatie")


def personen_van(overleg: Organisatie, gebruiker: Gebruiker) -> ContactQuerySet:
    """Persons of this consultation whom this user may see: its own, and of others that it names."""
    taking_part = Q(organisatie=overleg.pk) | Q(uuid__in=overleg.overleg.personen)
    return zichtbare_personen(gebruiker).filter(taking_part).order_by("naam", "pk")


def zet_lid(overleg: Organisatie, lid: Organisatie, *, erbij: bool, wie: Gebruiker) -> None:
    """Make an entry a member, or no longer."""
    _wijzig_lijst(overleg, "leden", str(lid.uuid), erbij, wie)


def zet_persoon(overleg: Organisatie, uuid: str, *, erbij: bool, wie: Gebruiker) -> None:
    """Make a person of another entry a member, or no longer."""
    _wijzig_lijst(overleg, "personen", uuid, erbij, wie)


def haal_eigen_persoon_weg(overleg: Organisatie, uuid: str, wie: Gebruiker) -> None:
    """Remove a person who stands at the consultation itself; the history keeps that it was so."""
    with ronde(Ronde.Aard.BEWERKING, wie=wie, reden=_("doet niet meer mee")) as schrijver:
        vergrendel([overleg.pk])
        rest = [row for row in foto(overleg)["personen"] if row["uuid"] != uuid]
        schrijver.wijzig({overleg.pk: {"personen": rest}})


def _wijzig_lijst(overleg: Organisatie, lijst: str, uuid: str, erbij: bool, wie: Gebruiker) -> None:
    reason = _("doet mee") if erbij else _("doet niet meer mee")
    with ronde(Ronde.Aard.BEWERKING, wie=wie, reden=reason) as schrijver:
        vergrendel([overleg.pk])
        members: Foto = foto(overleg)["overleg"]
        old = set(members[lijst])
        new = old | {uuid} if erbij else old - {uuid}
        schrijver.wijzig({overleg.pk: {"overleg": {**members, lijst: sorted(new)}}})
