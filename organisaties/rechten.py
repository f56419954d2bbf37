"""Who may see and do what: the one place that decides. Pages, admin, exports and API all ask here.

``mag(gebruiker, handeling, object)`` answers for an act, ``zichtbaarheden`` for contact persons,
``bewerkbare_velden`` for the fields of an entry. A role that asks a second factor counts for
nothing in a session without one (``Gebruiker.sterk``).

Beside the roles an account may have rights of Django's own, for a task of its own in the management
site (such as opening hours); those hold for the whole city and open no page outside it.
"""

from __future__ import annotations

from enum import Enum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Q, QuerySet

from organisaties.foto import VELDEN
from organisaties.models import Contact, Gebruiker, Organisatie
from organisaties.toewijzing import Bereik, bereik_van, hoort_bij, op_balie

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from wijken.models import Wijk

    Bezoeker = Gebruiker | AnonymousUser

Rol = Gebruiker.Rol
GEEN = ""  # no role: anonymous, waiting, switched off, or without the second factor
STAF = frozenset(Gebruiker.STAF)
TWEEDE_FACTOR = STAF  # who signs in with a second factor, or counts for nothing


class Handeling(Enum):
    """What somebody may want to do; the value is what follows "u mag ... niet"."""

    BEWERKEN = "deze ingang wijzigen"
    MODEREREN = "meldingen, voorstellen en aanmeldingen beoordelen"
    GESCHIEDENIS = "de geschiedenis lezen"
    TERUGDRAAIEN = "een wijziging terugdraaien"
    WISSEN = "een persoon wissen"
    VERWIJDEREN = "een ingang verwijderen"
    TOEVOEGEN = "een ingang toevoegen"
    WERKVOORRAAD = "de werkvoorraad zien"
    PERSONEN_MEENEMEN = "lijsten met contactpersonen meenemen"
    INLEZEN = "een lijst inlezen"
    REGISTER_INLEZEN = "een register inlezen"
    TOELATEN = "accounts toelaten"
    ACCOUNTS = "accounts en domeinen beheren"
    LOGBOEK = "het logboek van meegenomen lijsten lezen"


# Who may at all. On an object a kwartiermaker is held to the own wijken, an organisation to itself.
_MAG: dict[Handeling, frozenset[str]] = {
    Handeling.BEWERKEN: frozenset({*STAF, Rol.PROFESSIONAL, Rol.ORGANISATIE}),
    Handeling.MODEREREN: STAF,
    Handeling.GESCHIEDENIS: frozenset({*STAF, Rol.PROFESSIONAL, Rol.ORGANISATIE}),
    Handeling.TERUGDRAAIEN: STAF,
    Handeling.WISSEN: STAF,
    Handeling.VERWIJDEREN: frozenset({Rol.BEHEERDER}),
    Handeling.TOEVOEGEN: STAF,
    Handeling.WERKVOORRAAD: STAF,
    Handeling.PERSONEN_MEENEMEN: frozenset({*STAF, Rol.PROFESSIONAL}),
    Handeling.INLEZEN: STAF,
    Handeling.REGISTER_INLEZEN: frozenset({Rol.BEHEERDER}),
    Handeling.TOELATEN: STAF,
    Handeling.ACCOUNTS: frozenset({Rol.BEHEERDER}),
    Handeling.LOGBOEK: frozenset({Rol.BEHEERDER}),
}
# What an organisation writes itself: how to reach it, when, what it does and how to get in.
# Not what places it among others (kind, status, umbrella, source, keys, point).
EIGEN_VELDEN = frozenset({
    "samenvatting", "omschrijving", "voor_professionals", "leeftijd_van", "leeftijd_tot",
    "talen", "tolk_mogelijk", "route_ouder", "route_professional", "kosten", "kosten_toelichting",
    "openingstijden", "openingstijden_toelichting", "website", "contacten", "personen",
    "wachttijden", "straat", "huisnummer", "toevoeging", "postcode", "plaats",
})  # fmt: skip
# What a role may do in the management site, in Django's words; objects are held to ``mag``.
_BEHEERRECHTEN = frozenset({
    *(f"organisaties.{verb}_{model}" for verb in ("view", "add", "change")
      for model in ("organisatie", "contact")),
    # What hangs on an entry and is written at its form: held to the entry there.
    *(f"organisaties.{verb}_{model}" for verb in ("view", "add", "change", "delete")
      for model in ("werkgebied", "openingstijd", "wachttijd", "sleutel", "overleg")),
    "organisaties.delete_contact",
    *(f"organisaties.view_{model}" for model in (
        "ronde", "wijziging", "invoer", "voorstel", "dubbel", "melding", "controle", "bericht",
        "aanmelding", "soort", "groep", "ondersteuning", "doelgroep", "toegang", "taal")),
    *(f"wijken.view_{model}" for model in ("adrespunt", "wijk", "stadsdeel", "buurt")),
})  # fmt: skip


def rol(gebruiker: Bezoeker) -> str:
    """Give the role that counts now; ``GEEN`` when none does."""
    if not gebruiker.is_authenticated or not gebruiker.is_active:
        return GEEN
    own = Rol.BEHEERDER if gebruiker.is_superuser and gebruiker.is_staff else gebruiker.rol
    if own == Rol.WACHT or (own in TWEEDE_FACTOR and not gebruiker.sterk):
        return GEEN
    return own


def vraagt_tweede_factor(gebruiker: Bezoeker) -> bool:
    """Whether this account has to sign in with a second factor: for its role, or as staff."""
    return gebruiker.is_authenticated and (gebruiker.is_staff or gebruiker.rol in TWEEDE_FACTOR)


def mag(gebruiker: Bezoeker, handeling: Handeling, object: Organisatie | None = None) -> bool:
    """Whether this user may do this, to this entry when one is given."""
    own = rol(gebruiker)
    if own not in _MAG[handeling]:
        return False
    if own == Rol.BEHEERDER or object is None:
        return True
    if own == Rol.KWARTIERMAKER:
        return hoort_bij(gebruiker, object)
    return houdt_bij(gebruiker, object)


def mag_in_wijk(gebruiker: Bezoeker, handeling: Handeling, wijk: Wijk | None) -> bool:
    """Whether this user may do this to what is no entry yet, but belongs to a wijk or to none."""
    own = rol(gebruiker)
    if own not in _MAG[handeling] or own not in STAF:
        return False
    if own == Rol.BEHEERDER:
        return True
    return wijk is not None and wijk.pk in bereik_van(gebruiker).wijken


def grens_van(gebruiker: Gebruiker | None) -> Bereik | None:
    """Give the areas that a kwartiermaker is held to; None for who is held to none."""
    if gebruiker is None or rol(gebruiker) != Rol.KWARTIERMAKER:
        return None
    return bereik_van(gebruiker)


def houdt_bij(gebruiker: Bezoeker, organisatie: Organisatie) -> bool:
    """Whether this account keeps this entry true for its organisation."""
    return (
        rol(gebruiker) in (Rol.PROFESSIONAL, Rol.ORGANISATIE)
        and gebruiker.organisaties.filter(pk=organisatie.pk).exists()
    )


def bewerkbare_velden(gebruiker: Bezoeker, organisatie: Organisatie) -> frozenset[str]:
    """Name the fields of the photograph that this user may write; empty when none."""
    if not mag(gebruiker, Handeling.BEWERKEN, organisatie):
        return frozenset()
    return frozenset(VELDEN) if rol(gebruiker) in STAF else EIGEN_VELDEN


def mag_in_beheer(gebruiker: Bezoeker, organisatie: Organisatie) -> bool:
    """Whether an entry is this user's to change in the management site, on top of Django's rights.

    A kwartiermaker is held to the own wijken there as well.
    """
    if gebruiker.rol == Rol.KWARTIERMAKER:
        return mag(gebruiker, Handeling.BEWERKEN, organisatie)
    return True


def eigen_in_beheer(gebruiker: Bezoeker, rijen: QuerySet, *velden: str) -> QuerySet:
    """Keep the rows of which ``mag_in_beheer`` says yes to an entry; ``velden`` lead to entries."""
    if gebruiker.rol != Rol.KWARTIERMAKER:
        return rijen
    grens = grens_van(gebruiker)
    if grens is None:
        return rijen.none()
    own = Organisatie.objects.filter(op_balie(grens)).values("pk")
    return rijen.filter(reduce(or_, (Q(**{f"{name}__in": own}) for name in velden)))


def heeft_taak_in_beheer(gebruiker: Bezoeker) -> bool:
    """Whether a right of Django's own opens the entries of the whole city to this account.

    For staff with a task in the management site; the role of a kwartiermaker goes before it.
    """
    may = _sterke_staf(gebruiker) and gebruiker.rol != Rol.KWARTIERMAKER
    return may and gebruiker.has_perm("organisaties.change_organisatie")


def ziet_ongepubliceerd(gebruiker: Bezoeker) -> bool:
    """Whether concepts and stopped entries are shown to this user: staff only."""
    return _sterke_staf(gebruiker)


# --- contact persons -------------------------------------------------------------------------


def zichtbaarheden(gebruiker: Bezoeker) -> list[str]:
    """Say which visibilities of contact persons this user may see, of any entry.

    Staff by Django's own rights see persons only with the right to look at contacts. General
    numbers and mailboxes are public and are not asked about here.
    """
    own, niveau = rol(gebruiker), Contact.Zichtbaarheid
    if own in STAF or (_sterke_staf(gebruiker) and _mag_contacten_zien(gebruiker)):
        return list(niveau.values)
    if own == Rol.PROFESSIONAL:
        return [niveau.PUBLIEK, niveau.PROFESSIONALS]
    return [niveau.PUBLIEK]


def zichtbaarheden_bij(gebruiker: Bezoeker, organisatie: Organisatie) -> list[str]:
    """Say which visibilities of this entry's persons this user sees: all, of what is its own."""
    if houdt_bij(gebruiker, organisatie):
        return list(Contact.Zichtbaarheid.values)
    return zichtbaarheden(gebruiker)


def eigen_organisaties(gebruiker: Bezoeker) -> list[int]:
    """Give the entries of which this account sees every person, whatever their visibility."""
    if rol(gebruiker) not in (Rol.PROFESSIONAL, Rol.ORGANISATIE):
        return []
    return list(gebruiker.organisaties.values_list("pk", flat=True))


def ziet_adressen(gebruiker: Bezoeker) -> bool:
    """Whether e-mail and telephone of persons are shown without asking for each.

    An open page would be harvested: anybody else gets them one at a time, at a limited pace.
    """
    return rol(gebruiker) != GEEN or (_sterke_staf(gebruiker) and _mag_contacten_zien(gebruiker))


def neemt_personen_mee(gebruiker: Bezoeker) -> bool:
    """Whether every person that this user may see goes along in a list, with the addresses.

    An organisation takes along those of its own entries only (``eigen_organisaties``).
    """
    return ziet_adressen(gebruiker) and rol(gebruiker) != Rol.ORGANISATIE


def personen_voor(gebruiker: Bezoeker, rijen: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """Pick the contact persons of a photograph that this user may see in the management site.

    There even public persons are for those who may look at contacts.
    """
    if not gebruiker.has_perm("organisaties.view_contact"):
        return []
    seen = zichtbaarheden(gebruiker)
    return [row for row in rijen or [] if row["zichtbaarheid"] in seen]


def mag_sleutelfiguur(gebruiker: Bezoeker, contact: Contact) -> bool:
    """Whether a key figure of these wijken is this user's to write in the management site.

    Django's rights there come on top: they say whether this user writes contacts at all.
    """
    if rol(gebruiker) != Rol.KWARTIERMAKER:
        return _sterke_staf(gebruiker)
    own = bereik_van(gebruiker).wijken
    return not own.isdisjoint(contact.wijken.values_list("pk", flat=True))


def mag_wissen(gebruiker: Bezoeker, contact: Contact) -> bool:
    """Whether this user may erase this person: a key figure only when all its wijken are the own.

    Who stands in the history only, at no entry any more, is for the beheerder.
    """
    if contact.organisatie is not None:
        return mag(gebruiker, Handeling.WISSEN, contact.organisatie)
    if rol(gebruiker) != Rol.KWARTIERMAKER:
        return mag(gebruiker, Handeling.WISSEN)
    wijken = {wijk.pk for wijk in contact.wijken.all()} if contact.pk else set()
    return bool(wijken) and wijken <= bereik_van(gebruiker).wijken


def _sterke_staf(gebruiker: Bezoeker) -> bool:
    own = gebruiker.is_authenticated and gebruiker.is_active
    return own and gebruiker.is_staff and gebruiker.sterk


def _mag_contacten_zien(gebruiker: Bezoeker) -> bool:
    return gebruiker.has_perm("organisaties.view_contact")


class RolBackend(BaseBackend):
    """Tells Django's management site what a role may do there."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if rol(user_obj) != Rol.KWARTIERMAKER or perm not in _BEHEERRECHTEN:
            return False
        if isinstance(obj, Organisatie) and perm == "organisaties.change_organisatie":
            return mag(user_obj, Handeling.BEWERKEN, obj)
        return True

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        if rol(user_obj) != Rol.KWARTIERMAKER:
            return False
        return any(perm.startswith(f"{app_label}.") for perm in _BEHEERRECHTEN)
