"""Who is let in: by an approved mail domain at once, else by a kwartiermaker or beheerder.

The rule counts only for an address that was verified (a code went there and came back), and a
public mail provider is never an employer. All writing about accounts is here.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from organisaties.models import Gebruiker, Maildomein, Organisatie
from organisaties.querysets import OrganisatieQuerySet
from organisaties.rechten import Handeling, Rol, mag

if TYPE_CHECKING:
    from collections.abc import Iterator

ONBEVESTIGD = timedelta(hours=1)  # so long an address may wait for its code before it is free again
# Anybody can have an address there, so it says nothing about where somebody works.
OPENBARE_AANBIEDERS = frozenset(
    """
    gmail.com googlemail.com hotmail.com hotmail.nl outlook.com outlook.nl live.com live.nl msn.com
    windowslive.com passport.com icloud.com me.com mac.com yahoo.com yahoo.nl yahoo.co.uk ymail.com
    rocketmail.com aol.com proton.me protonmail.com protonmail.ch pm.me gmx.com gmx.net gmx.de
    web.de mail.com email.com zoho.com zohomail.eu fastmail.com hey.com tutanota.com tuta.io
    tuta.com tutamail.com mailbox.org posteo.net posteo.de startmail.com disroot.org duck.com
    soverin.net soverin.com mail.ru yandex.com yandex.ru qq.com 163.com
    ziggo.nl ziggomail.com upcmail.nl upc.nl chello.nl casema.nl home.nl quicknet.nl multiweb.nl
    zeelandnet.nl caiway.nl caiway.net kpnmail.nl kpnplanet.nl planet.nl hetnet.nl xs4all.nl
    telfort.nl tele2.nl online.nl onsbrabantnet.nl solcon.nl solcon.net kabelfoon.nl kabelfoon.net
    deltanl.nl delta.nl freedom.nl freeler.nl freemail.nl wanadoo.nl wxs.nl worldonline.nl zonnet.nl
    versatel.nl alice.nl euronet.nl tiscali.nl orange.nl vodafonethuis.nl t-mobilethuis.nl
    concepts.nl cistron.nl compuserve.nl demon.nl dds.nl filternet.nl introweb.nl iae.nl
    lijbrandt.nl mail.nl mijnemail.nl plex.nl scarlet.nl skynet.be telenet.be proximus.be hccnet.nl
    12move.nl hotmail.be live.be outlook.be gmail.nl icloud.nl
    mailinator.com guerrillamail.com 10minutemail.com temp-mail.org yopmail.com trashmail.com
""".split()  # noqa: SIM905 -- a hundred quoted names read worse
)
_DOMEIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+")


class ToelatenGeweigerd(Exception):  # noqa: N818 -- the Dutch word for what happened
    """Why somebody was not let in, in words for who tried."""


# --- domains -----------------------------------------------------------------------------------


def domein_van(email: str) -> str:
    """Give the whole part after the last @, in lower case."""
    return email.rpartition("@")[2].strip().lower()


def is_openbaar(domein: str) -> bool:
    """Whether a domain is a public provider's, or one under it that it gives to a customer."""
    parts = domein.split(".")
    return any(".".join(parts[n:]) in OPENBARE_AANBIEDERS for n in range(len(parts)))


def keur_domein(domein: str) -> str:
    """Give a domain as it is kept. Raises ``ValueError`` with what is wrong and what is right."""
    plain = domein_van(domein)
    if not _DOMEIN.fullmatch(plain):
        raise ValueError(_("Schrijf alleen het deel na het apenstaartje, zoals denhaag.nl."))
    if is_openbaar(plain):
        raise ValueError(
            _(
                "Bij %(domein)s kan iedereen een adres nemen. Kies het domein van een werkgever, "
                "of laat deze mensen één voor één toe."
            )
            % {"domein": plain}
        )
    return plain


def is_goedgekeurd(email: str) -> bool:
    """Whether an address is at a domain that the beheerder approved; a subdomain is another."""
    domain = domein_van(email)
    if is_openbaar(domain):
        return False
    return Maildomein.objects.filter(domein__iexact=domain).exists()


# --- who waits, and who is let in --------------------------------------------------------------


def wachtenden() -> QuerySet[Gebruiker]:
    """Give the accounts that a human has to judge, the longest waiting first."""
    verified = EmailAddress.objects.filter(verified=True).values("user_id")
    return Gebruiker.objects.filter(rol=Rol.WACHT, is_active=True, pk__in=verified).order_by(
        "date_joined", "pk"
    )


def laat_toe_op_domein(gebruiker: Gebruiker) -> bool:
    """Let a waiting account in as professional when its verified address is at a good domain.

    Once: who was let in before, and set back to wait since, waits for a human.
    """
    if gebruiker.rol != Rol.WACHT or gebruiker.toegelaten_op is not None:
        return False
    if not is_goedgekeurd(gebruiker.email):
        return False
    if not heeft_bevestigd(gebruiker):
        return False
    gebruiker.laat_toe(Rol.PROFESSIONAL)
    gebruiker.save(update_fields=_TOELATING)
    return True


def heeft_bevestigd(gebruiker: Gebruiker) -> bool:
    addresses = EmailAddress.objects.filter(user=gebruiker, email=gebruiker.email, verified=True)
    return addresses.exists()


def laat_toe(
    pk: int, door: Gebruiker, rol: str = Rol.PROFESSIONAL, organisatie: Organisatie | None = None
) -> Gebruiker:
    """Let one waiting account in. Raises ``ToelatenGeweigerd``, also when somebody was first."""
    if rol not in (Rol.PROFESSIONAL, Rol.ORGANISATIE):
        raise ToelatenGeweigerd(_("Deze rol geeft alleen de beheerder, in het beheer."))
    if rol == Rol.ORGANISATIE and organisatie is None:
        raise ToelatenGeweigerd(_("Kies eerst bij welke organisatie deze persoon hoort."))
    if organisatie and not mag(door, Handeling.BEWERKEN, organisatie):
        raise ToelatenGeweigerd(_("Deze plek ligt niet in uw wijken. Vraag de beheerder."))
    with _wachtend(pk, door) as user:
        user.laat_toe(rol, door)
        user.save(update_fields=_TOELATING)
        if organisatie:
            user.organisaties.add(organisatie)
    return user


def weiger(pk: int, door: Gebruiker) -> str:
    """Remove one waiting account; give its address, to tell the owner."""
    with _wachtend(pk, door) as user:
        email = user.email
        user.delete()
    return email


@contextmanager
def _wachtend(pk: int, door: Gebruiker) -> Iterator[Gebruiker]:
    """Hold a waiting account, so that two people cannot decide differently."""
    if not mag(door, Handeling.TOELATEN):
        raise ToelatenGeweigerd(_("U mag geen accounts toelaten."))
    with transaction.atomic():
        user = wachtenden().select_for_update().filter(pk=pk).first()
        if user is None:
            raise ToelatenGeweigerd(_("Dit account wacht niet meer. Iemand was u voor."))
        yield user


_TOELATING = ["rol", "is_staff", "is_superuser", "toegelaten_op", "toegelaten_door"]


def te_koppelen(door: Gebruiker) -> OrganisatieQuerySet:
    """Give the entries that this user may hand to somebody to keep true."""
    rows = Organisatie.objects.exclude(status=Organisatie.Status.GESTOPT)
    return rows.op_balie_van(door)


# --- keeping accounts --------------------------------------------------------------------------


def ruim_onbevestigd() -> None:
    """Remove who asked for an account and never typed the code: their addresses are free again.

    An account that somebody else made has no address of allauth's until it is used, and stays.
    """
    before = timezone.now() - ONBEVESTIGD
    stale = Gebruiker.objects.filter(
        rol=Rol.WACHT, is_staff=False, last_login=None, date_joined__lt=before
    )
    asked = stale.filter(emailaddress__verified=False).exclude(emailaddress__verified=True)
    asked.delete()


def vul_aan(gebruiker: Gebruiker, naam: str, werkplek: str) -> None:
    """Keep what somebody wrote who asks for an account; names are not cut into first and last."""
    gebruiker.first_name, gebruiker.werkplek = naam, werkplek
    gebruiker.save(update_fields=["first_name", "werkplek"])


def wis_tweede_stap(gebruikers: QuerySet[Gebruiker]) -> None:
    """Let these people set up the second factor anew when they sign in next."""
    Authenticator.objects.filter(user__in=gebruikers).delete()


def onthoud_adres(gebruiker: Gebruiker) -> None:
    """Keep the address of an account that somebody else made as one that can be verified."""
    if not EmailAddress.objects.filter(user=gebruiker).exists():
        EmailAddress.objects.create(user=gebruiker, email=gebruiker.email, primary=True)


def adres_gewijzigd(gebruiker: Gebruiker) -> None:
    """Forget the old addresses: only the new one signs in, after a code went there."""
    EmailAddress.objects.filter(user=gebruiker).exclude(email=gebruiker.email).delete()


def bevestig_adres(gebruiker: Gebruiker) -> None:
    """Keep that the owner proved to read mail at the address of the account."""
    onthoud_adres(gebruiker)
    EmailAddress.objects.filter(user=gebruiker, email=gebruiker.email).update(verified=True)


def zet_weekbericht(gebruiker: Gebruiker, *, aan: bool) -> None:
    """Keep whether this account wants the weekly mail."""
    Gebruiker.objects.filter(pk=gebruiker.pk).update(weekbericht=aan)
