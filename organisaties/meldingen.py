"""Reports of visitors: kept unseen, judged by a moderator, answered.

``bewaar`` keeps one, ``beoordeel`` decides on it field by field, ``maak_ingang`` makes an entry of
what was missing. What may be reported and what it writes stands in ``meldbaar``.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from organisaties.achterhaald import Achterhaald
from organisaties.berichten import verstuur, volledig_adres
from organisaties.bevestigen import bevestigde_blokken
from organisaties.bewerken import met_punt
from organisaties.dubbelen.samenvoegen import opvolger
from organisaties.foto import SAMEN, Foto, foto
from organisaties.leesbaar import dag
from organisaties.meldbaar import MELDBAAR, STATUS, Waarde, gezien, pas_toe
from organisaties.models import Bericht, Gebruiker, Melding, Organisatie, Ronde
from organisaties.models.melding import nieuwe_sleutel
from organisaties.rechten import Handeling, Rol, mag, mag_in_wijk, rol
from organisaties.schrijven import ronde, vergrendel
from organisaties.toewijzing import bereik_van
from wijken.models import Wijk

Soort, Stand = Melding.Soort, Melding.Stand
BRON = "melding"
TEKST, INGANG = "tekst", "ingang"  # what is decided on when there is no field to decide on


class AlBeoordeeld(Achterhaald):
    """Somebody judged or withdrew this report before; nothing was written."""


# --- which ------------------------------------------------------------------------------------


def openstaand() -> QuerySet[Melding]:
    """Give the reports that wait for a moderator."""
    return Melding.objects.filter(stand=Stand.NIEUW)


def voor(gebruiker: Gebruiker) -> QuerySet[Melding]:
    """Give the reports that this moderator may see: those of the own desks."""
    rows = Melding.objects.select_related("organisatie", "wijk")
    if not mag(gebruiker, Handeling.MODEREREN):
        return rows.none()
    return rows if rol(gebruiker) == Rol.BEHEERDER else rows.filter(_op_balie(gebruiker))


def _op_balie(gebruiker: Gebruiker) -> Q:
    """Keep those of the own desks; of a merged entry, by the one that is left (no chains)."""
    desk = Organisatie.objects.op_balie_van(gebruiker).values("pk")
    itself = Q(organisatie__opgegaan_in=None, organisatie__in=desk)
    merged = Q(organisatie__opgegaan_in__in=desk)
    return itself | merged | Q(organisatie=None, wijk__in=bereik_van(gebruiker).wijken)


def doel(melding: Melding) -> Organisatie | None:
    """Give the entry that a report is about by now: of a merged one, the one that is left."""
    return opvolger(melding.organisatie) if melding.organisatie else None


def mag_beoordelen(gebruiker: Gebruiker, melding: Melding) -> bool:
    target = doel(melding)
    if target is not None:
        return mag(gebruiker, Handeling.MODEREREN, target)
    return mag_in_wijk(gebruiker, Handeling.MODEREREN, melding.wijk)


# --- from the reporter ------------------------------------------------------------------------


def bewaar(  # noqa: PLR0913 -- a report is its whole content
    soort: str,
    *,
    organisatie: Organisatie | None = None,
    wijk: Wijk | None = None,
    voorstel: Mapping[str, Any] | None = None,
    tekst: str = "",
    email: str = "",
    van: str = Melding.Van.BEZOEKER,
    formulier: str = "",
) -> tuple[Melding, bool]:
    """Keep a report; gives it, and whether it is new.

    ``formulier`` names the one form that a visitor was shown: sent twice with the same content it
    stays one report. Another visitor's is another, however alike: each has its own private link.
    """
    values = {"soort": soort, "organisatie": organisatie, "wijk": wijk, "tekst": tekst, "van": van}
    values |= {"voorstel": dict(voorstel or {}), "email": email}
    key = _sleutel(formulier, values) if formulier else nieuwe_sleutel()
    seen = gezien(foto(organisatie), values["voorstel"]) if organisatie else {}
    return Melding.objects.get_or_create(sleutel=key, defaults={**values, "gezien": seen})


def _sleutel(formulier: str, values: Mapping[str, Any]) -> str:
    """Make the private key of what one form said; nobody can make it without our secret."""
    said = {name: getattr(value, "pk", value) for name, value in values.items()}
    text = json.dumps([formulier, said], sort_keys=True)
    digest = salted_hmac("melding", text, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:24]).decode()


@transaction.atomic
def meld_gestopt(organisatie: Organisatie, tekst: str = "") -> Melding:
    """Keep that the organisation itself says that it stopped; a moderator decides.

    Said again in the same words it stays one: nobody was given a private link to it.
    """
    vergrendel([organisatie.pk])
    said = {"organisatie": organisatie, "tekst": tekst, "van": Melding.Van.ORGANISATIE}
    same = Melding.objects.filter(soort=Soort.GESTOPT, stand=Stand.NIEUW, **said).first()
    proposal = {STATUS: {"status": Organisatie.Status.GESTOPT.value}}
    return same or bewaar(Soort.GESTOPT, voorstel=proposal, **said)[0]


@transaction.atomic
def vul_aan(melding: Melding, tekst: str) -> None:
    """Add words of the reporter. Raises ``AlBeoordeeld``; ``ValueError`` when it gets too long."""
    row = _open(melding)
    day = dag(timezone.localdate())
    whole = f"{row.tekst}\n\n{_('Erbij gezet op %(dag)s:') % {'dag': day}}\n{tekst}".strip()
    limit = Melding._meta.get_field("tekst").max_length or 0
    if len(whole) > limit:
        raise ValueError(
            _("Dit is te lang. U kunt nog %(n)d tekens kwijt.")
            % {"n": max(0, limit - len(whole) + len(tekst))}
        )
    row.tekst = whole
    row.save(update_fields=["tekst"])


@transaction.atomic
def trek_in(melding: Melding) -> None:
    """Throw the report away, at the reporter's wish. Raises ``AlBeoordeeld``."""
    _open(melding).delete()


def _open(melding: Melding) -> Melding:
    """Hold the report, when nobody judged it yet."""
    rows = Melding.objects.select_for_update().filter(pk=melding.pk, stand=Stand.NIEUW)
    row = rows.first()
    if row is None:
        raise AlBeoordeeld
    return row


# --- by the moderator -------------------------------------------------------------------------


def beoordeel(
    melding: Melding,
    besluit: Mapping[str, bool],
    wie: Gebruiker,
    antwoord: str = "",
    als: Mapping[str, Waarde] | None = None,
) -> Melding:
    """Decide field by field; what is taken over is written, and the reporter gets an answer.

    ``als`` holds what to write instead of what was proposed. Raises ``AlBeoordeeld`` and
    ``Geweigerd`` (whose fields are names of ``MELDBAAR``); then nothing was written.
    """
    wanted = {**melding.voorstel, **(als or {})}
    values = {n: wanted[n] for n, yes in besluit.items() if yes and n in MELDBAAR}
    target = doel(melding)
    point = _punt_van(target, values) if target else {}
    with transaction.atomic():
        if target:  # the entry before the report, as whoever erases does: no deadlock
            vergrendel([target.pk])
        _neem(melding, stand_van(besluit), wie, antwoord, besluit)
        if target and values:
            melding.ronde = _schrijf(target, values, point, wie, melding)
            melding.save(update_fields=["ronde"])
    _stuur_antwoord(melding)
    return melding


def maak_ingang(melding: Melding, velden: Foto, wie: Gebruiker, antwoord: str = "") -> Organisatie:
    """Make a concept of what was missing. Raises ``AlBeoordeeld`` or ``Geweigerd``."""
    concept = {**velden, "status": Organisatie.Status.CONCEPT.value}
    with transaction.atomic():
        with _ronde(wie, melding) as schrijver:  # entries before the report, and the version last
            [pk] = schrijver.nieuw([concept])
            _neem(melding, Stand.OVERGENOMEN, wie, antwoord, {INGANG: True})
        melding.ronde = schrijver.ronde
        melding.organisatie = Organisatie.objects.get(pk=pk)
        melding.save(update_fields=["ronde", "organisatie"])
    _stuur_antwoord(melding)
    return melding.organisatie


def markeer_spam(melding: Melding, wie: Gebruiker) -> None:
    """Put it away without an answer. Raises ``AlBeoordeeld``."""
    with transaction.atomic():
        _neem(melding, Stand.SPAM, wie, "", {})
    _vergeet_adres(melding)


def geen_spam(melding: Melding) -> None:
    """Let it wait for a moderator again. Raises ``AlBeoordeeld`` when it is no spam."""
    spam = Melding.objects.filter(pk=melding.pk, stand=Stand.SPAM)
    if not spam.update(stand=Stand.NIEUW, behandeld_op=None, behandeld_door=None):
        raise AlBeoordeeld


def stand_van(besluit: Mapping[str, bool]) -> str:
    if not any(besluit.values()):
        return Stand.AFGEWEZEN
    return Stand.OVERGENOMEN if all(besluit.values()) else Stand.DEELS


def _neem(
    melding: Melding, stand: str, wie: Gebruiker, antwoord: str, besluit: Mapping[str, bool]
) -> None:
    """Judge it as the first: of two moderators the second learns that it was done."""
    values = {
        "stand": stand,
        "besluit": dict(besluit),
        "antwoord": antwoord,
        "behandeld_op": timezone.now(),
        "behandeld_door": wie,
    }
    open_ = Melding.objects.filter(pk=melding.pk, stand=Stand.NIEUW)
    if not open_.update(**values):
        raise AlBeoordeeld
    for name, value in values.items():
        setattr(melding, name, value)


def _ronde(wie: Gebruiker, melding: Melding) -> Any:
    day = dag(melding.gemaakt)
    reason = _("Melding van %(wie)s, %(dag)s") % {"wie": melding.get_van_display(), "dag": day}
    return ronde(Ronde.Aard.CORRECTIE, wie=wie, bron=BRON, reden=reason)


def _schrijf(
    target: Organisatie, values: Mapping[str, Waarde], point: Foto, wie: Gebruiker, melding: Melding
) -> Ronde | None:
    with _ronde(wie, melding) as schrijver:
        vergrendel([target.pk])
        changed = {**pas_toe(foto(target), values), **point}
        blocks = bevestigde_blokken(changed, Organisatie.Wie.KWARTIERMAKER)
        schrijver.wijzig({target.pk: {**changed, **blocks}})
    return schrijver.ronde if schrijver.aantal else None


def _punt_van(target: Organisatie, values: Mapping[str, Waarde]) -> Foto:
    """Look up the point of another address; outside a transaction, for it waits for a network."""
    if "adres" not in values:
        return {}
    placed = met_punt(target, pas_toe(foto(target), {"adres": values["adres"]}))
    return {name: placed[name] for name in SAMEN["punt"] if name in placed}


# --- mail -------------------------------------------------------------------------------------


def adres_van(melding: Melding) -> str:
    """Give the private link, as it works in a mail."""
    return volledig_adres(reverse("melding_volgen", args=[melding.sleutel]))


def bevestig_ontvangst(melding: Melding) -> None:
    """Mail the private link. Nothing that was typed: we carry nobody's words to a third address."""
    verstuur(Bericht.Soort.MELDING, melding.email, "melding_ontvangen", _context(melding))


def _stuur_antwoord(melding: Melding) -> None:
    """Answer who left an address, and forget the address once the answer is on its way."""
    if not melding.email:
        return
    sent = verstuur(Bericht.Soort.MELDING, melding.email, "melding_beoordeeld", _context(melding))
    if sent.stand == Bericht.Stand.VERSTUURD:
        _vergeet_adres(melding)


def _vergeet_adres(melding: Melding) -> None:
    melding.email = ""
    melding.save(update_fields=["email"])


def _context(melding: Melding) -> dict[str, Any]:
    target = doel(melding)
    public = target if target and target.status == Organisatie.Status.GEPUBLICEERD else None
    return {
        "melding": melding,
        "organisatie": public or melding.organisatie,
        "adres": adres_van(melding),
        "pagina": volledig_adres(public.get_absolute_url()) if public else "",
        "overgenomen": _namen(melding, besluit=True),
        "gebleven": _namen(melding, besluit=False),
    }


def _namen(melding: Melding, *, besluit: bool) -> list[str]:
    decided = melding.besluit.items()
    return [str(MELDBAAR[n].label) for n, yes in decided if yes is besluit and n in MELDBAAR]
