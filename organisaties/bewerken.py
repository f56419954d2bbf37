"""A human's edit of one entry, from whatever page: one round, with all that follows from it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from organisaties.achterhaald import Achterhaald
from organisaties.bevestigen import bevestigde_blokken
from organisaties.foto import Foto, foto, verschil
from organisaties.grens import keur_grens
from organisaties.invoer.plaatsen import ADRES, Plek, plaats
from organisaties.keuring import keur
from organisaties.models import Organisatie, Ronde
from organisaties.schrijven import ronde, vergrendel
from wijken.geocoder import Reeks


class Intussen(Achterhaald):
    """Somebody wrote this entry between the look and the write; nothing was written. Look again."""


def bewerk(
    organisatie: Organisatie,
    wijzigingen: Foto,
    *,
    door: str = "",
    mits: Foto | None = None,
    **waarom: Any,
) -> Ronde | None:
    """Write these fields of one entry; gives the round, None when nothing changed.

    ``waarom`` is what a round tells: ``wie``, ``aard`` (an edit, unless said), ``bron``, ``reden``.
    ``door`` (``Organisatie.Wie``) says whose eyes the changed blocks were under. ``mits`` is the
    photograph that the caller looked at: is it another by now, then ``Intussen`` is raised.
    A new address gets its point. A kwartiermaker (``wie``) keeps the entry in the own wijken.
    Raises ``Geweigerd``.

    Looking up an address may wait for the network: call this outside a transaction when
    ``wijzigingen`` hold an address.
    """
    values = met_punt(organisatie, keur(wijzigingen))
    with transaction.atomic():
        vergrendel([organisatie.pk])
        now = foto(organisatie)
        if mits is not None and now != mits:
            raise Intussen
        changed = {name: new for name, (_, new) in verschil(now, values).items()}
        if not changed:
            return None
        keur_grens(waarom.get("wie"), now, changed)
        blocks = bevestigde_blokken(changed, door) if door else {}
        with ronde(**{"aard": Ronde.Aard.BEWERKING, **waarom}) as schrijver:
            schrijver.wijzig({organisatie.pk: {**changed, **blocks}})
        return schrijver.ronde if schrijver.aantal else None


def met_punt(organisatie: Organisatie, values: Foto) -> Foto:
    """Add the point of another address; what is only spelled otherwise keeps its point."""
    if not values.keys() & set(ADRES):
        return values
    place = Plek(dict(values), foto(organisatie))
    for _ in plaats([place], Reeks()):
        pass
    return place.waarden
