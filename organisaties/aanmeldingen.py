"""Joining a consultation: who asks, with consent, and what its kwartiermaker decides.

Who is let in becomes a contact person of the consultation, with the consent as ground; a person
who already stands on the map under that name and address is named as a member and is not written
twice. The address alone says too little: colleagues share one, and anybody can type it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from organisaties.achterhaald import Achterhaald
from organisaties.berichten import verstuur, volledig_adres
from organisaties.foto import Foto, foto
from organisaties.leesbaar import dag
from organisaties.models import Aanmelding, Bericht, Contact, Gebruiker, Organisatie, Ronde
from organisaties.schrijven import ronde, vergrendel

PERSOONLIJK = ("naam", "werkplek", "functie", "email", "telefoon")
Stand = Aanmelding.Stand


class AlBeoordeeld(Achterhaald):
    """Somebody else decided before."""


def toestemming(overleg: Organisatie) -> str:
    """Say what the visitor agrees to, as it is kept with the request."""
    return _(
        "Mijn naam, functie, organisatie, e-mailadres en telefoonnummer mogen bij “%(naam)s” "
        "worden bewaard. Professionals in het netwerk mogen ze zien."
    ) % {"naam": overleg.naam}


def openstaand() -> QuerySet[Aanmelding]:
    """Give the requests that wait for a decision."""
    return Aanmelding.objects.filter(stand=Stand.OPEN)


def te_beoordelen(gebruiker: Gebruiker) -> QuerySet[Aanmelding]:
    """Give the requests that this kwartiermaker or beheerder may judge, the oldest first."""
    desk = Organisatie.objects.op_balie_van(gebruiker)
    return openstaand().filter(overleg__in=desk.values("pk")).select_related("overleg")


def meld_aan(overleg: Organisatie, waarden: Mapping[str, str]) -> Aanmelding:
    """Keep a request; the same person asking twice corrects the first."""
    texts = {name: waarden.get(name, "") for name in PERSOONLIJK}
    given = {**texts, "toestemming": toestemming(overleg)[:300], "gemaakt": timezone.now()}
    with transaction.atomic():
        row = _eerdere(overleg, _mens(texts)) or Aanmelding(overleg=overleg)
        for name, value in given.items():
            setattr(row, name, value)
        row.save()
    return row


def _eerdere(overleg: Organisatie, mens: tuple[str, str]) -> Aanmelding | None:
    """Hold the open request of this person."""
    rows = Aanmelding.objects.select_for_update().filter(overleg=overleg, stand=Stand.OPEN)
    return next((row for row in rows if _mens(vars(row)) == mens), None)


def _mens(waarden: Mapping[str, str]) -> tuple[str, str]:
    """Tell whom these values are about, however it was typed."""
    return " ".join(waarden["naam"].split()).casefold(), waarden["email"].strip().casefold()


def beoordeel(aanmelding: Aanmelding, *, toelaten: bool, wie: Gebruiker) -> None:
    """Let somebody in, or not; the request keeps nothing personal. Raises ``AlBeoordeeld``.

    The entry is held first, as whoever erases does, so that the two do not wait for each other.
    """
    with transaction.atomic():
        vergrendel([aanmelding.overleg_id])
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
    """Find the person who already stands at another entry with this name and address."""
    rows = Contact.objects.personen().aanwezig().filter(email__iexact=aanmelding.email)
    other = rows.filter(~Q(organisatie=aanmelding.overleg), organisatie__isnull=False)
    asked = _mens(vars(aanmelding))
    found = other.select_related("organisatie")
    return next((person for person in found if _mens(vars(person)) == asked), None)


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
    """Add the person; who stood there already under this name and address is renewed."""
    mine = _mens(vars(row))
    before = next((p for p in beeld["personen"] if _mens(p) == mine), {})
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
        % {"dag": dag(day)},
        "bevestigd_op": day.isoformat(),
    }
    others = [p for p in beeld["personen"] if p["uuid"] != person["uuid"]]
    return {"personen": [*others, person]}


def _sluit(row: Aanmelding, stand: str, wie: Gebruiker) -> None:
    for name in PERSOONLIJK:
        setattr(row, name, "")
    row.stand, row.behandeld_op, row.behandeld_door = stand, timezone.now(), wie
    row.save()
