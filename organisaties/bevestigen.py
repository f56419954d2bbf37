"""What it means that somebody says: this is still true."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from organisaties.foto import Foto
from organisaties.models import Organisatie

CONTACT, TIJDEN = "contact", "tijden"
BLOKKEN = (CONTACT, TIJDEN)
# What each block of the entry's page holds: who writes one of these, checked that block.
VELDEN_VAN_BLOK = {
    CONTACT: frozenset({"contacten", "website", "straat", "huisnummer", "postcode", "plaats"}),
    TIJDEN: frozenset({"openingstijden", "openingstijden_toelichting"}),
}


def bevestiging(door: str, dag: date | None = None) -> Foto:
    """Give the fields of an entry that somebody (``Organisatie.Wie``) says is true as a whole."""
    day = (dag or timezone.localdate()).isoformat()
    whole = {
        "gecontroleerd_op": day,
        "gecontroleerd_door": str(Organisatie.Wie(door).label),
    }
    return {**whole, **_blokken(BLOKKEN, door, day)}


def bevestigde_blokken(wijzigingen: Foto, door: str, dag: date | None = None) -> Foto:
    """Give the fields that say that who changed these values looked at their blocks."""
    day = (dag or timezone.localdate()).isoformat()
    touched = [name for name in BLOKKEN if VELDEN_VAN_BLOK[name] & wijzigingen.keys()]
    return _blokken(touched, door, day)


def _blokken(blokken: tuple[str, ...] | list[str], door: str, day: str) -> Foto:
    found: Foto = {}
    for name in blokken:
        found |= {f"{name}_gecontroleerd_op": day, f"{name}_gecontroleerd_door": str(door)}
    return found
