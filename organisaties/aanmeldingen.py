"""Joining a consultation: who asks, with consent, and what its kwartiermaker decides.

Who is let in becomes a contact person of the consultation, with the consent as ground; a person
who already stands on the map under that address is named as a member and is not written twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from organisaties.berichten import verstuur, volledig_adres
from organisaties.foto import Foto, foto
from organisaties.models import Aanmelding, Bericht, Contact, Gebruiker, Organisatie, Ronde
from organisaties.rechten import Rol, rol
from organisaties.schrijven import ronde, vergrendel
from organisaties.toewijzing import bereik_van, op_balie

PERSOONLIJK = ("naam", "werkplek", "functie", "email", "telefoon")
Stand = Aanmelding.Stand


class AlBeoordeeld(ValueError):  # noqa: N818 -- the Dutch words for what happened
    """Somebody else decided before."""


def toestemming(overleg: Organisatie) -> str:
    """Say what the visitor agrees to, as it is kept with the request."""
    return _(
        "Mijn naam, functie, organisatie, e-mailadres en telefoonnummer mogen bij “%(naam)s” "
        "worden bewaard. Professionals in het netwerk mogen ze zien."
    ) % {"naam": overleg.naam}


def te_beoordelen(gebruiker: Gebruiker) -> QuerySet[Aanmelding]:
    """Give the requests that this kwartiermaker or beheerder may judge, the oldest first."""
    rows = Aanmelding.objects.filter(stand=Stand.OPEN).select_related("overleg")
    if rol(gebruiker) == Rol.BEHEERDER:
        return rows
    desk = Organisatie.objects.filter(op_balie(bereik_van(gebruiker)))
    return rows.filter(overleg__in=desk.values("pk"))


def meld_aan(overleg: Organisatie, waarden: Mapping[str, str]) -> Aanmelding:
    """Keep a request; the same address asking twice corrects its first."""
    texts = {name: waarden.get(name, "") for name in PERSOONLIJK}
    given = {**texts, "toestemming": toestemming(overleg)[:300], "gemaakt": timezone.now()}
    row, _new = Aanmelding.objects.update_or_create(
        overleg=overleg, email__iexact=texts["email"], stand=Stand.OPEN, defaults=given
    )
    return row


def beoordeel(aanmelding: Aanmelding, *, toelaten: bool, wie: Gebruiker) -> None:
    """Let somebody in, or not; the request keeps nothing personal. Raises ``AlBeoordeeld``."""
    with transaction.atomic():
        row = Aanmelding.objects.select_for_update().get(pk=aanmelding.pk)
        if row.stand != Stand.OPEN:
            raise AlBeoordeeld(row.get_stand_display())
        if toelaten:
            _schrijf_bij(row, wie)
        to, naam = row.email, row.naam
        _sluit(row, Stand.TOEGELATEN if toelaten else Stand.AFGEWEZEN, wie)
    context = {"naam": naam, "overleg": row.overleg, "toegelaten": toelaten}
    context["adres"] = volledig_adres(row.overleg.get_absolute_url())
    verstuur(Bericht.Soort.AANMELDING, to, "aanmelding", context)


def bekende(aanmelding: Aanmelding) -> Contact | None:
    """Find the person who already stands at another entry with this address."""
    rows = Contact.objects.personen().aanwezig().filter(email__iexact=aanmelding.email)
    other = ~Q(organisatie=aanmelding.overleg)
    return rows.filter(other, organisatie__isnull=False).select_related("organisatie").first()


def _schrijf_bij(row: Aanmelding, wie: Gebruiker) -> None:
    reason = _("aangemeld via het formulier “doe mee”")
    with ronde(Ronde.Aard.BEWERKING, wie=wie, bron="doe-mee", reden=reason) as schrijver:
        vergrendel([row.overleg_id])
        beeld = foto(row.overleg)
        known = bekende(row)
        values = _als_deelnemer(beeld, str(known.uuid)) if known else _als_persoon(beeld, row)
        schrijver.wijzig({row.overleg_id: values})


def _als_deelnemer(beeld: Foto, uuid: str) -> Foto:
    members = beeld["overleg"]
    return {"overleg": {**members, "personen": sorted({*members["personen"], uuid})}}


def _als_persoon(beeld: Foto, row: Aanmelding) -> Foto:
    """Add the person; who stood there already under this address is renewed."""
    mine = row.email.casefold()
    before = next((p for p in beeld["personen"] if p["email"].casefold() == mine), {})
    day = timezone.localdate(row.gemaakt)
    person: dict[str, Any] = {
        "uuid": before.get("uuid", str(uuid4())),
        "naam": row.naam,
        "functie": ", ".join(part for part in (row.functie, row.werkplek) if part)[:150],
        "rol": _("deelnemer"),
        "email": row.email,
        "telefoon": row.telefoon,
        "zichtbaarheid": Contact.Zichtbaarheid.PROFESSIONALS.value,
        "grondslag": _("Toestemming van de persoon op %(dag)s, formulier “doe mee”")
        % {"dag": f"{day:%d-%m-%Y}"},
        "bevestigd_op": day.isoformat(),
    }
    others = [p for p in beeld["personen"] if p["uuid"] != person["uuid"]]
    return {"personen": [*others, person]}


def _sluit(row: Aanmelding, stand: str, wie: Gebruiker) -> None:
    for name in PERSOONLIJK:
        setattr(row, name, "")
    row.stand, row.behandeld_op, row.behandeld_door = stand, timezone.now(), wie
    row.save()
